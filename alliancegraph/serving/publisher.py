"""The publisher: everything that the server's pages are made of, shared by all requests."""

import json
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from graph.change import ChangeMark, change_mark
from graph.errors import QueryError
from graph.publication.address import Thing, sorts
from graph.publication.dataset import COUNTS, Counts
from graph.publication.description import describing, known
from graph.settings import Settings
from graph.sparql.endpoint import Endpoint, Limits, open_endpoint
from graph.sparql.evaluate import Answer
from graph.sparql.formats import GRAPHS, Format
from graph.state import load_state
from graph.store import Store
from loaders.decisions import links, read_decisions
from loaders.identity import Cluster, cluster
from loaders.registry import load_registry
from ontology import Vocabulary, load_vocabulary
from queries.search import SearchIndex

PAGE_LIMITS = Limits(rows=20_000, seconds=20.0)
"""For the queries that pages are made of."""

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """A value that is made when it is first asked for, and again when the graph has changed."""

    def __init__(self, mark: Callable[[], object], make: Callable[[], Made]) -> None:
        self._mark = mark
        self._make = make
        self._lock = threading.Lock()
        self._held: tuple[object, Made] | None = None

    def get(self) -> Made:
        """The value for the graph as it is now."""
        with self._lock:
            mark = self._mark()
            if self._held is None or self._held[0] != mark:
                self._held = mark, self._make()
            return self._held[1]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of entities that are not in the graph: those that now are another one, and all that were ever given.

    ``forwarded`` maps an old key to the present one, ``given`` each key to its kind.
    """

    forwarded: Mapping[str, str]
    given: Mapping[str, str]


class Publisher:
    """The store with all that is built on it. Safe to share between threads; close it, or use ``with``."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.vocabulary: Vocabulary = load_vocabulary()
        self.endpoint: Endpoint = open_endpoint(store, self.vocabulary)
        self.index = SearchIndex(store)
        self.sorts = sorts(self.vocabulary.kinds, self.vocabulary.relationships)
        self.kinds = {kind.name.lower(): kind.name for kind in self.vocabulary.entity_kinds}
        self._folder = tempfile.TemporaryDirectory(prefix="alliancegraph-dumps-")
        self._counts = Kept(self.mark, self._count)
        self._keys = Kept(self.mark, self._read_keys)

    def __enter__(self) -> "Publisher":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the SPARQL engine and removes the dumps; the store is the caller's."""
        self.endpoint.close()
        self._folder.cleanup()

    def mark(self) -> ChangeMark:
        """The mark of the graph as it is now."""
        return change_mark(self.store)

    @property
    def folder(self) -> Path:
        """Where dumps are kept as long as the server runs."""
        return Path(self._folder.name)

    def knows(self, thing: Thing) -> bool:
        """Whether the graph speaks of the thing."""
        answer, _ = self.endpoint.ask(known(thing), PAGE_LIMITS)
        return b"true" in answer.body

    def describe(self, thing: Thing, format_: str) -> Answer:
        """The document about a thing in one of :data:`graph.sparql.formats.GRAPHS`."""
        wanted = next(each for each in GRAPHS if each.name == format_)
        return self.endpoint.ask(describing(thing), PAGE_LIMITS, lambda formats: wanted)[0]

    def rows(self, text: str) -> list[dict[str, Any]]:
        """The bindings of a SELECT of ours, in SPARQL's JSON."""
        answer, _ = self.endpoint.ask(text, PAGE_LIMITS, _json)
        found: list[dict[str, Any]] = json.loads(answer.body)["results"]["bindings"]
        return found

    def counts(self) -> Counts:
        """The figures of the data set's description."""
        return self._counts.get()

    def keys(self) -> Keys:
        """The keys that are no longer in the graph."""
        return self._keys.get()

    def _count(self) -> Counts:
        one: dict[str, int] = {}
        many: dict[str, dict[str, int]] = {}
        for name, text in COUNTS.items():
            rows = self.rows(text)
            if "?key" in text:
                many[name] = {row["key"]["value"]: int(row["n"]["value"]) for row in rows}
            else:
                one[name] = int(rows[0]["n"]["value"])
        return Counts(**one, **many)  # type: ignore[arg-type]

    def _read_keys(self) -> Keys:
        registry = load_registry(self.settings.registry_file)
        forwarded: dict[str, str] = {}

        def mint(group: Cluster) -> str:
            key = registry.key_of(group)
            forwarded.update((old, key) for old in registry.former(group) if old != key)
            return key

        decided = links(read_decisions(self.settings.decisions_file))
        cluster(load_state(self.store).mentions, mint, decided, registry.former)
        return Keys(forwarded, {key: identity.partition("|")[0] for key, identity, _ in registry.rows})


def _json(formats: tuple[Format, ...]) -> Format:
    found = next((each for each in formats if each.name == "json"), None)
    if found is None:
        raise QueryError("Only SELECT and ASK are answered in rows.")
    return found
