"""Helpers of the hard cases: a case is read, its documents are joined, and what it expects is looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.document_facts import mentions_of
from graph.entity import Mentioned
from graph.model import Entity, Reading, Statement
from graph.text import match_key
from loaders.extract import extract
from loaders.identity import cluster
from loaders.registry import Registry
from loaders.source import document_from_bytes, read_source

HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file of this folder."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def texts(case: Mapping[str, Any]) -> dict[str, str]:
    """A case's documents by name; a single text comes with its headline and credit."""
    if "documents" in case:
        return dict(case["documents"])
    credit = f"（{case['credit']}）" if "credit" in case else ""
    parts = (case.get("title", ""), case["text"].rstrip("\n"), credit)
    return {"text": "\n\n".join(part for part in parts if part)}


def read_all(documents: Mapping[str, str]) -> dict[str, Reading]:
    """What the documents state, by name."""
    return {name: extract(document_from_bytes(text.encode(), name)) for name, text in documents.items()}


def joined(readings: Iterable[Reading], registry: Registry) -> list[Mentioned]:
    """All mentions with the entity that each stands for once the documents are joined."""
    mentions = [m for reading in readings for m in mentions_of(reading)]
    keys = cluster(mentions, registry.key_of)
    return [replace(m, entity=keys[m.id]) for m in mentions]


def forms(entity: Entity | Mentioned) -> frozenset[str]:
    """All forms of an entity, folded."""
    return frozenset(match_key(form) for form in (entity.name, *entity.aliases, entity.number or "") if form)


def split(line: str) -> list[str]:
    """The parts of a line that are separated by bars."""
    return [part.strip() for part in line.split("|")]


def lines(value: str | Sequence[str] | None) -> list[str]:
    """A value that is one line or a list of lines."""
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def stated(reading: Reading, fact: str) -> list[Statement]:
    """The statements that say ``subject | predicate | object | key=value …``; ``*`` is any entity."""
    subject, predicate, object_, *said = split(fact)
    wanted = dict(part.split("=", 1) for part in said)

    def fits(entity: int, form: str) -> bool:
        return form == "*" or match_key(form) in forms(reading.entities[entity])

    return [
        s
        for s in reading.statements
        if s.predicate == predicate
        and fits(s.subject, subject)
        and fits(s.object, object_)
        and all(s.qualifiers.get(key) == value for key, value in wanted.items())
    ]


def states(readings: Iterable[Reading], fact: str) -> bool:
    """Whether any reading says a fact."""
    return any(stated(reading, fact) for reading in readings)


def told(readings: Iterable[Reading]) -> str:
    """All statements and entities, for the message of a failed test."""
    out = []
    for reading in readings:
        names = [e.name for e in reading.entities]
        out += [
            f"{names[s.subject]} | {s.predicate} | {names[s.object]} | {dict(s.qualifiers)} ({s.rule})"
            for s in reading.statements
        ]
        out += [f"  {e.kind} | {e.name} | {' | '.join(e.aliases)}" for e in reading.entities]
    return "\n" + "\n".join(out)


@pytest.fixture(scope="session")
def corpus_readings(shared: Path) -> dict[str, Reading]:
    """The readings of the real documents, by name."""
    paths = sorted((shared / "corpus").glob("*.txt"))
    return {path.stem: extract(read_source(path)) for path in paths}
