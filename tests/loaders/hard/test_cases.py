"""The 58 hard cases: each restated in a sentence of our own must give the answer that the plan gives."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph.text import match_key
from loaders.registry import Registry
from loaders.review import propose

from .conftest import cases, forms, joined, lines, read_all, split, states, texts, told

CASES = cases("cases.yaml")
KEYS = frozenset(
    (
        "case", "asks", "documents", "title", "text", "credit", "facts", "never", "entities", "none", "count", "one",
        "apart", "review", "bureaux", "numberless", "document_date", "dates",
    )
)  # fmt: skip


def test_every_case_of_the_plan_is_here() -> None:
    numbers = {int(str(case["case"]).rstrip("abcdef")) for case in CASES}
    assert numbers == set(range(1, 59))
    assert all(set(case) <= KEYS for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[str(case["case"]) for case in CASES])
def test_case(case: Mapping[str, Any]) -> None:
    readings = read_all(texts(case))
    found = list(readings.values())
    entities = [entity for reading in found for entity in reading.entities]
    for fact in lines(case.get("facts")):
        assert states(found, fact), f"{fact} is not stated:{told(found)}"
    for fact in lines(case.get("never")):
        assert not states(found, fact), f"{fact} is stated:{told(found)}"
    for line in lines(case.get("entities")):
        kind, *names = split(line)
        wanted = {match_key(name) for name in names}
        assert any(e.kind == kind and wanted <= forms(e) for e in entities), f"{line} is missing:{told(found)}"
    for line in lines(case.get("none")):
        kind, name = split(line)
        wrong = [e.name for e in entities if e.kind == kind and (name == "*" or match_key(name) in forms(e))]
        assert not wrong, f"{line}: {wrong}{told(found)}"
    if "bureaux" in case:
        assert "、".join(case["bureaux"]) in {remark.detail for reading in found for remark in reading.remarks}
    for line in lines(case.get("numberless")):
        assert all(e.number is None for e in entities if match_key(line) in forms(e)), line
    mentions = joined(found, Registry())
    for kind, number in case.get("count", {}).items():
        assert len({m.entity for m in mentions if m.kind == kind}) == number, told(found)
    _dates(case, found)
    _identity(case, mentions)


def _dates(case: Mapping[str, Any], found: list[Any]) -> None:
    if "document_date" in case:
        assert found[0].document.date == str(case["document_date"])
    for name, date in case.get("dates", {}).items():
        events = [e for r in found for e in r.entities if e.kind == "Event" and name in e.name]
        assert events, f"{name}:{told(found)}"
        assert {e.date for e in events} == {None if date is None else str(date)}, told(found)


def _identity(case: Mapping[str, Any], mentions: list[Any]) -> None:
    """What is one, what is apart and what a reviewer is asked, after the documents were joined."""

    def keys(kind: str, name: str) -> set[str]:
        return {m.entity for m in mentions if m.kind == kind and match_key(name) in forms(m)}

    for line in lines(case.get("one")):
        kind, left, right = split(line)
        assert len(keys(kind, left) | keys(kind, right)) == 1 and keys(kind, left), line
    for line in lines(case.get("apart")):
        kind, left, right = split(line)
        assert keys(kind, left) and keys(kind, right) and not keys(kind, left) & keys(kind, right), line
    asked = {(p.kind, frozenset((match_key(p.left), match_key(p.right)))) for p in propose(mentions)}
    for line in lines(case.get("review")):
        kind, left, right = split(line)
        assert (kind, frozenset((match_key(left), match_key(right)))) in asked, f"{line} is not among {asked}"
