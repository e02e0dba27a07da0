"""Export: everything in the graph as JSON lines; the same graph gives the same bytes.

One sorted line for each entity, value or concept, document, passage, mention and relationship. Keys are sorted and
nothing of the machine or the clock is written, so two exports can be compared byte by byte.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import cypher
from graph.formats.lines import write_lines
from graph.shapes import fact_targets
from graph.store import Store
from graph.text import BASE
from ontology import Vocabulary

PAGE = 5_000
"""Rows fetched at a time, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: path, format, number of statements, bytes, SHA-256 of the file."""

    path: str
    format: str
    statements: int
    bytes: int
    sha256: str


def export_jsonl(store: Store, path: Path, vocabulary: Vocabulary) -> ExportResult:
    """Writes the whole graph to ``path`` (first beside it, then renamed, so a failure leaves the old file).

    Raises InputError when the file can't be written.
    """
    written = write_lines(export_rows(store, vocabulary), path, vocabulary)
    return ExportResult(str(path), "jsonl", written.statements, written.bytes, written.sha256)


def export_rows(store: Store, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """The lines of the export in their order: kinds of line by name, ids ascending in each."""
    for row in _pages(store, cypher.EXPORT_NODES.replace("$label", "Entity")):
        kinds = sorted(set(row["labels"]) - {"Entity"})
        kind = next(k for k in kinds if k != "Official")
        iri = f"{BASE}id/{kind.lower()}/{row['id']}"
        yield {"line": "entity", "iri": iri, "labels": kinds, **row["properties"]}
    for line, label in (("concept", "Concept"), ("value", "Value"), ("document", "SourceDocument")):
        for row in _pages(store, cypher.EXPORT_NODES.replace("$label", label)):
            yield {"line": line, **row["properties"]}
    for row in _pages(store, cypher.EXPORT_PASSAGES):
        yield {"line": "passage", "in": row["documents"], "from": row["pages"], **row["properties"]}
    for relationship in sorted({*fact_targets(vocabulary), "LISTS", "MENTIONS"}):
        kind = "relationship" if relationship not in ("LISTS", "MENTIONS") else relationship.lower()
        for row in _pages(store, cypher.export_relationships(relationship)):
            named = {"iri": f"{BASE}id/{relationship.lower()}/{row['id']}"} if kind == "relationship" else {}
            ends = {"type": relationship, "subject": row["subject"], "object": row["object"]}
            yield {"line": kind, **named, **ends, **row["properties"]}


def _pages(store: Store, text: str) -> Iterator[dict[str, Any]]:
    """Reads a query that takes ``$after`` and ``$limit`` and returns rows with an ``id``, page by page."""
    after = ""
    while rows := store.read(text, after=after, limit=PAGE):
        yield from rows
        after = rows[-1]["id"]
