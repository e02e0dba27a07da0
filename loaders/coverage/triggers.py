"""Sentences that hold a rule's trigger word and all that its pattern needs, and from which nothing was read."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from graph.model import Remark
from loaders.facts.page import Page
from loaders.rules import Rule, Rulebook
from loaders.rules.needs import lacks, needs_of

_FIRST_MENTION = "\ue000"
_RULES = 3


class Told:
    """The source spans from which something was read, asked whether one overlaps a stretch of the text."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """``spans`` are pairs of offsets, end exclusive, in any order."""
        self._spans = sorted(set(spans))
        self._longest = max((end - start for start, end in self._spans), default=0)

    def __call__(self, start: int, end: int) -> bool:
        """Whether something was read from a part of this stretch."""
        at = bisect_left(self._spans, (start - self._longest, 0))
        while at < len(self._spans) and self._spans[at][0] < end:
            if self._spans[at][1] > start:
                return True
            at += 1
        return False


def without_fact(
    page: Page, sentence: tuple[int, int], held: frozenset[str], told: Told, rulebook: Rulebook
) -> Iterator[Remark]:
    """A remark when a sentence (places of the code) could have been read by a rule and nothing was read from it.

    ``held`` are the characters of the sentence's code.
    """
    if max(held) < _FIRST_MENTION:
        return
    encoded = page.encoded
    first, last = encoded.span(*sentence)
    start, end = page.block.span(first, last)
    if told(start, end):
        return
    text = page.reading.text[first:last]
    close = [rule for rule in rulebook.triggered(text) if page.block.role in rule.roles and _could(rule, held, text)]
    if close:
        words = dict.fromkeys(_word(rule, text) for rule in close)
        yield Remark(
            start, end, "trigger_without_fact", "、".join(words), ", ".join(rule.id for rule in close[:_RULES])
        )


def _could(rule: Rule, held: frozenset[str], text: str) -> bool:
    """Whether a rule states something, a telling trigger word of it is there, and nothing its pattern needs lacks."""
    needs = needs_of(rule.pattern.pattern)
    return (
        bool(rule.emit)
        and any(len(word) > 1 and word in text for word in rule.when)
        and not any(word in text for word in rule.unless)
        and any(min(each) >= _FIRST_MENTION for each in needs)
        and lacks(needs, held) is None
    )


def _word(rule: Rule, text: str) -> str:
    return next(word for word in rule.when if len(word) > 1 and word in text)
