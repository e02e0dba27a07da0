"""Scraped fragments: paragraphs from web pages, numbered or not, each on its own; repeated ones are kept."""

import re
from collections import Counter
from collections.abc import Sequence

from loaders.genres.body import add_body
from loaders.genres.build import Builder
from loaders.genres.dates import find_date, iso
from loaders.genres.joining import continues, uses_indents
from loaders.genres.lines import SourceLine
from loaders.genres.words import words
from loaders.layout import Layout

GENRE = "web"
_HEAD = 8


def likelihood(lines: Sequence[SourceLine]) -> float:
    """How much a text looks like scraped from web pages, 0 to 1.

    Signs are paragraphs that are numbered and whose numbers begin again, repeated paragraphs, and the line of date,
    source and clicks that sites print above a text.
    """
    if not lines:
        return 0.0
    numbers = [
        int(match[0])
        for line in lines
        if line.enumerator and _is_sentence(line.text) and (match := re.match(r"\d+", line.enumerator.lstrip("(")))
    ]
    share = len(numbers) / len(lines)
    restarts = sum(after <= before for before, after in zip(numbers, numbers[1:], strict=False))
    repeats = sum(count - 1 for text, count in Counter(line.text for line in lines).items() if len(text) >= 40)
    site = any(_is_site_line(line) for line in lines[:_HEAD])
    return min(1.0, 0.35 * (share >= 0.4) + 0.3 * (restarts > 0 and share >= 0.2) + 0.2 * (repeats > 0) + 0.4 * site)


def segment(lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
    """The layout of scraped text: a page under its title, or fragments, each an article without a headline."""
    builder = Builder()
    site = [at for at, line in enumerate(lines[:_HEAD]) if _is_site_line(line)]
    if site:
        return _page(builder, lines, folded, site)
    indents = uses_indents(lines)
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and continues(lines[stop - 1], lines[stop], indents=indents):
            stop += 1
        builder.open_article()
        add_body(builder, lines[at:stop], folded, indents=indents)
        at = stop
    return Layout(GENRE, tuple(builder.blocks), tuple(builder.articles), tuple(builder.lists))


def _page(builder: Builder, lines: Sequence[SourceLine], folded: str, site: Sequence[int]) -> Layout:
    """The layout of one page with the lines that its site prints above the text: one article under its title."""
    start = site[-1] + 1
    dates = [iso(match) for at in site if (match := find_date(lines[at].text))]
    title = next((at for at in range(start) if at not in site), None)
    builder.open_article()
    for at in range(start):
        if at == title:
            builder.name_article(builder.add("title", lines[at].body))
        else:
            builder.add("masthead", lines[at].body, ignored_by="navigation")
    add_body(builder, lines[start:], folded, indents=uses_indents(lines))
    return Layout(
        GENRE,
        tuple(builder.blocks),
        tuple(builder.articles),
        tuple(builder.lists),
        title=lines[title].text if title is not None else None,
        date=next((date for date in dates if date), None),
    )


def _is_sentence(text: str) -> bool:
    return text.endswith("。") or len(text) >= 40


def _is_site_line(line: SourceLine) -> bool:
    """Whether a line is what a site prints above a text: labels of date, source, clicks, or the path to the page."""
    text = line.text
    if len(text) > 100 or "。" in text:
        return False
    labels = len(words().web_head.findall(text))
    return labels >= 2 or (labels == 1 and (find_date(text) is not None or ">" in text))
