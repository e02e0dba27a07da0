"""Every sort of thing: 303 on the host that was asked, and a document in the form that was asked for."""

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph
from starlette.testclient import TestClient

from alliancegraph.serving.app import application
from alliancegraph.serving.publisher import Publisher
from graph.settings import Settings
from graph.store import Store
from graph.text import BASE
from ontology import load_vocabulary
from tests.alliancegraph.conftest import Command

pytestmark = pytest.mark.store

HERE = "http://data.example:8700"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ACCEPT = {
    **{media: media for media in FORMATS},
    BROWSER: "text/html",
    "*/*": "text/turtle",
    "text/html;q=0.2, application/ld+json;q=0.7, text/turtle;q=0.5": "application/ld+json",
}
CLASSES = [
    *(f"ag:{kind}" for kind in load_vocabulary().kinds if kind not in ("Award", "Project", "Standard")),
    *("ag:Membership", "ag:Leadership", "ag:Tenure", "ag:Designation", "ag:ValueAssertion", "ag:Citation"),
    *("ag:Mention", "ag:Assertion", "ag:Listing", "oa:FragmentSelector"),
]
"""Everything of which the sample has an instance."""


def example(client: TestClient, cls: str) -> str:
    """The IRI of a thing of a class."""
    found = client.get("/sparql", params={"query": f"SELECT ?s {{ ?s a {cls} }} ORDER BY ?s LIMIT 1", "format": "json"})
    (row,) = found.json()["results"]["bindings"]
    return str(row["s"]["value"])


@pytest.mark.parametrize("cls", CLASSES)
def test_every_class_by_every_wish(client: TestClient, cls: str) -> None:
    iri = example(client, cls)
    path = iri.removeprefix(BASE.removesuffix("/")).partition("#")[0]
    to = client.get(path)
    assert to.status_code == 303
    assert to.headers["location"].startswith(f"{HERE}/doc/")
    for accept, media in ACCEPT.items():
        found = client.get(to.headers["location"], headers={"Accept": accept})
        assert found.status_code == 200
        assert found.headers["content-type"].partition(";")[0] == media
        assert "accept" in found.headers["vary"].lower()
        if media in FORMATS:
            subjects = {quad.subject for quad in parse(found.content, format=FORMATS[media])}
            assert NamedNode(iri) in subjects
        else:
            assert "<!DOCTYPE html>" in found.text
            assert "https://w3id.org" not in "".join(re.findall(r'href="([^"]*)"', found.text))


@pytest.mark.parametrize(
    ("suffix", "media"),
    [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("html", "text/html"),
    ],
)
def test_a_suffix_goes_before_accept(client: TestClient, suffix: str, media: str) -> None:
    found = client.get(f"/doc/alliance/salt.{suffix}", headers={"Accept": "image/png"})
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, media)


def test_all_forms_say_the_same(client: TestClient) -> None:
    def triples(media: str) -> set[object]:
        body = client.get("/doc/alliance/salt", headers={"Accept": media}).content
        return {quad.triple for quad in parse(body, format=FORMATS[media])}

    told = [triples(media) for media in FORMATS]
    assert told[0]
    assert all(each == told[0] for each in told)
    second = Graph().parse(data=client.get("/doc/alliance/salt.jsonld").text, format="json-ld")
    assert len(second) == len(told[0])


def test_what_is_not_on_offer_is_listed(client: TestClient) -> None:
    found = client.get("/doc/alliance/salt", headers={"Accept": "image/png"})
    assert found.status_code == 406
    assert f"{HERE}/doc/alliance/salt.ttl" in found.text


