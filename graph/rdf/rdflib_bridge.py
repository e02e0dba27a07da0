"""For rdflib users: the graph as an rdflib Dataset."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graph.rdf.jsonld import prefixes
from graph.rdf.literals import Term
from graph.rdf.outward import to_quads
from ontology import Vocabulary

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.term import Literal as RdflibLiteral
    from rdflib.term import URIRef


def to_rdflib(rows: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> "Dataset":
    """The rows of ``graph.export.export_rows`` as an rdflib ``Dataset`` with the named graphs of an export.

    Its default graph is their union, so that SPARQL asks everything. rdflib keeps all in memory, about 1 kB a
    triple: for large graphs write N-Quads and ask `serve` or ``alliancegraph sparql``. Raises InputError when a row
    has a key that the vocabulary has no property for.
    """
    # rdflib takes a while to import; only its users pay for it.
    import rdflib  # noqa: PLC0415

    dataset = rdflib.Dataset(default_union=True)
    for name, iri in prefixes(vocabulary.namespace).items():
        dataset.bind(name, iri, replace=True)

    def node(term: Term) -> "URIRef | RdflibLiteral":
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        assert isinstance(term, Literal)
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        # Not normalized: "1.50" stays as it is.
        return rdflib.Literal(term.value, datatype=None if plain else term.datatype.value, normalize=False)

    for quad in to_quads(rows, vocabulary):
        graph = dataset.graph(rdflib.URIRef(quad.graph_name.value))  # type: ignore[union-attr]
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return dataset
