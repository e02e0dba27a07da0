"""Turns the Turtle files into a :class:`~ontology.vocabulary.Vocabulary`, or says what is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, get_args

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, SKOS
from rdflib.term import Node

from ontology.terms import (
    Attribute,
    Concept,
    Datatype,
    Kind,
    Link,
    MalformedVocabulary,
    Predicate,
    Property,
    Qualifier,
    Scheme,
    Term,
    snake,
)
from ontology.turtle import AG, Turtle, parse
from ontology.vocabulary import Vocabulary

SCHEME = "https://w3id.org/alliancegraph/scheme/"
USES = ("predicate", "qualifier", "value", "attribute", "link", "end")

T = TypeVar("T", bound=Term)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Reads ``alliance.ttl`` and ``schemes/*.ttl`` of ``folder``; raises :class:`MalformedVocabulary`."""
    return _Reader(parse([folder / "alliance.ttl", *sorted(folder.glob("schemes/*.ttl"))])).vocabulary()


class _Reader(Turtle):
    """One pass over the graph; every method raises :class:`MalformedVocabulary` when it meets nonsense."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.kinds: Mapping[str, Kind] = {}
        self.qualifiers: Mapping[str, Qualifier] = {}
        self.scheme_of: dict[tuple[str | None, str], str] = {}

    def vocabulary(self) -> Vocabulary:
        """Everything, checked."""
        self.check_labels()
        families = {str(c): self.family(c) for c in self.own(OWL.Class)}
        roots = {str(AG.Entity), str(AG.Record), str(AG.Relation), str(AG.Trace)}
        self.kinds = self.gather(
            [c for c in self.own(OWL.Class) if families[str(c)] not in (AG.Relation, AG.Trace) and str(c) not in roots],
            self.kind,
        )
        schemes = self.gather(list(self.graph.subjects(RDF.type, SKOS.ConceptScheme)), self.scheme)
        self.note_schemes()
        self.qualifiers = self.gather(self.used_as("qualifier"), self.qualifier)
        predicates = self.gather(self.used_as("predicate"), self.predicate)
        properties = self.gather(self.used_as("value"), self.value_property)
        relations = [c for c in self.own(OWL.Class) if families[str(c)] == AG.Relation and c != AG.Relation]
        coded = {
            (predicate.name, name): self.scheme_of[predicate.iri, self.qualifiers[name].iri]
            for predicate in predicates.values()
            for name in predicate.qualifiers
            if self.qualifiers[name].datatype == "concept"
        }
        return Vocabulary(
            namespace=str(AG),
            version=self.version(),
            kinds=self.kinds,
            predicates=predicates,
            qualifiers=self.qualifiers,
            properties=properties,
            attributes=self.gather(self.used_as("attribute"), self.attribute),
            links=self.gather(self.used_as("link"), self.link),
            relations=self.gather(relations, lambda node: Term(*self.basics(node, self.local(node)))),
            schemes=schemes,
            coded=MappingProxyType(coded),
        )

    def gather(self, nodes: Iterable[Node], make: Callable[[Node], T]) -> Mapping[str, T]:
        """Terms by name, in their order, read-only; two of one name are an error."""
        terms: dict[str, T] = {}
        for node in sorted(nodes, key=lambda n: (self.order(n), str(n))):
            term = make(node)
            if term.name in terms:
                raise MalformedVocabulary(f"{term.iri} and {terms[term.name].iri} both have the name {term.name}.")
            terms[term.name] = term
        return MappingProxyType(terms)

    def members(self, node: Node, predicate: URIRef) -> frozenset[str]:
        """The classes of a domain or range, a union counting as its members; each must be known."""
        names: set[str] = set()
        for value in self.graph.objects(node, predicate):
            union = self.graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
            names.update(map(self.local, [value] if union is None else Collection(self.graph, union)))
        unknown = names - set(self.kinds) - {"Entity", "Record", "Relation", "Trace"}
        if unknown or not names:
            what = f"the unknown kind {min(unknown)}" if unknown else "no kind"
            raise MalformedVocabulary(f"{node} has {what} as its {predicate}.")
        return frozenset(names)

    def datatype(self, node: Node) -> Datatype:
        """How the values of a property are written."""
        value = str(self.one(node, AG.datatype))
        for known in get_args(Datatype):
            if value == known:
                return known  # type: ignore[no-any-return]
        raise MalformedVocabulary(f"{node} has the unknown ag:datatype {value}.")

    def scheme_for(self, node: Node, datatype: str) -> str | None:
        """The scheme of a coded property; a coded one without scheme, or the reverse, is an error."""
        scheme = self.scheme_of.get((None, str(node)))
        if (datatype == "concept") != (scheme is not None):
            raise MalformedVocabulary(f"{node} has the ag:datatype {datatype} and {scheme or 'no scheme'} codes it.")
        return scheme

    def named(self, node: Node, predicate: URIRef) -> tuple[str, ...]:
        """The qualifiers that an annotation of a predicate names, in the order of qualifiers."""
        names = {snake(self.local(value)) for value in self.graph.objects(node, predicate)}
        unknown = names - set(self.qualifiers)
        if unknown:
            raise MalformedVocabulary(f"{node} names the unknown qualifier {min(unknown)}.")
        return tuple(name for name in self.qualifiers if name in names)

    # whole terms

    def family(self, node: URIRef) -> URIRef:
        """Entity, Record, Relation or Trace: what a class of ours is, directly or through its parents."""
        roots = (AG.Entity, AG.Record, AG.Relation, AG.Trace)
        ancestors = set(self.graph.transitive_objects(node, RDFS.subClassOf))
        found = [root for root in roots if root in ancestors]
        if len(found) != 1:
            raise MalformedVocabulary(
                f"{node} must be under exactly one of ag:Entity, ag:Record, ag:Relation, ag:Trace."
            )
        return found[0]

    def kind(self, node: Node) -> Kind:
        parents = [
            self.local(parent)
            for parent in self.graph.objects(node, RDFS.subClassOf)
            if parent.startswith(AG) and parent not in (AG.Entity, AG.Record)  # type: ignore[attr-defined]
        ]
        if len(parents) > 1:
            raise MalformedVocabulary(f"{node} has several parents: {', '.join(sorted(parents))}; one is allowed.")
        return Kind(
            *self.basics(node, self.local(node)),
            parent=parents[0] if parents else None,
            structural=self.family(URIRef(str(node))) == AG.Record,
            derived=self.flag(node, AG.derived),
        )

    def predicate(self, node: Node) -> Predicate:
        name = snake(self.local(node))
        qualifiers = self.named(node, AG.qualifier)
        required, identity = self.named(node, AG.requiredQualifier), self.named(node, AG.identityQualifier)
        strangers = {*required, *identity} - set(qualifiers)
        if strangers:
            raise MalformedVocabulary(f"{node} requires or identifies by {min(strangers)}, which it does not allow.")
        for qualifier in qualifiers:
            term = self.qualifiers[qualifier]
            if (term.datatype == "concept") != ((str(node), term.iri) in self.scheme_of):
                raise MalformedVocabulary(f"{node}: the qualifier {qualifier} and its scheme do not go together.")
        return Predicate(
            *self.basics(node, name),
            relationship=name.upper(),
            subjects=self.members(node, RDFS.domain),
            objects=self.members(node, RDFS.range),
            qualifiers=qualifiers,
            required=required,
            identity=identity,
            symmetric=(node, RDF.type, OWL.SymmetricProperty) in self.graph,
            in_guide=self.flag(node, AG.inGuide, default=True),
            relation=self.relation(node),
            subject_end=str(self.one(node, AG.subjectEnd) or AG.subject),
            object_end=str(self.one(node, AG.objectEnd) or AG.object),
        )

    def relation(self, node: Node) -> str:
        """The n-ary class of a predicate or value property."""
        relation = self.one(node, AG.relation)
        if not isinstance(relation, URIRef) or self.family(relation) != AG.Relation:
            raise MalformedVocabulary(f"{node} needs an ag:relation under ag:Relation.")
        return str(relation)

    def qualifier(self, node: Node) -> Qualifier:
        return Qualifier(*self.basics(node, snake(self.local(node))), datatype=self.datatype(node))

    def value_property(self, node: Node) -> Property:
        datatype = self.datatype(node)
        scheme, local = self.scheme_for(node, datatype), snake(self.local(node))
        return Property(
            *self.basics(node, scheme or local),
            relationship=local.upper() if scheme else "HAS_VALUE",
            subjects=self.members(node, RDFS.domain),
            datatype=datatype,
            scheme=scheme,
            relation=self.relation(node),
        )

    def attribute(self, node: Node) -> Attribute:
        datatype = self.datatype(node)
        return Attribute(
            *self.basics(node, snake(self.local(node))),
            subjects=self.members(node, RDFS.domain),
            datatype=datatype,
            scheme=self.scheme_for(node, datatype),
        )

    def link(self, node: Node) -> Link:
        name = snake(self.local(node))
        return Link(
            *self.basics(node, name),
            relationship=name.upper(),
            subjects=self.members(node, RDFS.domain),
            objects=self.members(node, RDFS.range),
            identified=self.flag(node, AG.identified),
        )

    def scheme(self, node: Node) -> Scheme:
        if not str(node).startswith(SCHEME):
            raise MalformedVocabulary(f"The scheme {node} must have an IRI under {SCHEME}.")
        name = str(node)[len(SCHEME) :]
        found = [self.concept(c, name) for c in self.graph.subjects(SKOS.inScheme, node)]
        order = {str(c): self.order(c) for c in self.graph.subjects(SKOS.inScheme, node)}
        concepts = {c.notation: c for c in sorted(found, key=lambda c: (order[c.iri], c.iri))}
        if len(concepts) != len(found):
            raise MalformedVocabulary(f"Two concepts of the scheme {name} have one notation.")
        is_open = self.flag(node, AG.open)
        if not concepts and not is_open:
            raise MalformedVocabulary(f"The scheme {name} is closed and has no concept.")
        return Scheme(*self.basics(node, name), open=is_open, concepts=MappingProxyType(concepts))

    def concept(self, node: Node, scheme: str) -> Concept:
        notation = self.one(node, SKOS.notation)
        if notation is None:
            raise MalformedVocabulary(f"The concept {node} has no skos:notation.")
        iri, name, zh, en, definition_zh, definition_en = self.basics(node, str(notation), SKOS.prefLabel)
        return Concept(scheme, name, zh, en, definition_zh, definition_en, iri)

    # checks and ties over all terms

    def note_schemes(self) -> None:
        """Which scheme codes what: (predicate or None, property) → scheme."""
        for scheme, coded in self.graph.subject_objects(AG.codes):
            for_whom: list[str | None] = [str(p) for p in self.graph.objects(scheme, AG.codesFor)]
            for predicate in for_whom or [None]:
                if predicate is not None and (URIRef(predicate), AG.usedAs, Literal("predicate")) not in self.graph:
                    raise MalformedVocabulary(f"{scheme} codes for {predicate}, which is no predicate.")
                if (coded, AG.usedAs, None) not in self.graph:
                    raise MalformedVocabulary(f"{scheme} codes {coded}, which is no property of the vocabulary.")
                if (predicate, str(coded)) in self.scheme_of:
                    raise MalformedVocabulary(f"Two schemes code {coded} of {predicate or 'anything'}.")
                self.scheme_of[predicate, str(coded)] = str(scheme)[len(SCHEME) :]

    def check_labels(self) -> None:
        """Every term of ours has labels and definitions, and every property a known use."""
        for type_ in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
            for node in self.own(type_):
                self.basics(node, self.local(node))
                uses = {str(use) for use in self.graph.objects(node, AG.usedAs)}
                if type_ in (OWL.ObjectProperty, OWL.DatatypeProperty) and (not uses or uses - set(USES)):
                    raise MalformedVocabulary(f"{node} needs an ag:usedAs out of {', '.join(USES)}.")
