"""Genres: kinds of documents laid out alike. A genre tells how likely a text is one, and cuts it into blocks."""

from collections.abc import Sequence
from typing import Protocol

from graph.model import Document
from loaders.fold import fold
from loaders.genres import newsletter, notice, running, sheet, text, web
from loaders.genres.fields import split_fields
from loaders.genres.joining import unwrap, without_page_numbers
from loaders.genres.lines import SourceLine, split_lines
from loaders.layout import Layout
from loaders.script import simplified


class Genre(Protocol):
    """What a module of this folder offers."""

    GENRE: str
    """The name that documents of this genre bear."""

    def likelihood(self, lines: Sequence[SourceLine], /) -> float:
        """How much a text looks like this genre; 0 not at all, 1 surely."""

    def segment(self, lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
        """The layout of a text taken for this genre."""


GENRES: tuple[Genre, ...] = (notice, newsletter, web, text)
"""The likeliest wins; among equals the first."""


def segment(document: Document) -> Layout:
    """The layout of a document: the likeliest genre's cut of its folded text; of a spreadsheet, its rows.

    Every non-blank character of the document is in exactly one block, but for marks of markup (#, **, ➤, enumerators)
    and page numbers inside a paragraph, which are in none; blocks are in the order of the source.
    """
    folded = fold(simplified(document.text))
    if document.genre == "list":
        return sheet.segment(folded, document.text, dict(document.columns))
    read, heads = running.apart(split_lines(folded, document.text), document, folded)
    lines = without_page_numbers(split_fields(unwrap(read, folded)))
    genre = max(GENRES, key=lambda candidate: candidate.likelihood(lines))
    return running.with_running(genre.segment(lines, folded, document.text), heads)
