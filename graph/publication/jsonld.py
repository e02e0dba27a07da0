"""A description as JSON-LD that reads well: in the short form of our exports, its context inline."""

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.rdf.jsonld import lines
from graph.rdf.layout import Layout
from graph.rdf.names import Names
from graph.rdf.outward import Statement
from ontology import Vocabulary


def compact(n_triples: bytes, vocabulary: Vocabulary) -> bytes:
    """The triples, which hold no blank node, one subject a line."""
    statements: list[Statement] = [
        (quad.subject, quad.predicate, quad.object, ())
        for quad in parse(n_triples, format=RdfFormat.N_TRIPLES)
        if isinstance(quad.subject, NamedNode)
    ]
    return b"".join(lines(Layout(vocabulary, Names()), [statements]))
