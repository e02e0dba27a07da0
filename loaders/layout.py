"""The layout of a document: blocks of joined text that know where each character stands in the source.

A genre turns the folded source text into a :class:`Layout`. Lines that a page break or a hard wrap cut apart are
joined in one :class:`Block`; ``Block.source(i)`` gives the source offset of the block's character ``i``, so every
mention found in a block has an exact span in the text that was read.
"""

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple

Role = Literal[
    "masthead",
    "heading",
    "guide",
    "section",
    "title",
    "paragraph",
    "item",
    "table_title",
    "table_header",
    "row",
    "credit",
    "imprint",
    "address",
    "blank",
]


class Piece(NamedTuple):
    """A run of characters taken over unbroken: block offset, source offset, length."""

    block: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its column's heading (or None) and its span in the block's text, end exclusive."""

    heading: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout with its text (folded, joined, blanks cleaned) and the way back to the source.

    ``role`` says what it is. ``article`` is the index of the article it belongs to, or None. ``cells`` and ``list_id``
    are set for table rows (``list_id`` numbers the lists of a document from 0), ``ignored_by`` names the rule by
    which the block is known to state nothing (navigation, page numbers, …).
    """

    role: Role
    text: str
    pieces: tuple[Piece, ...]
    article: int | None = None
    cells: tuple[Cell, ...] = ()
    list_id: int | None = None
    ignored_by: str | None = None

    def source(self, index: int) -> int:
        """The source offset of the block's character ``index``."""
        pieces = self.pieces
        at = bisect_right(pieces, index, key=itemgetter(0)) - 1 if len(pieces) > 1 else 0
        block, source, _ = pieces[max(at, 0)]
        return source + index - block

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the block's ``text[start:end]``; ``end`` must be greater than ``start``."""
        if len(self.pieces) == 1:
            shift = self.pieces[0].source
            return shift + start, shift + end
        return self.source(start), self.source(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Article:
    """An item of a newsletter (or the whole body of another document): headline, guide entry, section.

    ``title`` and ``guide`` are block indexes; the guide's wording often gives the short name of what the body names
    in full.
    """

    title: int | None
    guide: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """An annexed list: its title, the status it confers as words in the title, the number of rows it announces."""

    title: str
    announced: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A document cut into blocks, with what its masthead says.

    ``genre`` is ``notice``, ``briefing``, ``web`` or ``text``; ``date`` ISO; ``series`` ties issues of one newsletter.
    """

    genre: str
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...] = ()
    lists: tuple[ListBlock, ...] = ()
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    number: str | None = None
    series: str | None = None
