"""Lists and papers in a real store: the page or cell of each passage comes with it, and goes with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.export import export_rows
from graph.settings import Settings
from graph.store import Store
from loaders.pipeline import ingest, retract
from loaders.readers.columns import read_option
from ontology import load_vocabulary
from queries.passage import passages

pytestmark = pytest.mark.store

PLACES = "MATCH (p:Passage)-[i:IN]->(d) RETURN d.id AS document, p.place AS place, i.place AS there, p.id AS id"


@pytest.fixture
def home(empty_store: Store, settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, home=tmp_path / "home")


@pytest.fixture
def file(tmp_path: Path, formats):
    """Writes a content as a file of a format and gives its path."""

    def written(content, kind: str, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(formats[kind](content))
        return path

    return written


def exported(store: Store) -> list[dict[str, object]]:
    return list(export_rows(store, load_vocabulary()))


def test_places_come_and_go_with_their_documents(empty_store, home, file, members, notice) -> None:
    seen: list[tuple[str, int, int]] = []
    paper = file(notice, "paper.pdf", "notice.pdf")
    report = ingest(
        empty_store,
        home,
        [paper],
        progress=lambda d, stage, done, total: seen.append((d, done, total)) if stage == "read" else None,
    )
    assert report.documents[0].state == "loaded" and seen == [("notice", 1, 1)]
    rows = empty_store.read(PLACES)
    assert {row["place"] for row in rows} >= {"page 1", "page 1, table 1, row 2"}
    told = passages(empty_store, [row["id"] for row in rows])
    assert {passage.as_json()["place"] for passage in told} == {row["place"] for row in rows}
    before = exported(empty_store)
    assert any(row.get("place") == "page 1, table 1, row 2" for row in before if row["line"] == "passage")

    # The same list in two formats has one text, so both share their passages.
    comma, book = file(members, "list.csv", "members.csv"), file(members, "list.xlsx", "roll.xlsx")
    ingest(empty_store, home, [book])
    one = exported(empty_store)
    ingest(empty_store, home, [comma])
    shared = [row for row in empty_store.read(PLACES) if row["document"] != "notice"]
    assert {(row["document"], row["there"][:2]) for row in shared} >= {("members", "A3"), ("roll", "Sh")}
    assert {row["place"][:2] for row in shared} <= {"A1", "A2", "A3", "A4", "A5", "A6", "B3", "B4", "B5", "B6"} | {"D3"}
    retract(empty_store, home, ["members"])
    assert exported(empty_store) == one
    retract(empty_store, home, ["roll"])
    assert exported(empty_store) == before
    assert ingest(empty_store, home, [paper]).documents[0].state == "unchanged"


def test_a_list_is_settled_by_a_person_and_what_was_left_out_is_said(empty_store, home, tmp_path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("青江省竹材产业技术创新战略联盟成员单位名单\n名称,代号\n白沙竹业,1\n月湖竹艺,2\n")
    (refused,) = ingest(empty_store, home, [path]).documents
    assert refused.state == "failed" and "--column 名称=unit" in refused.message
    report = ingest(empty_store, home, [path], columns=read_option(["名称=unit"]))
    assert report.documents[0].state == "loaded" and report.changes.statements_added == 2
    assert [where.endswith("column 代号") for where, _ in report.skipped] == [True]


def test_an_archive_loads_what_can_be_read(empty_store, home, tmp_path, archive, members) -> None:
    path = tmp_path / "papers.zip"
    path.write_bytes(archive(members))
    report = ingest(empty_store, home, [path])
    assert {document.document: document.state for document in report.documents} == {
        "papers/a": "loaded", "papers/b": "loaded", "papers/empty": "failed",
    }  # fmt: skip
    assert ingest(empty_store, home, [path]).changes.none
