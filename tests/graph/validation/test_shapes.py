"""The shipped shapes: good data conforms, each shape has data that it finds wrong, and pySHACL says just the same."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

import ontology
from graph.validation import Report, shipped_shapes, validate
from graph.validation.shape import Shapes
from graph.validation.triples import Triples
from ontology import load_vocabulary
from ontology.derived_shapes import turtle
from tests.graph.validation.sample import AG, BASE, OA, Sample, typed

FOLDER = Path(ontology.__file__).parent
SH = Namespace("http://www.w3.org/ns/shacl#")
ORG = Namespace("http://www.w3.org/ns/org#")
SHAPES = "https://w3id.org/alliancegraph/shapes#"
VOCABULARY = load_vocabulary()

Mutation = Callable[[Sample], None]


def name(shape: str) -> str:
    return shape.strip("<>").removeprefix(SHAPES)


def replaced(node: str, predicate: URIRef, *values: Node) -> Mutation:
    """All values of one property taken away, and others given."""

    def mutate(sample: Sample) -> None:
        sample.remove((sample.at[node], predicate, None))
        for value in values:
            sample.add((sample.at[node], predicate, value))

    return mutate


def added(node: str, predicate: URIRef, value: Node | str) -> Mutation:
    def mutate(sample: Sample) -> None:
        target = sample.at[value] if isinstance(value, str) and value in sample.at else value
        assert isinstance(target, URIRef | Literal)
        sample.add((sample.at[node], predicate, target))

    return mutate


def renamed(node: str, iri: str) -> Mutation:
    """A node under another IRI; ``{tag}`` keeps samples apart."""

    def mutate(sample: Sample) -> None:
        old, new = sample.at[node], URIRef(iri.format(tag=sample.tag))
        for triple in list(sample.triples((old, None, None))) + list(sample.triples((None, None, old))):
            sample.remove(triple)
            sample.add(tuple(new if part == old else part for part in triple))  # type: ignore[arg-type]

    return mutate


def second_lead(sample: Sample) -> None:
    node = sample.fact("second-lead", AG.Leadership, "LEADS")
    sample.add((node, ORG.member, sample.at["OtherOrganization"]))
    sample.add((node, ORG.organization, sample.at["Alliance"]))
    sample.add((node, AG.role, URIRef(f"{BASE}scheme/lead_role/responsible_unit")))


def member_post(sample: Sample) -> None:
    sample.remove((None, ORG.member, sample.at["Person"]))


def derived() -> dict[str, list[Mutation]]:
    """For each derived shape data that it must find wrong, made from the vocabulary as the shape is."""
    found: dict[str, list[Mutation]] = {}
    for p in VOCABULARY.predicates.values():
        cls, local = p.relation.removeprefix(AG), p.iri.removeprefix(AG)
        found[f"{cls}Shape"] = [
            replaced(cls, URIRef(p.object_end)),
            added(cls, URIRef(p.subject_end), "content-founded"),
            *(replaced(cls, URIRef(VOCABULARY.qualifiers[q].iri)) for q in p.required),
            *(added(cls, URIRef(VOCABULARY.qualifiers[q].iri), Literal("-")) for q in p.qualifiers),
        ]
        found[f"{local}SubjectShape"] = [added("Concept", URIRef(p.iri), min(p.objects))]
        found[f"{local}ObjectShape"] = [added(min(p.subjects), URIRef(p.iri), "Concept")]
    found["ValueAssertionShape"] = [
        replaced("value-batch", AG.property, AG.inField),
        replaced("value-founded", AG.subject, URIRef(f"{BASE}id/place/nowhere")),
        replaced("value-founded", AG.object),
        replaced("content-evaluated", AG.value, Literal("many")),
    ]
    for kind in VOCABULARY.kinds.values():
        coded = [p for p in VOCABULARY.properties.values() if kind.name in p.subjects]
        if coded:
            found[f"{kind.name}ValuesShape"] = [added(kind.name, URIRef(p.iri), Literal("?", lang="de")) for p in coded]
    found |= {
        "PolicyDocumentValuesShape": [added("PolicyDocument", AG.date, typed("2013-02-30", "date"))],
        "EventValuesShape": [replaced("Event", AG.type, URIRef(f"{BASE}scheme/event_type/party"))],
        "SourceDocumentValuesShape": [replaced("SourceDocument", AG.linesTotal, Literal("4"))],
        "PassageValuesShape": [added("Passage", AG.start, Literal("four"))],
    }
    return found


WRONG: dict[str, list[Mutation]] = derived() | {
    "EntityShape": [
        renamed("Place", BASE + "id/place/地点{tag}"),
        replaced("Award", SKOS.prefLabel),
        added("Award", SKOS.prefLabel, Literal("Award", lang="en")),
        replaced("Award", SKOS.altLabel, Literal("", lang="zh")),
    ],
    "PersonShape": [
        added("Person", AG.memberOf, "Alliance"),
        added("Person", ORG.memberOf, "Alliance"),
        added("Person", RDF.type, ORG.Organization),
    ],
    "OfficialShape": [member_post],
    "PolicyDocumentShape": [
        added("PolicyDocument", AG.documentNumber, Literal("国科发〔2013〕633号")),
        replaced("PolicyDocument", AG.documentNumber, Literal("国科发体[2013]632号")),
        replaced("OtherOrganization", AG.issues),
        replaced("OtherPolicyDocument", AG.date),
    ],
    "EventShape": [
        replaced("Event", AG.date),
        replaced("Event", AG.type),
        replaced("Event", AG.dateEnd, typed("2011-07", "gYearMonth")),
    ],
    "OpenLeadShape": [second_lead],
    "RelationShape": [
        renamed("Venue", BASE + "id/held_at/X{tag}"),
        replaced("Venue", AG.confidence),
        replaced("Venue", AG.confidence, typed("1.5", "decimal")),
        replaced("Venue", AG.confidence, typed("0.5", "double")),
        replaced("Venue", PROV.wasDerivedFrom),
        replaced("Venue", PROV.wasDerivedFrom, URIRef(f"{BASE}text/0000000000000000#char=0,1")),
        replaced("Venue", AG.sources),
        replaced("Venue", AG.documents),
        replaced("Venue", AG.rules),
        replaced("Venue", AG.validFrom, Literal("2011")),
        replaced("Venue", AG.validUntil, typed("2011", "gYear"), typed("2012", "gYear")),
        replaced("Venue", AG.observedOn, typed("2011-02-30", "date")),
        replaced("Venue", AG.lastObservedOn, URIRef(f"{BASE}x")),
    ],
    "PeriodShape": [replaced("Membership", AG.validFrom, typed("2012-06-01", "date"))],
    "LifeShape": [replaced("Membership", AG.validFrom, typed("2009-12", "gYearMonth"))],
    "ObservedShape": [replaced("Venue", AG.observedOn)],
    "TenureTitleShape": [replaced("Tenure", AG.title, Literal("  "))],
    "DesignationNumberShape": [replaced("Designation", AG.number, typed("0", "integer"))],
    "CitationOtherShape": [
        lambda sample: replaced("Citation", AG.object, sample.at["PolicyDocument"])(sample),
        replaced("OtherPolicyDocument", AG.date, typed("2013-11", "gYearMonth")),
    ],
    "AffiliationOtherShape": [lambda sample: replaced("Affiliation", AG.object, sample.at["Organization"])(sample)],
    "PassageShape": [
        renamed("Passage", BASE + "text/{tag}"),
        replaced("Passage", OA.start, typed("5", "integer")),
        replaced("Passage", OA.end, Literal("5")),
        replaced("Passage", OA.exact, Literal("")),
        replaced("Passage", OA.exact, Literal("三𠮷")),
        replaced("Passage", AG["in"]),
    ],
    "SourceDocumentShape": [
        replaced("SourceDocument", DCTERMS.identifier),
        replaced("SourceDocument", AG.sha256, Literal("ABC")),
        replaced("SourceDocument", AG.state, Literal("loading")),
        replaced("SourceDocument", AG.text),
    ],
    "ConceptShape": [
        replaced("Concept", SKOS.inScheme),
        replaced("Concept", SKOS.notation, Literal("a"), Literal("b")),
        added("Concept", SKOS.prefLabel, Literal("又名", lang="zh")),
    ],
    "ValueShape": [replaced("content-founded", AG.value)],
    "AssertionShape": [
        replaced("Assertion", AG.supports),
        replaced("Assertion", AG.document, URIRef(f"{BASE}source/none")),
        replaced("Assertion", PROV.wasDerivedFrom),
        replaced("Assertion", AG.confidence, typed("-0.1", "decimal")),
    ],
    "MentionShape": [replaced("Mention", AG.entity), replaced("Mention", AG.document)],
}
CASES = [(shape, number) for shape, mutations in sorted(WRONG.items()) for number in range(len(mutations))]


@cache
def shapes() -> Shapes:
    return shipped_shapes()


@cache
def background() -> tuple[ox.Quad, ...]:
    files = [FOLDER / "alliance.ttl", *sorted((FOLDER / "schemes").glob("*.ttl"))]
    return tuple(q for file in files for q in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def checked(graph: Graph) -> Report:
    """Our own verdict."""
    triples = ox.parse(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return validate(Triples.of([*background(), *triples]), shapes())


def mutated(shape: str, number: int) -> Sample:
    sample = Sample(VOCABULARY, f"{shape.lower()}{number}")
    before = set(sample)
    WRONG[shape][number](sample)
    assert set(sample) != before
    return sample


def verdicts(report: Report) -> set[tuple[str, ...]]:
    return {
        (
            r.focus.strip("<>"),
            r.path if r.path.startswith("http") and "|" not in r.path else "",
            _plain(r.value),
            r.severity,
            r.component.lower(),
        )
        for r in report.results
    }


def _plain(value: str | None) -> str:
    if value is None:
        return ""
    return str(next(iter(ox.parse(f"<a:a> <a:a> {value} .", format=ox.RdfFormat.N_TRIPLES))).object.value)


def reference(graph: Graph) -> set[tuple[str, ...]]:
    """What pySHACL says."""
    turtles = Graph(bind_namespaces="none")
    for file in sorted((FOLDER / "shapes").glob("*.ttl")):
        turtles.parse(file, format="turtle")
    data = Graph(bind_namespaces="none")
    data.parse(data=ox.serialize((q.triple for q in background()), format=ox.RdfFormat.N_TRIPLES), format="nt")
    data += graph
    _, results, _ = pyshacl.validate(data, shacl_graph=turtles, inplace=True, advanced=False)
    found = set()
    # Not by class: sh:detail leads to results of nested shapes, which are no results of their own.
    for result in results.objects(None, SH.result):
        path = results.value(result, SH.resultPath)
        component = str(results.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        value = results.value(result, SH.value)
        found.add(
            (
                str(results.value(result, SH.focusNode)),
                str(path) if isinstance(path, URIRef) else "",
                "" if value is None else str(value),
                str(results.value(result, SH.resultSeverity)).removeprefix(str(SH)),
                component.removesuffix("ConstraintComponent").lower(),
            )
        )
    return found


def test_derived_shapes_are_up_to_date() -> None:
    assert (FOLDER / "shapes" / "derived.ttl").read_text(encoding="utf-8") == turtle(VOCABULARY), (
        "run: python -m ontology.derived_shapes > ontology/shapes/derived.ttl"
    )


def test_good_data_has_nothing_wrong() -> None:
    assert [(name(r.shape), r.path, r.component, r.focus) for r in checked(Sample(VOCABULARY, "good")).results] == []


def test_every_shape_has_data_that_it_finds_wrong() -> None:
    assert {name(shape.id) for shape in shapes().shapes} == set(WRONG)


@pytest.mark.parametrize(("shape", "number"), CASES)
def test_the_shape_finds_it(shape: str, number: int) -> None:
    report = checked(mutated(shape, number))
    wanted = {s.id for top in shapes().shapes if name(top.id) == shape for s in (top, *top.properties)}
    found = [result for result in report.results if result.shape in wanted]
    assert found, report.results
    assert all(r.messages.get("zh") and r.messages.get("en") for r in found)


def shards(size: int = 16) -> list[list[tuple[str, int]]]:
    """The cases mixed up, some to a graph: rdflib joins without statistics and takes long on a big one."""
    mixed = random.Random(1).sample(CASES, len(CASES))
    return [mixed[at : at + size] for at in range(0, len(mixed), size)]


@pytest.mark.parametrize("cases", shards(), ids=lambda cases: f"{cases[0][0]}-and-others")
def test_pyshacl_gives_the_same_verdicts(cases: list[tuple[str, int]]) -> None:
    """Mutated samples in one graph, each under IRIs of its own, and a good one."""
    whole = Graph(bind_namespaces="none")
    for shape, number in cases:
        whole += mutated(shape, number)
    whole += Sample(VOCABULARY, "good")
    ours, theirs = verdicts(checked(whole)), reference(whole)
    assert len(theirs) >= len(cases)
    assert ours - theirs == set()
    assert theirs - ours == set()
