"""Every shipped question, asked of the sample graph; its answers are the golden files, evidence written as text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store import Store
from queries.catalogue import Answer, ask, load_catalogue
from queries.passage import passages

GOLDEN = Path(__file__).parent / "golden"
CATALOGUE = load_catalogue()


def cases() -> list[Any]:
    found = []
    for question_id in CATALOGUE:
        for number, case in enumerate(yaml.safe_load((GOLDEN / f"{question_id}.yaml").read_text(encoding="utf-8"))):
            found.append(pytest.param(question_id, case, id=f"{question_id}-{number}"))
    return found


def readable(store: Store, answer: Answer) -> list[dict[str, Any]]:
    """Rows as mappings without empty cells; evidence as the passages' text."""
    rows = []
    for row in answer.rows:
        cells = dict(zip((column.name for column in answer.columns), row, strict=True))
        assert cells["evidence"], "a row without evidence"
        cells["evidence"] = [passage.text for passage in passages(store, cells["evidence"])]
        rows.append({name: value for name, value in cells.items() if value is not None})
    return rows


def test_at_least_eight_questions_ship() -> None:
    assert len(CATALOGUE) >= 8


def test_every_golden_file_belongs_to_a_question() -> None:
    assert {file.stem for file in GOLDEN.glob("*.yaml")} == set(CATALOGUE)


@pytest.mark.store
@pytest.mark.parametrize(("question_id", "case"), cases())
def test_answers(sample: Store, question_id: str, case: dict[str, Any]) -> None:
    answer = ask(sample, CATALOGUE[question_id], case["parameters"], as_of=case.get("as_of"))
    assert readable(sample, answer) == case["rows"]
    assert [note.en for note in answer.notes] == case.get("notes", [])
    if case["rows"]:
        sources = {row["sources"] for row in case["rows"]}
        assert min(sources) >= 1
