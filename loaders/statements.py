"""The statement format: a reading as JSON lines, one statement each (see the project's statement contract).

Run as ``python -m loaders.statements FILE…`` it prints the lines of text documents.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.model import Document, Entity, Reading, Statement, ValueStatement
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
    Entities that occur in no statement come as ``{"entity": …}``. ``place`` is the page or the cells of a document that
    has them.
    """
    guide = {name for name, predicate in load_vocabulary().predicates.items() if predicate.in_guide}
    rows: list[tuple[int, int, int, dict[str, Any]]] = []
    document = reading.document
    for s in reading.statements:
        if s.predicate in guide:
            row: dict[str, Any] = {
                "subject": _end(reading.entities[s.subject]),
                "predicate": s.predicate,
                "object": _end(reading.entities[s.object]),
                "qualifiers": dict(s.qualifiers),
            }
            rows.append((s.start, s.end, 0, row | _where(document, s.start, s.end) | _by(s)))
    for v in reading.values if values else ():
        row = {"subject": _end(reading.entities[v.subject]), "property": v.property, "value": v.value}
        row |= {"datatype": v.datatype} | _where(document, v.start, v.end) | _by(v)
        rows.append((v.start, v.end, 1, row))
    for m in reading.mentions:
        row = {"entity": _end(reading.entities[m.entity])} | _where(document, m.start, m.end)
        rows.append((m.start, m.end, 2, row))
    yield from (row for *_, row in sorted(rows, key=lambda r: r[:3]))


def _where(document: Document, start: int, end: int) -> dict[str, Any]:
    found: dict[str, Any] = {"document": document.name, "start": start, "end": end}
    if document.parts:
        found["place"] = document.place(start, end)
    return found


def _by(fact: Statement | ValueStatement) -> dict[str, Any]:
    return {"rule": fact.rule, "confidence": fact.confidence}


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
