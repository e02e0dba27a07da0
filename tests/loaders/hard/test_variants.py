"""One fact in many ways: sentences and lists about units and documents as different texts write them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from .conftest import cases, lines, read_all, split, states, texts, told

VARIANTS = cases("variants.yaml")


def _each(fact: str) -> Iterator[str]:
    """The facts that a line stands for: one for each of the names in its subject and object."""
    subjects, predicate, objects, *said = split(fact)
    for subject in subjects.split("、"):
        for object_ in objects.split("、"):
            yield " | ".join((subject, predicate, object_, *said))


@pytest.mark.parametrize("case", VARIANTS, ids=[str(case["case"]) for case in VARIANTS])
def test_variant(case: Mapping[str, Any]) -> None:
    found = list(read_all(texts(case)).values())
    for fact in [each for line in lines(case.get("facts")) for each in _each(line)]:
        assert states(found, fact), f"{fact} is not stated:{told(found)}"
    for fact in [each for line in lines(case.get("never")) for each in _each(line)]:
        assert not states(found, fact), f"{fact} is stated:{told(found)}"
