"""Public pages that table rows were read on: one source document each, folded from the tables that list it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph import cypher
from graph.model import Page
from graph.store import Store
from graph.text import page_id

_FIELDS = ("title", "date", "site_kind", "is_copy")


@dataclass(frozen=True, slots=True)
class PageRows:
    """What must be written for the pages: nodes, ``LISTS`` relationships, those that go, pages nobody lists."""

    nodes: list[dict[str, Any]]
    listings: list[dict[str, Any]]
    gone: list[dict[str, Any]]
    orphans: list[dict[str, Any]]


def page_rows(store: Store, documents: Sequence[str], listed: Mapping[str, Sequence[Page]]) -> PageRows:
    """The rows for the pages that ``documents`` listed before or list now (``listed``, by document)."""
    mine = {(name, page_id(page.url)): _properties(page) for name, pages in listed.items() for page in pages}
    wanted = sorted({key for _, key in mine})
    stored = {
        (row["document"], row["page"]): row["properties"]
        for row in store.read(cypher.READ_LISTINGS, documents=list(documents), pages=wanted)
    }
    gone = sorted(key for key in stored if key[0] in documents and key not in mine)
    left = sorted({page for _, page in gone} - set(wanted))
    shared = store.read(cypher.READ_LISTINGS, documents=[], pages=left) if left else []
    stored |= {(row["document"], row["page"]): row["properties"] for row in shared}
    after = {key: row for key, row in stored.items() if key not in gone} | mine
    by_page: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for (_, page), row in sorted(after.items()):
        by_page[page].append(row)
    touched = sorted({*wanted, *left})
    return PageRows(
        nodes=[{"id": page, "properties": _node(page, by_page[page])} for page in touched if by_page[page]],
        listings=[
            {"document": name, "page": page, "properties": row}
            for (name, page), row in sorted(mine.items())
            if stored.get((name, page)) != row
        ],
        gone=[{"document": name, "page": page} for name, page in gone],
        orphans=[{"id": page} for page in touched if not by_page[page]],
    )


def _properties(page: Page) -> dict[str, Any]:
    row = {"url": page.url, **{name: getattr(page, name) for name in _FIELDS}}
    return {key: value for key, value in row.items() if value is not None}


def _node(key: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The page's node: its address, and of each field what most tables say (then the longer, then text order)."""
    node: dict[str, Any] = {"id": key, "genre": "page", "state": "loaded", "source_url": rows[0]["url"]}
    for name in _FIELDS:
        told = [row[name] for row in rows if name in row]
        if told:
            node[name] = min(set(told), key=lambda value: (-told.count(value), -len(value), value))
    return node
