"""Readings as JSON: what a document states, kept with the source document so that it can be resolved anew."""

import json
from collections.abc import Mapping
from typing import Any

from graph.errors import StateError
from graph.model import (
    Document,
    Entity,
    EntityMention,
    Ledger,
    Line,
    Page,
    Part,
    Reading,
    Remark,
    Statement,
    ValueStatement,
)

_EMPTY: tuple[object, ...] = (None, (), {})


def reading_to_json(reading: Reading) -> str:
    """The reading without its document's text (the source document keeps that), as compact JSON with sorted keys."""
    document = _row(reading.document)
    del document["text"]
    if parts := reading.document.parts:
        document["parts"] = [[part.start, part.end, part.label] for part in parts]
    row = {
        "document": document,
        "entities": [_row(entity) for entity in reading.entities],
        "statements": [_row(statement) for statement in reading.statements],
        "values": [_row(value) for value in reading.values],
        "mentions": [_row(mention) for mention in reading.mentions],
        "pages": [_row(page) for page in reading.pages],
        "ledger": [[line.start, line.end, line.kind, line.state, line.rule] for line in reading.ledger.lines],
        "remarks": [_row(remark) for remark in reading.remarks],
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _row(item: Document | Entity | Statement | ValueStatement | EntityMention | Page | Remark) -> dict[str, Any]:
    """The fields of a flat object; what is empty is left out."""
    fields = {name: getattr(item, name) for name in item.__slots__}
    return {name: dict(v) if isinstance(v, Mapping) else v for name, v in fields.items() if v not in _EMPTY}


def reading_from_json(written: str, text: str) -> Reading:
    """The reading that :func:`reading_to_json` wrote; raises StateError when ``written`` is not one."""
    try:
        row = json.loads(written)
        parts = tuple(Part(*part) for part in row["document"].pop("parts", []))
        columns = tuple((heading, role) for heading, role in row["document"].pop("columns", []))
        return Reading(
            document=Document(text=text, parts=parts, columns=columns, **row["document"]),
            entities=tuple(Entity(**_tuples(e)) for e in row.get("entities", [])),
            statements=tuple(Statement(**{"qualifiers": {}} | s) for s in row.get("statements", [])),
            values=tuple(ValueStatement(**v) for v in row.get("values", [])),
            mentions=tuple(EntityMention(**m) for m in row.get("mentions", [])),
            pages=tuple(Page(**p) for p in row.get("pages", [])),
            ledger=Ledger(tuple(Line(*line) for line in row.get("ledger", []))),
            remarks=tuple(Remark(**r) for r in row.get("remarks", [])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StateError(
            f"A source document in the store holds a reading that this version can't read ({error}); "
            "retract the document and ingest it again."
        ) from error


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
