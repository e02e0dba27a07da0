"""Plain text: a title where the first line is one, then paragraphs."""

from collections.abc import Sequence

from loaders.genres.body import add_body
from loaders.genres.build import Builder
from loaders.genres.dates import find_date, iso
from loaders.genres.joining import is_closed, uses_indents
from loaders.genres.lines import SourceLine
from loaders.layout import Layout

GENRE = "text"
_TITLE = 60


def likelihood(_: Sequence[SourceLine]) -> float:
    """What remains when no other genre fits better."""
    return 0.3


def segment(lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
    """The layout of a plain text: one article."""
    builder = Builder()
    builder.open_article()
    title = None
    start = 0
    if _is_title(lines):
        builder.name_article(builder.add("title", lines[0].body))
        title, start = lines[0].text, 1
    date = None
    if start < len(lines) and len(lines[start].text) <= _TITLE and (match := find_date(lines[start].text)):
        date = iso(match) if not is_closed(lines[start].text) else None
    add_body(builder, lines[start:], folded, indents=uses_indents(lines))
    return Layout(GENRE, tuple(builder.blocks), tuple(builder.articles), tuple(builder.lists), title=title, date=date)


def _is_title(lines: Sequence[SourceLine]) -> bool:
    """Whether the first line stands above the text as its title."""
    if len(lines) < 2:
        return False
    first, second = lines[0], lines[1]
    short = len(first.text) <= _TITLE and not is_closed(first.text) and "，" not in first.text
    return (
        short
        and first.enumerator is None
        and (bool(first.marks) or second.gap > 0 or len(second.text) > len(first.text))
    )
