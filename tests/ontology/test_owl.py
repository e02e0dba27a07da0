"""The Turtle as OWL 2 DL: header, declarations, datatypes, kinds of property, and what a reasoner makes of it."""

import re
from collections import defaultdict
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, SKOS

import ontology
from ontology.turtle import AG

FOLDER = Path(ontology.__file__).parent
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.ttl"))
ONTOLOGY = URIRef("https://w3id.org/alliancegraph/ns")
VANN = Namespace("http://purl.org/vocab/vann/")
ORG = Namespace("http://www.w3.org/ns/org#")
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
BUILT_IN = (str(RDF), str(RDFS), str(OWL), "http://www.w3.org/2001/XMLSchema#")
XSD = "http://www.w3.org/2001/XMLSchema#"
MAP = {
    URIRef(XSD + name)
    for name in ("string", "integer", "decimal", "boolean", "nonNegativeInteger", "anyURI", "dateTime")
}
"""The datatypes of OWL 2's map that we may use; xsd:date, gYear and gYearMonth are outside it."""


def read(*names: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    for name in names:
        graph.parse(FOLDER / name, format="turtle")
    return graph


def vocabulary() -> Graph:
    return read("alliance.ttl", *(name for name in FILES if name.startswith("schemes/")))


def declared(graph: Graph, *types: URIRef) -> set[URIRef]:
    return {s for type_ in types for s in graph.subjects(RDF.type, type_) if isinstance(s, URIRef)}


def members(graph: Graph, node: URIRef | BNode) -> list[URIRef]:
    """A class expression's named classes."""
    if isinstance(node, URIRef):
        return [node]
    lists = [graph.value(node, p) for p in (OWL.unionOf, OWL.intersectionOf, OWL.members)]
    return [m for each in lists if each is not None for part in Collection(graph, each) for m in members(graph, part)]


def test_the_header_says_what_users_and_catalogues_ask_for() -> None:
    graph = read("alliance.ttl")
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {ONTOLOGY}
    version = str(graph.value(ONTOLOGY, OWL.versionInfo))
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    prior = str(graph.value(ONTOLOGY, OWL.priorVersion)).removeprefix(f"{ONTOLOGY}/")
    assert [int(n) for n in prior.split(".")] < [int(n) for n in version.split(".")]
    for text in (RDFS.label, DCTERMS.title, DCTERMS.description):
        languages = [o.language for o in graph.objects(ONTOLOGY, text) if isinstance(o, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"]
    for once in (DCTERMS.license, DCTERMS.creator, DCTERMS.publisher, DCTERMS.bibliographicCitation):
        assert len(list(graph.objects(ONTOLOGY, once))) == 1
    for day in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified):
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(graph.value(ONTOLOGY, day)))
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(AG)
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "ag"
    changes = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[:2] == [version, prior]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_imported_and_versions_go_together(name: str) -> None:
    graph = read(name)
    assert not list(graph.subject_objects(OWL.imports))
    version = read("alliance.ttl").value(ONTOLOGY, OWL.versionInfo)
    for header in graph.subjects(RDF.type, OWL.Ontology):
        assert graph.value(header, OWL.versionInfo) == version
        assert str(graph.value(header, OWL.versionIRI)) == f"{header}/{version}"


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same_triples(name: str) -> None:
    ours = pyoxigraph.Dataset(pyoxigraph.parse(path=str(FOLDER / name), format=pyoxigraph.RdfFormat.TURTLE))
    lines = read(name).serialize(format="nt", encoding="utf-8")
    theirs = pyoxigraph.Dataset(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES))
    for each in (ours, theirs):
        each.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert len(ours) > 10
    assert ours == theirs


