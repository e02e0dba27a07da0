"""Plain text: a title where the first line is one, then paragraphs."""

import re
from collections.abc import Sequence

from loaders.genres.body import add_body
from loaders.genres.build import Builder
from loaders.genres.dates import find_date, iso
from loaders.genres.joining import is_closed, uses_indents
from loaders.genres.lines import SourceLine
from loaders.layout import Layout

GENRE = "text"
_TITLE = 60
_HEAD_LINES = 3
_PAPER = re.compile(
    "[日晚早周晨时商]报|[0-9A-D]版|版[：:面]|第[0-9一二三四五六七八九十]+版|星期[一二三四五六日天]|周刊|杂志"
)


def likelihood(_: Sequence[SourceLine]) -> float:
    """What remains when no other genre fits better."""
    return 0.3


def segment(lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
    """The layout of a plain text: one article."""
    builder = Builder()
    builder.open_article()
    title = None
    date = None
    start = _head(lines)
    for line in lines[:start]:
        builder.add("masthead", line.body)
        if date is None and (match := find_date(line.text)):
            date = iso(match)
    if _is_title(lines[start:]):
        builder.name_article(builder.add("title", lines[start].body))
        title, start = lines[start].text, start + 1
    if (
        date is None
        and start < len(lines)
        and len(lines[start].text) <= _TITLE
        and (match := find_date(lines[start].text))
    ):
        date = iso(match) if not is_closed(lines[start].text) else None
    add_body(builder, lines[start:], folded, indents=uses_indents(lines))
    return Layout(GENRE, tuple(builder.blocks), tuple(builder.articles), tuple(builder.lists), title=title, date=date)


def _head(lines: Sequence[SourceLine]) -> int:
    """How many lines are a newspaper's own above its report: its name, day and page (某报 A5版 2012年5月6日)."""
    last = -1
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) > _TITLE or is_closed(line.text) or "，" in line.text:
            break
        if find_date(line.text) and _PAPER.search(line.text):
            last = at
    return last + 1


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
