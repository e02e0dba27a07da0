"""Gated patterns: an expression is tried only on a text that holds one of the words without which it can't match.

Most expressions of the extractor turn on a few words (主持, 等十余家) but begin with anything, so that an ordinary
search tries every place of every text. The words are read from the parse tree of the expression itself: nobody has to
write them down, and they can't be wrong.
"""

import re
import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from typing import Any

from loaders.knowledge.alternation import any_of

_MOST = 400
"""No more words than so many make a gate."""
_GATES = 2
_Words = frozenset[str]
_Node = tuple[Any, Any]
_NOTHING: _Words = frozenset(("",))


class Gated:
    """A compiled expression with its gates; a drop-in for the searches of ``re.Pattern`` in whole texts."""

    __slots__ = ("_gates", "pattern")

    def __init__(self, expression: str) -> None:
        """Compile an expression and the gates before it, the most telling one first."""
        self.pattern = re.compile(expression)
        gates = needed_words(expression)[:_GATES]
        self._gates = tuple(re.compile(any_of(sorted(words))).search for words in gates)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, from left to right."""
        for holds in self._gates:
            if holds(text) is None:
                return iter(())
        return self.pattern.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text, or None."""
        for holds in self._gates:
            if holds(text) is None:
                return None
        return self.pattern.search(text)


def needed_words(expression: str) -> list[frozenset[str]]:
    """The sets of words of each of which one stands in every text in which an expression matches, the rarest first.

    >>> [sorted(words) for words in needed_words("[^，]{2,4}(?=也?(?:主持|主办了?)).*等")]
    [['主办', '主持'], ['等']]
    """
    found = map(_shortest, _needed(list(parser.parse(expression))))
    return sorted(dict.fromkeys(found), key=lambda words: (-min(map(len, words)), len(words)))


def _shortest(words: _Words) -> _Words:
    """The words without those that hold another of them."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _needed(tree: Sequence[_Node]) -> list[_Words]:
    """The sets of words that a sequence needs."""
    found: list[_Words] = []
    run = _NOTHING
    for node in tree:
        exact = _exact(node)
        if exact and len(run) * len(exact) <= _MOST:
            run = frozenset(a + b for a in run for b in exact)
            continue
        found += [run, *(() if exact else _inner(node))]
        run = exact or _NOTHING
    return [words for words in (*found, run) if "" not in words]


def _best(tree: Sequence[_Node]) -> _Words | None:
    """The set of words whose shortest word is longest."""
    return max(_needed(tree), key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _inner(node: _Node) -> list[_Words]:
    """The sets of words that a node needs which is no plain choice of words."""
    code, argument = node
    if code is op.BRANCH:
        whole = _union([_best(list(branch)) for branch in argument[1]])
        return [] if whole is None else [whole]
    if code is op.SUBPATTERN:
        return _needed(list(argument[3]))
    if code is op.ATOMIC_GROUP:
        return _needed(list(argument))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[0] > 0:
        return _needed(list(argument[2]))
    if code is op.ASSERT:
        return _needed(list(argument[1]))
    return []


def _exact(node: _Node) -> _Words | None:
    """All that a node can match, when that is a small choice of words; what looks ahead is matched too, as a rule."""
    code, argument = node
    if code is op.LITERAL:
        return frozenset(chr(argument))
    if code is op.IN:
        return frozenset(chr(each) for _, each in argument) if all(kind is op.LITERAL for kind, _ in argument) else None
    if code is op.BRANCH:
        return _union([_sequence(list(branch)) for branch in argument[1]])
    if code is op.SUBPATTERN:
        return _sequence(list(argument[3]))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[1] == 1:
        inner = _sequence(list(argument[2]))
        return inner if inner is None or argument[0] == 1 else inner | _NOTHING
    return None


def _union(parts: Sequence[_Words | None]) -> _Words | None:
    whole = frozenset().union(*(words for words in parts if words is not None))
    return whole if None not in parts and len(whole) <= _MOST else None


def _sequence(tree: Sequence[_Node]) -> _Words | None:
    words = _NOTHING
    for node in tree:
        exact = _exact(node)
        if exact is None or len(words) * len(exact) > _MOST:
            return None
        words = frozenset(a + b for a in words for b in exact)
    return words
