"""The tables in data/: everything is read, with evidence, and the counts are those of the files."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from graph.door import check_reading
from graph.text import match_key
from loaders.tables import read_tables
from ontology import load_vocabulary

DATA = Path(__file__).resolve().parents[3] / "data"
ROWS = {
    "sources": 181,
    "alliances": 179,
    "organizations": 717,
    "memberships": 548,
    "posts": 576,
    "events": 131,
    "policies": 30,
    "evaluations": 7,
    "designations": 96,
}
LEADS = {"理事长单位", "责任主体单位", "秘书处依托单位"}


def rows(name, folder=DATA):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell):
    return cell.split(";") if cell else []


@pytest.fixture(scope="module")
def readings():
    return {reading.document.name.removeprefix("table/"): reading for reading in read_tables(DATA)}


def test_every_row_is_stated(readings):
    assert {name: reading.ledger.totals for name, reading in readings.items()} == {
        name: {"total": count + 1, "stated": count, "ignored": 1, "unread": 0} for name, count in ROWS.items()
    }
    for name, reading in readings.items():
        assert len(rows(name)) == ROWS[name]
        assert reading.ledger.lines[0].rule == "table.header"
        assert all(line.rule.startswith(f"table.{name}.") for line in reading.ledger.lines[1:])


def test_evidence_lies_in_the_row_and_holds_what_it_shows(readings):
    vocabulary = load_vocabulary()
    for reading in readings.values():
        check_reading(reading, vocabulary)
        text = reading.document.text
        for fact in (*reading.statements, *reading.values, *reading.mentions):
            assert "\n" not in text[fact.start : fact.end] and 0 < fact.end - fact.start <= 300
        for line in reading.ledger.lines:
            assert text[line.end : line.end + 1] == "\n" and (line.start == 0 or text[line.start - 1] == "\n")


def test_statements_are_as_many_as_the_cells_say(readings):
    expected = Counter()
    for row in rows("memberships"):
        expected["leads" if row["role"] in LEADS else "member_of"] += 1
    for row in rows("alliances"):
        expected["leads"] += bool(row["lead_unit"])
    expected["holds_post"] = len(rows("posts"))
    for row in rows("events"):
        expected["organizes"] += len(parts(row["organizers"]))
        expected["participates_in"] += len(parts(row["participants"]))
        expected["held_at"] += bool(row["place"])
        expected["concerns"] += bool(row["alliance"])
    for row in rows("policies"):
        expected["issues"] += len(parts(row["issuers"]))
        expected["cites"] += len(parts(row["cites"]))
    for row in rows("designations"):
        expected["designates"] += 1
        expected["leads"] += bool(row["lead_unit"])
        expected["issues"] += bool(row["issuer"])
    assert Counter(s.predicate for reading in readings.values() for s in reading.statements) == expected


def test_values_are_as_many_as_the_cells_say(readings):
    columns = {
        "alliances": ["founded", "batch", "status", "field"],
        "organizations": ["kind"],
        "evaluations": list(rows("evaluations")[0])[1:10],
        "designations": ["status", "batch"],
    }
    for name, reading in readings.items():
        told = Counter(v.property for v in reading.values)
        cells = {column: sum(bool(row[column]) for row in rows(name)) for column in columns.get(name, [])}
        assert told == Counter({"organization_kind" if c == "kind" else c: n for c, n in cells.items() if n})


def test_statements_carry_the_page_and_the_words_of_their_row(readings):
    for reading in readings.values():
        text, lines = reading.document.text, iter(reading.ledger.lines[1:])
        at = {line.start: text[line.start : line.end] for line in lines}
        starts = sorted(at)
        for s in (*reading.statements, *reading.values):
            row = at[max(start for start in starts if start <= s.start)]
            assert s.page is None or s.page in row
            for word in getattr(s, "qualifiers", {}).values():
                implied = word in {"attends", "revoked", "责任主体单位"}
                assert implied or word in row


def test_persons_of_one_table_share_nothing_when_they_stay_apart(readings):
    people = [e for e in readings["posts"].entities if e.kind == "Person"]
    assert len({e.name for e in people}) == len({row["person"] for row in rows("posts")})
    by_name = {}
    for person in people:
        assert person.ties
        for tie in person.ties:
            assert tie not in by_name.setdefault(person.name, set())
            by_name[person.name].add(tie)


def test_pages_are_those_of_the_rows(readings):
    described = {row["source_url"] for row in rows("sources")}
    assert {page.url for page in readings["sources"].pages} == described
    for name, reading in readings.items():
        assert {page.url for page in reading.pages} == {row["source_url"] for row in rows(name)} - {""}
        assert all(page.site_kind and page.is_copy for page in reading.pages)


@pytest.mark.corpus
def test_tables_are_the_hand_outs_unchanged(shared):
    for name in set(ROWS) - {"designations"}:
        assert (DATA / f"{name}.csv").read_bytes() == (shared / "data" / f"{name}.csv").read_bytes()


@pytest.mark.corpus
def test_designations_agree_with_the_gold_file(shared, readings):
    gold = json.loads((shared / "gold" / "notice-2013-632.json").read_text(encoding="utf-8"))
    names = {entity["id"]: match_key(entity["name"]) for entity in gold["entities"]}
    ours = readings["designations"]
    for predicate in ("designates", "leads"):
        wanted = {
            (names[s["s"]] if predicate == "leads" else "", names[s["o"]], *sorted(map(str, s["q"].values())))
            for s in gold["statements"]
            if s["p"] == predicate
        }
        told = {
            (
                match_key(ours.entities[s.subject].name) if predicate == "leads" else "",
                match_key(ours.entities[s.object].name),
                *sorted(value for key, value in s.qualifiers.items() if key != "date"),
            )
            for s in ours.statements
            if s.predicate == predicate
        }
        assert told == wanted and len(told) == 96
    assert {s.qualifiers["date"] for s in ours.statements} == {gold["document"]["date"]}
