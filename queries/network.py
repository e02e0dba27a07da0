"""The neighbourhood of an entity: what stands one step from it, for drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from queries.cypher import statement
from queries.profile import PERIOD, QUALIFIERS
from queries.search import kind_of

LIMIT = 300
"""More nodes than these can't be read in one picture."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture; ``degree`` is its number of facts in the whole graph."""

    id: str
    kind: str
    name: str
    degree: int
    official: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A fact in the picture, from ``subject`` to ``object`` (ids); ``sources`` is the number of its sources."""

    id: str
    relationship: str
    predicate: str
    subject: str
    object: str
    qualifiers: Mapping[str, str]
    period: Mapping[str, str]
    confidence: float
    sources: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An entity (the first of ``nodes``), its neighbours, best connected first, and all facts among them.

    ``total`` is the number of neighbours that there are, of which ``len(nodes) - 1`` are shown.
    """

    centre: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    total: int


def neighbourhood(store: Store, entity_id: str, limit: int = LIMIT, min_confidence: float = 0.5) -> Neighbourhood:
    """The entity with at most ``limit`` nodes around it; raises QueryError when there is no such entity."""
    found = store.read(statement("entity"), id=entity_id)
    if not found:
        raise QueryError(f"There is no entity with the id «{entity_id}»; find ids with: alliancegraph search NAME.")
    parameters: dict[str, Any] = {"id": entity_id, "limit": limit, "min_confidence": min_confidence}
    (row,) = store.read(statement("neighbours"), **parameters)
    degree = store.read(statement("degree"), id=entity_id)[0]["degree"]
    centre = {"id": entity_id, "name": found[0]["properties"]["name"], "labels": found[0]["labels"], "degree": degree}
    nodes = tuple(_node(each) for each in (centre, *row["nodes"]))
    links = store.read(statement("links"), ids=[node.id for node in nodes], min_confidence=min_confidence)
    return Neighbourhood(entity_id, nodes, tuple(_link(each) for each in links), row["total"])


def _node(row: Mapping[str, Any]) -> Node:
    return Node(row["id"], kind_of(row["labels"]), row["name"], row["degree"], "Official" in row["labels"])


def _link(row: Mapping[str, Any]) -> Link:
    return Link(
        id=row["id"],
        relationship=row["relationship"],
        predicate=row["relationship"].lower(),
        subject=row["subject"],
        object=row["object"],
        qualifiers={name: row[name] for name in QUALIFIERS if row[name] is not None},
        period={name: row[name] for name in PERIOD if row[name] is not None},
        confidence=row["confidence"],
        sources=row["sources"],
    )
