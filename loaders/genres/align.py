"""Alignment: which line, or lines, of a newsletter's body each entry of its reading guide names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

WINDOW = 3
"""A headline may be broken over so many lines."""

_NOISE = re.compile(r"[\W_]+")
_LEADERS = re.compile(r"(?:[.·…⋯。\s-]{2,}|\s+|[(（])第?\d{1,3}页?[)）]?\s*$|[.·…⋯]{2,}\s*$")
_ADDRESS = re.compile(r"[(（](?:https?://)?[\w.-]+\.[a-z]{2,}[^()（）]*[)）]\s*$", re.IGNORECASE)
LIKE = 90.0
"""The least score of a match: equal 100, prefix 97 or 96, subsequence 95 or 93, else the likeness itself."""


@dataclass(frozen=True, slots=True)
class Match:
    """Entry ``entry`` of the guide is the headline on the lines from ``start`` to ``stop`` (exclusive)."""

    entry: int
    start: int
    stop: int
    score: float


def without_leaders(text: str) -> str:
    """A guide's entry without the dots and the page number at its end."""
    return _LEADERS.sub("", text)


def is_address(text: str) -> bool:
    """Whether a line is a web address in brackets and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def comparable(text: str) -> str:
    """The form in which headlines are compared: letters and digits only, page numbers and web addresses cut off."""
    bare = _ADDRESS.sub("", without_leaders(text)) or text
    return _NOISE.sub("", unicodedata.normalize("NFKC", bare).casefold())


def score(guide: str, body: str) -> float:
    """How well two headlines in comparable form agree, 0 to 100; below :data:`LIKE` they don't."""
    if not guide or not body:
        return 0.0
    if guide == body:
        return 100.0
    shorter, longer = (guide, body) if len(guide) <= len(body) else (body, guide)
    if len(longer) > 2 * len(shorter) + 6:
        return 0.0
    if len(shorter) >= 8 and longer.startswith(shorter) and len(longer) <= 1.6 * len(shorter) + 6:
        return 97.0 if shorter == guide else 96.0
    if len(shorter) >= 8 and len(longer) <= 2 * len(shorter) and _is_subsequence(shorter, longer):
        return 95.0 if shorter == guide else 93.0
    return fuzz.ratio(guide, body, score_cutoff=LIKE) if len(shorter) >= 6 else 0.0


def align(entries: Sequence[str], lines: Sequence[str], eligible: Sequence[bool]) -> list[Match]:
    """The matches of guide entries with body lines, one for an entry at most, in the order of the body.

    ``entries`` and ``lines`` are in comparable form; only eligible lines can be part of a headline. A window is
    no match when a part of it is one, unless it is the entry to the letter. Better matches are taken first; among
    equals the one over fewer lines, then the earlier.
    """
    candidates: list[tuple[float, int, int, int]] = []
    for entry, text in enumerate(entries):
        known: dict[tuple[int, int], float] = {}
        for length in range(1, WINDOW + 1):
            for start in range(len(lines) - length + 1):
                stop = start + length
                if not all(eligible[start:stop]):
                    continue
                value = score(text, "".join(lines[start:stop]))
                inner = max(known.get((start + 1, stop), 0.0), known.get((start, stop - 1), 0.0))
                known[start, stop] = max(value, inner)
                if value >= LIKE and (inner < LIKE or value == 100.0):
                    candidates.append((-value, length, start, entry))
    taken: set[int] = set()
    matches: dict[int, Match] = {}
    for value, length, start, entry in sorted(candidates):
        span = range(start, start + length)
        if entry in matches or taken.intersection(span):
            continue
        taken.update(span)
        matches[entry] = Match(entry, start, start + length, -value)
    return sorted(matches.values(), key=lambda match: match.start)


def _is_subsequence(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(character in rest for character in shorter)
