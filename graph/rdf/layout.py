"""The layout: by which property each key of a row is written, and how its values become terms and come back.

Derived from the vocabulary: a key is an attribute, qualifier or value property of it and has that term's IRI; the
n-ary class and the ends of a relation are annotations of its predicate. Only where a standard term takes the place of
ours (skos:prefLabel for ``name``) is that said here, in REUSED.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from graph.errors import InputError
from graph.rdf import literals
from graph.rdf.literals import Term
from graph.rdf.names import Names, concept_iri, last_segment
from graph.shapes import fact_targets
from ontology import Vocabulary
from ontology.terms import Qualifier

DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"

TYPE = NamedNode(f"{RDF}type")
LABEL = NamedNode(f"{RDFS}label")

REUSED = {
    "name": f"{SKOS}prefLabel",
    "aliases": f"{SKOS}altLabel",
    "id": f"{DCTERMS}identifier",
    "title": f"{DCTERMS}title",
    "passage.start": f"{OA}start",
    "passage.end": f"{OA}end",
    "passage.text": f"{OA}exact",
    "evidence": f"{PROV}wasDerivedFrom",
}
"""Keys for which a standard term stands instead of the vocabulary's own; ``line.key`` goes before ``key``."""

DOCUMENT = (
    *("id", "title", "genre", "date", "issuer", "document_number", "series", "sha256", "text_sha256", "source_url"),
    *("path", "state", "site_kind", "is_copy", "statements", "lines_total", "lines_stated", "lines_ignored"),
    *("lines_unread", "text", "reading"),
)
MENTION = ("kind", "name", "aliases", "defined", "type", "date", "date_end", "number", "ties", "index", "bodies")
LISTING = ("url", "title", "date", "site_kind", "is_copy")
RELATION = ("valid_from", "valid_until", "observed_on", "last_observed_on", "confidence")
MANY = frozenset({"aliases", "defined", "ties", "bodies", "in", "from", "evidence", "sources", "documents", "rules"})
ALIKE = {"mentions.number": "document_number", "lists.url": "source_url"}
"""Keys that are called otherwise in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a row: its property, and how one value becomes a term and comes back."""

    key: str
    predicate: NamedNode
    encode: Callable[[Any], Term]
    decode: Callable[[Term], Any]
    many: bool = False


@dataclass(frozen=True, slots=True)
class RelationLayout:
    """A relationship type: its class, the properties of its ends, its short-cut, target label and qualifiers.

    ``shortcut`` is None for value facts, whose short-cut is the entity's own property: the value that won.
    """

    cls: NamedNode
    subject: NamedNode
    object: NamedNode
    shortcut: NamedNode | None
    target: str
    qualifiers: Mapping[str, Field]


