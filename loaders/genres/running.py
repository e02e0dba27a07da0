"""Running heads and feet: lines that a file repeats on its pages, taken out before paragraphs are put together.

PDF and DOCX readers know them by their place (a part's label ends in ``head``, ``foot``, ``header``, ``footer``). In a
plain text whose pages are apart by form feeds they are the lines at the edges of pages that come again.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Document
from loaders.genres.lines import SourceLine
from loaders.layout import Article, Block, Layout

_EDGE = 3
"""So many lines at the top and at the bottom of a page may be running."""
_LONGEST = 60
_SHARE = 0.4
_FEWEST_PAGES = 2
_PAGED = re.compile(r"[^，。；]{2,40}?\s*(?:第\s*\d{1,3}\s*页|[-—–]\s*\d{1,3}\s*[-—–])(?:\s*[/共]\s*\d{1,3}\s*页)?")
_LABEL = re.compile(r"(?:^|, )(?:head|foot|header|footer)$")


def apart(lines: Sequence[SourceLine], document: Document, folded: str) -> tuple[list[SourceLine], list[SourceLine]]:
    """The lines of the text itself, and the running ones.

    A line after running ones counts as following the line above them: what stands between is the paper's.
    """
    if document.parts:
        running = {id(line) for line in lines if _LABEL.search(document.place(line.full.start, line.full.end) or "")}
    elif "\f" in folded:
        running = {id(line) for line in _repeated(lines, folded)}
    else:
        running = {id(line) for line in _paged(lines)}
    if not running:
        return list(lines), []
    kept: list[SourceLine] = []
    torn = False
    for line in lines:
        if id(line) in running:
            torn = bool(kept)
            continue
        kept.append(replace(line, gap=0) if torn and line.gap else line)
        torn = False
    return kept, [line for line in lines if id(line) in running]


def with_running(layout: Layout, running: Sequence[SourceLine]) -> Layout:
    """The layout with a block for each running line, in the order of the source.

    A line inside a paragraph gets none, as a page number there: its place is within the paragraph's sentence.
    """
    if not running:
        return layout
    starts = [block.pieces[0].source for block in layout.blocks]
    blocks = list(layout.blocks)
    for line in running:
        above = bisect_right(starts, line.body.start) - 1
        if above < 0 or layout.blocks[above].pieces[-1].source < line.body.start:
            blocks.append(Block("blank", line.body.text, line.body.pieces, ignored_by="running-head"))
    order = sorted(range(len(blocks)), key=lambda index: blocks[index].pieces[0].source)
    places = {old: new for new, old in enumerate(order)}
    return replace(
        layout,
        blocks=tuple(blocks[index] for index in order),
        articles=tuple(_moved(article, places) for article in layout.articles),
    )


def _moved(article: Article, places: dict[int, int]) -> Article:
    title, guide = article.title, article.guide
    return replace(
        article,
        title=places[title] if title is not None else None,
        guide=places[guide] if guide is not None else None,
    )


def _repeated(lines: Sequence[SourceLine], folded: str) -> list[SourceLine]:
    """The lines at the edges of pages that stand on many of them; the first page keeps what may be its title."""
    feeds = [match.start() for match in re.finditer("\f", folded)]
    pages: dict[int, list[SourceLine]] = {}
    for line in lines:
        pages.setdefault(bisect_right(feeds, line.full.start), []).append(line)
    edges = {number: [*page[:_EDGE], *page[-_EDGE:]] for number, page in pages.items()}
    counts = Counter(key for edge in edges.values() for key in {_key(line) for line in edge})
    least = max(_FEWEST_PAGES, _SHARE * len(pages))
    first = min(pages, default=0)
    return [
        line
        for number, edge in edges.items()
        for line in edge
        if _may_run(line) and counts[_key(line)] >= least and (number != first or line.is_page_number)
    ]


def _paged(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """In a text without pages: short lines that come again with another page number at their end (某通讯 第2页).

    The first of them stays, for it may be the only title.
    """
    seen: set[str] = set()
    found: list[SourceLine] = []
    for line in lines:
        text = line.full.text.strip()
        if len(text) > _LONGEST or not _PAGED.fullmatch(text):
            continue
        key = _key(line)
        if key in seen:
            found.append(line)
        seen.add(key)
    return found


def _key(line: SourceLine) -> str:
    """What is the same of a running line on every page: all but its number."""
    return re.sub(r"[\d\s]+", "", line.full.text)


def _may_run(line: SourceLine) -> bool:
    text = line.full.text.strip()
    return len(text) <= _LONGEST and "\t" not in text and not text.endswith(("。", "；", "，", "、"))
