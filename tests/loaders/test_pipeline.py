"""Files in, reports out, on a real store."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.settings import Settings
from graph.store import Store
from loaders.pipeline import ingest, ingest_tables, retract
from loaders.registry import SEED

pytestmark = pytest.mark.store

TEXT = "2016年5月6日，桥梁工程产业技术创新战略联盟在武汉召开2016年理事会。会议由联盟理事长王桥主持。\n"


@pytest.fixture
def home(empty_store: Store, settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, home=tmp_path / "home")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_document_is_loaded_once_and_its_lines_balance(empty_store, home, news):
    first = ingest(empty_store, home, [news])
    (document,) = first.documents
    assert (document.document, document.state) == ("news", "loaded")
    lines = document.lines
    assert lines["total"] == lines["stated"] + lines["ignored"] + lines["unread"] == 2
    assert first.changes.statements_added == document.statements > 0
    again = ingest(empty_store, home, [news])
    assert again.documents[0].state == "unchanged" and again.changes.none
    assert again.documents[0].lines == lines


def test_the_same_path_replaces_and_another_path_must_say_so(empty_store, home, news, tmp_path):
    ingest(empty_store, home, [news])
    news.write_text(TEXT.replace("武汉", "成都"), encoding="utf-8")
    assert ingest(empty_store, home, [news]).documents[0].state == "replaced"
    places = empty_store.read("MATCH (:Event)-[:HELD_AT]->(p) RETURN p.name AS name")
    assert places == [{"name": "成都"}]
    other = tmp_path / "other" / "news.txt"
    other.parent.mkdir()
    other.write_text(TEXT, encoding="utf-8")
    (refused,) = ingest(empty_store, home, [other]).documents
    assert refused.state == "failed" and "--replace" in refused.message and "--name" in refused.message
    assert ingest(empty_store, home, [other], replace=True).documents[0].state == "replaced"
    assert ingest(empty_store, home, [other], name="second").documents[0].state == "loaded"


def test_bad_documents_fail_and_good_ones_are_loaded(empty_store, home, news, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    report = ingest(empty_store, home, [empty, tmp_path / "missing.txt", news])
    states = {d.document: d.state for d in report.documents}
    assert states == {"empty": "failed", "missing": "failed", "news": "loaded"}
    assert report.failed and all(d.message for d in report.documents if d.state == "failed")


def test_two_files_of_one_name_are_both_left_out(empty_store, home, news, tmp_path):
    twin = tmp_path / "twin" / "news.md"
    twin.parent.mkdir()
    twin.write_text(TEXT, encoding="utf-8")
    report = ingest(empty_store, home, [news, twin])
    assert {d.state for d in report.documents} == {"failed"} and report.changes.none


def test_files_that_a_folder_holds_beside_are_listed(empty_store, home, news, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    report = ingest(empty_store, home, [tmp_path])
    assert [Path(path).name for path, _ in report.skipped] == ["picture.png"]


def test_a_csv_file_is_a_fact_table(empty_store, home, tmp_path):
    table = tmp_path / "posts.csv"
    table.write_text(
        "person,organization_or_alliance,title,date,status,source_url,source_title,source_date\n"
        "王桥,甲大学,校长,2015,held,http://example.org/a,页,2015-02\n",
        encoding="utf-8",
    )
    assert ingest(empty_store, home, [table]).documents[0].state == "loaded"
    table.write_text("person,colour\n王桥,red\n", encoding="utf-8")
    (bad,) = ingest(empty_store, home, [table]).documents
    assert bad.state == "failed" and "posts.csv" in bad.message
    assert empty_store.read("MATCH (p:Person) RETURN p.name AS name") == [{"name": "王桥"}]


def test_two_tables_of_one_name_are_both_left_out_and_none_takes_another_name(empty_store, home, tmp_path):
    paths = [tmp_path / "a" / "policies.csv", tmp_path / "b" / "policies.csv"]
    for path in paths:
        path.parent.mkdir()
        path.write_text("title,number,issuers,date,cites,source_url,source_title,source_date\n", encoding="utf-8")
    report = ingest(empty_store, home, paths)
    assert [(d.document, d.state) for d in report.documents] == [("table/policies", "failed")]
    with pytest.raises(UsageError, match="--name"):
        ingest(empty_store, home, paths[:1], name="other")


def test_the_shipped_tables_are_read_whole_and_withdrawn_whole(empty_store, home):
    report = ingest_tables(empty_store, home, SEED.parent)
    assert all(d.state == "loaded" and d.lines["unread"] == 0 for d in report.documents)
    (row,) = empty_store.read("MATCH (:Passage)-[:FROM]->(p:SourceDocument) RETURN count(DISTINCT p) AS pages")
    assert row["pages"] > 100
    retract(empty_store, home, [d.document for d in report.documents])
    left = empty_store.read("MATCH (n) WHERE n:Entity OR n:Passage OR n:SourceDocument OR n:Value RETURN count(n) AS n")
    assert left == [{"n": 0}]


def test_an_unknown_document_cannot_be_withdrawn(empty_store, home):
    (report,) = retract(empty_store, home, ["nobody"]).documents
    assert report.state == "failed" and "nobody" in report.message


@pytest.mark.corpus
def test_the_real_documents_load_and_say_where_each_fact_stands(empty_store, home, shared):
    report = ingest(empty_store, home, [shared / "corpus"])
    assert {d.state for d in report.documents} == {"loaded"}, [d.message for d in report.documents]
    assert all(d.lines["total"] == sum(d.lines[k] for k in ("stated", "ignored", "unread")) for d in report.documents)
    wrong = empty_store.read(
        "MATCH ()-[r]->() WHERE r.evidence IS NOT NULL UNWIND r.evidence AS id "
        "OPTIONAL MATCH (p:Passage {id: id})-[:IN]->(d:SourceDocument) WITH id, p, d "
        "WHERE p IS NULL OR p.text <> substring(d.text, p.start, p.end - p.start) OR size(p.text) > 300 "
        "RETURN id"
    )
    assert wrong == []
    rows = empty_store.read(
        "MATCH (:PolicyDocument)-[r:DESIGNATES]->(:Alliance) RETURN r.status AS status, count(r) AS n ORDER BY status"
    )
    assert rows == [{"status": "key_cultivation", "n": 41}, {"status": "pilot", "n": 55}]
