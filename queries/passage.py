"""Passages and source documents: what a fact was read from, and the text around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from queries.cypher import statement


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a source document: ``text`` is the document's ``text[start:end]`` (code points, end exclusive).

    ``place`` is the page or the cells of a file that has them (``page 3``, ``Sheet1!A4 to Sheet1!C4``). ``title``,
    ``date`` and ``genre`` are the document's. A table row also has the page it was read on (``page`` is its
    id); then ``source_url`` is the page's address, else the document's.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    title: str | None = None
    date: str | None = None
    genre: str | None = None
    source_url: str | None = None
    page: str | None = None
    page_title: str | None = None
    page_date: str | None = None
    place: str | None = None

    def as_json(self) -> dict[str, Any]:
        """An entry of ``evidence`` as the command line prints it."""
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "place": self.place,
            "source_url": self.source_url,
            "title": self.title,
            "page": self.page,
            "page_title": self.page_title,
            "page_date": self.page_date,
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source document with its whole text; a public page has none (``text`` is empty)."""

    id: str
    title: str | None
    genre: str
    date: str | None
    issuer: str | None
    document_number: str | None
    source_url: str | None
    state: str
    sha256: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source document in a list. ``lines`` is its ledger: total, stated, ignored, unread."""

    id: str
    title: str | None
    genre: str
    date: str | None
    issuer: str | None
    document_number: str | None
    source_url: str | None
    state: str
    statements: int
    lines: Mapping[str, int]


def document_text(store: Store, document_id: str) -> SourceText:
    """The source document with its text; raises QueryError when there is none of that name."""
    rows = store.read(statement("document"), id=document_id)
    if not rows:
        raise QueryError(f"There is no source document «{document_id}»; status lists those that are loaded.")
    return SourceText(**rows[0])


def documents(store: Store) -> list[SourceEntry]:
    """All loaded files by name; the public pages on which table rows rest are no files and are left out."""
    ledger = ("total", "stated", "ignored", "unread")
    entries = []
    for row in store.read(statement("documents")):
        lines = {name: row.pop(name) or 0 for name in ledger}
        entries.append(SourceEntry(**row, lines=lines))
    return entries


def passages(store: Store, ids: Iterable[str]) -> list[Passage]:
    """The passages with these ids, in the order of ``ids``.

    A passage whose text stands in several documents alike comes once for each of them. Raises QueryError for an id
    that does not exist.
    """
    wanted = list(dict.fromkeys(ids))
    found: dict[str, dict[str, Passage]] = {}
    for row in store.read(statement("passages"), ids=wanted):
        found.setdefault(row["id"], {}).setdefault(row["document"], Passage(**row))
    missing = [key for key in wanted if key not in found]
    if missing:
        raise QueryError(f"There is no passage «{missing[0]}» in the store.")
    return [passage for key in wanted for passage in found[key].values()]
