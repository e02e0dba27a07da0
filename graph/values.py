"""Values of the graph as plain JSON: what a query returns, ready to be shown or written."""

import math
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

INTERNAL = frozenset({"reading", "assertions"})
"""Properties that are bookkeeping of the loader: never shown."""


def json_safe(value: Any) -> Any:
    """``value`` as JSON can hold it.

    A node becomes ``{"labels", "properties"}``, a relationship ``{"type", "start", "end", "properties"}`` (``start``
    and ``end`` are the ``id`` properties of its nodes where the result holds them), a path ``{"nodes",
    "relationships"}``; dates and durations their ISO form, points their coordinates, bytes hex digits, numbers that
    JSON lacks their name. Internal properties are left out.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": _properties(dict(value))}
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Path):
        return {
            "nodes": [json_safe(node) for node in value.nodes],
            "relationships": [json_safe(relationship) for relationship in value.relationships],
        }
    return _compound(value)


def _compound(value: Any) -> Any:
    # A point is a tuple and a duration too: they come before lists.
    if isinstance(value, Point):
        return {"srid": value.srid, "coordinates": [json_safe(float(number)) for number in value]}
    if isinstance(value, Date | DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, dict):
        # A map with an id is the properties of something: properties(n), n {.*}.
        return _properties(value) if "id" in value else {key: json_safe(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_safe(item) for item in value]
    return str(value)


def _properties(values: dict[str, Any]) -> dict[str, Any]:
    return {key: json_safe(item) for key, item in values.items() if key not in INTERNAL}


def _relationship(value: Relationship) -> dict[str, Any]:
    start, end = value.nodes
    return {
        "type": value.type,
        "start": None if start is None else start.get("id"),
        "end": None if end is None else end.get("id"),
        "properties": _properties(dict(value)),
    }
