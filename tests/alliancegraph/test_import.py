"""`import`: what `export` wrote goes back, in every format; bad files change nothing."""

import json
from pathlib import Path

import pytest

from graph.rdf import to_rows
from graph.rdf.read import FORMATS, read_rows
from graph.schema import ensure_schema
from graph.store import Store
from ontology import load_vocabulary
from tests.alliancegraph.conftest import Command
from tests.conftest import ROOT, wipe
from tests.queries.sample import load_sample

pytestmark = pytest.mark.store


def export(call: Command, path: Path, format_: str = "jsonl") -> bytes:
    assert call("export", "--format", format_, "--output", path).code == 0
    return path.read_bytes()


@pytest.fixture
def call(empty_store: Store, on_store: Command) -> Command:
    """The command on a store with the sample graph, whose keys no registry has given."""
    ensure_schema(empty_store)
    load_sample(empty_store)
    return on_store


@pytest.mark.parametrize("format_", ["jsonl", *FORMATS])
def test_an_export_goes_back_to_the_same_bytes(call: Command, empty_store: Store, tmp_path: Path, format_: str) -> None:
    before = export(call, tmp_path / "before.jsonl")
    path = tmp_path / f"graph.{format_}"
    export(call, path, format_)
    wipe(empty_store)
    done = call("import", path, "--json")
    assert done.code == 0, done.err
    assert {each["state"] for each in done.json["documents"]} == {"loaded"}
    assert done.json["changes"]["statements_added"] == before.count(b'"line":"relationship"')
    assert export(call, tmp_path / "after.jsonl") == before
    assert export(call, tmp_path / "again", format_) == path.read_bytes()
    assert {each["state"] for each in call("import", path, "--json").json["documents"]} == {"unchanged"}


def test_an_imported_document_can_be_withdrawn(call: Command, empty_store: Store, tmp_path: Path) -> None:
    export(call, tmp_path / "graph.ttl", "ttl")
    name = call("status", "--json").json["documents"][0]["document"]
    call("retract", name)
    expected = export(call, tmp_path / "expected.jsonl")
    wipe(empty_store)
    assert call("import", tmp_path / "graph.ttl").code == 0
    done = call("retract", name, "--json")
    assert done.json["changes"]["statements_removed"] > 0
    assert export(call, tmp_path / "found.jsonl") == expected


def refused(call: Command, path: Path, says: str) -> None:
    before = call("status", "--json").json
    done = call("import", path)
    assert (done.code, done.out) == (1, "")
    assert says in done.sentence
    after = call("status", "--json").json
    assert after == before


def test_malformed_files_change_nothing(call: Command, tmp_path: Path) -> None:
    for format_ in ("ttl", "rdfxml"):  # tests/graph/rdf has them all
        path = tmp_path / f"graph.{format_}"
        whole = export(call, path, format_)
        path.write_bytes(whole[: len(whole) // 2] + b'<"{[' + whole[len(whole) // 2 :])
        refused(call, path, "line ")
        refused(call, path, "nothing was changed")
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b'{"line": "entity"\n')
    refused(call, path, "line 1, column 18")
    path.write_bytes(b"\xff\n")
    refused(call, path, "line 1, column 1")
    refused(call, tmp_path / "none.nt", "can't be read")


def test_unknown_terms_are_listed(call: Command, tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    whole = export(call, path, "nt").decode()
    subject = next(line.split()[0] for line in whole.splitlines() if "/id/alliance/" in line.split()[0])
    path.write_text(f'{whole}{subject} <http://example.org/colour> "red" .\n', encoding="utf-8")
    refused(call, path, "http://example.org/colour")


def test_a_cut_or_changed_file_is_refused(call: Command, tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    lines = export(call, path).decode().splitlines(keepends=True)
    facts = [line for line in lines if '"line":"relationship"' in line]
    path.write_text("".join(line for line in lines if line != facts[0]), encoding="utf-8")
    refused(call, path, "lacks the relationship")
    changed = json.loads(facts[0]) | {"confidence": 0.123}
    other = json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    path.write_text("".join(other if line == facts[0] else line for line in lines), encoding="utf-8")
    refused(call, path, "changes the relationship")
    entity = json.loads(lines[0])
    path.write_text("".join([json.dumps(entity | {"name": "别名"}) + "\n", *lines[1:]]), encoding="utf-8")
    refused(call, path, "changes the entity")


@pytest.mark.timeout(900)
def test_the_shipped_tables_come_back_as_the_same_rows(empty_store: Store, on_store: Command, tmp_path: Path) -> None:
    assert on_store("tables", ROOT / "data").code == 0
    before = export(on_store, tmp_path / "graph.jsonl")
    rows = [json.loads(line) for line in before.splitlines()]
    for format_ in FORMATS:
        export(on_store, tmp_path / f"graph.{format_}", format_)
        assert read_rows(tmp_path / f"graph.{format_}", format_, load_vocabulary()) == rows, format_
    assert to_rows([], load_vocabulary()) == []
