"""Unknown words where the name of a body or a post was expected."""

import re
from collections.abc import Iterator

from graph.model import Remark, RemarkKind
from loaders.coverage.triggers import Told
from loaders.coverage.words import patterns
from loaders.facts.page import Page
from loaders.knowledge import load_knowledge
from loaders.mentions.encode import Phrase
from loaders.rules.needs import matches


def unknown_words(page: Page, sentence: tuple[int, int], held: frozenset[str]) -> Iterator[Remark]:
    """Remarks on a sentence: an unknown post beside a name, an unknown unit before a person or a verb such as 出席.

    ``held`` are the characters of the sentence's code.
    """
    known = patterns()
    code = page.encoded.code
    for pattern in (known.post_before, known.post_after):
        for match in matches(pattern, code, sentence, held):
            yield _remark(page, match, "post", "unknown_post")
    for match in matches(known.unit_before_verb, code, sentence, held):
        if _may_be_unit(match["unit"]):
            yield _remark(page, match, "unit", "unknown_unit")
    for match in matches(known.unit_before_person, code, sentence, held):
        item = page.encoded.item(match.end())
        posted = isinstance(item, Phrase) and any(body is None for one in item.people for body, _ in one.posts)
        if posted and _may_be_unit(match["unit"]):
            yield _remark(page, match, "unit", "unknown_unit")


def _may_be_unit(words: str) -> bool:
    return words not in load_knowledge().places and patterns().not_units.search(words) is None


def unknown_cells(page: Page, told: Told) -> Iterator[Remark]:
    """Remarks on a row: filled cells below a heading of units, in a row from which nothing was read."""
    if told(*page.block.span(0, len(page.block.text))):
        return
    for cell in page.block.cells:
        if cell.heading and cell.end - cell.start > 1 and patterns().unit_columns.search(cell.heading):
            start, end = page.block.span(cell.start, cell.end)
            yield Remark(start, end, "unknown_unit", page.block.text[cell.start : cell.end], cell.heading)


def _remark(page: Page, match: re.Match[str], group: str, kind: RemarkKind) -> Remark:
    first, last = page.encoded.span(*match.span(group))
    rest = page.reading.text[last : page.encoded.span(*match.span())[1]]
    return Remark(*page.block.span(first, last), kind, match[group], rest)
