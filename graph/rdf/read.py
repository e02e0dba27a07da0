"""Reading an export back: a file of JSON lines or of any RDF format becomes the rows it was made of."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import Quad, RdfFormat, parse

from graph.errors import InputError, UsageError
from graph.rdf.inward import to_rows
from graph.rdf.outward import to_triples
from ontology import Vocabulary

FORMATS: Mapping[str, RdfFormat] = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The RDF formats by their names on the command line."""

LINES = "jsonl"
_SUFFIXES = {"ntriples": "nt", "nquads": "nq", "turtle": "ttl", "rdf": "rdfxml", "xml": "rdfxml", "owl": "rdfxml"}


def format_of(path: Path) -> str:
    """The format that a file's name tells; raises UsageError when it tells none that can be read back."""
    suffix = path.suffix.lower().removeprefix(".")
    name = _SUFFIXES.get(suffix, suffix)
    if name != LINES and name not in FORMATS:
        raise UsageError(
            f"The name {path.name} does not tell the format: add --format {LINES} or {', '.join(FORMATS)}."
        )
    return name


def read_rows(path: Path, format_: str, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The rows of an export in the order of ``export_rows``.

    Raises InputError, with line and column, when the file is malformed, and when it has terms or keys that the
    vocabulary does not know (they are listed).
    """
    try:
        if format_ != LINES:
            return to_rows(_statements(path, FORMATS[format_]), vocabulary)
        rows = list(_lines(path))
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); give the path of an export.") from error
    for _ in to_triples(rows, vocabulary):  # raises for what the vocabulary does not know
        pass
    return rows


def _statements(path: Path, format_: RdfFormat) -> Iterator[Quad]:
    try:
        yield from parse(path=str(path), format=format_)
    except SyntaxError as error:
        line, column = (error.lineno, error.offset) if error.lineno else _place_in_xml(path, format_)
        place = f", line {line}, column {column or 1}" if line else ""
        raise InputError(f"{path}{place}: no {format_.name} ({error.msg}); nothing was changed.") from error
    except ValueError as error:
        raise InputError(f"{path}: no {format_.name} ({error}); nothing was changed.") from error


def _place_in_xml(path: Path, format_: RdfFormat) -> tuple[int | None, int | None]:
    """Line and column at which a file stops being XML, which the RDF/XML parser does not tell; None where it is."""
    if format_ != RdfFormat.RDF_XML:
        return None, None
    try:
        with path.open("rb") as file:
            ParserCreate().ParseFile(file)
    except ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line.rstrip(b"\r\n"))
            except json.JSONDecodeError as error:
                place = f"{path}, line {number}, column {error.colno}"
                raise InputError(f"{place}: no JSON ({error.msg}); nothing was changed.") from error
            except UnicodeDecodeError as error:
                place = f"{path}, line {number}, column {error.start + 1}"
                raise InputError(f"{place}: no UTF-8; nothing was changed.") from error
            if not isinstance(row, dict) or "line" not in row:
                raise InputError(f"{path}, line {number}, column 1: no line of an export; nothing was changed.")
            yield row
