"""Readings as JSON: what a document states, kept with the source document so that it can be resolved anew."""

import json
from dataclasses import asdict
from typing import Any

from graph.errors import StateError
from graph.model import Document, Entity, EntityMention, Ledger, Line, Page, Reading, Statement, ValueStatement


def reading_to_json(reading: Reading) -> str:
    """The reading without its document's text (the source document keeps that), as compact JSON with sorted keys."""
    row = asdict(reading)
    del row["document"]["text"]
    row["ledger"] = [[line.start, line.end, line.kind, line.state, line.rule] for line in reading.ledger.lines]
    return json.dumps(_without_empty(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def reading_from_json(line: str, text: str) -> Reading:
    """The reading that :func:`reading_to_json` wrote; raises StateError when ``line`` is not one."""
    try:
        row = json.loads(line)
        return Reading(
            document=Document(text=text, **row["document"]),
            entities=tuple(Entity(**_tuples(e)) for e in row.get("entities", [])),
            statements=tuple(Statement(**{"qualifiers": {}} | s) for s in row.get("statements", [])),
            values=tuple(ValueStatement(**v) for v in row.get("values", [])),
            mentions=tuple(EntityMention(**m) for m in row.get("mentions", [])),
            pages=tuple(Page(**p) for p in row.get("pages", [])),
            ledger=Ledger(tuple(Line(*parts) for parts in row.get("ledger", []))),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StateError(
            f"A source document in the store holds a reading that this version can't read ({error}); "
            "retract the document and ingest it again."
        ) from error


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, (), [], {})}
    if isinstance(value, (list, tuple)):
        return [_without_empty(item) for item in value]
    return value
