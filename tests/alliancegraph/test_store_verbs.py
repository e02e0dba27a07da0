"""The verbs on a real store: the JSON of the contract, and what people see."""

import json
from pathlib import Path

import pytest

from graph.store import Store
from tests.alliancegraph.conftest import Command

pytestmark = pytest.mark.store

NOTE = """示例材料产业技术创新战略联盟成立大会于2012年3月5日在南昌召开。
会议选举南方示例大学为理事长单位，选举王示范为联盟秘书长。
"""
CHANGES = {
    f"{what}_{how}"
    for what, hows in {
        "entities": ("added", "removed", "changed"),
        "statements": ("added", "removed", "changed"),
        "evidence": ("added", "removed"),
    }.items()
    for how in hows
}
ALLIANCES = """alliance,aliases,founded,batch,status,field,lead_unit,as_of,source_url,source_title,source_date
示例材料产业技术创新战略联盟,示例材料联盟,2012-03-05,3,pilot,新材料,南方示例大学,2013-10,https://example.org/a,示例页,2013-10-11
"""


@pytest.fixture
def call(empty_store: Store, on_store: Command) -> Command:
    """The command on an empty store."""
    return on_store


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    return file


@pytest.fixture
def loaded(call: Command, tmp_path: Path) -> Command:
    """The command on a store with one row about one alliance."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "alliances.csv").write_text(ALLIANCES, encoding="utf-8")
    done = call("tables", folder, "--json")
    assert done.code == 0, done.err
    return call


def test_ingest_reports_then_changes_nothing_then_is_withdrawn(call: Command, note: Path) -> None:
    first = call("ingest", note, "--json")
    assert (first.code, first.err) == (0, "")
    assert set(first.json) == {"documents", "changes"}
    assert set(first.json["changes"]) == CHANGES
    (document,) = first.json["documents"]
    assert {"document", "sha256", "kind", "statements", "state", "lines", "message"} <= set(document)
    assert (document["document"], document["state"], document["message"]) == ("note", "loaded", None)
    assert len(document["sha256"]) == 64
    lines = document["lines"]
    assert lines["total"] == lines["stated"] + lines["ignored"] + lines["unread"] > 0
    assert first.json["changes"]["statements_added"] > 0

    second = call("ingest", note, "--json")
    assert second.json["documents"][0]["state"] == "unchanged"
    assert not any(second.json["changes"].values())

    gone = call("retract", "note", "--json")
    assert gone.json["documents"][0]["state"] == "retracted"
    assert gone.json["changes"]["statements_removed"] == first.json["changes"]["statements_added"]
    assert call("status", "--json").json["documents"] == []


def test_ingest_goes_on_after_a_bad_document(call: Command, note: Path, tmp_path: Path) -> None:
    done = call("ingest", tmp_path / "missing.txt", note, "--json")
    assert done.code == 1
    assert "missing.txt" in done.sentence
    states = {document["document"]: document for document in done.json["documents"]}
    assert states["note"]["state"] == "loaded"
    assert states["missing"]["state"] == "failed"
    assert "missing.txt" in states["missing"]["message"]


def test_the_same_name_twice_loads_neither(call: Command, note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "note.txt"
    other.parent.mkdir()
    other.write_text("另一份文件。\n", encoding="utf-8")
    done = call("ingest", note, other, "--json")
    assert done.code == 1
    assert {document["state"] for document in done.json["documents"]} == {"failed"}
    assert "--name" in done.err


def test_a_loaded_name_from_elsewhere_needs_a_word(call: Command, note: Path, tmp_path: Path) -> None:
    assert call("ingest", note).code == 0
    other = tmp_path / "other" / "note.txt"
    other.parent.mkdir()
    other.write_text(NOTE.replace("南昌", "九江"), encoding="utf-8")
    refused = call("ingest", other, "--json")
    assert refused.code == 1
    assert "--name" in refused.sentence
    assert "--replace" in refused.sentence
    assert call("ingest", other, "--name", "note-2", "--json").json["documents"][0]["state"] == "loaded"
    assert call("ingest", other, "--replace", "--json").json["documents"][0]["state"] == "replaced"


def test_a_changed_file_replaces_its_older_version(call: Command, note: Path) -> None:
    assert call("ingest", note).code == 0
    note.write_text(NOTE.replace("南昌", "九江"), encoding="utf-8")
    assert call("ingest", note, "--json").json["documents"][0]["state"] == "replaced"


def test_ingest_for_people(call: Command, note: Path) -> None:
    done = call("ingest", note)
    assert done.code == 0
    assert "loaded" in done.out
    assert "statements added" in done.out
    assert call("ingest", note).out.rstrip().endswith("nothing changed")


def test_a_table_with_an_unknown_column_or_category_loses_nothing(loaded: Command, tmp_path: Path) -> None:
    before = loaded("status", "--json").json["statements"]
    for number, (old, new) in enumerate([("as_of", "colour"), (",pilot,", ",golden,")]):
        folder = tmp_path / f"bad-{number}"
        folder.mkdir()
        (folder / "alliances.csv").write_text(ALLIANCES.replace(old, new, 1), encoding="utf-8")
        done = loaded("tables", folder)
        assert done.code == 1
        assert "alliances" in done.err
        assert new.strip(",") in done.err
        assert loaded("status", "--json").json["statements"] == before


def test_a_folder_that_is_none(call: Command, tmp_path: Path) -> None:
    done = call("tables", tmp_path / "nowhere")
    assert (done.code, done.out) == (1, "")
    assert "nowhere" in done.sentence


def test_status(loaded: Command) -> None:
    found = loaded("status", "--json").json
    assert {"uri", "version", "edition", "embedded"} <= set(found["store"])
    assert found["entities"]["Alliance"] == 1
    assert found["statements"]["leads"] == 1
    (document,) = [each for each in found["documents"] if each["document"] == "table/alliances"]
    assert {"document", "title", "date", "statements"} <= set(document)
    assert document["statements"] > 0
    people = loaded("status").out
    assert "table/alliances" in people
    assert "leads" in people


def test_search_and_show(loaded: Command) -> None:
    for words in ("示例材料", "示例材料联盟", "shilicailiao", "slcl"):
        hits = loaded("search", words, "--kind", "Alliance", "--json").json
        assert hits[0]["name"] == "示例材料产业技术创新战略联盟", words
        assert {"id", "iri", "kind", "name", "aliases", "degree", "score"} <= set(hits[0])
    found = loaded("show", hits[0]["id"], "--json").json
    assert {"id", "iri", "kind", "names", "statements"} <= set(found)
    assert found["iri"].endswith(f"/id/alliance/{found['id']}")
    (leads,) = [each for each in found["statements"] if each["predicate"] == "leads"]
    (evidence,) = leads["evidence"]
    assert evidence["document"] == "table/alliances"
    assert evidence["source_url"] == "https://example.org/a"
    assert evidence["text"] == ALLIANCES[evidence["start"] : evidence["end"]]
    assert loaded("show", found["iri"], "--json").json == found
    people = loaded("show", found["id"]).out
    assert "南方示例大学" in people
    assert "table/alliances:" in people


def test_nothing_found(loaded: Command) -> None:
    done = loaded("search", "zzzzzzzz", "--json")
    assert (done.code, done.json) == (0, [])
    unknown = loaded("show", "aaaaaaaaaaaa")
    assert (unknown.code, unknown.out) == (1, "")
    assert "aaaaaaaaaaaa" in unknown.sentence
    kind = loaded("search", "x", "--kind", "Alliances")
    assert kind.code == 1
    assert "Alliance" in kind.sentence
    missing = loaded("retract", "no-such-document", "--json")
    assert missing.code == 1
    assert missing.json["documents"][0]["state"] == "failed"


def test_query(loaded: Command) -> None:
    questions = loaded("query", "--list", "--json").json
    assert len(questions) >= 8
    for question in questions:
        assert {"id", "question", "parameters", "columns"} <= set(question)
        assert set(question["question"]) == {"zh", "en"}
        assert all({"name", "type", "default"} <= set(parameter) for parameter in question["parameters"])
    words = ("query", "alliance-members", "--alliance", "示例材料联盟")
    answer = loaded(*words, "--json").json
    assert {"columns", "rows"} <= set(answer)
    assert [row[answer["columns"].index("unit")] for row in answer["rows"]] == ["南方示例大学"]
    assert "南方示例大学" in loaded(*words).out
    assert loaded(*words, "--as-of", "2013-12", "--json").code == 0
    assert "单位" in loaded(*words, ALLIANCEGRAPH_LANG="zh").out
    assert "联盟" in loaded("query", "--list", ALLIANCEGRAPH_LANG="zh").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["query", "alliance-member", "--alliance", "x"], "alliance-members"),
        (["query", "alliance-members"], "alliance"),
        (["query", "alliance-members", "--alliance", "示例材料联盟", "--colour", "red"], "colour"),
        (["query", "alliance-members", "--alliance", "示例材料联盟", "--as-of", "yesterday"], "yesterday"),
        (["cypher", "CREATE (n) RETURN n"], "read"),
        (["cypher", "RETURN"], ""),
        (["cypher", "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"], ""),
    ],
)
def test_a_refused_question_is_one_sentence(loaded: Command, words: list[str], says: str) -> None:
    done = loaded(*words)
    assert (done.code, done.out) == (1, "")
    assert says in done.sentence


def test_cypher(loaded: Command) -> None:
    text = "MATCH (a:Alliance) WHERE a.name CONTAINS $word RETURN a.name AS name, a AS node"
    table = loaded("cypher", text, "--param", "word=示例", "--json").json
    assert set(table) == {"columns", "rows", "truncated"}
    assert table["columns"] == ["name", "node"]
    assert table["rows"][0][0] == "示例材料产业技术创新战略联盟"
    assert table["truncated"] is False
    cut = loaded("cypher", "UNWIND range(1, 10) AS n RETURN n", "--limit", "3", "--json")
    assert (cut.json["rows"], cut.json["truncated"]) == ([[1], [2], [3]], True)
    assert "--limit" in loaded("cypher", "UNWIND range(1, 10) AS n RETURN n", "--limit", "3").err


def test_cypher_has_a_time_limit(loaded: Command) -> None:
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*)"
    done = loaded("cypher", endless, "--timeout", "1")
    assert (done.code, done.out) == (1, "")
    assert "1" in done.sentence


def test_export(loaded: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    done = loaded("export", "--format", "jsonl", "--output", first, "--json").json
    assert set(done) == {"path", "format", "statements", "bytes", "sha256"}
    assert done["bytes"] == first.stat().st_size
    assert all(json.loads(line) for line in first.read_text(encoding="utf-8").splitlines())
    assert loaded("export", "--output", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    refused = loaded("export", "--output", tmp_path / "nowhere" / "c.jsonl")
    assert refused.code == 1
    assert "nowhere" in refused.sentence


def test_wrong_password(on_store: Command) -> None:
    # Another user: three wrong tries would lock out the one that the other tests use.
    done = on_store("status", NEO4J_USERNAME="nobody", NEO4J_PASSWORD="not the password")
    assert (done.code, done.out) == (1, "")
    assert "password" in done.sentence


def test_store_info_of_another_neo4j(on_store: Command, store: Store) -> None:
    found = on_store("store", "info", "--json").json
    assert set(found) == {"uri", "user", "password_file", "version", "embedded", "pid"}
    assert (found["uri"], found["embedded"]) == (store.address.uri, False)
