"""The reconciliation API 0.2, as OpenRefine asks it."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

pytestmark = pytest.mark.store

SALT = "星海盐业产业技术创新战略联盟"


def candidates(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    found = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert found.status_code == 200, found.text
    result: list[dict[str, Any]] = found.json()["q0"]["result"]
    return result


def test_the_manifest(client: TestClient) -> None:
    found = client.get("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    manifest = found.json()
    assert found.headers["access-control-allow-origin"] == "*"
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"} <= set(manifest)
    assert {"id": "Alliance", "name": "联盟"} in manifest["defaultTypes"]
    view = manifest["view"]["url"].replace("{{id}}", "alliance/salt")
    assert client.get(view).status_code == 303
    assert client.get(manifest["preview"]["url"].replace("{{id}}", "alliance/salt")).status_code == 200
    for part in manifest["suggest"].values():
        assert client.get(part["service_url"] + part["service_path"], params={"prefix": "a"}).status_code == 200


def test_a_batch_by_get_and_by_post(client: TestClient) -> None:
    batch = json.dumps({"a": {"query": SALT}, "b": {"query": "竹材联盟", "type": "Alliance"}, "c": {"query": ""}})
    posted = client.post("/reconcile", data={"queries": batch}).json()
    assert client.get("/reconcile", params={"queries": batch}).json() == posted
    assert set(posted) == {"a", "b", "c"}
    best = posted["a"]["result"][0]
    assert (best["id"], best["name"], best["match"], best["score"]) == ("alliance/salt", SALT, True, 100.0)
    assert best["type"] == [{"id": "Alliance", "name": "联盟"}]
    assert posted["b"]["result"][0]["id"] == "alliance/bamboo"
    assert posted["c"]["result"] == []


def test_pinyin_parts_and_typos_are_found_and_no_match(client: TestClient) -> None:
    for text in ("yanyelianmeng", "星海盐业", "星海盐业产业技术创薪战略联盟"):
        best = candidates(client, query=text)[0]
        assert (best["id"], best["match"]) == ("alliance/salt", text == "yanyelianmeng" and best["match"])
        assert 0 < best["score"] < 100


def test_namesakes_are_no_match_until_a_property_tells_them_apart(client: TestClient) -> None:
    both = candidates(client, query="周明", type="Person")
    assert [each["match"] for each in both] == [False, False]
    told = candidates(client, query="周明", properties=[{"pid": "holds_post", "v": "南禾竹业集团有限公司"}])
    assert told[0]["id"] == "person/zhou-nanhe"
    assert told[0]["score"] > told[1]["score"]
    assert {"id": "property_match", "value": 1.0} in told[0]["features"]


def test_type_and_limit(client: TestClient) -> None:
    assert {each["type"][0]["id"] for each in candidates(client, query="盐业", type="Organization")} == {"Organization"}
    assert len(candidates(client, query="联盟", limit=1)) == 1
    iri = "https://w3id.org/alliancegraph/ns#Alliance"
    assert candidates(client, query="盐业联盟", type=[iri])[0]["id"] == "alliance/salt"


@pytest.mark.parametrize(
    "queries",
    ["", "[]", "{", '{"q": 1}', '{"q": {"query": "x", "type": "Nothing"}}', '{"q": {"query": "x", "limit": "a"}}'],
)
def test_bad_batches_are_400_with_a_sentence(client: TestClient, queries: str) -> None:
    found = client.post("/reconcile", data={"queries": queries})
    assert found.status_code == 400
    assert found.headers["content-type"].startswith("text/plain")


def test_suggestions(client: TestClient) -> None:
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "星海"}).json()["result"]
    assert entities[0]["id"] in ("alliance/salt", "place/seaside")
    assert {"id", "name", "description", "notable"} <= set(entities[0])
    rest = client.get("/reconcile/suggest/entity", params={"prefix": "星海", "cursor": "1"}).json()["result"]
    assert rest == entities[1:]
    types = client.get("/reconcile/suggest/type", params={"prefix": "alli", "lang": "en"}).json()["result"]
    assert types == [{"id": "Alliance", "name": "Alliance"}]
    properties = client.get("/reconcile/suggest/property", params={"prefix": "found", "lang": "en"}).json()["result"]
    assert properties == [{"id": "founded", "name": "founded"}]
    assert client.get("/reconcile/suggest/nothing", params={"prefix": "x"}).status_code == 404


def test_data_extension(client: TestClient) -> None:
    proposed = client.get("/reconcile/properties", params={"type": "Alliance"}).json()
    ids = [each["id"] for each in proposed["properties"]]
    assert {"founded", "field", "^leads", "aliases", "iri"} <= set(ids)
    assert "holds_post" not in ids
    asked = {
        "ids": ["alliance/salt", "alliance/nobody"],
        "properties": [{"id": i} for i in ("founded", "field", "^leads", "aliases")],
    }
    found = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert [each["id"] for each in found["meta"]] == ["founded", "field", "^leads", "aliases"]
    row = found["rows"]["alliance/salt"]
    assert row["founded"] == [{"date": "2014-02-03"}]
    assert row["field"] == [{"str": "盐业"}]
    assert row["^leads"] == [{"id": "organization/beiling", "name": "北岭盐业研究院"}]
    assert row["aliases"] == [{"str": "盐业联盟"}]
    assert found["rows"]["alliance/nobody"] == {"founded": [], "field": [], "^leads": [], "aliases": []}
    wrong = client.post("/reconcile", data={"extend": json.dumps({"ids": ["a"], "properties": [{"id": "nothing"}]})})
    assert (wrong.status_code, "founded" in wrong.text) == (400, True)


def test_preview(client: TestClient) -> None:
    page = client.get("/reconcile/preview", params={"id": "alliance/salt"})
    assert SALT in page.text and "北岭盐业研究院" in page.text
    assert client.get("/reconcile/preview", params={"id": "alliance/nobody"}).status_code == 404
