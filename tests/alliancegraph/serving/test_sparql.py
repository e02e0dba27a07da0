"""The SPARQL 1.1 protocol."""

import csv
import io
import time
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from starlette.testclient import TestClient

from graph.sparql.endpoint import Limits
from graph.text import BASE
from tests.queries.sample import ENTITIES

pytestmark = pytest.mark.store

ALLIANCES = "SELECT ?name { ?a a ag:Alliance ; skos:prefLabel ?name } ORDER BY ?name"
COUNT = sum(entity.kind == "Alliance" for entity in ENTITIES.values())
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query; charset=utf-8"}
RESULTS = "application/sparql-results+json"


def names(response: object) -> list[str]:
    assert response.status_code == 200, response.text  # type: ignore[attr-defined]
    rows = response.json()["results"]["bindings"]  # type: ignore[attr-defined]
    return [row["name"]["value"] for row in rows]


def test_get_post_as_a_form_and_post_as_it_is_answer_alike(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": ALLIANCES})
    assert got.headers["content-type"] == RESULTS
    assert len(names(got)) == COUNT
    assert names(client.post("/sparql", data={"query": ALLIANCES})) == names(got)
    assert names(client.post("/sparql", content=ALLIANCES, headers=DIRECT)) == names(got)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (RESULTS, RESULTS),
        ("application/json", RESULTS),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("*/*", RESULTS),
    ],
)
def test_result_formats_by_accept(client: TestClient, accept: str, media: str) -> None:
    found = client.get("/sparql", params={"query": ALLIANCES}, headers={"Accept": accept})
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, media)
    assert "星海盐业产业技术创新战略联盟" in found.text
    if media == "text/csv":
        assert len(list(csv.reader(io.StringIO(found.text)))) == COUNT + 1
    if media.endswith("xml"):
        assert len(ET.fromstring(found.text).findall(".//{*}result")) == COUNT


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("*/*", RdfFormat.TURTLE),
    ],
)
def test_graph_formats_by_accept(client: TestClient, accept: str, format_: RdfFormat) -> None:
    query = "CONSTRUCT { ?a skos:prefLabel ?name } WHERE { ?a a ag:Alliance ; skos:prefLabel ?name }"
    found = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert len(list(parse(found.content, format=format_))) == COUNT


def test_ask_and_describe(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?a a ag:Alliance }"}).json() == {"head": {}, "boolean": True}
    described = client.get("/sparql", params={"query": f"DESCRIBE <{BASE}id/alliance/salt>"})
    assert "星海盐业产业技术创新战略联盟" in described.text


def test_the_default_graph_is_the_union_and_sources_are_named_graphs(client: TestClient) -> None:
    def count(query: str, **more: object) -> int:
        found = client.get("/sparql", params={"query": query, **more})  # type: ignore[dict-item]
        return int(found.json()["results"]["bindings"][0]["n"]["value"])

    all_ = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    assert count(all_) == count(distinct) > 0
    graph = f"{BASE}graph/derived"
    inside = count(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert 0 < inside < count(all_)
    assert count(all_, **{"default-graph-uri": graph}) == inside
    assert count(all_, **{"named-graph-uri": graph}) == 0
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": graph}) == inside
    assert count(all_, **{"default-graph-uri": "https://example.org/none"}) == 0
    posted = client.post(f"/sparql?default-graph-uri={graph}", content=all_, headers=DIRECT)
    assert posted.json()["results"]["bindings"][0]["n"]["value"] == str(inside)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * WHERE {\n ?s ?p", "line 2, column"),
        ("", "empty"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "would change"),
        ("DROP ALL", "would change"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s nowhere:p ?o }", "not declared"),
        ("\x00", "missing"),
    ],
)
def test_bad_queries_are_400_with_a_sentence(client: TestClient, query: str, words: str) -> None:
    for found in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers=DIRECT),
    ):
        assert found.status_code == 400
        assert words in found.text
        assert found.headers["content-type"].startswith("text/plain")


def test_the_protocol_is_kept(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D").status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.get("/sparql", params={"update": "DROP ALL"}).status_code == 400
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 400
    update = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content="DROP ALL", headers=update).status_code == 400
    assert client.post("/sparql", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", content=b"\xff\xfe", headers=DIRECT).status_code == 400
    assert client.post("/sparql", data={"nothing": ""}).status_code == 400
    assert client.put("/sparql", content="x").status_code == 405
    assert client.delete("/sparql").status_code == 405
    wrong = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/turtle"})
    assert wrong.status_code == 406
    assert RESULTS in wrong.text
    assert client.get("/sparql", params={"query": "ASK {}", "format": "xml"}).text.startswith("<?xml")
    assert client.get("/sparql", params={"query": "ASK {}", "format": "ttl"}).status_code == 400
    assert client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": "no iri"}).status_code == 400


def test_scripts_of_other_sites_may_ask(client: TestClient) -> None:
    preflight = client.options(
        "/sparql",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    found = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://elsewhere.example"})
    assert found.headers["access-control-allow-origin"] == "*"


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    found = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=found.text, format="turtle")
    asked = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK {
      ?service a sd:Service ; sd:endpoint <http://data.example:8700/sparql> ; sd:supportedLanguage sd:SPARQL11Query ;
        sd:feature sd:UnionDefaultGraph ; sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ;
        sd:defaultDataset ?dataset . ?dataset sd:defaultGraph ?graph }"""
    assert graph.query(asked).askAnswer
    assert "<textarea" in client.get("/sparql", headers={"Accept": "text/html"}).text


def test_a_query_without_end_is_stopped(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliancegraph.serving.sparql.LIMITS", Limits(rows=1000, seconds=0.5))
    began = time.monotonic()
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    found = client.get("/sparql", params={"query": endless})
    assert (found.status_code, time.monotonic() - began < 5) == (400, True)
    assert "time limit of 0.5 s" in found.text


def test_a_cut_answer_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliancegraph.serving.sparql.LIMITS", Limits(rows=2, seconds=10))
    found = client.get("/sparql", params={"query": ALLIANCES})
    assert (len(names(found)), found.headers["x-sparql-maxrows"]) == (2, "2")
