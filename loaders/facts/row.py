"""A row of a list while it is read: its cells with what their headings mean."""

from dataclasses import dataclass

from graph.door import LONGEST_PASSAGE
from loaders.facts.article import Article
from loaders.facts.headings import Heading
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.layout import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the list it stands in; ``subject`` is the alliance whose members the list gives, or None."""

    register: Register
    page: Page
    article: Article
    cells: tuple[tuple[Heading, Cell], ...]
    subject: int | None

    def text(self, cell: Cell) -> str:
        """The words of a cell."""
        return self.page.block.text[cell.start : cell.end]

    def of(self, *what: str) -> list[tuple[Heading, Cell]]:
        """The cells whose headings say one of these things."""
        return [(heading, cell) for heading, cell in self.cells if heading.what in what]

    def span(self, cell: Cell) -> tuple[int, int]:
        """The source span that supports what a cell says: the row, or as much of it around the cell as fits."""
        first, last = self.page.block.span(0, len(self.page.block.text))
        if last - first <= LONGEST_PASSAGE:
            return first, last
        start, end = self.page.block.span(cell.start, cell.end)
        if end - start > LONGEST_PASSAGE:
            return start, start + LONGEST_PASSAGE
        stop = max(end, start + LONGEST_PASSAGE) if start == first else end
        return max(first, min(start, end - LONGEST_PASSAGE)), min(last, stop)
