"""The encoded string: every mention becomes one private-use character, so that rules are ordinary expressions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from loaders.mentions.mention import Mention

LETTERS = "AOHPJTNDGQKEV"
CODE = {letter: chr(0xE000 + i) for i, letter in enumerate(LETTERS)}
"""The character that stands for a mention of each letter."""

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one phrase shows them: the name and the posts, each at a body (or None: to be inherited).

    A post's ``name`` may have more than the words it spans: an office that stands before the person's name.
    """

    name: Mention
    posts: tuple[tuple[Mention | None, Mention], ...] = ()


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
    """A text with its mentions replaced: the character at ``places[k]`` of ``code`` stands for ``items[k]``.

    A *place* is an offset in the code, an *offset* one in the block's text. Nothing is kept for plain characters, so
    an encoded text costs little more than the text.
    """

    code: str
    items: tuple[Item, ...] = ()
    places: tuple[int, ...] = ()

    def start(self, place: int) -> int:
        """The offset at which the character at a place of the code begins."""
        before = bisect_right(self.places, place) - 1
        if before < 0:
            return place
        at, item = self.places[before], self.items[before]
        return item.start if at == place else item.end + place - at - 1

    def end(self, place: int) -> int:
        """The offset at which the character at a place of the code ends."""
        before = bisect_right(self.places, place) - 1
        if before < 0:
            return place + 1
        return self.items[before].end + place - self.places[before]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the text between two places of the code, of which the second must be the greater."""
        return self.start(start), self.end(end - 1)

    def item(self, place: int) -> Item | None:
        """The mention at a place of the code; None when a plain character stands there."""
        at = bisect_left(self.places, place)
        return self.items[at] if at < len(self.places) and self.places[at] == place else None

    def within(self, start: int, end: int, letters: str = "") -> Sequence[Item]:
        """The mentions of these letters (all when empty) between two places of the code, in order."""
        places = self.places
        found = self.items[bisect_left(places, start) : bisect_left(places, end)]
        return [m for m in found if m.letter in letters] if letters and found else found

    def at(self, offset: int) -> int:
        """The place in the code of the character that holds this offset of the block's text."""
        before = bisect_right(self.items, offset, key=_END)
        if before < len(self.items) and self.items[before].start <= offset:
            return self.places[before]
        return offset if not before else self.places[before - 1] + 1 + offset - self.items[before - 1].end


def encode(text: str, items: Iterable[Item]) -> Encoded:
    """Encode a text; ``items`` must not overlap and be in order of the text."""
    kept = tuple(items)
    if not kept:
        return Encoded(text)
    code: list[str] = []
    places: list[int] = []
    at = longer = 0  # longer: by how many characters the text is ahead of the code
    for item in kept:
        start, end = item.start, item.end
        code += text[at:start], CODE[item.letter]
        places.append(start - longer)
        longer += end - start - 1
        at = end
    code.append(text[at:])
    return Encoded("".join(code), kept, tuple(places))
