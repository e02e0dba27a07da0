"""IRIs: how nodes of the graph are addressed in RDF, and which named graph holds what a document states.

Entities have theirs in the row; documents ``source/{first 16 hex digits of the file's SHA-256}`` (pages, which have no
file, ``source/{id}``), concepts ``scheme/{scheme}/{notation}``, values ``id/value/{id}``. All are ASCII.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from graph.errors import InputError
from graph.fact import short_hash
from graph.text import BASE

DERIVED = NamedNode(f"{BASE}graph/derived")
"""The named graph of chosen names, combined confidence and short-cuts."""


def quoted(text: str) -> str:
    """``text`` as one segment of an IRI, in ASCII."""
    return quote(text, safe="")


def last_segment(iri: str) -> str:
    """What :func:`quoted` made the last segment of."""
    return unquote(iri.rsplit("/", 1)[-1])


def concept_iri(scheme: str, notation: str) -> str:
    """The IRI of a coded value."""
    return f"{BASE}scheme/{scheme}/{quoted(notation)}"


def document_segment(row: Mapping[str, Any]) -> str:
    """What stands behind ``source/`` for a document: 16 digits of its file's SHA-256, or the id of a page."""
    return row["sha256"][:16] if row.get("sha256") else quoted(row["id"])


def listing_iri(document: str, page: str) -> str:
    """The IRI of a fact table's entry for a page; ``LISTS`` has no id of its own."""
    return f"{BASE}id/lists/{quoted(document + '|' + page)}"


@dataclass(slots=True)
class Names:
    """The IRIs of the entities and documents met so far, which later rows refer to by their keys."""

    entities: dict[str, NamedNode] = field(default_factory=dict)
    documents: dict[str, NamedNode] = field(default_factory=dict)
    graphs: dict[str, NamedNode] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def note_entity(self, row: Mapping[str, Any]) -> NamedNode:
        """Remembers the entity of this row."""
        node = self.entities[row["id"]] = NamedNode(row["iri"])
        return node

    def note_document(self, row: Mapping[str, Any]) -> NamedNode:
        """Remembers the document of this row; a second one with the same bytes gets a segment of its own."""
        name, segment = row["id"], document_segment(row)
        if segment in self._taken:
            segment = f"{segment}-{short_hash([name], 8)}"
        self._taken.add(segment)
        node = self.documents[name] = NamedNode(f"{BASE}source/{segment}")
        self.graphs[name] = NamedNode(f"{BASE}graph/source/{segment}")
        return node

    def entity(self, key: str) -> NamedNode:
        """The IRI of an entity; raises InputError when no row has described it."""
        try:
            return self.entities[key]
        except KeyError:
            raise InputError(f"A row refers to the entity {key}, which no earlier row describes.") from None

    def document(self, name: str) -> NamedNode:
        """The IRI of a document; raises InputError when no row has described it."""
        try:
            return self.documents[name]
        except KeyError:
            raise InputError(f"A row refers to the document {name!r}, which no earlier row describes.") from None

    def graph(self, name: str) -> NamedNode:
        """The named graph of what a document states; raises InputError when no row has described it."""
        self.document(name)
        return self.graphs[name]
