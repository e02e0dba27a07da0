"""The state of the graph: which documents it holds and how they speak of which entities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph import cypher
from graph.entity import Mentioned
from graph.model import Reading
from graph.serial import reading_from_json
from graph.store import Store


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A source document as the store knows it; ``state`` is ``loaded``, or tells what was under way."""

    name: str
    sha256: str
    path: str | None
    state: str
    genre: str
    statements: int
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GraphState:
    """Documents by name, and all mentions with the entity each stands for."""

    documents: Mapping[str, StoredDocument]
    mentions: tuple[Mentioned, ...]


def load_state(store: Store) -> GraphState:
    """Reads the state; one record for each document, so that it stays cheap with many mentions."""
    documents = {row["id"]: _document(row) for row in store.read(cypher.READ_DOCUMENTS)}
    mentions = [
        Mentioned.from_properties(row["document"], entity, properties)
        for row in store.read(cypher.READ_MENTIONS)
        for entity, properties in row["mentions"]
    ]
    return GraphState(documents, tuple(sorted(mentions, key=lambda m: m.id)))


def _document(row: Mapping[str, Any]) -> StoredDocument:
    lines = {name: row[name] for name in ("total", "stated", "ignored", "unread")}
    return StoredDocument(row["id"], row["sha256"], row["path"], row["state"], row["genre"], row["statements"], lines)


def load_readings(store: Store, names: Iterable[str]) -> dict[str, Reading]:
    """The stored readings of these documents; raises StateError when one can't be read by this version."""
    rows = store.read(cypher.READ_READINGS, documents=sorted(names))
    return {row["id"]: reading_from_json(row["reading"], row["text"]) for row in rows}