def test_every_own_term_is_labelled_and_defined_in_both_languages() -> None:
    graph = vocabulary()
    terms = declared(graph, OWL.Class, *PROPERTIES)
    own = [term for term in terms if term.startswith(AG)] + list(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(own) > 120
    lacking = [(term, text, language) for term in own for text, language in gaps(graph, term, RDFS.label)]
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    lacking += [(term, text, language) for term in concepts for text, language in gaps(graph, term, SKOS.prefLabel)]
    assert not lacking


def gaps(graph: Graph, term: object, label: URIRef) -> list[tuple[URIRef, str]]:
    assert isinstance(term, URIRef)
    found = [(text, o.language) for text in (label, SKOS.definition) for o in graph.objects(term, text)]
    wanted = [(text, language) for text in (label, SKOS.definition) for language in ("en", "zh")]
    return [pair for pair in wanted if found.count(pair) != 1]


def test_every_concept_stands_in_its_scheme() -> None:
    graph = vocabulary()
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        scheme = graph.value(concept, SKOS.inScheme)
        assert isinstance(scheme, URIRef) and str(concept).startswith(f"{scheme}/")
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert (concept, SKOS.topConceptOf, scheme) in graph
        assert len(list(graph.objects(concept, SKOS.notation))) == 1


@pytest.mark.parametrize("name", ["alliance.ttl", "alignments.ttl", *(n for n in FILES if n.startswith("schemes/"))])
def test_every_property_and_class_is_declared_where_it_is_used(name: str) -> None:
    """OWL tools guess the sort of an undeclared term, and guess wrong."""
    graph = read(name)
    properties, classes = declared(graph, *PROPERTIES), declared(graph, OWL.Class)
    used = {p for p in graph.predicates() if not str(p).startswith(BUILT_IN)}
    used |= {o for p in (RDFS.subPropertyOf, OWL.inverseOf, OWL.onProperty) for o in graph.objects(None, p)}
    used = {p for p in used if isinstance(p, URIRef)}
    assert used <= properties
    named = {c for p in (RDF.type, RDFS.subClassOf) for o in graph.objects(None, p) for c in members(graph, o)}
    for joined in (OWL.unionOf, OWL.intersectionOf, OWL.members):
        named |= {c for o in graph.objects(None, joined) for part in Collection(graph, o) for c in members(graph, part)}
    for p in (RDFS.domain, RDFS.range):
        named |= {c for o in graph.objects(None, p) for c in members(graph, o)}
    assert {c for c in named if not str(c).startswith(BUILT_IN)} <= classes


@pytest.mark.parametrize("name", [n for n in FILES if n != "alliance.ttl"])
def test_no_term_of_ours_is_used_that_alliance_does_not_declare(name: str) -> None:
    graph, whole = read(name), read("alliance.ttl")
    terms = declared(whole, OWL.Class, *PROPERTIES)
    used = {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(AG)}
    assert used <= terms


def test_no_datatype_outside_the_map_of_owl_2() -> None:
    graph = vocabulary() + read("alignments.ttl")
    assert {o for o in graph.objects(None, RDFS.range) if str(o).startswith(XSD)} <= MAP
    assert {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype} <= MAP


def test_each_term_is_one_sort_of_thing() -> None:
    graph = vocabulary() + read("alignments.ttl")
    sorts: dict[URIRef, set[URIRef]] = defaultdict(set)
    for type_ in PROPERTIES:
        for term in declared(graph, type_):
            sorts[term].add(type_)
    assert not {term: found for term, found in sorts.items() if len(found) > 1}
    assert not declared(graph, OWL.Class) & set(sorts)
    for term in declared(graph, OWL.DatatypeProperty):
        assert not list(graph.objects(term, OWL.inverseOf))
        assert all(o in sorts and OWL.DatatypeProperty in sorts[o] for o in graph.objects(term, RDFS.subPropertyOf))


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_owl_itself_are_not_declared_anew(name: str) -> None:
    """OWL 2 DL keeps rdf:, rdfs:, owl: and xsd: for itself: rdf:value can't be declared."""
    graph = read(name)
    assert not [s for s in graph.subjects(RDF.type) if str(s).startswith(BUILT_IN)]


SAMPLE = """
@prefix ag: <https://w3id.org/alliancegraph/ns#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix : <https://example.org/> .
:a a ag:Alliance . :b a ag:Alliance . :u a ag:Organization . :p a ag:Person , ag:Official . :g a ag:Organization .
:d a ag:PolicyDocument . :e a ag:Event . :w a ag:Award . :s a ag:Standard . :l a ag:Place . :j a ag:Project .
:u ag:leads :a ; ag:memberOf :a ; ag:partOf :g ; ag:organizes :e ; ag:develops :s , :d ; ag:undertakes :j ;
   ag:locatedIn :l ; ag:signsWith :a ; ag:receives :w . :a ag:memberOf :g .
:p ag:holdsPost :a , :g ; ag:chairs :e ; ag:participatesIn :e ; ag:receives :w .
:g ag:issues :d . :d ag:cites :d2 ; ag:designates :a . :d2 a ag:PolicyDocument . :e ag:heldAt :l ; ag:concerns :a .
:m a ag:Membership ; org:member :u ; org:organization :a ; ag:evidence :t ; ag:sources :f .
:l1 a ag:Leadership ; org:member :u ; org:organization :a . :n a ag:Tenure ; org:member :p ; org:organization :a .
:o a ag:Organizing ; prov:agent :u ; ag:object :e . :c a ag:Chairing ; prov:agent :p ; ag:object :e .
:q a ag:Participation ; prov:agent :p ; ag:object :e ; ag:evidence :t .
:t a ag:Passage ; ag:in :f . :f a ag:SourceDocument .
"""


def closure(extra: str = "") -> Graph:
    graph = read("alliance.ttl", "alignments.ttl")
    graph.parse(Path(__file__).parent / "reused.ttl", format="turtle")
    graph.parse(data=SAMPLE + extra, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def faults(graph: Graph) -> list[str]:
    """What the rules of OWL RL complain of, a disjointness that is broken and the like."""
    error = Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error
    return [str(o) for o in graph.objects(None, error)] + [
        str(s) for s in graph.subjects(RDF.type, OWL.Nothing) if isinstance(s, URIRef) and s != OWL.Nothing
    ]


def test_a_reasoner_finds_no_contradiction_and_never_makes_a_person_an_organization() -> None:
    graph = closure()
    example = "https://example.org/"
    assert not faults(graph)
    organizations = {s for s in graph.subjects(RDF.type, ORG.Organization) if str(s).startswith(example)}
    assert organizations == {URIRef(example + name) for name in "abug"}
    people = {s for s in graph.subjects(RDF.type, AG.Person) if str(s).startswith(example)}
    assert people == {URIRef(example + "p")}
    same = {(s, o) for s, o in graph.subject_objects(OWL.sameAs) if s != o and str(s).startswith(example)}
    assert not same


def test_the_reasoner_would_notice() -> None:
    """The trap of ORG: a person that is a member of an alliance becomes an organization, against FOAF."""
    graph = closure(":p org:memberOf :a .")
    assert (URIRef("https://example.org/p"), RDF.type, ORG.Organization) in graph
    assert faults(graph)
