"""Building a layout: blocks are added in the order of the source and get their numbers here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.genres.traced import Traced
from loaders.layout import Article, Block, Cell, ListBlock, Role


@dataclass(slots=True)
class Builder:
    """Collects blocks, articles and lists; lives inside one call of a genre."""

    blocks: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    lists: list[ListBlock] = field(default_factory=list)
    article: int | None = None

    def add(
        self,
        role: Role,
        body: Traced,
        *,
        cells: Sequence[Cell] = (),
        list_id: int | None = None,
        ignored_by: str | None = None,
    ) -> int:
        """A block of the current article; returns its index."""
        self.blocks.append(Block(role, body.text, body.pieces, self.article, tuple(cells), list_id, ignored_by))
        return len(self.blocks) - 1

    def open_article(self, guide: int | None = None, section: str | None = None) -> int:
        """Begins an article: blocks added from now on belong to it."""
        self.articles.append(Article(None, guide, section))
        self.article = len(self.articles) - 1
        return self.article

    def name_article(self, title: int) -> None:
        """Gives the current article the block that is its headline."""
        assert self.article is not None
        self.articles[self.article] = replace(self.articles[self.article], title=title)

    def open_list(self, title: str, announced: int | None) -> int:
        """Begins a list of rows; returns its number."""
        self.lists.append(ListBlock(title, announced))
        return len(self.lists) - 1

    def file_under(self, block: int, article: int) -> None:
        """Moves a block (an entry of the guide) to an article."""
        self.blocks[block] = replace(self.blocks[block], article=article)
