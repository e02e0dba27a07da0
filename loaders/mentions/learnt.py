"""Names that a first reading of a document has shown, and the automaton that finds them all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation

_LONG = 100
"""A word of more characters takes the faster kind of automaton seconds to build."""

_LEAN = Implementation.ContiguousNFA


class WordFinder:
    """Finds all of some words in texts, also those that overlap, in one pass whatever their number."""

    __slots__ = ("_automaton", "_words")

    def __init__(self, words: Iterable[str] = ()) -> None:
        """``words`` are what is looked for; none may be empty."""
        self._words = sorted(words)
        long = max(map(len, self._words), default=0) > _LONG
        self._automaton = AhoCorasick(self._words, implementation=_LEAN if long else None) if self._words else None

    def all_in(self, text: str) -> list[tuple[str, int, int]]:
        """Every place at which a word stands, as (word, start, end), in order of the ends."""
        if self._automaton is None:
            return []
        words = self._words
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(words[number], start, end) for number, start, end in found]


@dataclass(frozen=True, slots=True)
class Learnt:
    """Names that a first reading of the document has shown: bodies by letter, and persons."""

    bodies: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    finder: WordFinder = field(default_factory=WordFinder)

    @classmethod
    def of(cls, bodies: Mapping[str, str], people: Iterable[str]) -> "Learnt":
        """These names, ready to be found."""
        return cls(bodies, frozenset(people), WordFinder({*bodies, *people}))

    def missed(self, text: str, found: Iterable[str]) -> bool:
        """Whether a text holds one of the names more often than it stands among those ``found`` in it."""
        names = {word for word, _, _ in self.finder.all_in(text)}
        if not names:
            return False
        known = "\n".join(found)
        joined = any(f"{name}{joint}" in known for name in names for joint in "与和及")
        return joined or any(text.count(name) > known.count(name) for name in names)


NOTHING = Learnt()
"""Nothing learnt yet: what a first reading knows."""
