"""`coverage`: every line of a document is accounted for, from a file and from the graph alike."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.alliancegraph.conftest import Command

NOTE = """海藻加工产业技术创新战略联盟召开理事会
4月18日，海藻加工产业技术创新战略联盟第二届第三次理事会在烟台召开。
我们要保持清醒。
海之蓝出席，与会代表参加了参观。
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_every_line_is_accounted_for(command: Command, note: Path) -> None:
    done = command("coverage", note, "--json")
    assert (done.code, done.err) == (0, "")
    (found,) = done.json
    assert found["document"] == "note"
    lines = found["lines"]
    assert lines["total"] == lines["stated"] + lines["ignored"] + lines["unread"] >= 4
    assert sum(found["stated"].values()) == lines["stated"]
    assert sum(found["ignored"].values()) == lines["ignored"] >= 1
    assert len(found["unread"]) == lines["unread"]
    assert ("unknown_unit", "海之蓝") in {(r["kind"], r["words"]) for r in found["remarks"]}
    for each in (*found["unread"], *found["remarks"]):
        assert " ".join(NOTE[each["start"] : each["end"]].split()) == each["text"]


def test_the_table_is_for_people(command: Command, note: Path) -> None:
    done = command("coverage", note)
    assert done.code == 0
    assert "Remarks" in done.out
    assert "海之蓝" in done.out


def test_a_bad_file_does_not_stop_the_others(command: Command, note: Path, tmp_path: Path) -> None:
    done = command("coverage", tmp_path / "missing.txt", note, "--json")
    assert done.code == 1
    assert "missing.txt" in done.sentence
    assert [each["document"] for each in done.json] == ["note"]


def test_nothing_to_cover_is_wrong_usage(command: Command) -> None:
    done = command("coverage")
    assert (done.code, done.out) == (2, "")


@pytest.mark.store
def test_a_document_in_the_graph_has_the_same_coverage(on_store: Command, note: Path, empty_store: Store) -> None:
    assert on_store("ingest", note).code == 0
    from_file, kept = on_store("coverage", note, "--json"), on_store("coverage", "--document", "note", "--json")
    assert kept.json == from_file.json
    other = on_store("coverage", "--document", "nobody")
    assert (other.code, other.out) == (1, "")
    assert "nobody" in other.sentence
