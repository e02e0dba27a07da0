"""What a reader gives: the text that is read, and the page or cell each stretch of it came from."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.model import Part
from loaders.fold import CJK

Progress = Callable[[int, int], None]
"""Told how many pages or rows are read and how many there are."""

_WIDE = re.compile(f"[{CJK}，。、；：！？“”‘’《》〈〉「」『』【】〔〕（）—…\u3000]")
_WHOLE_NAME = re.compile(
    "(?:公司|集团|大学|学院|院|所|中心|协会|学会|研究会|商会|促进会|联盟|厂|站|社|银行|局|厅|委|部|室|会)$"
)
_SHORT_NAME = 5
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Text:
    """A file as text: tables are tab-separated rows, one a line; paragraphs are lines.

    ``parts`` are in order and apart. ``genre`` is ``list`` for the rows of a spreadsheet (their cells are known), else
    ``text``. ``columns`` pairs headings of a list with the roles a person gave them. ``unread`` pairs what was left
    out (a column, a page that is a picture) with the reason.
    """

    text: str
    parts: tuple[Part, ...] = ()
    genre: str = "text"
    columns: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Lines:
    """Collects the lines of a text with their places; lives inside one call of a reader."""

    _pieces: list[str] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _at: int = 0

    def line(self, text: str, label: str | None = None, end: str = "\n") -> int:
        """A line (or several, at the breaks in ``text``) that was read at ``label``; ``end`` closes it.

        Returns the number by which :meth:`relabel` knows it.
        """
        self._put(_printable(text), label)
        self._put(end, None)
        return len(self._parts) - 1

    def relabel(self, number: int, label: str) -> None:
        """Gives another place to the line of that number."""
        self._parts[number] = replace(self._parts[number], label=label)

    def row(self, cells: Sequence[str], labels: Sequence[str | None]) -> None:
        """A row of a table: its cells on one line, a tab between two; each with its place."""
        for place, (cell, label) in enumerate(zip(cells, labels, strict=True)):
            if place:
                self._put("\t", None)
            self._put(one_line(cell), label)
        self._put("\n", None)

    def close(self, end: str) -> None:
        """Makes ``end`` what closes the last line: a form feed where a page ends."""
        if self._pieces and len(self._pieces[-1]) == len(end) == 1:
            self._pieces[-1] = end

    def blank(self) -> None:
        """A blank line, unless nothing or a blank line stands above."""
        if self._pieces and "".join(self._pieces[-2:])[-2:] not in ("\n\n", "\f\n"):
            self._put("\n", None)

    def text(self) -> str:
        """All lines, without blanks at the end."""
        return "".join(self._pieces).rstrip()

    def parts(self) -> tuple[Part, ...]:
        """The places in order; stretches of one place that follow each other are one part."""
        joined: list[Part] = []
        for part in self._parts:
            if joined and joined[-1].label == part.label:
                joined[-1] = Part(joined[-1].start, part.end, part.label)
            else:
                joined.append(part)
        return tuple(joined)

    def _put(self, text: str, label: str | None) -> None:
        if text:
            self._pieces.append(text)
            if label is not None:
                self._parts.append(Part(self._at, self._at + len(text), label))
            self._at += len(text)


def one_line(cell: str) -> str:
    """A cell's text on one line; see :func:`cell_of_lines` for its line breaks."""
    return cell_of_lines(_BREAKS.split(_printable(cell).replace("\t", " ")))


def cell_of_lines(lines: Iterable[str]) -> str:
    """The lines of a cell as one text.

    Lines that are each a whole name (of a body, or of two to four characters) are apart by a blank; else the break is
    there for want of room and leaves nothing between Chinese, a blank between Latin words.
    """
    filled = [stripped for line in lines if (stripped := line.strip())]
    whole = [_WHOLE_NAME.search(line) is not None and len(line) >= _SHORT_NAME for line in filled]
    names = all(whole) or (not any(whole) and all(2 <= len(line) < _SHORT_NAME for line in filled))
    text = ""
    for line in filled:
        tight = not names and text and (_WIDE.match(text[-1]) or _WIDE.match(line[0]))
        text += line if tight or not text else f" {line}"
    return text


def _printable(text: str) -> str:
    """The text without control characters and half characters, which no document means to show."""
    return _UNPRINTABLE.sub("", text)
