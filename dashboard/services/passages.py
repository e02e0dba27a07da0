"""The text of a document with passages marked in it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.services.markup import Markup, join, tag


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a text: code points, end exclusive; ``cls`` is its style, ``title`` what a pointer shows."""

    start: int
    end: int
    cls: str
    title: str | None = None
    anchor: str | None = None


def fits(text: str, start: int, end: int) -> bool:
    """Whether ``start``/``end`` is a passage of ``text``."""
    return 0 <= start < end <= len(text)


def window(text: str, start: int, end: int, around: int = 1500) -> tuple[int, int]:
    """The stretch of ``text`` to show around a passage: about ``around`` code points on each side, whole lines."""
    low, high = max(0, start - around), min(len(text), end + around)
    if low > 0:
        line = text.find("\n", low, start)
        low = line + 1 if line >= 0 else low
    if high < len(text):
        line = text.rfind("\n", end, high)
        high = line if line >= 0 else high
    return low, high


def marked(text: str, marks: Iterable[Mark], low: int = 0, high: int | None = None) -> Markup:
    """``text[low:high]`` as HTML with ``marks``; of overlapping marks the part not yet covered is marked."""
    stop = len(text) if high is None else min(high, len(text))
    pieces: list[Markup | str] = []
    at = low
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        start, end = max(mark.start, at), min(mark.end, stop)
        if start >= end:
            continue
        pieces.append(text[at:start])
        pieces.append(tag("mark", text[start:end], cls=mark.cls, title=mark.title, id=mark.anchor))
        at = end
    pieces.append(text[at:stop])
    return tag("div", join(pieces), cls="ag-text")


def quote(text: str, row: bool = False, limit: int = 120) -> str:
    """A passage on one line, cut to ``limit`` code points; a table's ``row`` as its filled cells without addresses."""
    flat = " · ".join(_cells(text)) if row else " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _cells(text: str) -> list[str]:
    cells = [cell.strip() for line in csv.reader(text.splitlines()) for cell in line]
    return [cell for cell in cells if cell and not cell.startswith(("http://", "https://"))]
