"""`validate`: its words and refusals that need no store."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from alliancegraph.app import app
from graph.errors import InputError

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://example.org/s> a sh:NodeShape ; "


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (HEAD + "sh:targetClass <a:b> ; sh:rule [] .", "uses sh:rule, which is not supported"),
        (HEAD + 'sh:targetClass <a:b> ; sh:property [ sh:minCount "1" ] .', "has no sh:path"),
        (HEAD + "sh:nodeKind sh:IRI .", "declares no shape with a target"),
        (HEAD + "sh:targetClass <a:b> ; sh:node <https://example.org/s> .", "refers to itself"),
        ("this is no Turtle", "mine.ttl is no Turtle"),
    ],
)
def test_shapes_that_are_malformed_or_not_supported_are_refused(tmp_path: Path, turtle: str, message: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(turtle, encoding="utf-8")
    outcome = CliRunner().invoke(app, ["validate", "--shapes", str(path)])
    assert isinstance(outcome.exception, InputError)
    assert message in str(outcome.exception)


def test_a_path_without_shapes_is_refused(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(app, ["validate", "--shapes", str(tmp_path)])
    assert "has no Turtle file" in str(outcome.exception)
    outcome = CliRunner().invoke(app, ["validate", "--shapes", str(tmp_path / "absent.ttl")])
    assert "can't be read" in str(outcome.exception)
