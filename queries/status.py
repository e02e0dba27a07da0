"""How much the graph holds: counts of entities, statements and documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import Store
from ontology import load_vocabulary
from queries.cypher import statement
from queries.passage import SourceEntry, documents


@dataclass(frozen=True, slots=True)
class Status:
    """Counts. ``entities`` by kind (``Official`` counts some persons once more), ``statements`` between entities by
    predicate, ``values`` (statements whose object is a value) by property, and every loaded document.
    """

    uri: str
    version: str
    edition: str
    embedded: bool
    entities: Mapping[str, int]
    statements: Mapping[str, int]
    values: Mapping[str, int]
    documents: tuple[SourceEntry, ...]

    def as_json(self) -> dict[str, Any]:
        """The output of ``status --json``."""
        return {
            "store": {
                "uri": self.uri,
                "version": self.version,
                "edition": self.edition,
                "embedded": self.embedded,
            },
            "entities": dict(self.entities),
            "statements": dict(self.statements),
            "values": dict(self.values),
            "documents": [
                {
                    "document": entry.id,
                    "title": entry.title,
                    "date": entry.date,
                    "statements": entry.statements,
                    "genre": entry.genre,
                    "state": entry.state,
                    "lines": dict(entry.lines),
                }
                for entry in self.documents
            ],
        }


def status(store: Store) -> Status:
    """Counts the graph; every kind, predicate and property of the vocabulary is there, with 0 where there is none."""
    vocabulary, info = load_vocabulary(), store.info()
    entities = {kind.name: 0 for kind in vocabulary.kinds.values() if not kind.structural}
    entities |= {row["label"]: row["count"] for row in store.read(statement("count_entities"))}
    statements = dict.fromkeys(vocabulary.predicates, 0)
    statements |= {row["relationship"].lower(): row["count"] for row in store.read(statement("count_facts"))}
    values = dict.fromkeys(vocabulary.properties, 0)
    values |= {row["property"]: row["count"] for row in store.read(statement("count_values"))}
    return Status(
        uri=store.address.uri,
        version=info.version,
        edition=info.edition,
        embedded=store.address.embedded,
        entities=entities,
        statements=statements,
        values=values,
        documents=tuple(documents(store)),
    )
