"""What a pattern can't do without: sets of characters (also of mentions) of each of which a text must hold one."""

import re
import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

Node = tuple[Any, Any]


@lru_cache(maxsize=4096)
def needs_of(pattern: str) -> tuple[frozenset[str], ...]:
    """The sets of characters of which a text needs one each for a regular expression to match in it.

    >>> [sorted(each) for each in needs_of("(?:甲|乙)丙?丁[戊己]")]
    [['乙', '甲'], ['丁'], ['己', '戊']]
    """
    return tuple(_needs(list(parser.parse(pattern))))


def lacks(needs: Sequence[frozenset[str]], text: Collection[str]) -> frozenset[str] | None:
    """The first of the sets none of whose characters stands in a text (or set of characters), or None."""
    for each in needs:
        if each.isdisjoint(text):
            return each
    return None


def matches(
    pattern: re.Pattern[str], text: str, span: tuple[int, int], held: frozenset[str]
) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a span of a text that holds the characters ``held``: none when it lacks a need."""
    return pattern.finditer(text, *span) if lacks(needs_of(pattern.pattern), held) is None else iter(())


def _needs(tree: Sequence[Node]) -> Iterator[frozenset[str]]:
    for code, argument in tree:
        if code is op.LITERAL:
            yield frozenset(chr(argument))
        elif code is op.IN:
            if (found := _class(argument)) is not None:
                yield found
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if argument[0] > 0:
                yield from _needs(list(argument[2]))
        elif code is op.SUBPATTERN:
            yield from _needs(list(argument[3]))
        elif code is op.ATOMIC_GROUP:
            yield from _needs(list(argument))
        elif code is op.BRANCH:
            yield from _one_of([list(_needs(list(branch))) for branch in argument[1]])


def _one_of(branches: list[list[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """The one set that holds a need of every alternative; nothing when an alternative needs nothing."""
    if all(branches):
        yield frozenset().union(*(min(branch, key=len) for branch in branches))


def _class(items: Sequence[Node]) -> frozenset[str] | None:
    """The characters of a class […] that lists them, None for one of ranges or exclusions."""
    if all(code is op.LITERAL for code, _ in items):
        return frozenset(chr(argument) for _, argument in items)
    if len(items) == 1 and items[0][0] is op.RANGE and items[0][1][1] - items[0][1][0] < 64:
        low, high = items[0][1]
        return frozenset(map(chr, range(low, high + 1)))
    return None
