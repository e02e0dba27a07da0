"""The index behind the search: every form of every name in a few long strings, in the order of importance.

Names are folded (:func:`graph.text.match_key`: case, width, brackets, marks and blanks don't count) and written one
after the other, best connected entity first, into one string per kind of form. Finding a prefix, a part or a whole
name is then one ``str.find``, and the first hits are the ones wanted, so a search stops early. Pure; no store.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from graph.text import match_key

Reason = Literal[
    "name",
    "alias",
    "prefix",
    "pinyin",
    "initials",
    "pinyin_prefix",
    "initials_prefix",
    "part",
    "pinyin_part",
    "typo",
    "near",
]

SCORES: dict[Reason, float] = {
    "name": 1.0,
    "alias": 0.95,
    "prefix": 0.9,
    "pinyin": 0.85,
    "initials": 0.8,
    "pinyin_prefix": 0.75,
    "initials_prefix": 0.7,
    "part": 0.6,
    "pinyin_part": 0.5,
    "typo": 0.4,
    "near": 0.2,
}
"""How good a match each reason is; hits of one reason are ranked by degree."""

PINYIN_PART_LENGTH = 3
"""Fewer letters than these stand inside nearly every name's pinyin."""
TYPO_LENGTH = 4
"""A typo is looked for in queries of at least so many characters: fewer are near to everything."""
NEAR_RATIO = 34.0
"""Names less like the query than this (per cent, rapidfuzz's ratio) are no help as a suggestion."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with its names. ``pinyin`` and ``initials`` are those of every form; ``degree`` its number of facts.
    A policy's ``document_number`` is found like an alias.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    degree: int = 0
    official: bool = False
    document_number: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything it is called, the chosen name first."""
        return (self.name, *self.aliases, *((self.document_number,) if self.document_number else ()))

    def is_a(self, kinds: Iterable[str]) -> bool:
        """Whether it is of one of these kinds; ``Official`` is a kind of person."""
        return any(kind == self.kind or (kind == "Official" and self.official) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that was found, and why."""

    named: Named
    reason: Reason

    @property
    def score(self) -> float:
        """How good the match is, 0 to 1."""
        return SCORES[self.reason]


class _Haystack:
    """Forms of names, one after the other, each enclosed by line feeds, with their owners."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        kept = [(form, owner) for form, owner in forms if form]
        self.owners = [owner for _, owner in kept]
        self.text = "\n" + "".join(form + "\n" for form, _ in kept)
        self.starts: list[int] = []
        at = 1
        for form, _ in kept:
            self.starts.append(at)
            at += len(form) + 1

    def form(self, number: int) -> str:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end - 1]

    def hits(self, needle: str) -> Iterator[int]:
        """The number of each form that holds the needle, in order; a line feed in the needle is an edge of the form."""
        lead = needle.startswith("\n")
        at = self.text.find(needle)
        while at >= 0:
            number = bisect_right(self.starts, at + lead) - 1
            yield number
            if number + 1 == len(self.starts):
                return
            at = self.text.find(needle, self.starts[number + 1] - 1)

    def owners_of(self, needle: str) -> Iterator[int]:
        return (self.owners[number] for number in self.hits(needle))


