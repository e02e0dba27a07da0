"""Helpers of the extractor's tests: read a text as a document and show what it states."""

from collections.abc import Callable

import pytest

from graph.model import Document, Reading
from graph.text import match_key
from loaders.extract import extract
from loaders.source import document_from_bytes


def document(text: str, name: str = "sample") -> Document:
    return document_from_bytes(text.encode(), name)


def told(reading: Reading) -> list[tuple[set[str], str, set[str], dict[str, str], str]]:
    """Each statement as (forms of the subject, predicate, forms of the object, qualifiers, rule), folded."""

    def forms(entity: int) -> set[str]:
        found = reading.entities[entity]
        return {match_key(form) for form in (found.name, *found.aliases, found.number or "") if form}

    return [(forms(s.subject), s.predicate, forms(s.object), dict(s.qualifiers), s.rule) for s in reading.statements]


def states(reading: Reading, fact: str) -> bool:
    """Whether a reading states ``subject | predicate | object | key=value …``."""
    subject, predicate, object_, *said = (part.strip() for part in fact.split("|"))
    wanted = dict(part.split("=", 1) for part in said)
    return any(
        p == predicate
        and match_key(subject) in s
        and match_key(object_) in o
        and all(q.get(key) == value for key, value in wanted.items())
        for s, p, o, q, _ in told(reading)
    )


@pytest.fixture
def read() -> Callable[[str], Reading]:
    """Reads a text and returns what it states."""
    return lambda text: extract(document(text))


@pytest.fixture
def tells() -> Callable[[Reading, str], bool]:
    """Whether a reading states a fact written as ``subject | predicate | object | key=value``."""
    return states
