"""The reader: a class added to the Turtle is a kind at once, and nonsense is refused with the term it is about."""

import shutil
import time
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import OWL

import ontology
from ontology import MalformedVocabulary, load_vocabulary
from ontology.reader import read_vocabulary
from ontology.terms import snake
from ontology.turtle import AG

SHIPPED = Path(ontology.__file__).parent
TEXTS = 'rdfs:label "专利"@zh , "Patent"@en ; skos:definition "授权的发明。"@zh , "A granted invention."@en'
VOWED = TEXTS.replace('"Patent"@en', '"owns"@en')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped vocabulary."""
    shutil.copy(SHIPPED / "alliance.ttl", tmp_path)
    shutil.copytree(SHIPPED / "schemes", tmp_path / "schemes")
    return tmp_path


def add(folder: Path, turtle: str, file: str = "alliance.ttl") -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + turtle, encoding="utf-8")


def change(folder: Path, old: str, new: str, file: str = "alliance.ttl") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_class_in_the_turtle_is_a_kind(folder: Path) -> None:
    add(folder, f"ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity ; {TEXTS} .")
    vocabulary = load_vocabulary(folder)
    assert [kind.name for kind in vocabulary.entity_kinds][-1] == "Patent"
    assert vocabulary.label("Patent", "zh") == "专利"
    vocabulary.check_entity("Patent")


def test_a_property_in_the_turtle_is_a_predicate(folder: Path) -> None:
    add(
        folder,
        f"ag:Ownership a owl:Class ; rdfs:subClassOf ag:Relation ; {TEXTS} .\n"
        'ag:ownsStock a owl:ObjectProperty ; ag:usedAs "predicate" ; rdfs:domain ag:Organization ; '
        f"rdfs:range ag:Organization ; ag:relation ag:Ownership ; ag:qualifier ag:date ; {VOWED} .",
    )
    vocabulary = read_vocabulary(folder)
    assert vocabulary.predicates["owns_stock"].relationship == "OWNS_STOCK"
    assert "OWNS_STOCK" in vocabulary.relationships
    vocabulary.check_statement("owns_stock", "Organization", "Organization", {"date": "2020"})


def test_a_sub_kind_may_stand_for_its_parent(folder: Path) -> None:
    add(folder, f"ag:Company a owl:Class ; rdfs:subClassOf ag:Organization ; {TEXTS} .")
    vocabulary = read_vocabulary(folder)
    assert vocabulary.kinds["Company"].parent == "Organization"
    vocabulary.check_statement("leads", "Company", "Alliance", {})


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity .", "ns#Patent needs exactly one"),
        (f'ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity ; {TEXTS} , "Again"@en .', "it has 2"),
        (f"ag:Patent a owl:Class ; {TEXTS} .", "must be under exactly one of ag:Entity"),
        (f"ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity , ag:Record ; {TEXTS} .", "must be under exactly one"),
        (f"ag:Patent a owl:Class ; rdfs:subClassOf ag:Award , ag:Standard ; {TEXTS} .", "has several parents"),
        (f"ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity ; ag:order 1.5 ; {TEXTS} .", "ag:order 1.5"),
        (f'ag:Patent a owl:Class ; rdfs:subClassOf ag:Entity ; ag:derived "no" ; {TEXTS} .', "true or false"),
        (f"ag:owns a owl:ObjectProperty ; {VOWED} .", "needs an ag:usedAs"),
        (f'ag:owns a owl:ObjectProperty ; ag:usedAs "wish" ; {VOWED} .', "needs an ag:usedAs"),
        (
            f'ag:owns a owl:ObjectProperty ; ag:usedAs "predicate" ; rdfs:domain ag:Club ; {VOWED} .',
            "unknown kind Club",
        ),
        (f'ag:owns a owl:ObjectProperty ; ag:usedAs "predicate" ; {VOWED} .', "has no kind as its"),
        ("ag:cites ag:qualifier ag:colour .", "unknown qualifier colour"),
        ("ag:cites ag:qualifier ag:role .", "the qualifier role and its scheme do not go together"),
        ("ag:cites ag:requiredQualifier ag:date .", "date, which it does not allow"),
        ("ag:cites ag:relation ag:Venue .", "has 2 values of"),
        (f'ag:mass a owl:DatatypeProperty ; ag:usedAs "value" ; ag:datatype "kilo" ; {VOWED} .', "ag:datatype kilo"),
        (f'ag:mass a owl:DatatypeProperty ; ag:usedAs "value" ; ag:datatype "concept" ; {VOWED} .', "no scheme codes"),
        ("ag:broken ag:broken", "alliance.ttl of the vocabulary is no Turtle"),
    ],
)
def test_nonsense_is_refused(folder: Path, turtle: str, message: str) -> None:
    add(folder, turtle)
    with pytest.raises(MalformedVocabulary) as caught:
        read_vocabulary(folder)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('skos:notation "2"', 'skos:notation "1"', "Two concepts of the scheme batch have one notation"),
        ('skos:notation "2"', 'skos:example "2"', "has no skos:notation"),
        ("ag:codes ag:inBatch", "ag:codes ag:inBox", "is no property of the vocabulary"),
        ("ag:codes ag:inBatch", "ag:codes ag:hasStatus", "Two schemes code"),
        ("ag:codes ag:inBatch", "ag:codes ag:inBatch ; ag:codesFor ag:Event", "is no predicate"),
    ],
)
def test_nonsense_in_a_scheme_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    change(folder, old, new, "schemes/batch.ttl")
    with pytest.raises(MalformedVocabulary) as caught:
        read_vocabulary(folder)
    assert message in str(caught.value)


def test_a_vocabulary_without_version_or_file_is_refused(folder: Path) -> None:
    change(folder, "owl:versionIRI", "owl:priorVersion")
    with pytest.raises(MalformedVocabulary, match="versionIRI"):
        read_vocabulary(folder)
    (folder / "alliance.ttl").unlink()
    with pytest.raises(MalformedVocabulary, match="can't be read"):
        read_vocabulary(folder)


def test_every_term_of_ours_that_is_used_is_declared() -> None:
    graph = Graph()
    for file in (SHIPPED / "alliance.ttl", *SHIPPED.glob("schemes/*.ttl")):
        graph.parse(file, format="turtle")
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(AG)}
    declared = {s for s in graph.subjects(RDF.type) if str(s).startswith(AG)}
    assert used <= declared


def test_every_foreign_term_of_the_vocabulary_is_declared_with_a_type_of_owl() -> None:
    graph = Graph().parse(SHIPPED / "alliance.ttl", format="turtle")
    built_in = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#", str(OWL))
    ours = ("https://w3id.org/alliancegraph/", "https://creativecommons.org/", "http://www.w3.org/2001/XMLSchema#")
    foreign = {
        term
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and not str(term).startswith((*built_in, *ours))
    }
    assert foreign <= set(graph.subjects(RDF.type))
    assert not list(graph.objects(None, OWL.imports))


@pytest.mark.parametrize(
    ("local", "name"), [("leads", "leads"), ("memberOf", "member_of"), ("gradeACount", "grade_a_count")]
)
def test_names_are_derived_by_rule(local: str, name: str) -> None:
    assert snake(local) == name


def test_reading_is_fast() -> None:
    read_vocabulary(SHIPPED)
    start = time.process_time()
    read_vocabulary(SHIPPED)
    assert time.process_time() - start < 0.5
