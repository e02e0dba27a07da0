"""The Turtle files as a graph, with the few ways in which the reader looks at it."""

from collections.abc import Iterable
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import OWL, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from ontology.terms import MalformedVocabulary

AG = Namespace("https://w3id.org/alliancegraph/ns#")
LAST = 1_000_000
"""The order of terms that have none: behind all others."""


def parse(files: Iterable[Path]) -> Graph:
    """The files as one graph; raises :class:`MalformedVocabulary` when one can't be read or is no Turtle."""
    graph = Graph(bind_namespaces="none")
    for file in files:
        try:
            graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
        except OSError as error:
            raise MalformedVocabulary(f"{file.name} of the vocabulary can't be read: {error.strerror}.") from error
        except (BadSyntax, ParserError, UnicodeDecodeError, IndexError) as error:
            # rdflib runs off the end of a text that is cut short: hence IndexError.
            raise MalformedVocabulary(f"{file.name} of the vocabulary is no Turtle: {error}") from error
    return graph


class Turtle:
    """Access to the graph; every method raises :class:`MalformedVocabulary` when it meets nonsense."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def own(self, type_: URIRef) -> list[URIRef]:
        """Our own terms of an OWL type."""
        return [s for s in self.graph.subjects(RDF.type, type_) if isinstance(s, URIRef) and s.startswith(AG)]

    def used_as(self, use: str) -> list[Node]:
        """Our own properties that are used as ``use``."""
        return list(self.graph.subjects(AG.usedAs, Literal(use)))

    def version(self) -> str:
        """The version that ends the version IRI."""
        ontology = self.graph.value(None, RDF.type, OWL.Ontology)
        version = None if ontology is None else self.graph.value(ontology, OWL.versionIRI)
        if version is None:
            raise MalformedVocabulary("The vocabulary has no owl:Ontology with an owl:versionIRI.")
        return str(version).rsplit("/", 1)[-1]

    def local(self, node: Node) -> str:
        """The local part of one of our own IRIs."""
        if not isinstance(node, URIRef) or not node.startswith(AG):
            raise MalformedVocabulary(f"{node} stands where a term of {AG} is wanted.")
        return str(node)[len(AG) :]

    def one(self, node: Node, predicate: URIRef) -> Node | None:
        """The only value of an annotation, or None."""
        values = list(self.graph.objects(node, predicate))
        if len(values) > 1:
            raise MalformedVocabulary(f"{node} has {len(values)} values of {predicate}; one is allowed.")
        return values[0] if values else None

    def order(self, node: Node) -> int:
        """The place of a term in lists; those without one come last."""
        value = self.one(node, AG.order)
        if value is None:
            return LAST
        if not isinstance(value, Literal) or not isinstance(value.value, int):
            raise MalformedVocabulary(f"{node} has the ag:order {value}; a whole number is allowed.")
        return value.value

    def flag(self, node: Node, predicate: URIRef, default: bool = False) -> bool:
        """A boolean annotation."""
        value = self.one(node, predicate)
        if value is None:
            return default
        if not isinstance(value, Literal) or not isinstance(value.value, bool):
            raise MalformedVocabulary(f"{node} has {value} for {predicate}; true or false is allowed.")
        return value.value

    def text(self, node: Node, predicate: URIRef, language: str) -> str:
        """The one text of ``predicate`` in ``language``."""
        texts = [o for o in self.graph.objects(node, predicate) if isinstance(o, Literal) and o.language == language]
        if len(texts) != 1 or not texts[0].strip():
            raise MalformedVocabulary(f"{node} needs exactly one {predicate} in {language}; it has {len(texts)}.")
        return str(texts[0])

    def basics(self, node: Node, name: str, label: URIRef = RDFS.label) -> tuple[str, str, str, str, str, str]:
        """The fields of :class:`Term`, in their order."""
        definition = SKOS.definition
        return (
            str(node),
            name,
            self.text(node, label, "zh"),
            self.text(node, label, "en"),
            self.text(node, definition, "zh"),
            self.text(node, definition, "en"),
        )
