"""The hard cases where they stand in the real documents, found by offset."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph.model import Reading
from graph.text import match_key
from loaders.registry import Registry
from loaders.review import Proposal, propose

from .conftest import cases, forms, joined, lines, split, stated, states, told

pytestmark = pytest.mark.corpus
ORIGINALS = cases("originals.yaml")
KEYS = frozenset(
    (
        "case", "document", "at", "check", "here", "facts", "never", "entities", "none", "apart", "review", "number",
        "bureaux", "numberless", "document_date", "dates",
    )
)  # fmt: skip


@pytest.fixture(scope="session")
def proposals(corpus_readings: dict[str, Reading]) -> list[Proposal]:
    """What a reviewer is asked once all real documents are loaded."""
    return propose(joined(corpus_readings.values(), Registry()))


@pytest.mark.parametrize("case", ORIGINALS, ids=[f"{case['case']}-{case['at']}" for case in ORIGINALS])
def test_original(case: Mapping[str, Any], corpus_readings: dict[str, Reading], proposals: list[Proposal]) -> None:
    assert set(case) <= KEYS
    reading = corpus_readings[case["document"]]
    start, end = case["at"], case["at"] + len(case["check"])
    assert reading.document.text[start:end] == case["check"]
    for fact in lines(case.get("here")):
        spans = [(s.start, s.end) for s in stated(reading, fact)]
        assert any(low < end and start < high for low, high in spans), (
            f"{fact} at {spans}, not at {start}{told([reading])}"
        )
    for fact in lines(case.get("facts")):
        assert states([reading], fact), f"{fact} is not stated{told([reading])}"
    for fact in lines(case.get("never")):
        assert not states([reading], fact), f"{fact} is stated"
    _entities(case, reading)
    asked = {(p.kind, frozenset((match_key(p.left), match_key(p.right)))) for p in proposals}
    for line in lines(case.get("review")):
        kind, left, right = split(line)
        assert (kind, frozenset((match_key(left), match_key(right)))) in asked, f"{line} is not among {asked}"


def _entities(case: Mapping[str, Any], reading: Reading) -> None:
    for line in lines(case.get("entities")):
        kind, *names = split(line)
        wanted = {match_key(name) for name in names}
        assert any(e.kind == kind and wanted <= forms(e) for e in reading.entities), f"{line}{told([reading])}"
    for line in lines(case.get("none")):
        kind, name = split(line)
        assert not any(e.kind == kind and match_key(name) in forms(e) for e in reading.entities), line
    for line in lines(case.get("apart")):
        kind, *names = split(line)
        found = [[i for i, e in enumerate(reading.entities) if match_key(name) in forms(e)] for name in names]
        assert all(len(each) == 1 for each in found) and found[0] != found[1], line
    for said, number in case.get("number", {}).items():
        key, value = said.split("=")
        assert sum(s.qualifiers.get(key) == value for s in reading.statements) == number, said
    if "bureaux" in case:
        assert "、".join(case["bureaux"]) in {remark.detail for remark in reading.remarks}
    for name in lines(case.get("numberless")):
        assert all(e.number is None for e in reading.entities if match_key(name) in forms(e)), name
    if "document_date" in case:
        assert reading.document.date == str(case["document_date"])
    for name, date in case.get("dates", {}).items():
        dates = {
            e.date for e in reading.entities if e.kind == "Event" and any(name in form for form in (e.name, *e.aliases))
        }
        assert dates == {None if date is None else str(date)}, name
