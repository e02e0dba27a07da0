"""Lists whose length is not the number that the text announces: 等17家, 5家单位：…, 共55家."""

import re
from collections.abc import Iterable, Iterator

from graph.model import Remark
from loaders.coverage.triggers import Told
from loaders.coverage.words import patterns
from loaders.facts.page import Page
from loaders.layout import Layout
from loaders.mentions.encode import Phrase
from loaders.rules.needs import matches

_JOINTS = re.compile("[、和]")


def told_counts(page: Page, sentence: tuple[int, int], held: frozenset[str]) -> Iterator[Remark]:
    """Remarks on a sentence whose list has another length than it says.

    A list before 等N家 may be one of examples: it is no remark when it has fewer than three quarters of the items that
    are announced. What counts as read are the bodies and persons found in the list. ``held`` are the characters of the
    sentence's code.
    """
    known, code = patterns(), page.encoded.code
    for pattern in (known.closed_list, known.opened_list):
        for match in matches(pattern, code, sentence, held):
            announced, read = int(match["number"]), _read(page, *match.span("list"))
            items = len(_JOINTS.split(match["list"]))
            partial = pattern is known.closed_list and max(items, read) * 4 < announced * 3
            if read != announced and read and not partial:
                first, last = page.encoded.span(*match.span())
                words = page.reading.text[page.encoded.start(match.start("number")) : last]
                words = words if pattern is known.closed_list else match["number"]
                yield Remark(*page.block.span(first, last), "count_differs", words, _detail(announced, read))


def _read(page: Page, start: int, end: int) -> int:
    """How many bodies and persons were found between two offsets of the code."""
    items = page.encoded.within(start, end, "AOP")
    return sum(len(item.people) if isinstance(item, Phrase) else 1 for item in items)


def list_counts(layout: Layout, rows: Iterable[Page], told: Told) -> Iterator[Remark]:
    """Remarks on annexed lists that announce another number of rows (共55家) than were read."""
    read: dict[int, int] = {}
    first: dict[int, tuple[int, int]] = {}
    for page in rows:
        if page.block.list_id is None:
            continue
        span = page.block.span(0, len(page.block.text))
        first.setdefault(page.block.list_id, span)
        read[page.block.list_id] = read.get(page.block.list_id, 0) + told(*span)
    for number, block in enumerate(layout.lists):
        if block.announced is not None and number in first and read[number] != block.announced:
            yield Remark(*first[number], "count_differs", block.title, _detail(block.announced, read[number]))


def _detail(announced: int, read: int) -> str:
    return f"{announced} announced, {read} read"
