"""The ledger: every line of a document ends as stated, ignored by a named rule, or unread.

A unit is a sentence of running text, a row of a list, or an item; headlines and lines of masthead and imprint are
units too, so that every character that leaves ink belongs to exactly one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple, get_args

import yaml

from graph.errors import InputError
from graph.model import Document, Ledger, Line, LineKind
from loaders.fold import is_blank
from loaders.layout import Block, Layout, Role
from loaders.sentences import sentences

_RUNNING: frozenset[Role] = frozenset(("paragraph", "title", "heading", "credit"))
_ROWS: frozenset[Role] = frozenset(("row", "table_header"))
_KEYS = frozenset(("id", "mark", "roles", "pattern", "named", "repeats"))
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """A reason why a line states nothing; every condition that is set must hold (see ``knowledge/ignore.yaml``)."""

    id: str
    mark: str | None = None
    roles: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    named: bool | None = None
    repeats: bool | None = None


class Unit(NamedTuple):
    """A unit of the ledger before it is judged: its span in the source, its text, the block it is from."""

    start: int
    end: int
    kind: LineKind
    text: str
    block: int


def account(
    document: Document,
    layout: Layout,
    stated: Iterable[tuple[int, int, str]],
    named: Callable[[str], bool],
) -> Ledger:
    """The ledger of a document.

    ``stated`` are the source spans from which a statement, a value or a named entity was read, each with the rule
    that read it. ``named`` tells whether a unit's text (folded) holds a recognised name or trigger word. A unit that
    a span overlaps is stated (by the rule of the first such span), else ignored by the first rule that fits, else
    unread.
    """
    spans = _Spans(stated)
    repeated = frozenset(article.guide for article in layout.articles if article.title is not None)
    rules = ignore_rules()
    lines: list[Line] = []
    for unit in units(document.text, layout):
        rule = spans.first(unit.start, unit.end)
        if rule is not None:
            lines.append(Line(unit.start, unit.end, unit.kind, "stated", rule))
            continue
        block = layout.blocks[unit.block]
        reason = _reason(rules, block, unit.text, named, repeats=unit.block in repeated)
        lines.append(Line(unit.start, unit.end, unit.kind, "ignored" if reason else "unread", reason))
    return Ledger(tuple(lines))


def units(text: str, layout: Layout) -> list[Unit]:
    """The units of a document in the order of the source; every character that is not blank is in exactly one.

    Marks of markup that no block holds (#, **, enumerators) go to the unit on their line.
    """
    found: list[Unit] = []
    for index, block in enumerate(layout.blocks):
        kind, words = _kind(block), block.text
        for start, end in sentences(words) if block.role in _RUNNING else [(0, len(words))]:
            first, last = block.span(start, end)
            found.append(Unit(first, last, kind, words[start:end], index))
    found.sort()
    return _stretched(text, found)


@cache
def ignore_rules() -> tuple[IgnoreRule, ...]:
    """The rules of ``knowledge/ignore.yaml``, in order.

    Raises:
        InputError: when a rule has an unknown key or role, or no id.
    """
    text = files("loaders").joinpath("knowledge", "ignore.yaml").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in yaml.safe_load(text))


def _rule(row: Mapping[str, Any]) -> IgnoreRule:
    unknown = sorted(set(row) - _KEYS) or sorted(set(row.get("roles", ())) - set(get_args(Role)))
    if unknown or "id" not in row:
        raise InputError(
            f"knowledge/ignore.yaml: rule {row.get('id', row)!r} has {unknown or 'no id'}; correct the file."
        )
    pattern = row.get("pattern")
    return IgnoreRule(
        row["id"],
        row.get("mark"),
        frozenset(row.get("roles", ())),
        re.compile(pattern) if pattern else None,
        row.get("named"),
        row.get("repeats"),
    )


def _reason(
    rules: Sequence[IgnoreRule], block: Block, text: str, named: Callable[[str], bool], *, repeats: bool
) -> str | None:
    """The first rule that explains why a unit states nothing."""
    known: bool | None = None
    for rule in rules:
        if rule.mark is not None and rule.mark != block.ignored_by:
            continue
        if rule.roles and block.role not in rule.roles:
            continue
        if (rule.repeats is not None and rule.repeats != repeats) or (rule.pattern and not rule.pattern.search(text)):
            continue
        if rule.named is not None:
            known = named(text) if known is None else known
            if known != rule.named:
                continue
        return rule.id
    return None


def _kind(block: Block) -> LineKind:
    if block.role in _ROWS:
        return "row"
    return "sentence" if block.role in _RUNNING else "item"


def _stretched(text: str, found: Sequence[Unit]) -> list[Unit]:
    """The units made wider so that what stands between them, on the same line, belongs to one of them.

    What follows a unit on its line is its own when no unit follows there; all else goes to the next unit.
    """
    stretched: list[Unit] = []
    at = 0
    for place, unit in enumerate(found):
        start = unit.start if unit.start == at else _first_ink(text, at, unit.start)
        limit = found[place + 1].start if place + 1 < len(found) else len(text)
        end = unit.end
        if place + 1 == len(found):
            end = _last_ink(text, end, limit)
        elif end < limit and (broken := _LINE_BREAK.search(text, end, limit)):
            end = _last_ink(text, end, broken.start())
        stretched.append(Unit(start, end, unit.kind, unit.text, unit.block))
        at = end
    return stretched


def _first_ink(text: str, start: int, end: int) -> int:
    return next((at for at in range(start, end) if not is_blank(text[at])), end)


def _last_ink(text: str, start: int, end: int) -> int:
    return next((at + 1 for at in range(end - 1, start - 1, -1) if not is_blank(text[at])), start)


class _Spans:
    """Stated spans, asked for the first one that overlaps a unit."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def first(self, start: int, end: int) -> str | None:
        """The rule of the first span that shares a character with the unit, or None."""
        at = bisect_right(self._reach, start)  # the first span that ends after the unit's start
        return self._spans[at][2] if at < len(self._spans) and self._spans[at][0] < end else None
