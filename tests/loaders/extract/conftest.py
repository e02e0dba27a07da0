"""Helpers of the extractor's tests: read a text as a document and show what it states."""

from collections.abc import Callable

import pytest

from graph.model import Document, Reading
from loaders.examples import tells as tells_fact
from loaders.extract import extract
from loaders.source import document_from_bytes


def document(text: str, name: str = "sample") -> Document:
    return document_from_bytes(text.encode(), name)


@pytest.fixture
def read() -> Callable[[str], Reading]:
    """Reads a text and returns what it states."""
    return lambda text: extract(document(text))


@pytest.fixture
def tells() -> Callable[[Reading, str], bool]:
    """Whether a reading states a fact written as ``subject | predicate | object | key=value``."""
    return tells_fact