def test_the_page_of_an_entity_in_both_languages(client: TestClient) -> None:
    chinese = client.get("/doc/alliance/salt.html", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    english = client.get("/doc/alliance/salt.html?lang=en", headers={"Accept-Language": "zh-CN"})
    assert chinese.headers["content-language"] == "zh"
    assert english.headers["content-language"] == "en"
    for page in (chinese.text, english.text):
        assert "星海盐业产业技术创新战略联盟" in page
        assert "盐业联盟" in page
        assert 'href="/id/organization/beiling"' in page
        assert "1\t星海盐业产业技术创新战略联盟\t北岭盐业研究院" in page
        assert re.search(r'href="/text/[0-9a-f]{16}#char=\d+,\d+"', page)
        assert 'href="https://example.org/salt"' in page
    assert "牵头" in chinese.text and "可信度" in chinese.text
    assert "leads" in english.text and "confidence" in english.text


def test_the_turtle_of_an_entity_has_its_facts_with_evidence(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/doc/alliance/salt.ttl").text, format="turtle")
    asked = """ASK {
      ?fact a <https://w3id.org/alliancegraph/ns#Membership> ;
        <http://www.w3.org/ns/org#member> <https://w3id.org/alliancegraph/id/organization/donghu> ;
        <http://www.w3.org/ns/org#organization> <https://w3id.org/alliancegraph/id/alliance/salt> ;
        <http://www.w3.org/ns/prov#wasDerivedFrom> ?passage .
      <https://w3id.org/alliancegraph/id/organization/donghu>
        <http://www.w3.org/2004/02/skos/core#prefLabel> "东湖大学"@zh }"""
    assert graph.query(asked).askAnswer


@pytest.mark.parametrize(
    "path", ["/id/alliance/nobody", "/doc/alliance/nobody.ttl", "/id/nothing/x", "/id/alliance", "/x"]
)
def test_unknown_addresses(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_entity_tags(client: TestClient) -> None:
    first = client.get("/doc/alliance/salt.ttl")
    tag = first.headers["etag"]
    assert client.get("/doc/alliance/salt.ttl").headers["etag"] == tag
    again = client.get("/doc/alliance/salt.ttl", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/doc/alliance/salt.ttl", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/doc/alliance/salt.jsonld").headers["etag"] != tag


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/", "/doc/alliance/salt", "/id/alliance/salt", "/ns", "/sparql", "/health", "/dump.nt"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == get.status_code
        assert head.headers["content-type"] == get.headers["content-type"]


def test_every_answer_may_be_read_by_scripts_of_other_sites(client: TestClient) -> None:
    found = client.get("/doc/alliance/salt.ttl", headers={"Origin": "https://elsewhere.example"})
    assert found.headers["access-control-allow-origin"] == "*"


def test_old_keys_lead_to_the_new_one_and_withdrawn_ones_are_gone(
    empty_store: Store, on_store: Command, tmp_path: Path, settings: Settings
) -> None:
    texts = {
        "one": "任命烟尘治理联盟秘书长苏敏担任中国渔业协会副秘书长。",
        "two": "会议由烟尘污染治理联盟秘书长林秋菊主持。",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert on_store("ingest", tmp_path / "one.txt", tmp_path / "two.txt").code == 0

    def keys(kind: str) -> dict[str, str]:
        return {r["name"]: r["id"] for r in empty_store.read(f"MATCH (a:{kind}) RETURN a.name AS name, a.id AS id")}

    before, person = keys("Alliance"), keys("Person")["苏敏"]
    home = Settings(home=tmp_path / "home")
    with (
        Publisher(empty_store, home) as publisher,
        TestClient(application(publisher), follow_redirects=False) as client,
    ):
        assert [client.get(f"/id/alliance/{key}").status_code for key in before.values()] == [303, 303]
        (item,) = on_store("review", "list", "--json").json
        assert on_store("review", "accept", item["id"]).code == 0
        (kept,) = keys("Alliance").values()
        (old,) = set(before.values()) - {kept}
        moved = client.get(f"/id/alliance/{old}")
        assert (moved.status_code, moved.headers["location"]) == (301, f"http://testserver/id/alliance/{kept}")
        moved = client.get(f"/doc/alliance/{old}.ttl")
        assert (moved.status_code, moved.headers["location"]) == (301, f"http://testserver/doc/alliance/{kept}.ttl")
        assert client.get(f"/id/person/{old}").status_code == 404
        assert client.get(f"/id/person/{person}").status_code == 303
        assert on_store("retract", "one").code == 0
        assert client.get(f"/id/person/{person}").status_code == 410
        assert client.get(f"/doc/person/{person}.html").status_code == 410
        assert client.get(f"/id/alliance/{person}").status_code == 404
