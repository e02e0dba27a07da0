"""Nodes and edges: the rows of an export as the property graph they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.shapes import fact_targets
from ontology import Vocabulary

LABELS = {"concept": "Concept", "value": "Value", "document": "SourceDocument", "passage": "Passage"}
"""The label of nodes by the kind of their line; entities carry theirs."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: ``label`` is the one that says its kind, ``labels`` are all of them, as in the store.

    ``properties`` are those of the store, ``id`` among them; ``iri`` is an entity's, else None.
    """

    id: str
    label: str
    labels: tuple[str, ...]
    iri: str | None
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship from ``source`` to ``target`` (ids of nodes whose labels are ``source_label``, ``target_label``).

    ``id`` is unique in the graph: the type in lower case and the relationship's own id, or both ends where it has none.
    An entity's label is ``Entity`` here, for that is what the two ends of a fact have in common.
    """

    id: str
    type: str
    source: str
    target: str
    source_label: str
    target_label: str
    iri: str | None
    properties: Mapping[str, Any]


def elements(row: Mapping[str, Any], targets: Mapping[str, str]) -> Iterator[Node | Edge]:
    """The node or edges of one row; a passage brings its edges to its documents and pages with it.

    ``targets`` are those of :func:`graph.shapes.fact_targets`.
    """
    kind = row["line"]
    if kind == "entity":
        labels = tuple(row["labels"])
        label = next(each for each in labels if each != "Official")
        properties = _without(row, "line", "iri", "labels")
        yield Node(row["id"], label, ("Entity", *labels), row["iri"], properties)
    elif kind in LABELS:
        yield Node(row["id"], LABELS[kind], (LABELS[kind],), None, _without(row, "line", "in", "from"))
        for link in ("in", "from"):
            for target in row.get(link, ()):
                yield _edge(link.upper(), row["id"], target, "Passage", "SourceDocument", {})
    else:
        yield _relationship(row, targets)


def all_elements(rows: Iterator[Mapping[str, Any]], vocabulary: Vocabulary) -> Iterator[Node | Edge]:
    """The nodes and edges of all rows, in their order."""
    targets = fact_targets(vocabulary)
    for row in rows:
        yield from elements(row, targets)


BOOKS = {"lists": ("SourceDocument", "SourceDocument"), "mentions": ("SourceDocument", "Entity")}
"""The labels of both ends of relationships that are no facts, by the kind of their line, whose name is their type."""


def _relationship(row: Mapping[str, Any], targets: Mapping[str, str]) -> Edge:
    kind = row["line"].upper() if row["line"] in BOOKS else row["type"]
    properties = _without(row, "line", "iri", "type", "subject", "object")
    if row["type"] != kind:
        # How a document speaks of an event has a property `type` of its own, which stands in the row instead.
        properties["type"] = row["type"]
    labels = BOOKS.get(row["line"]) or ("Entity", targets[row["type"]])
    return _edge(kind, row["subject"], row["object"], *labels, properties, row.get("iri"))


def _without(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {name: value for name, value in sorted(row.items()) if name not in keys}


def _edge(
    kind: str, source: str, target: str, from_: str, to: str, properties: Mapping[str, Any], iri: str | None = None
) -> Edge:
    own = properties.get("id", f"{source}|{target}")
    return Edge(f"{kind.lower()}/{own}", kind, source, target, from_, to, iri, properties)
