"""The data set as a whole: description with right counts, dumps, vocabulary, interface."""

import json

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from starlette.testclient import TestClient

from alliancegraph.serving.app import routes
from graph.publication.dataset import DUMPS
from graph.text import BASE
from ontology import load_vocabulary
from tests.alliancegraph.serving.test_resources import FORMATS

pytestmark = pytest.mark.store

VOID = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcterms: <http://purl.org/dc/terms/> "
READERS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def test_the_counts_of_the_description_are_those_of_the_dump(client: TestClient) -> None:
    union = {quad.triple for quad in parse(client.get("/dump.nq").content, format=RdfFormat.N_QUADS)}
    graph = Graph().parse(data=client.get("/.well-known/void").text, format="turtle")

    def told(what: str) -> int:
        ((value,),) = graph.query(f"{VOID} SELECT ?n {{ <{BASE}dataset> {what} ?n }}")  # type: ignore[misc]
        return int(value)

    type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert told("void:triples") == len(union) > 0
    assert told("void:distinctSubjects") == len({t.subject for t in union})
    assert told("void:distinctObjects") == len({t.object for t in union})
    assert told("void:properties") == len({t.predicate for t in union})
    classes = {(t.subject, t.object) for t in union if t.predicate.value == type_}
    assert told("void:classes") == len({cls for _, cls in classes})
    parts = graph.query(f"{VOID} SELECT ?c ?n {{ ?part void:class ?c ; void:entities ?n }}")
    assert {str(cls): int(count) for cls, count in parts} == {  # type: ignore[misc]
        cls.value: sum(other == cls for _, other in classes) for _, cls in classes
    }
    properties = graph.query(f"{VOID} SELECT ?p ?n {{ ?part void:property ?p ; void:triples ?n }}")
    assert sum(int(count) for _, count in properties) == len(union)  # type: ignore[misc]


def test_the_description_has_licence_dumps_and_examples_that_lead_somewhere(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    licence = "<https://creativecommons.org/licenses/by/4.0/>"
    assert graph.query(f"{VOID} ASK {{ <{BASE}dataset> dcterms:license {licence} ; a void:Dataset }}").askAnswer
    for (dump,) in graph.query(f"{VOID} SELECT ?d {{ ?x void:dataDump ?d }}"):  # type: ignore[misc]
        assert client.head(str(dump)).status_code == 200
    examples = list(graph.query(f"{VOID} SELECT ?e {{ ?x void:exampleResource ?e }}"))
    assert examples
    for (example,) in examples:  # type: ignore[misc]
        assert client.get("/" + str(example).removeprefix(BASE)).status_code == 303


@pytest.mark.parametrize("suffix", DUMPS)
def test_every_dump_has_every_triple_once(client: TestClient, suffix: str) -> None:
    found = client.get(f"/dump.{suffix}")
    assert found.headers["content-type"].partition(";")[0] == DUMPS[suffix][0]
    quads = list(parse(found.content, format=READERS[suffix]))
    union = {quad.triple for quad in parse(client.get("/dump.nq").content, format=RdfFormat.N_QUADS)}
    assert {quad.triple for quad in quads} == union
    assert len(quads) == len(union) or suffix in ("nq", "trig")
    again = client.get(f"/dump.{suffix}", headers={"If-None-Match": found.headers["etag"]})
    assert again.status_code == 304


def test_another_dump_is_not_there(client: TestClient) -> None:
    assert client.get("/dump.exe").status_code == 404


def test_the_vocabulary_at_its_namespace(client: TestClient) -> None:
    vocabulary = load_vocabulary()
    told = {}
    for media, format_ in FORMATS.items():
        found = client.get("/ns", headers={"Accept": media})
        assert found.headers["content-type"].partition(";")[0] == media
        told[media] = list(parse(found.content, format=format_))
    assert len({len(quads) for quads in told.values()}) == 1
    subjects = {quad.subject.value for quad in told["text/turtle"]}
    assert {term.iri for term in vocabulary.predicates.values()} <= subjects
    assert {c.iri for scheme in vocabulary.schemes.values() for c in scheme.concepts.values()} <= subjects
    page = client.get("/ns", headers={"Accept": "text/html"}).text
    assert 'id="memberOf"' in page and "member of" in page and "成员" in page
    assert client.get("/ns.html").text == page


def test_versions_of_the_vocabulary(client: TestClient) -> None:
    version = load_vocabulary().version
    assert client.get(f"/ns/{version}").content == client.get("/ns").content
    assert client.get(f"/ns/{version}.jsonld").headers["content-type"] == "application/ld+json"
    assert client.get("/ns/99.0.0").status_code == 404
    assert client.get("/ns.exe").status_code == 404
    assert client.get("/ns", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/shapes", "/alignments"])
def test_shapes_and_alignments(client: TestClient, path: str) -> None:
    assert len(list(parse(client.get(path).content, format=RdfFormat.TURTLE))) > 10


def test_the_first_page(client: TestClient) -> None:
    chinese = client.get("/", headers={"Accept": "text/html", "Accept-Language": "zh"})
    english = client.get("/", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert "联盟" in chinese.text and "Alliance Graph" in english.text
    assert "void:Dataset" in client.get("/", headers={"Accept": "text/turtle"}).text
    assert client.get("/dataset").headers["location"].endswith("/.well-known/void")


def test_health(client: TestClient) -> None:
    found = client.get("/health")
    assert (found.status_code, found.json()["status"]) == (200, "ok")


def test_the_interface_description_has_every_address(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["servers"] == [{"url": "http://data.example:8700"}]
    assert set(described["paths"]) == {route.path.replace("{rest:path}", "{path}") for route in routes()}
    text = json.dumps(described)
    for place in {part.partition('"')[0] for part in text.split('"#/components/')[1:]}:
        group, _, name = place.partition("/")
        assert name in described["components"][group]
