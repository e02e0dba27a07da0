"""Building small graphs by hand: triples about a subject, with the prefixes that make them readable."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.sparql.prefixes import PREFIXES

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
NAMESPACES: Mapping[str, str] = {
    **PREFIXES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
}

Value = NamedNode | Literal | str | int
"""Text and numbers become literals; ``ag:name`` is written :func:`name`."""


def name(short: str) -> NamedNode:
    """The IRI of ``prefix:local``."""
    prefix, _, rest = short.partition(":")
    return NamedNode(NAMESPACES[prefix] + rest)


def about(subject: NamedNode, *pairs: tuple[str, Value]) -> Iterator[Triple]:
    """The triples that give ``subject`` these values; ``a`` is the type."""
    for key, value in pairs:
        predicate = RDF_TYPE if key == "a" else name(key)
        yield Triple(subject, predicate, _term(value))


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(PREFIXES["xsd"] + "integer"))
    return Literal(value) if isinstance(value, str) else value


def written(triples: Iterator[Triple], format_: RdfFormat, prefixes: Mapping[str, str] = NAMESPACES) -> bytes:
    """The triples in a format, each once."""
    body = serialize(dict.fromkeys(triples), format=format_, prefixes=dict(prefixes))
    return body or b""
