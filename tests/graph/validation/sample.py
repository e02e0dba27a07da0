"""A small graph in which every kind, relation, value property and record occurs once, as good data has them."""

import hashlib

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from ontology import Vocabulary
from ontology.terms import Property

BASE = "https://w3id.org/alliancegraph/"
AG = Namespace(f"{BASE}ns#")
OA = Namespace("http://www.w3.org/ns/oa#")
XSD = "http://www.w3.org/2001/XMLSchema#"
WORDS = {"integer": ("3", "integer"), "decimal": ("0.5", "decimal"), "date": ("2011-08", "gYearMonth")}


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=URIRef(XSD + datatype), normalize=False)


def word(datatype: str, value: str | None = None) -> Literal:
    """A good value of one of the vocabulary's datatypes."""
    if datatype not in WORDS:
        return Literal(value or "some text")
    text, name = WORDS[datatype]
    return typed(value or text, name)


class Sample(Graph):
    """The graph, and the IRIs of its nodes by kind, relation class or property; ``tag`` makes them its own."""

    def __init__(self, vocabulary: Vocabulary, tag: str) -> None:
        super().__init__(bind_namespaces="none")
        self.tag = tag
        self.vocabulary = vocabulary
        self.at: dict[str, URIRef] = {}
        self._digest = hashlib.sha256(tag.encode()).hexdigest()
        self._records()
        for kind in vocabulary.kinds.values():
            if not kind.structural and not kind.derived:
                self.entity(kind.name, kind.name)
        self.add((self.at["Person"], RDF.type, AG.Official))
        # The ends of relations between two of a kind must differ.
        for kind in ("Alliance", "Organization", "PolicyDocument"):
            self.entity(f"Other{kind}", kind)
        for predicate in vocabulary.predicates.values():
            self._relation(predicate.name)
        for prop in vocabulary.properties.values():
            self._value(prop)
        self._traces()
        entity = self.at
        self.set((entity["PolicyDocument"], AG.date, typed("2013-10-15", "date")))
        self.set((entity["PolicyDocument"], AG.documentNumber, Literal("国科发体〔2013〕632号")))
        self.set((entity["OtherPolicyDocument"], AG.date, typed("2008", "gYear")))
        self.add((entity["OtherOrganization"], AG.issues, entity["OtherPolicyDocument"]))
        self.set((entity["Event"], AG.date, typed("2011-08-23", "date")))
        self.set((entity["Event"], AG.dateEnd, typed("2011-08", "gYearMonth")))
        self.set((entity["Event"], AG.type, URIRef(f"{BASE}scheme/event_type/meeting")))
        self.set((entity["Membership"], AG.validFrom, typed("2012", "gYear")))
        self.set((entity["Membership"], AG.validUntil, typed("2012-05", "gYearMonth")))
        self.set((entity["OtherAlliance"], AG.founded, typed("2010", "gYear")))
        self.remove((None, AG.memberOf, None))

    def node(self, name: str, kind: str) -> URIRef:
        self.at[name] = URIRef(f"{BASE}id/{kind.lower()}/{name.lower().replace('_', '-')}-{self.tag}")
        return self.at[name]

    def entity(self, name: str, kind: str) -> URIRef:
        node = self.node(name, kind)
        self.add((node, RDF.type, AG[kind]))
        self.add((node, SKOS.prefLabel, Literal(f"{kind}样本{self.tag}", lang="zh")))
        self.add((node, SKOS.altLabel, Literal(f"{kind}别名", lang="zh")))
        return node

    def fact(self, name: str, cls: URIRef, relationship: str) -> URIRef:
        """A relation node with all that every fact has."""
        node = self.at[name] = URIRef(f"{BASE}id/{relationship.lower()}/{name.lower().replace('_', '-')}-{self.tag}")
        self.add((node, RDF.type, cls))
        self.add((node, AG.confidence, typed("0.9", "decimal")))
        self.add((node, PROV.wasDerivedFrom, self.at["Passage"]))
        self.add((node, AG.sources, self.at["SourceDocument"]))
        self.add((node, AG.documents, self.at["SourceDocument"]))
        self.add((node, AG.rules, Literal("some.rule")))
        self.add((node, AG.observedOn, typed("2011", "gYear")))
        self.add((node, AG.lastObservedOn, typed("2012-01-31", "date")))
        return node

    def _records(self) -> None:
        document = self.at["SourceDocument"] = URIRef(f"{BASE}source/{self._digest[:16]}")
        self.add((document, RDF.type, AG.SourceDocument))
        self.add((document, DCTERMS.identifier, Literal(f"document-{self.tag}")))
        self.add((document, AG.genre, URIRef(f"{BASE}scheme/genre/notice")))
        self.add((document, AG.sha256, Literal(self._digest)))
        self.add((document, AG.text, Literal("一二三四五六")))
        self.add((document, AG.state, Literal("loaded")))
        page = self.at["Page"] = URIRef(f"{BASE}source/page-{self._digest[:12]}")
        self.add((page, RDF.type, AG.SourceDocument))
        self.add((page, DCTERMS.identifier, Literal(f"page-{self.tag}")))
        self.add((page, AG.genre, URIRef(f"{BASE}scheme/genre/page")))
        passage = self.at["Passage"] = URIRef(f"{BASE}text/{self._digest[:16]}#char=2,5")
        self.add((passage, RDF.type, AG.Passage))
        self.add((passage, AG["in"], document))
        self.add((passage, OA.start, typed("2", "integer")))
        self.add((passage, OA.end, typed("5", "integer")))
        self.add((passage, OA.exact, Literal("三𠮷五")))
        concept = self.at["Concept"] = URIRef(f"{BASE}scheme/field/{self.tag}")
        self.add((concept, RDF.type, AG.Concept))
        self.add((concept, RDF.type, SKOS.Concept))
        self.add((concept, SKOS.inScheme, URIRef(f"{BASE}scheme/field")))
        self.add((concept, SKOS.notation, Literal(f"领域{self.tag}")))
        self.add((concept, SKOS.prefLabel, Literal(f"领域{self.tag}", lang="zh")))
        self.add((concept, SKOS.prefLabel, Literal("a field", lang="en")))

    def _relation(self, name: str) -> None:
        predicate = self.vocabulary.predicates[name]
        local = predicate.relation.removeprefix(AG)
        node = self.fact(local, URIRef(predicate.relation), predicate.relationship)
        subject, target = self.at[min(predicate.subjects)], self.at[min(predicate.objects)]
        if subject == target:
            target = self.at[f"Other{min(predicate.objects)}"]
        self.add((node, URIRef(predicate.subject_end), subject))
        self.add((node, URIRef(predicate.object_end), target))
        self.add((subject, URIRef(predicate.iri), target))
        for qualifier in predicate.qualifiers:
            term = self.vocabulary.qualifiers[qualifier]
            scheme = self.vocabulary.coded.get((name, qualifier))
            self.add((node, URIRef(term.iri), self._coded(scheme) if scheme else word(term.datatype)))

    def _coded(self, scheme: str) -> URIRef:
        concepts = self.vocabulary.schemes[scheme].concepts
        return URIRef(next(iter(concepts.values())).iri) if concepts else self.at["Concept"]

    def _value(self, prop: Property) -> None:
        subject = self.at[min(prop.subjects)]
        node = self.fact(f"value-{prop.name}", URIRef(prop.relation), prop.relationship)
        self.add((node, AG.property, URIRef(prop.iri)))
        self.add((node, AG.subject, subject))
        if prop.scheme:
            value = self._coded(prop.scheme)
            self.add((subject, URIRef(prop.iri), value))
        else:
            value = self.node(f"content-{prop.name}", "value")
            self.add((value, RDF.type, AG.Value))
            self.add((value, AG.value, word(prop.datatype)))
            self.add((subject, URIRef(prop.iri), word(prop.datatype)))
        self.add((node, AG.object, value))

    def _traces(self) -> None:
        assertion = self.node("Assertion", "assertion")
        self.add((assertion, RDF.type, AG.Assertion))
        self.add((assertion, AG.supports, self.at["Leadership"]))
        self.add((assertion, AG.document, self.at["SourceDocument"]))
        self.add((assertion, PROV.wasDerivedFrom, self.at["Passage"]))
        self.add((assertion, AG.confidence, typed("1", "decimal")))
        mention = self.node("Mention", "mentions")
        self.add((mention, RDF.type, AG.Mention))
        self.add((mention, AG.entity, self.at["Alliance"]))
        self.add((mention, AG.document, self.at["SourceDocument"]))
