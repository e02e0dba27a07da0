"""A mention: a span of a block's text that names something, and the choice among overlapping ones."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import Literal, NamedTuple, Protocol, TypeVar

Letter = Literal["A", "O", "H", "P", "J", "T", "N", "D", "G", "Q", "K", "E", "V"]
"""Alliance, organisation, anaphoric body, person (with posts), post, 《title》, 文号, date, place, quoted words, count,
named event, anaphoric event."""


class Mention(NamedTuple):
    """What a span names; a tuple because thousands are made.

    ``start``/``end`` are offsets in the block's text, ``name`` the canonical surface (usually the text between them),
    ``value`` the resolved content as text (ISO date, canonical organ, 文号, event type), ``rule`` says what found it
    and ``score`` (0 to 1) how sure that is.
    """

    letter: Letter
    start: int
    end: int
    name: str
    value: str = ""
    rule: str = ""
    score: float = 0.9
    parent: str = ""


class Spanned(Protocol):
    """What has a start and an end in a text."""

    @property
    def start(self) -> int:
        """The offset of the first character."""

    @property
    def end(self) -> int:
        """The offset after the last character."""


_S = TypeVar("_S", bound=Spanned)
START = attrgetter("start")
"""The key that sorts mentions by where they begin."""
_RANK = attrgetter("end", "start", "letter", "rule")


class Covered:
    """Which characters of a text belong to something found already."""

    __slots__ = ("_mask",)

    def __init__(self, length: int, items: Iterable[Spanned] = ()) -> None:
        """A text of so many characters of which these spans are covered."""
        self._mask = bytearray(length)
        self.add(items)

    def add(self, items: Iterable[Spanned]) -> None:
        """Cover these spans too."""
        for item in items:
            start, end = item.start, item.end
            self._mask[start:end] = b"\1" * (end - start)

    def __contains__(self, at: int) -> bool:
        return self._mask[at] > 0

    def touches(self, start: int, end: int) -> bool:
        """Whether a character between two offsets is covered."""
        return self._mask.find(1, start, end) >= 0

    def holds(self, start: int, end: int) -> bool:
        """Whether every character between two offsets is covered."""
        return self._mask.find(0, start, end) < 0

    def free(self, items: Iterable[_S]) -> list[_S]:
        """Those of the spans that touch nothing covered."""
        find = self._mask.find
        return [item for item in items if find(1, item.start, item.end) < 0]


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """The best set of mentions that do not overlap (weighted interval scheduling), in order of the text.

    A candidate weighs its score times its length, so a long sure mention wins over several short ones inside it.
    Ties are broken by the order of the text, so the choice is the same in every run.
    """
    ordered = sorted(candidates, key=_RANK)
    ends = [m.end for m in ordered]
    if all(mention.start >= end for mention, end in zip(ordered[1:], ends, strict=False)):
        return ordered
    best: list[float] = [0.0]
    taken: list[int] = []
    for i, mention in enumerate(ordered):
        before = bisect_right(ends, mention.start, 0, i)
        weight = best[before] + mention.score * (mention.end - mention.start + 0.5)
        taken.append(before if weight > best[i] else -1)
        best.append(max(weight, best[i]))
    chosen, i = [], len(ordered)
    while i > 0:
        if taken[i - 1] >= 0:
            chosen.append(ordered[i - 1])
            i = taken[i - 1]
        else:
            i -= 1
    return chosen[::-1]
