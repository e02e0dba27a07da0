"""Lint: patterns that could run for ever, and trigger words that can't occur, are refused when a rule is loaded.

A pattern is judged by its parse tree. Where a repetition may end and go on at the same character, the matcher may have
to try every way to share the text between them; inside another repetition such ways multiply with every round. The
number of ways is estimated from the bounds (possessive and atomic parts are never tried again) and limited.
"""

import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.fold import fold
from loaders.mentions.encode import CODE
from loaders.mentions.scan import normal
from loaders.script import plain

LIMIT = 10**14
"""Ways to share one text among all repetitions that a pattern may have at most, as estimated. The estimate is far too
high for gaps that a certain word must open, so this only stops what is hopeless."""
ROUNDS = 10**6
"""The same for the rounds of one repetition of four or more: these grow with the power of the text's length."""
_FEW = 3
_CAP = 10**18

UNBOUNDED = "it has an unbounded quantifier; give it an upper bound"
_SAMPLE = "字事a5 \t、，。；：（）“”" + "".join(CODE.values())
_BACKTRACKING = (op.MAX_REPEAT, op.MIN_REPEAT)
_LOOKS = (op.ASSERT, op.ASSERT_NOT)
_ENDS = "。；！？"

Node = tuple[Any, Any]
Chars = frozenset[str]


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a regular expression (already translated from the rule language), or None.

    >>> pattern_fault("(?:甲{0,50}){0,50}乙")
    'its repetitions can share a text in too many ways; make their bounds smaller or put a mark between them'
    """
    tree = list(parser.parse(pattern))
    if _unbounded(tree):
        return UNBOUNDED
    judge = _Judge(frozenset(_SAMPLE) | frozenset(_literals(tree)))
    judge.ways(tree, frozenset())
    if judge.worst > LIMIT or judge.rounds > ROUNDS:
        return "its repetitions can share a text in too many ways; make their bounds smaller or put a mark between them"
    return None


def is_unbounded(pattern: str) -> bool:
    """Whether a regular expression has a quantifier without an upper bound."""
    return _unbounded(list(parser.parse(pattern)))


def trigger_fault(words: Sequence[str], unless: Sequence[str]) -> str | None:
    """What is wrong with a rule's trigger words, or None. Rules read folded, simplified text, one sentence at a time.

    >>> trigger_fault(["簽署"], [])
    'the trigger word 簽署 can never occur: rules read 签署'
    """
    if not words:
        return "it has no trigger word; name the words without which it can't match"
    for word in words:
        read = normal(fold(plain(word)))
        if word != read.strip() or not word:
            return f"the trigger word {word or '«»'} can never occur: rules read {read.strip() or 'no blanks'}"
        if any(mark in word[:-1] for mark in _ENDS):
            return f"the trigger word {word} can never occur: a sentence ends inside it"
        if blocking := next((other for other in unless if other in word), None):
            return f"the trigger word {word} can never call it: it holds the word {blocking} of unless"
    return None


def _parts(node: Node) -> Iterable[Sequence[Node]]:
    """The sequences inside a node of the parse tree."""
    code, argument = node
    if code in (*_BACKTRACKING, op.POSSESSIVE_REPEAT):
        yield list(argument[2])
    elif code is op.SUBPATTERN:
        yield list(argument[3])
    elif code is op.BRANCH:
        yield from (list(branch) for branch in argument[1])
    elif code in _LOOKS:
        yield list(argument[1])
    elif code is op.ATOMIC_GROUP:
        yield list(argument)


def _unbounded(tree: Sequence[Node]) -> bool:
    repeats = (*_BACKTRACKING, op.POSSESSIVE_REPEAT)
    return any(
        (node[0] in repeats and node[1][1] is op.MAXREPEAT) or any(_unbounded(part) for part in _parts(node))
        for node in tree
    )


def _literals(tree: Sequence[Node]) -> Iterable[str]:
    for code, argument in tree:
        if code in (op.LITERAL, op.NOT_LITERAL):
            yield chr(argument)
        elif code is op.IN:
            yield from _literals(argument)
        elif code is op.RANGE:
            yield from map(chr, argument)
        for part in _parts((code, argument)):
            yield from _literals(part)


def _word(tree: Sequence[Node]) -> str:
    """The literal characters with which a sequence begins."""
    word = ""
    for code, argument in tree:
        if code is op.SUBPATTERN and len(tree) == 1:
            return _word(list(argument[3]))
        if code is not op.LITERAL:
            break
        word += chr(argument)
    return word


def _differ(one: str, other: str) -> bool:
    """Whether two words differ in a character both have, so that no text begins with both."""
    return any(a != b for a, b in zip(one, other, strict=False))


@dataclass(slots=True)
class _Judge:
    """Estimates the ways of a pattern over a finite alphabet; ``worst`` and ``rounds`` are the largest numbers met."""

    alphabet: Chars
    worst: int = 1
    rounds: int = 1

    def ways(self, tree: Sequence[Node], follow: Chars) -> int:
        """In how many ways a sequence can match one text, when one of ``follow`` comes after it; capped."""
        total = 1
        for at in range(len(tree) - 1, -1, -1):
            total = min(total * self._node(tree[at], follow), _CAP)
            follow = self._first(tree[at]) | (follow if self._may_be_empty(tree[at]) else frozenset())
        self.worst = max(self.worst, total)
        return total

    def _node(self, node: Node, follow: Chars) -> int:
        code, argument = node
        if code in _BACKTRACKING:
            return self._repeat(int(argument[0]), int(argument[1]), list(argument[2]), follow)
        if code in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP, *_LOOKS):
            for part in _parts(node):
                self.ways(part, self._start(part))
            return 1
        if code is op.BRANCH:
            return self._branches([list(part) for part in _parts(node)], follow)
        if code is op.SUBPATTERN:
            return self.ways(list(argument[3]), follow)
        return 1

    def _repeat(self, low: int, high: int, body: Sequence[Node], follow: Chars) -> int:
        """The ways of a repetition: those of a round that another one follows, to the power of the rounds."""
        first = self._start(body)
        last = self.ways(body, follow | first if high > 1 else follow)
        inner = self.ways(body, first) if high > 1 else 1
        if high > 1 and self._empty(body):
            inner = max(inner, 2)
        rounds = min(inner ** (high - 1), _CAP)
        if high > _FEW:
            self.rounds = max(self.rounds, rounds)
        ways: int = min(rounds * last * (high - low + 1 if first & follow else 1), _CAP)
        return ways

    def _branches(self, branches: Sequence[Sequence[Node]], follow: Chars) -> int:
        """The ways of alternatives: the most of one, or the sum where several can match at one place."""
        ways = [self.ways(branch, follow) for branch in branches]
        firsts = [self._start(branch) | (follow if self._empty(branch) else frozenset()) for branch in branches]
        words = [_word(branch) for branch in branches]
        shared = [
            any(firsts[i] & firsts[j] and not _differ(words[i], words[j]) for j in range(len(branches)) if j != i)
            for i in range(len(branches))
        ]
        together = sum(count for count, other in zip(ways, shared, strict=True) if other)
        return max(together, *ways)

    def _start(self, tree: Sequence[Node]) -> Chars:
        """The characters with which a sequence can begin."""
        found: Chars = frozenset()
        for node in tree:
            found |= self._first(node)
            if not self._may_be_empty(node):
                break
        return found

    def _first(self, node: Node) -> Chars:
        code, argument = node
        if code is op.LITERAL:
            return frozenset(chr(argument))
        if code is op.NOT_LITERAL:
            return self.alphabet - {chr(argument)}
        if code is op.IN:
            return self._class(argument)
        if code is op.ANY:
            return self.alphabet
        if code in _LOOKS or code is op.AT:
            return frozenset()
        return frozenset().union(*(self._start(part) for part in _parts(node)))

    def _class(self, items: Sequence[Node]) -> Chars:
        """The characters of the alphabet that a class […] takes."""
        found: Chars = frozenset()
        for code, argument in items:
            if code is op.LITERAL:
                found |= {chr(argument)}
            elif code is op.RANGE:
                found |= {c for c in self.alphabet if argument[0] <= ord(c) <= argument[1]}
            elif code is op.CATEGORY:
                found |= self.alphabet
        return self.alphabet - found if items and items[0][0] is op.NEGATE else found

    def _empty(self, tree: Sequence[Node]) -> bool:
        return all(self._may_be_empty(node) for node in tree)

    def _may_be_empty(self, node: Node) -> bool:
        code, argument = node
        if code in (*_BACKTRACKING, op.POSSESSIVE_REPEAT):
            return argument[0] == 0 or self._empty(list(argument[2]))
        if code in _LOOKS or code is op.AT:
            return True
        if code is op.BRANCH:
            return any(self._empty(part) for part in _parts(node))
        return code in (op.SUBPATTERN, op.ATOMIC_GROUP) and all(self._empty(part) for part in _parts(node))
