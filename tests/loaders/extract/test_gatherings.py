"""Meetings, visits, elections and lists of persons: invented documents of many shapes, with who did what at which."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model import Entity
from loaders.extract import extract
from loaders.source import document_from_bytes

_TOLD = frozenset(("participates_in", "chairs", "organizes", "held_at", "holds_post"))
_CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "gatherings.yaml").read_text(encoding="utf-8"))


def _forms(entity: Entity) -> list[str]:
    return [re.sub(r"\s", "", form) for form in (entity.name, *entity.aliases)]


@pytest.mark.parametrize("case", _CASES, ids=[case["text"].split("\n")[0][:24] for case in _CASES])
def test_gathering(case: Mapping[str, Any]) -> None:
    reading = extract(document_from_bytes(case["text"].encode(), "text"))
    told = [s for s in reading.statements if s.predicate in _TOLD]
    for fact in case["facts"]:
        who, predicate, other, *said = fact.split(" | ")
        found = any(
            s.predicate == predicate
            and any(
                who == form or predicate == "held_at" and who in form for form in _forms(reading.entities[s.subject])
            )
            and any(other in form for form in _forms(reading.entities[s.object]))
            and (not said or said[0] in {re.sub(r"\s", "", value) for value in s.qualifiers.values()})
            for s in told
        )
        assert found, f"{fact} is not stated."
    if case["whole"]:
        assert len(told) == len(case["facts"]), [
            f"{reading.entities[s.subject].name} {s.predicate} {reading.entities[s.object].name}" for s in told
        ]
