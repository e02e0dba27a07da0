"""A mention: a span of a block's text that names something, and the choice among overlapping ones."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Letter = Literal["A", "O", "H", "P", "J", "T", "N", "D", "G", "Q", "K", "E", "V"]
"""Alliance, organisation, anaphoric body, person (with posts), post, 《title》, 文号, date, place, quoted words, count,
named event, anaphoric event."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a span names.

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


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """The best set of mentions that do not overlap (weighted interval scheduling), in order of the text.

    A candidate weighs its score times its length, so a long sure mention wins over several short ones inside it.
    Ties are broken by the order of the text, so the choice is the same in every run.
    """
    ordered = sorted(candidates, key=lambda m: (m.end, m.start, m.letter, m.rule))
    ends = [m.end for m in ordered]
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
