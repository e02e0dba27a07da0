"""The lexicon: word lists read from ``words/*.tsv`` into one frozen object with the automaton that finds them all.

Every file has a class or kind in its first column; a line that begins with ``#`` is a remark. The automaton is built
once for a process; it answers leftmost-longest, so a protected word hides the stop word inside it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.errors import VocabularyError

_WORDS = files("loaders.knowledge") / "words"
LABELS = ("stop", "verb", "event", "conj", "organ", "place")
"""The classes of words that a scan tells apart; a word of none of them (``protected``) only hides others."""
_PLACE_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市|县|州|区)$")


@dataclass(frozen=True, slots=True)
class Organ:
    """A body the lexicon names: canonical name, every form, its kind and the body it is part of (or None)."""

    name: str
    forms: tuple[str, ...]
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All word lists of the extractor, ready for use.

    ``tokens`` maps each word the automaton knows to its classes (``stop``, ``verb``, ``conj``, ``protected``,
    ``organ``, ``place``); ``words`` are the patterns in the automaton's order and ``labels`` their classes as places
    in :data:`LABELS`. ``organs`` maps each form to its :class:`Organ`. ``heads`` maps an organisation head to its
    class, ``events`` an event head to its type.
    """

    automaton: AhoCorasick
    words: tuple[str, ...]
    tokens: Mapping[str, frozenset[str]]
    labels: tuple[tuple[int, ...], ...]
    organs: Mapping[str, Organ]
    places: Mapping[str, str]
    heads: Mapping[str, str]
    events: Mapping[str, str]
    posts: Mapping[str, tuple[str, ...]]
    surnames: frozenset[str]
    double_surnames: frozenset[str]
    follow: tuple[str, ...]
    alliance_verbs: frozenset[str]
    alliance_generic: frozenset[str]
    alliance_other: tuple[str, ...]


def _rows(name: str, columns: int) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate((_WORDS / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) < columns:
            raise VocabularyError(f"Word list {name}, line {number}, has {len(cells)} columns; it needs {columns}.")
        yield cells


def _classes(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words, *_ in _rows(name, 2):
        found[kind] = (*found.get(kind, ()), *words.split())
    return found


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(cells[0].split() for cells in _rows(name, 1)))


@cache
def load_organs() -> Mapping[str, Organ]:
    """The organs of the word list by each of their forms.

    Raises:
        VocabularyError: a line is too short, or two lines give one form.
    """
    found: dict[str, Organ] = {}
    for name, kind, *rest in _rows("organs.tsv", 2):
        others = tuple(form for form in (rest[0] if rest else "").split("|") if form)
        organ = Organ(name, (name, *others), kind, (rest[1] if len(rest) > 1 else "") or None)
        for form in organ.forms:
            if form in found:
                raise VocabularyError(f"Word list organs.tsv gives {form} twice; keep one of the lines.")
            found[form] = organ
    return found


@cache
def load_places() -> Mapping[str, str]:
    """The names of places with their kind, those of cities and counties also without 市 or 县."""
    found: dict[str, str] = {}
    for kind, names in _classes("places.tsv").items():
        for name in names:
            found[name] = kind
            bare = _PLACE_SUFFIX.sub("", name)
            if len(bare) > 1 and kind not in {"country", "region", "short", "countyfull"}:
                found.setdefault(bare, kind)
    return found


def _tokens(organs: Mapping[str, Organ], places: Mapping[str, str]) -> dict[str, frozenset[str]]:
    stops = _classes("stops.tsv")
    tokens: dict[str, set[str]] = {}
    for label, words in (
        ("stop", stops["prep"]),
        ("verb", stops["verb"]),
        ("conj", stops["conj"]),
        ("event", stops["event"]),
    ):
        for word in words:
            tokens.setdefault(word, set()).add(label)
    for word in _words_of("protected.tsv"):
        tokens.setdefault(word, {"protected"})
    for word in organs:
        tokens[word] = {"organ"}
    for word, kind in places.items():
        if kind != "short":
            tokens.setdefault(word, set()).add("place")
    return {word: frozenset(labels) for word, labels in tokens.items()}


@cache
def load_knowledge() -> Knowledge:
    """The word lists, read and indexed once for the process.

    Raises:
        VocabularyError: a word list is malformed or gives a word twice.
    """
    organs, places = load_organs(), load_places()
    tokens = _tokens(organs, places)
    words = tuple(tokens)
    surnames = _words_of("surnames.tsv")
    verbs = _classes("alliance_verbs.tsv")
    return Knowledge(
        automaton=AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),
        words=words,
        tokens=tokens,
        labels=tuple(tuple(i for i, label in enumerate(LABELS) if label in tokens[word]) for word in words),
        organs=organs,
        places=places,
        heads={word: kind for kind, group in _classes("heads.tsv").items() for word in reversed(group)},
        events={word: kind for kind, group in _classes("events.tsv").items() for word in group},
        posts=_classes("posts.tsv"),
        surnames=frozenset(chain.from_iterable(run for run in surnames if len(run) > 2)),
        double_surnames=frozenset(run for run in surnames if len(run) == 2),
        follow=tuple(sorted(_words_of("follow.tsv"), key=len, reverse=True)),
        alliance_verbs=frozenset(verbs["verb"]),
        alliance_generic=frozenset(verbs["generic"]),
        alliance_other=verbs["other"],
    )