class NameIndex:
    """An immutable index of names. Build it from all entities, ask it with :meth:`find`."""

    def __init__(self, entities: Iterable[Named]) -> None:
        self.entities: Sequence[Named] = sorted(entities, key=lambda e: (-e.degree, e.name, e.id))
        forms = [[match_key(form) for form in e.forms] for e in self.entities]
        self._names = _Haystack((keys[0], owner) for owner, keys in enumerate(forms))
        self._forms = _Haystack((key, owner) for owner, keys in enumerate(forms) for key in keys)
        self._pinyin = _Haystack((match_key(p), owner) for owner, e in enumerate(self.entities) for p in e.pinyin)
        self._initials = _Haystack((match_key(p), owner) for owner, e in enumerate(self.entities) for p in e.initials)
        self._by_id = {e.id: e for e in self.entities}

    def get(self, entity_id: str) -> Named | None:
        """The entity with this id."""
        return self._by_id.get(entity_id)

    def find(self, text: str, kinds: Sequence[str] = (), limit: int = 20) -> list[Match]:
        """The best matches of ``text`` among entities of these kinds (none: all), best first, each entity once.

        A typo is looked for only when nothing else matches. The work done is that of ``limit`` hits for each reason,
        not that of all hits.
        """
        key = match_key(text)
        if not key or limit < 1:
            return []
        found: dict[int, Reason] = {}
        for reason, owners in self._lookups(key):
            self._collect(found, reason, owners, kinds, limit)
            if len(found) == limit:
                break
        if not found and len(key) >= TYPO_LENGTH:
            self._collect(found, "typo", self._with_one_typo(key), kinds, limit)
        return [Match(self.entities[owner], reason) for owner, reason in found.items()]

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5) -> list[Match]:
        """As :meth:`find`; when that finds nothing, the names most like ``text``: suggestions, not answers."""
        matches = self.find(text, kinds, limit)
        if matches or not self.entities:
            return matches
        forms = (self._forms.form(number) for number in range(len(self._forms.owners)))
        ranked = process.extract(match_key(text), forms, scorer=fuzz.ratio, score_cutoff=NEAR_RATIO, limit=10 * limit)
        found: dict[int, Reason] = {}
        self._collect(found, "near", (self._forms.owners[number] for _, _, number in ranked), kinds, limit)
        return [Match(self.entities[owner], reason) for owner, reason in found.items()]

    def _collect(
        self, found: dict[int, Reason], reason: Reason, owners: Iterable[int], kinds: Sequence[str], limit: int
    ) -> None:
        for owner in owners:
            if len(found) == limit:
                return
            if owner not in found and (not kinds or self.entities[owner].is_a(kinds)):
                found[owner] = reason

    def _lookups(self, key: str) -> Iterator[tuple[Reason, Iterator[int]]]:
        """What is tried, best reason first; lazily, as most searches end early."""
        letters = letters_of(key)
        yield "name", self._names.owners_of(f"\n{key}\n")
        yield "alias", self._forms.owners_of(f"\n{key}\n")
        yield "prefix", self._forms.owners_of(f"\n{key}")
        if letters:
            yield "pinyin", self._pinyin.owners_of(f"\n{letters}\n")
            yield "initials", self._initials.owners_of(f"\n{letters}\n")
            yield "pinyin_prefix", self._pinyin.owners_of(f"\n{letters}")
            yield "initials_prefix", self._initials.owners_of(f"\n{letters}")
        yield "part", self._forms.owners_of(key)
        if len(letters) >= PINYIN_PART_LENGTH:
            yield "pinyin_part", self._pinyin.owners_of(letters)

    def _with_one_typo(self, key: str) -> list[int]:
        """Owners of forms that hold ``key`` but for one character added, lost, changed or two swapped; best first."""
        letters = letters_of(key)
        owners = set(_near_forms(self._forms, key))
        if letters:
            owners |= set(_near_forms(self._pinyin, letters))
        return sorted(owners)


def letters_of(key: str) -> str:
    """The folded query as pinyin is written here (tone marks off, ü as v), or nothing when it can't be pinyin."""
    plain = unicodedata.normalize("NFD", key).replace("u\u0308", "v")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if plain.isascii() and any(c.isalpha() for c in plain) else ""


def one_typo_apart(key: str, form: str) -> bool:
    """Whether some part of ``form`` is ``key`` but for one typo (the definition; the index only finds it faster)."""
    return any(
        OSA.distance(key, form[start : start + length], score_cutoff=1) <= 1
        for start in range(len(form))
        for length in range(len(key) - 1, len(key) + 2)
    )


def _near_forms(haystack: _Haystack, key: str) -> Iterator[int]:
    """Owners of forms one typo apart from holding ``key``.

    A typo, even two swapped characters, touches at most two neighbours of three pieces: one piece stands intact. And
    it takes away at most one character, which settles most candidates cheaply.
    """
    third, letters = len(key) // 3, set(key)
    seen: set[int] = set()
    for piece in (key[:third], key[third : 2 * third], key[2 * third :]):
        for number in haystack.hits(piece):
            if number not in seen:
                seen.add(number)
                form = haystack.form(number)
                if len(letters - set(form)) <= 1 and one_typo_apart(key, form):
                    yield haystack.owners[number]
