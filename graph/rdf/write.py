"""RDF files: N-Triples, N-Quads, Turtle, TriG, JSON-LD and RDF/XML; the same rows give the same bytes.

Rows stream through: order and names are made by construction, nothing is sorted or collected. N-Quads and TriG have
the named graphs, the others their union with each triple once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.formats.place import Written, measure, new_file
from graph.rdf.jsonld import lines, prefixes
from graph.rdf.outward import Outward, to_quads, to_triples
from ontology import Vocabulary

Row = Mapping[str, Any]
Writer = Callable[[Iterable[Row], Path, Vocabulary], Written]


class _Counted:
    """Rows as they pass, and how many of them are statements."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.statements = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.statements += row["line"] == "relationship"
            yield row


def _write(
    format_: RdfFormat,
    terms: Callable[[Iterable[Row], Vocabulary], Iterator[Quad] | Iterator[Triple]],
    short: bool,
    rows: Iterable[Row],
    path: Path,
    vocabulary: Vocabulary,
) -> Written:
    """Writes one of the formats of pyoxigraph, with prefixes when it is ``short``."""
    counted = _Counted(rows)
    with new_file(path) as file:
        named = prefixes(vocabulary.namespace) if short else None
        serialize(terms(counted, vocabulary), file, format=format_, prefixes=named)
    return measure(path, counted.statements)


def write_jsonld(rows: Iterable[Row], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes JSON-LD with its context inline; raises InputError when the file can't be written."""
    counted, outward = _Counted(rows), Outward(vocabulary)
    with new_file(path) as file:
        for piece in lines(outward.layout, map(outward.statements, counted)):
            file.write(piece)
    return measure(path, counted.statements)


RDF_WRITERS: Mapping[str, Writer] = {
    "nt": partial(_write, RdfFormat.N_TRIPLES, to_triples, False),
    "nq": partial(_write, RdfFormat.N_QUADS, to_quads, False),
    "ttl": partial(_write, RdfFormat.TURTLE, to_triples, True),
    "trig": partial(_write, RdfFormat.TRIG, to_quads, True),
    "jsonld": write_jsonld,
    "rdfxml": partial(_write, RdfFormat.RDF_XML, to_triples, True),
}
"""The writer of each RDF format by its name on the command line; each raises InputError when it can't write."""
