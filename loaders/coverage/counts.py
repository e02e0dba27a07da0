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
_CLAUSE = "，。；："
_MOST_ITEMS, _LONGEST_ITEM = 120, 30


def told_counts(page: Page, sentence: tuple[int, int], held: frozenset[str]) -> Iterator[Remark]:
    """Remarks on a sentence whose list has another length than it says.

    A list before 等N家 may be one of examples: it is no remark when it has fewer than three quarters of the items that
    are announced. What counts as read are the bodies and persons found in the list. ``held`` are the characters of the
    sentence's code.
    """
    known, code = patterns(), page.encoded.code
    for match in matches(known.list_end, code, sentence, held):
        start = _list_start(code, sentence[0], match.start())
        announced, read = int(match["number"]), _read(page, start, match.start())
        items = _JOINTS.split(code[start : match.start()])
        if len(items) > 1 and read and read != announced and max(len(items), read) * 4 >= announced * 3:
            yield _remark(page, start, match, announced, read)
    for match in matches(known.opened_list, code, sentence, held):
        announced, read = int(match["number"]), _read(page, *match.span("list"))
        if read and read != announced:
            yield _remark(page, match.start(), match, announced, read)


def _list_start(code: str, first: int, end: int) -> int:
    """Where the list that ends at ``end`` begins: after the last mark that parts clauses, as far as items are short."""
    lowest = max(first, end - _MOST_ITEMS * _LONGEST_ITEM)
    start = max([lowest, *(code.rfind(mark, lowest, end) + 1 for mark in _CLAUSE)])
    last = end
    for joint in reversed(list(_JOINTS.finditer(code, start, end))):
        if last - joint.end() > _LONGEST_ITEM:
            break
        if last == joint.end():  # nothing between two joints
            return min(last + 1, end)
        last = joint.start()
    return max(start, last - _LONGEST_ITEM)


def _remark(page: Page, start: int, match: re.Match[str], announced: int, read: int) -> Remark:
    first, last = page.encoded.span(start, match.end())
    told = page.reading.text[page.encoded.start(match.start("number")) : last]
    words = match["number"] if "list" in match.groupdict() else told
    return Remark(*page.block.span(first, last), "count_differs", words, _detail(announced, read))


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
