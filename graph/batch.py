"""Batches: rows grouped so that neither their number nor their size outgrows one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ROWS = 10_000
"""The most rows of one transaction (see docs/operations.md)."""

LETTERS = 8_000_000
"""The most characters of one transaction: the store holds about ten times that of memory while it writes them."""


def batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """The rows in order, in batches of at most 10,000 rows and about 8 million characters; a huge row stands alone."""
    batch: list[Mapping[str, Any]] = []
    letters = 0
    for row in rows:
        weight = len(repr(row))
        if batch and (len(batch) == ROWS or letters + weight > LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(row)
        letters += weight
    if batch:
        yield batch
