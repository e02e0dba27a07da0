"""The statement format: a reading as JSON lines, one statement each (see the project's statement contract).

Run as ``python -m loaders.statements FILE…`` it prints the lines of text documents.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.model import Entity, Reading
from loaders.extract import extract
from loaders.source import read_source
from ontology import load_vocabulary


def _end(entity: Entity) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": entity.kind, "name": entity.name, "aliases": list(entity.aliases)}
    for key in ("type", "date", "date_end", "number"):
        if (value := getattr(entity, key)) is not None:
            found[key] = value
    return found


def lines(reading: Reading, values: bool = False) -> Iterator[dict[str, Any]]:
    """What a reading states, as the contract's objects, ordered by where it stands in the text.

    Only the kinds and predicates of the annotation guide are written; with ``values`` also facts that are a value.
    Entities that occur in no statement come as ``{"entity": …}``.
    """
    guide = {name for name, predicate in load_vocabulary().predicates.items() if predicate.in_guide}
    rows: list[tuple[int, int, int, dict[str, Any]]] = []
    name = reading.document.name
    for s in reading.statements:
        if s.predicate in guide:
            row: dict[str, Any] = {
                "subject": _end(reading.entities[s.subject]),
                "predicate": s.predicate,
                "object": _end(reading.entities[s.object]),
                "qualifiers": dict(s.qualifiers),
            }
            rows.append((s.start, s.end, 0, row | _evidence(name, s.start, s.end, s.rule, s.confidence)))
    for v in reading.values if values else ():
        row = {"subject": _end(reading.entities[v.subject]), "property": v.property, "value": v.value}
        row |= {"datatype": v.datatype} | _evidence(name, v.start, v.end, v.rule, v.confidence)
        rows.append((v.start, v.end, 1, row))
    for m in reading.mentions:
        row = {"entity": _end(reading.entities[m.entity]), "document": name, "start": m.start, "end": m.end}
        rows.append((m.start, m.end, 2, row))
    yield from (row for *_, row in sorted(rows, key=lambda r: r[:3]))


def _evidence(document: str, start: int, end: int, rule: str, confidence: float) -> dict[str, Any]:
    return {"document": document, "start": start, "end": end, "rule": rule, "confidence": confidence}


def write(paths: Iterable[Path]) -> Iterator[str]:
    """The JSON lines of text documents, in the order of the files.

    Raises:
        InputError: a file can't be read as text.
    """
    for path in paths:
        for row in lines(extract(read_source(path))):
            yield json.dumps(row, ensure_ascii=False)


if __name__ == "__main__":
    for line in write(Path(argument) for argument in sys.argv[1:]):
        sys.stdout.write(line + "\n")
