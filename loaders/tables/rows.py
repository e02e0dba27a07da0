"""Rows and cells of a comma-separated text, each with its exact offsets in that text.

The csv module of the standard library does not say where a cell stands, and evidence is a span; so this reads the
same format (RFC 4180, strict about quotation marks) and keeps the offsets.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[,\r\n]|\Z)')
_PLAIN = re.compile(r"[^,\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")


class RowSyntaxError(ValueError):
    """A cell's quotation marks are not balanced; ``line`` (from 1) is where the cell begins."""

    def __init__(self, line: int):
        super().__init__(f"line {line}: a quotation mark opens a cell that is not closed before the next comma")
        self.line = line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and the span of its content (inside the quotation marks) in the text, end exclusive."""

    value: str
    start: int
    end: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``value[start:end]`` stands in the text; a doubled quotation mark of the text is one of the value."""
        if self.end - self.start == len(self.value):
            return self.start + start, self.start + end
        before = self.value.count('"', 0, start)
        return self.start + start + before, self.start + end + before + self.value.count('"', start, end)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on (from 1), its span without the line end, and its cells; an empty line has none."""

    line: int
    start: int
    end: int
    cells: tuple[Cell, ...]


def split_rows(text: str) -> Iterator[Row]:
    """The rows of ``text`` in order; cells are what ``csv.reader(strict=True)`` gives.

    Raises:
        RowSyntaxError: a quoted cell is not closed, or something follows its closing mark.
    """
    breaks = [match.end() for match in _BREAK.finditer(text)]
    at = 0
    while at < len(text):
        start, line = at, bisect_right(breaks, at) + 1
        cells: list[Cell] = []
        while True:
            cell, at = _cell(text, at, bisect_right(breaks, at) + 1)
            cells.append(cell)
            if text[at : at + 1] != ",":
                break
            at += 1
        yield Row(line, start, at, tuple(cells) if at > start else ())
        ending = _BREAK.match(text, at)
        at = ending.end() if ending else len(text)


def _cell(text: str, at: int, line: int) -> tuple[Cell, int]:
    """The cell that begins at ``at``, and where it ends."""
    if text[at : at + 1] != '"':
        match = _PLAIN.match(text, at)
        assert match is not None  # the pattern matches the empty string
        return Cell(match[0], at, match.end()), match.end()
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise RowSyntaxError(line)
    return Cell(quoted[1].replace('""', '"'), quoted.start(1), quoted.end(1)), quoted.end()