class Layout:
    """The fields of every sort of row under one vocabulary; ``names`` turn keys of entities and documents to IRIs."""

    def __init__(self, vocabulary: Vocabulary, names: Names) -> None:
        self.vocabulary = vocabulary
        self.names = names
        self._concepts = {
            (c.scheme, c.notation): NamedNode(c.iri)
            for scheme in vocabulary.schemes.values()
            for c in scheme.concepts.values()
        }
        self._notations = {node.value: notation for (_, notation), node in self._concepts.items()}
        self._properties = {name: NamedNode(term.iri) for name, term in vocabulary.properties.items()}
        self._property_names = {node.value: name for name, node in self._properties.items()}
        self.kinds = {name: NamedNode(kind.iri) for name, kind in vocabulary.kinds.items()}
        self.kind_names = {node.value: name for name, node in self.kinds.items()}
        self._documents_back: dict[str, str] = {}
        self.entity = {field.key: field for field in self._entity_fields()}
        self.document = self._fields("document", DOCUMENT)
        self.passage = self._fields("passage", ("start", "end", "text", "place")) | {
            name: self._field(name, vocabulary.links[name].iri, "iri", "passage") for name in ("in", "from")
        }
        self.mention = self._fields("mentions", MENTION)
        self.listing = self._fields("lists", LISTING)
        self.value = {datatype: self._value(datatype) for datatype in ("date", "integer", "decimal", "text")}
        self.relation = self._fields("relationship", (*RELATION, "evidence", "sources", "rules", "documents"))
        self.relations = self._relations()

    def own(self, local: str) -> NamedNode:
        """One of our own terms."""
        return NamedNode(self.vocabulary.namespace + local)

    def concept(self, scheme: str, notation: str) -> NamedNode:
        """The node of a coded value."""
        known = self._concepts.get((scheme, notation))
        return known if known is not None else NamedNode(concept_iri(scheme, notation))

    def is_listed(self, scheme: str, notation: str) -> bool:
        """Whether the vocabulary itself describes this coded value."""
        return (scheme, notation) in self._concepts

    def notation(self, term: Term) -> str:
        """The notation of a coded value's node."""
        iri = literals.to_iri(term)
        return self._notations.get(iri) or last_segment(iri)

    def read_documents(self, found: Mapping[str, str]) -> None:
        """Tells which document each IRI stands for, when rows are read back."""
        self._documents_back = dict(found)

    def document_id(self, term: Term) -> str:
        """The id of a document's node; raises InputError when nothing describes it."""
        iri = literals.to_iri(term)
        try:
            return self._documents_back[iri]
        except KeyError:
            raise InputError(f"The source document {iri} is referred to and not described.") from None

    def property_node(self, name: str) -> NamedNode:
        """The node of a value property."""
        return self._properties[name]

    def property_name(self, term: Term) -> str:
        """The name of a value property's node; raises InputError when the vocabulary has none."""
        iri = literals.to_iri(term)
        try:
            return self._property_names[iri]
        except KeyError:
            raise InputError(f"{iri} is no value property of the vocabulary.") from None

    def _kind_name(self, term: Term) -> str:
        iri = literals.to_iri(term)
        try:
            return self.kind_names[iri]
        except KeyError:
            raise InputError(f"{iri} is no kind of the vocabulary.") from None

    def _entity_fields(self) -> list[Field]:
        vocabulary = self.vocabulary
        stated = {kind.name for kind in vocabulary.entity_kinds} | {"Entity"}
        fields = [self._field("name", REUSED["name"], "zh"), self._field("aliases", REUSED["aliases"], "zh")]
        for name, term in vocabulary.attributes.items():
            if term.subjects & stated and name not in ("name", "aliases", "sequence"):
                fields.append(self._field(name, term.iri, term.datatype, scheme=term.scheme))
        for name, prop in vocabulary.properties.items():
            fields.append(self._field(name, prop.iri, prop.datatype, scheme=prop.scheme))
        return fields

    def _fields(self, line: str, keys: tuple[str, ...]) -> dict[str, Field]:
        return {key: self._attribute(line, key) for key in keys}

    def _attribute(self, line: str, key: str) -> Field:
        """The field of a key: its term is the vocabulary's attribute, or the standard term that stands for it."""
        name = ALIKE.get(f"{line}.{key}", key)
        term = self.vocabulary.attributes.get(name)
        iri = REUSED.get(f"{line}.{key}") or REUSED.get(key) or (term.iri if term else "")
        if key == "name":
            return self._field(key, iri, "zh", line)
        if key == "aliases":
            return self._field(key, iri, "zh", line)
        if term is None or key in REUSED:
            return self._field(key, iri, "iri" if key == "evidence" else "text", line)
        return self._field(key, iri, term.datatype, line, term.scheme)

    def _field(self, key: str, iri: str, datatype: str, line: str = "", scheme: str | None = None) -> Field:
        encode, decode = self._codec(key, datatype, line, scheme)
        return Field(key, NamedNode(iri), encode, decode, key in MANY)

    def _codec(
        self, key: str, datatype: str, line: str, scheme: str | None
    ) -> tuple[Callable[[Any], Term], Callable[[Term], Any]]:
        if scheme is not None:
            return (lambda value: self.concept(scheme, value)), self.notation
        if key in ("in", "from", "sources", "documents"):
            return self.names.document, self.document_id
        if key == "kind":
            return self.kinds.__getitem__, self._kind_name
        if key in ("url", "source_url"):
            return literals.address, literals.to_text
        plain: dict[str, tuple[Callable[[Any], Term], Callable[[Term], Any]]] = {
            "zh": (literals.chinese, literals.to_text),
            "date": (literals.day, literals.to_text),
            "integer": (literals.whole, literals.to_whole),
            "digits": (literals.digits, literals.to_text),
            "decimal": (literals.decimal, literals.to_decimal),
            "iri": (NamedNode, literals.to_iri),
        }
        return plain.get(datatype, (literals.text, literals.to_text))

    def _value(self, datatype: str) -> Field:
        written = "digits" if datatype == "integer" else "text" if datatype == "decimal" else datatype
        return self._field("value", self.vocabulary.attributes["value"].iri, written)

    def _relations(self) -> dict[str, RelationLayout]:
        vocabulary, found = self.vocabulary, {}
        targets = fact_targets(vocabulary)
        date = vocabulary.qualifiers["date"]
        for predicate in vocabulary.predicates.values():
            found[predicate.relationship] = RelationLayout(
                NamedNode(predicate.relation),
                NamedNode(predicate.subject_end),
                NamedNode(predicate.object_end),
                NamedNode(predicate.iri),
                targets[predicate.relationship],
                {q: self._qualifier(predicate.name, vocabulary.qualifiers[q]) for q in predicate.qualifiers},
            )
        about = vocabulary.attributes["property"]
        qualifiers = {
            "property": Field("property", NamedNode(about.iri), self.property_node, self.property_name),
            "date": self._field("date", date.iri, "date"),
        }
        for prop in vocabulary.properties.values():
            ends = self.own("subject"), self.own("object")
            found[prop.relationship] = RelationLayout(
                NamedNode(prop.relation), *ends, None, targets[prop.relationship], qualifiers
            )
        return found

    def _qualifier(self, predicate: str, term: Qualifier) -> Field:
        datatype = "digits" if term.datatype == "integer" else term.datatype
        return self._field(term.name, term.iri, datatype, scheme=self.vocabulary.coded.get((predicate, term.name)))
