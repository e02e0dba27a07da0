"""The scope of an export: an entity and its neighbourhood, with all its evidence.

A neighbourhood of N facts holds every fact that lies on a path of at most N facts from the entity, in whatever
direction, and the entities on it; further all values of these entities, for a name, date or kind without its source
would be worth nothing; and of all these facts the passages, the documents and pages, and how the documents mention
the entities. N = 0 is the entity by itself with its values.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.store import Store

HOPS = 10
"""The most facts a path may have: nothing in a graph of this kind is further apart."""

FIND = "MATCH (e:Entity {id: $id}) RETURN e.id AS id"
STEP = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]-(o:Entity) "
    "RETURN DISTINCT type(r) AS type, r.id AS id, o.id AS far, r.evidence AS evidence, "
    "r.sources + coalesce(r.documents, []) AS documents"
)
VALUES = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]->(o) WHERE o:Value OR o:Concept "
    "RETURN type(r) AS type, r.id AS id, o.id AS far, r.evidence AS evidence, "
    "r.sources + coalesce(r.documents, []) AS documents"
)
PLACES = "UNWIND $ids AS id MATCH (p:Passage {id: id})-[:IN|FROM]->(d:SourceDocument) RETURN DISTINCT d.id AS id"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The ids of everything in a scope; ``facts`` are pairs of type and id."""

    entities: frozenset[str]
    facts: frozenset[tuple[str, str]]
    values: frozenset[str]
    passages: frozenset[str]
    documents: frozenset[str]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether the row of an export belongs to the scope."""
        kind = row["line"]
        if kind == "relationship":
            return (row["type"], row["id"]) in self.facts
        if kind == "lists":
            return row["subject"] in self.documents and row["object"] in self.documents
        if kind == "mentions":
            return row["subject"] in self.documents and row["object"] in self.entities
        ids = {"entity": self.entities, "document": self.documents, "passage": self.passages}
        return row["id"] in ids.get(kind, self.values)


def neighbourhood(store: Store, entity: str, hops: int) -> Neighbourhood:
    """What lies within ``hops`` facts of the entity with this id.

    Raises InputError when there is no such entity, or ``hops`` is not from 0 to ``HOPS``.
    """
    if not 0 <= hops <= HOPS:
        raise InputError(f"The neighbourhood can't be {hops} facts wide: give --hops a number from 0 to {HOPS}.")
    if not store.read(FIND, id=entity):
        raise InputError(f"There is no entity with the id «{entity}»; search finds the id of a name.")
    entities, frontier, told = {entity}, {entity}, []
    for _ in range(hops):
        rows = store.read(STEP, ids=sorted(frontier))
        told += rows
        frontier = {row["far"] for row in rows} - entities
        entities |= frontier
    values = store.read(VALUES, ids=sorted(entities))
    told += values
    passages = {passage for row in told for passage in row["evidence"]}
    documents = {document for row in told for document in row["documents"]}
    documents |= {row["id"] for row in store.read(PLACES, ids=sorted(passages))}
    return Neighbourhood(
        frozenset(entities),
        frozenset((row["type"], row["id"]) for row in told),
        frozenset(row["far"] for row in values),
        frozenset(passages),
        frozenset(documents),
    )


def within(rows: Iterable[dict[str, Any]], scope: Neighbourhood) -> Iterator[dict[str, Any]]:
    """The rows of an export that belong to the scope, in their order."""
    return (row for row in rows if scope.holds(row))
