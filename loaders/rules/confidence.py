"""Confidence of rules: the author's prior until a rule was seen often enough, then its measured precision.

``knowledge/confidence.tsv`` holds what was measured on gold documents (``alliancegraph rules measure --write``):
rule, how often it was right, how often it was judged, and the confidence that follows. ``knowledge/built_in.tsv``
holds the priors of rules that are code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph.errors import VocabularyError

ENOUGH = 20
"""So many judged statements count for themselves; with fewer the prior counts for the share that is missing."""
HEADING = "# What rules got right on gold documents; `alliancegraph rules measure --write` writes this file.\n"
COLUMNS = "# rule\tright\tseen\tconfidence\n"


class Readable(Protocol):
    """A file of text, on disk or in the package."""

    def read_text(self, encoding: str | None = None) -> str:
        """Its text."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule's statements were right of those that gold judges, and the confidence that follows."""

    rule: str
    right: int
    seen: int
    confidence: float


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A rule that is code: its id, the author's prior, and in words what it reads."""

    id: str
    prior: float
    reads: str


def confidence_of(right: int, seen: int, prior: float) -> float:
    """The confidence of a rule that was right ``right`` times of ``seen``.

    Measured precision is smoothed as (right + 2) / (seen + 3); below twenty observations the prior counts for the
    share that is missing.

    >>> confidence_of(0, 0, 0.9), confidence_of(10, 10, 0.9), confidence_of(37, 40, 0.9)
    (0.9, 0.912, 0.907)
    """
    share = min(seen, ENOUGH) / ENOUGH
    return round(share * (right + 2) / (seen + 3) + (1 - share) * prior, 3)


def read_built_in(file: Readable) -> dict[str, BuiltIn]:
    """The rules that are code, by id; raises VocabularyError for a malformed row."""
    found: dict[str, BuiltIn] = {}
    for number, (rule, prior, reads) in _rows(file, "built_in.tsv", 3):
        found[rule] = BuiltIn(rule, _share(prior, "built_in.tsv", number), reads)
    return found


def read_measured(file: Readable) -> dict[str, Measured]:
    """What was measured, by rule; raises VocabularyError for a malformed row."""
    found: dict[str, Measured] = {}
    for number, (rule, right, seen, confidence) in _rows(file, "confidence.tsv", 4):
        if not (right.isdigit() and seen.isdigit() and int(right) <= int(seen)):
            raise VocabularyError(f"confidence.tsv, line {number}: {right} right of {seen} can't be; measure anew.")
        found[rule] = Measured(rule, int(right), int(seen), _share(confidence, "confidence.tsv", number))
    return found


def write_measured(rows: Mapping[str, Measured]) -> str:
    """The text of ``confidence.tsv``, sorted by rule."""
    lines = (f"{row.rule}\t{row.right}\t{row.seen}\t{row.confidence}\n" for _, row in sorted(rows.items()))
    return HEADING + COLUMNS + "".join(lines)


def _rows(file: Readable, name: str, columns: int) -> Iterable[tuple[int, list[str]]]:
    seen: set[str] = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise VocabularyError(f"{name}, line {number}, has {len(cells)} columns; it needs {columns}.")
        if cells[0] in seen:
            raise VocabularyError(f"{name}, line {number}: the rule {cells[0]} is there twice; keep one of the lines.")
        seen.add(cells[0])
        yield number, cells


def _share(text: str, name: str, number: int) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise VocabularyError(f"{name}, line {number}: {text!r} is no number between 0 and 1.") from error
    if not 0 <= value <= 1:
        raise VocabularyError(f"{name}, line {number}: {text} is not between 0 and 1.")
    return value
