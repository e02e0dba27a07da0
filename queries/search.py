"""Search for entities by name, short name, alias, pinyin or initials, on an index that can't go stale.

The index lives in this process, is built from all names in the store, and is built anew when the graph has changed.
What a user types never reaches the store's own full-text search.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from graph.text import BASE
from ontology import load_vocabulary
from queries.cypher import statement
from queries.index import Match, Named, NameIndex, Reason


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found. ``degree`` is its number of facts with other entities, ``score`` 0 to 1 says how good
    the match is, ``reason`` why it matches.
    """

    id: str
    iri: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    degree: int
    score: float
    reason: Reason

    def as_json(self) -> dict[str, Any]:
        """The entry of ``search --json``."""
        return {
            "id": self.id,
            "iri": self.iri,
            "kind": self.kind,
            "name": self.name,
            "aliases": list(self.aliases),
            "degree": self.degree,
            "score": self.score,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class _Built:
    """An index and the state of the graph that it shows."""

    stamp: tuple[int, int]
    index: NameIndex


class SearchIndex:
    """Search over one store. Keep one and pass it around: building it reads every name, asking it reads one counter.

    Safe to share between threads: an index is never changed, only replaced.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._built: _Built | None = None

    def current(self) -> NameIndex:
        """The index of the graph as it is now."""
        stamp, built = _stamp(self._store), self._built
        if built is None or built.stamp != stamp:
            built = _Built(stamp, NameIndex(named_from(row) for row in self._store.read(statement("names"))))
            self._built = built
        return built.index

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """The best ``limit`` matches, best first: by reason (name, alias, prefix, pinyin, …), then by degree.

        ``kind`` is a kind of entity (``Alliance``, …, also ``Official``); an unknown one raises QueryError.
        """
        return [hit_of(match) for match in self.current().find(text, checked_kinds(kind), limit)]


def search(store: Store, text: str, *, kind: str | None = None, limit: int = 20) -> list[Hit]:
    """One search with an index made for it; see :meth:`SearchIndex.search`."""
    return SearchIndex(store).search(text, kind=kind, limit=limit)


def checked_kinds(kind: str | None) -> Sequence[str]:
    """The kinds that a search is limited to; raises QueryError for what is no kind of entity."""
    if kind is None:
        return ()
    known = [each.name for each in load_vocabulary().kinds.values() if not each.structural]
    if kind not in known:
        raise QueryError(f"There is no kind «{kind}»; kinds are {', '.join(known)}.")
    return (kind,)


def entity_iri(kind: str, entity_id: str) -> str:
    """The IRI of an entity: ``…id/{kind}/{key}``; an official's is that of the person."""
    return f"{BASE}id/{kind.lower()}/{entity_id}"


def kind_of(labels: Iterable[str]) -> str:
    """The kind of a node from its labels: the one that derives from nothing but ``Entity`` (an official: Person)."""
    kinds = load_vocabulary().kinds
    return next((label for label in sorted(labels) if label in kinds and kinds[label].parent is None), "Entity")


def hit_of(match: Match) -> Hit:
    """The match as it is shown."""
    named = match.named
    return Hit(
        id=named.id,
        iri=entity_iri(named.kind, named.id),
        kind=named.kind,
        name=named.name,
        aliases=named.aliases,
        degree=named.degree,
        score=match.score,
        reason=match.reason,
    )


def named_from(row: dict[str, Any]) -> Named:
    """An entry of the index from a row of ``statements/names.cypher``; pinyin and initials are line-feed enclosed."""
    return Named(
        id=row["id"],
        kind=kind_of(row["labels"]),
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),
        pinyin=tuple((row["pinyin"] or "").split()),
        initials=tuple((row["initials"] or "").split()),
        degree=row["degree"],
        official="Official" in row["labels"],
        document_number=row["document_number"],
    )


def _stamp(store: Store) -> tuple[int, int]:
    (row,) = store.read(statement("stamp"))
    return row["changes"], row["entities"]
