"""The encoded string: every mention becomes one private-use character, so that rules are ordinary expressions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.mentions.mention import Mention

LETTERS = "AOHPJTNDGQKEV"
CODE = {letter: chr(0xE000 + i) for i, letter in enumerate(LETTERS)}
"""The character that stands for a mention of each letter."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one phrase shows them: the name and the posts, each at a body (or None: to be inherited)."""

    name: Mention
    posts: tuple[tuple[Mention | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that speaks of persons: 科技部政策法规司巡视员李新男, with all that was read in it."""

    start: int
    end: int
    people: tuple[Person, ...]
    letter: str = "P"


Item = Mention | Phrase


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text with its mentions replaced: ``code[i]`` stands for ``items[i]`` (None for a plain character).

    ``starts[i]`` and ``ends[i]`` are the offsets of the code's character ``i`` in the block's text.
    """

    code: str
    items: tuple[Item | None, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int, letters: str = "") -> list[Item]:
        """The mentions of these letters (all when empty) between two offsets of the code, in order."""
        return [m for m in self.items[start:end] if m is not None and (not letters or m.letter in letters)]

    def at(self, offset: int) -> int:
        """The offset in the code of the character that holds this offset of the block's text."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def encode(text: str, items: Iterable[Item]) -> Encoded:
    """Encode a text; ``items`` must not overlap and be in order of the text."""
    code: list[str] = []
    slots: list[Item | None] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0

    def plain(end: int) -> None:
        code.append(text[at:end])
        slots.extend([None] * (end - at))
        starts.extend(range(at, end))
        ends.extend(range(at + 1, end + 1))

    for item in items:
        plain(item.start)
        code.append(CODE[item.letter])
        slots.append(item)
        starts.append(item.start)
        ends.append(item.end)
        at = item.end
    plain(len(text))
    return Encoded("".join(code), tuple(slots), tuple(starts), tuple(ends))


def items_of(encoded: Encoded) -> Sequence[Item]:
    """All mentions of an encoded text, in order."""
    return [item for item in encoded.items if item is not None]
