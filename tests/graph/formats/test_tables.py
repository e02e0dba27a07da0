"""CSV: a table for each kind, which Python's own reader reads back."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.formats.tables import cell, line, write_tables
from ontology import load_vocabulary
from tests.graph.formats.rows import ALLIANCE, HARD, PERSON, rows

VOCABULARY = load_vocabulary()
TABLES = {
    "nodes": ["Alliance", "Concept", "Organization", "Passage", "Person", "SourceDocument", "Value"],
    "relationships": ["FROM", "HAS_VALUE", "HOLDS_POST", "IN", "IN_FIELD", "LEADS", "LISTS", "MENTIONS"],
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_tables(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    told = write_tables(rows(), folder, VOCABULARY)
    assert sorted(f.name for f in folder.iterdir()) == sorted(
        f"{sort}-{name}.csv" for sort, names in TABLES.items() for name in names
    )
    assert told.bytes == sum(f.stat().st_size for f in folder.iterdir())
    (alliance,) = read(folder / "nodes-Alliance.csv")
    assert list(alliance) == ["id", "iri", "labels", "aliases", "founded", "name"]
    assert (alliance["id"], alliance["name"], json.loads(alliance["aliases"])) == (ALLIANCE, HARD, ["盐业联盟", HARD])
    (person,) = read(folder / "nodes-Person.csv")
    assert json.loads(person["labels"]) == ["Entity", "Official", "Person"]
    posts = read(folder / "relationships-HOLDS_POST.csv")
    assert [(p["subject"], p["object"], p["title"], p["valid_from"]) for p in posts] == [
        (PERSON, ALLIANCE, "秘书长", ""),
        (PERSON, ALLIANCE, HARD, "2011"),
    ]
    assert posts[0]["iri"].endswith("/holds_post/fff2")
    (link,) = read(folder / "relationships-IN.csv")
    assert list(link) == ["subject", "object"]


def test_no_value_and_an_empty_text_differ(tmp_path: Path) -> None:
    write_tables(rows(), tmp_path / "out", VOCABULARY)
    text = (tmp_path / "out" / "nodes-SourceDocument.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("id,labels,genre,is_copy,lines_total,text,title\n")
    assert text.splitlines()[-1] == 'page-0,"[""SourceDocument""]",page,,,,""'


def test_an_archive_holds_the_same_tables(tmp_path: Path) -> None:
    write_tables(rows(), tmp_path / "out", VOCABULARY)
    write_tables(rows(), tmp_path / "out.zip", VOCABULARY)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir()}
    assert sorted(f.name for f in tmp_path.iterdir()) == ["out", "out.zip"]


def test_tables_of_another_graph_do_not_linger(tmp_path: Path) -> None:
    write_tables(rows(), tmp_path / "out", VOCABULARY)
    write_tables(rows()[:1], tmp_path / "out", VOCABULARY)
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["nodes-Alliance.csv"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.csv").write_text("years of work")
    with pytest.raises(InputError, match=r"thesis\.csv"):
        write_tables(rows(), tmp_path, VOCABULARY)
    assert (tmp_path / "thesis.csv").read_text() == "years of work"
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        write_tables(rows(), tmp_path / "file", VOCABULARY)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_cells_come_back(cells: list[str]) -> None:
    assert list(csv.reader(io.StringIO(line(cells), newline=""), strict=True)) == [cells]


def test_cells() -> None:
    told = [cell(value) for value in (None, "", True, 3, 0.5, ["a", "b"], " a")]
    assert told == ["", '""', "true", "3", "0.5", '"[""a"",""b""]"', '" a"']
