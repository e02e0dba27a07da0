"""Loading into a real Neo4j: idempotent, exactly withdrawable, whole again after a kill."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph import cypher
from graph.export import export_jsonl
from graph.model import Document, Entity, Reading, Statement, ValueStatement
from graph.schema import ensure_schema
from graph.text import sha256_of
from loaders.load import Loader
from ontology import load_vocabulary

pytestmark = pytest.mark.store

FULL = "桥梁产业技术创新战略联盟"


def reading(name, text, facts=(), values=(), entities=(), **document):
    """A reading whose facts are (subject, predicate, object, qualifiers) over ``entities`` (dicts or names)."""
    made = Document(name, text, sha256_of(text.encode()), sha256_of(text.encode()), "text", **document)
    known = {entity.name: index for index, entity in enumerate(entities)}
    return Reading(
        made,
        tuple(entities),
        tuple(Statement(known[s], p, known[o], q, 0, len(text), "test", 0.9) for s, p, o, q in facts),
        tuple(ValueStatement(known[s], p, v, d, 0, len(text), "test", 0.9) for s, p, v, d in values),
    )


def members(name, *units, alliance=FULL, aliases=(), defined=(), date="2015-01-01", **qualifiers):
    entities = [Entity("Alliance", alliance, aliases, defined), *(Entity("Organization", unit) for unit in units)]
    facts = [(unit, "member_of", alliance, {"role": "成员单位", **qualifiers}) for unit in units]
    return reading(name, f"{date}，{alliance}的成员有{'、'.join(units)}。", facts, entities=entities, date=date)


@pytest.fixture
def loader(empty_store, settings, tmp_path):
    vocabulary = load_vocabulary()
    ensure_schema(empty_store)
    return Loader(empty_store, vocabulary, replace(settings, home=tmp_path / "home"))


def load(loader, *readings):
    return loader.change(loader.state(), {r.document.name: r for r in readings})


def withdraw(loader, *names):
    return loader.change(loader.state(), {}, frozenset(names))


@pytest.fixture
def exported(loader, tmp_path):
    def export():
        path = tmp_path / "export.jsonl"
        export_jsonl(loader.store, path, loader.vocabulary)
        return path.read_bytes()

    return export


def test_loading_twice_changes_nothing(loader, exported):
    first = load(loader, members("a", "甲大学", "乙公司"))
    assert (first.entities_added, first.statements_added, first.evidence_added) == (3, 2, 2)
    before = exported()
    assert load(loader, members("a", "甲大学", "乙公司")).none
    assert exported() == before


def test_withdrawing_a_document_brings_back_what_was_before(loader, exported):
    states = [exported()]
    documents = [
        members("a", "甲大学", "乙公司"),
        members("b", "乙公司", "丙研究院", date="2018-05"),
        members("c", "丁学院", alliance="桥梁联盟"),
        members("d", "甲大学", aliases=("桥梁联盟",), defined=("桥梁联盟",), date="2012", status="joined"),
        reading(
            "e",
            "桥梁产业技术创新战略联盟成立于2009年。",
            values=[(FULL, "founded", "2009", "date"), (FULL, "field", "桥梁", "concept")],
            entities=[Entity("Alliance", FULL)],
        ),
    ]
    for document in documents:
        load(loader, document)
        states.append(exported())
    for document, before in zip(reversed(documents), reversed(states[:-1]), strict=True):
        withdraw(loader, document.document.name)
        assert exported() == before


def test_withdrawing_in_another_order_leaves_what_the_rest_alone_gives(loader, exported):
    defining = members("d", "甲大学", aliases=("桥梁联盟",), defined=("桥梁联盟",))
    bare = members("c", "丁学院", alliance="桥梁联盟")
    load(loader, bare)
    alone = exported()
    load(loader, defining)
    (merged,) = loader.store.read("MATCH (a:Alliance) RETURN count(a) AS n")
    assert merged["n"] == 1
    withdraw(loader, "d")
    assert exported() == alone


def test_two_documents_that_state_one_fact(loader):
    load(loader, members("a", "甲大学"), members("b", "甲大学", date="2019-03-04"))
    (row,) = loader.store.read("MATCH ()-[r:MEMBER_OF]->() RETURN properties(r) AS r")
    assert row["r"]["sources"] == ["a", "b"] and row["r"]["confidence"] == 0.99
    assert (row["r"]["observed_on"], row["r"]["last_observed_on"]) == ("2015-01-01", "2019-03-04")
    assert len(row["r"]["evidence"]) == 2
    withdraw(loader, "b")
    (row,) = loader.store.read("MATCH ()-[r:MEMBER_OF]->() RETURN properties(r) AS r")
    assert row["r"]["sources"] == ["a"] and row["r"]["confidence"] == 0.9


def test_a_changed_document_replaces_its_older_version(loader, exported):
    load(loader, members("a", "甲大学"))
    only = exported()
    load(loader, members("a", "乙公司", "丙研究院"))
    rows = loader.store.read("MATCH (o:Organization)-[:MEMBER_OF]->() RETURN o.name AS name ORDER BY name")
    assert [row["name"] for row in rows] == ["丙研究院", "乙公司"]
    load(loader, members("a", "甲大学"))
    assert exported() == only


def test_every_evidence_is_a_passage_whose_text_stands_in_its_document(loader):
    load(loader, members("a", "甲大学"), members("b", "乙公司"))
    rows = loader.store.read(
        "MATCH ()-[r]->() WHERE r.evidence IS NOT NULL UNWIND r.evidence AS id "
        "OPTIONAL MATCH (p:Passage {id: id})-[:IN]->(d:SourceDocument) RETURN p.text AS text, "
        "substring(d.text, p.start, p.end - p.start) AS held"
    )
    assert rows and all(row["text"] is not None and row["text"] == row["held"] for row in rows)


def test_values_that_won_stand_on_the_entity_and_leave_with_their_source(loader):
    entities = [Entity("Alliance", FULL)]
    coarse = reading("a", FULL, values=[(FULL, "founded", "2009", "date")], entities=entities)
    fine = reading("b", FULL + "。", values=[(FULL, "founded", "2009-10-20", "date")], entities=entities)
    load(loader, coarse, fine)
    (row,) = loader.store.read("MATCH (a:Alliance) RETURN a.founded AS founded")
    assert row["founded"] == "2009-10-20"
    withdraw(loader, "b")
    (row,) = loader.store.read("MATCH (a:Alliance) RETURN a.founded AS founded")
    assert row["founded"] == "2009"
    assert loader.store.read("MATCH (v:Value) RETURN v.value AS value") == [{"value": "2009"}]


def test_an_official_holds_a_post_at_a_body_of_the_government(loader):
    entities = [
        Entity("Person", "王桥"),
        Entity("Organization", "甲部交通司"),
        Entity("Organization", "甲部"),
        Entity("Person", "李路"),
        Entity("Organization", "乙公司"),
    ]
    facts = [
        ("王桥", "holds_post", "甲部交通司", {"title": "司长"}),
        ("甲部交通司", "part_of", "甲部", {}),
        ("李路", "holds_post", "乙公司", {"title": "经理"}),
    ]
    kind = [("甲部", "organization_kind", "government", "concept")]
    load(loader, reading("a", "甲部交通司司长王桥，乙公司经理李路。", facts, entities=entities))
    assert loader.store.read("MATCH (p:Official) RETURN p.name AS name") == []
    load(loader, reading("b", "甲部。", values=kind, entities=[Entity("Organization", "甲部")]))
    assert loader.store.read("MATCH (p:Official) RETURN p.name AS name") == [{"name": "王桥"}]
    withdraw(loader, "b")
    assert loader.store.read("MATCH (p:Official) RETURN p.name AS name") == []


@pytest.mark.parametrize("stop_after", range(0, 14, 2))
def test_a_load_that_dies_in_the_middle_is_made_whole_by_the_next(loader, exported, monkeypatch, stop_after):
    load(loader, members("a", "甲大学"), members("c", "丁学院", alliance="桥梁联盟"))
    new = members("b", "甲大学", "乙公司", aliases=("桥梁联盟",), defined=("桥梁联盟",))
    changed = members("a", "丙研究院", date="2016")
    load(loader, new, changed)
    undisturbed = exported()
    withdraw(loader, "b")
    load(loader, members("a", "甲大学"))

    class Killed(BaseException):
        pass

    calls = 0
    honest_rows, honest_write = type(loader.store).write_rows, type(loader.store).write

    def count(call):
        def counted(self, *args, **kwargs):
            nonlocal calls
            if calls == stop_after:
                raise Killed
            calls += 1
            return call(self, *args, **kwargs)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(type(loader.store), "write_rows", count(honest_rows))
        patch.setattr(type(loader.store), "write", count(honest_write))
        with pytest.raises(Killed):
            load(loader, new, changed)
    load(loader, new, changed)
    assert exported() == undisturbed


def test_what_was_half_withdrawn_is_finished_by_the_next_load(loader, exported, monkeypatch):
    load(loader, members("a", "甲大学"))
    only = exported()
    load(loader, members("b", "乙公司"))

    class Killed(BaseException):
        pass

    honest = type(loader.store).write

    def die(self, text, /, **parameters):
        if text == cypher.MARK_OFFICIALS:
            raise Killed
        return honest(self, text, **parameters)

    with monkeypatch.context() as patch:
        patch.setattr(type(loader.store), "write", die)
        with pytest.raises(Killed):
            withdraw(loader, "b")
    load(loader)
    assert exported().decode().splitlines() == only.decode().splitlines()


def test_the_registry_keeps_keys_on_disk(loader):
    load(loader, members("a", "甲大学"))
    (row,) = loader.store.read("MATCH (o:Organization) RETURN o.id AS id")
    text = Path(loader.settings.registry_file).read_text(encoding="utf-8")
    assert row["id"] in text and len(row["id"]) == 12
