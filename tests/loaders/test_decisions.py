"""Decisions of reviewers: kept in a file, obeyed by identity, carried out and taken back in a real store."""

import json
from dataclasses import replace

import pytest

from graph.document_facts import mentions_of
from graph.entity import Mentioned
from graph.errors import StateError
from graph.export import export_jsonl
from graph.model import Document, Entity, Reading, Statement
from graph.schema import ensure_schema
from graph.text import sha256_of
from loaders.deciding import accept, reject, review_list, undo
from loaders.decisions import Decision, Named, append_decision, in_force, links, read_decisions
from loaders.identity import cluster
from loaders.load import Loader
from loaders.parting import as_loaded, part
from loaders.registry import Registry
from loaders.sides import Link, Side
from ontology import load_vocabulary

ONE, OTHER = "桥梁治理联盟", "桥梁污染治理联盟"


def mention(document: str, index: int, kind: str, name: str, **more: object) -> Mentioned:
    return Mentioned(f"{document}#{index}", document, index, "", kind, name, **more)  # type: ignore[arg-type]


def link(kind: str, left: str, right: str, same: bool) -> Link:
    return Link(kind, Side(*left.split("@")), Side(*right.split("@")), same)


def number(mentions: list[Mentioned], *decided: Link) -> int:
    """How many entities the mentions are."""
    return len(set(cluster(mentions, Registry().key_of, decided).values()))


def reading(name: str, *facts: tuple[str, str, str], aliases: tuple[str, ...] = (), **document: object) -> Reading:
    """A reading whose facts are (unit, alliance, sentence); every alliance but the first is a form of the first."""
    text = "".join(sentence for _, _, sentence in facts)
    made = Document(name, text, sha256_of(text.encode()), sha256_of(text.encode()), "text", **document)  # type: ignore[arg-type]
    alliances = [fact[1] for fact in facts][: 1 if aliases else None]
    entities = [Entity("Alliance", alliance, aliases) for alliance in dict.fromkeys(alliances)]
    entities += [Entity("Organization", unit) for unit in dict.fromkeys(fact[0] for fact in facts)]
    index = {form: i for i, e in enumerate(entities) for form in (e.name, *e.aliases)}
    statements, at = [], 0
    for unit, alliance, sentence in facts:
        end = at + len(sentence)
        statements.append(
            Statement(index[unit], "member_of", index[alliance], {"role": "成员单位"}, at, end, "test", 0.9)
        )
        at = end
    return Reading(made, tuple(entities), tuple(statements))


# -- identity ---------------------------------------------------------------------------------------------------------


def test_a_verdict_joins_and_keeps_apart() -> None:
    two = [mention("a", 0, "Alliance", ONE), mention("b", 0, "Alliance", OTHER)]
    assert number(two) == 2
    assert number(two, link("Alliance", ONE, OTHER, same=True)) == 1
    assert number(two, link("Organization", ONE, OTHER, same=True)) == 2
    defined = [mention("a", 0, "Alliance", OTHER, aliases=(ONE,), defined=(ONE,)), mention("b", 0, "Alliance", ONE)]
    assert number(defined) == 1
    assert number(defined, link("Alliance", ONE, OTHER, same=False)) == 2


def test_persons_of_one_name_are_told_apart_by_body_series_or_document() -> None:
    two = [
        mention("a", 0, "Person", "王桥", bodies=(1,)),
        mention("a", 1, "Organization", "甲大学"),
        mention("b", 0, "Person", "王桥"),
    ]
    assert number(two) == 3
    assert number(two, link("Person", "王桥@body:甲大学", "王桥@doc:b", same=True)) == 2
    series = [
        mention("a", 0, "Person", "王桥", ties=("series:简报",)),
        mention("b", 0, "Person", "王桥", ties=("series:简报",)),
    ]
    assert number(series) == 1
    assert number(series, link("Person", "王桥@doc:a", "王桥@doc:b", same=False)) == 2


def test_a_verdict_that_divides_gives_the_first_group_the_known_key() -> None:
    series = [
        mention("a", 0, "Person", "王桥", ties=("series:简报",)),
        mention("b", 0, "Person", "王桥", ties=("series:简报",)),
    ]
    registry = Registry()
    before = cluster(series, registry.key_of)
    divided = cluster(series, registry.key_of, [link("Person", "王桥@doc:a", "王桥@doc:b", same=False)])
    assert divided["a#0"] == before["a#0"] and divided["b#0"] != before["b#0"]
    assert cluster(series, registry.key_of) == before


def test_persons_keep_their_key_when_their_body_becomes_one_with_another() -> None:
    registry = Registry()
    mentions = [
        mention("a", 0, "Person", "王桥", bodies=(1,)),
        mention("a", 1, "Alliance", ONE),
        mention("b", 0, "Person", "李岸", bodies=(1,)),
        mention("b", 1, "Alliance", OTHER),
    ]
    before = cluster(mentions, registry.key_of, (), registry.former)
    merged = cluster(mentions, registry.key_of, [link("Alliance", ONE, OTHER, same=True)], registry.former)
    assert merged["a#1"] == merged["b#1"]
    assert (merged["a#0"], merged["b#0"]) == (before["a#0"], before["b#0"])
    assert cluster(mentions, registry.key_of, (), registry.former) == before


def test_the_order_of_mentions_does_not_count() -> None:
    three = [mention(name, 0, "Alliance", form) for name, form in (("a", ONE), ("b", OTHER), ("c", "桥梁联盟"))]
    decided = [
        link("Alliance", ONE, OTHER, same=False),
        link("Alliance", "桥梁联盟", ONE, same=True),
        link("Alliance", "桥梁联盟", OTHER, same=True),
    ]
    first = cluster(three, Registry().key_of, decided)
    assert cluster(three[::-1], Registry().key_of, decided) == first
    assert first["a#0"] != first["b#0"]


# -- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_only_grows_and_the_last_line_on_a_pair_holds(tmp_path) -> None:
    path = tmp_path / "home" / "decisions.jsonl"
    assert read_decisions(path) == []
    first = Decision("Alliance", Named(ONE), Named(OTHER), "same", "eva", "2024-05-06T07:08:09+00:00", "one seat")
    append_decision(path, first)
    append_decision(path, replace(first, verdict="undone"))
    assert in_force(read_decisions(path)) == {} and links(read_decisions(path)) == ()
    turned = Decision("Alliance", Named(OTHER), Named(ONE), "different", "eva", "2024-05-07T07:08:09+00:00")
    append_decision(path, turned)
    assert read_decisions(path) == [first, replace(first, verdict="undone"), turned]
    assert turned.id == first.id
    assert [(found.left.name, found.same) for found in links(read_decisions(path))] == [(OTHER, False)]
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "torn')
    assert len(read_decisions(path)) == 3
    append_decision(path, first)
    assert len(read_decisions(path)) == 4


@pytest.mark.parametrize("line", ["{}", "no json", '["list"]', '{"id": 1}'])
def test_a_line_that_is_no_decision_is_refused(tmp_path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(StateError, match="line 1"):
        read_decisions(path)


# -- names that one document was read to mean one -------------------------------------------------------------------


def test_a_reading_is_divided_where_two_names_are_different() -> None:
    whole = reading("a", ("甲大学", ONE, f"{ONE}有甲大学。"), ("乙公司", OTHER, f"{OTHER}有乙公司。"), aliases=(OTHER,))
    assert part(whole, [link("Alliance", ONE, OTHER, same=True)]) is whole
    divided = part(whole, [link("Alliance", OTHER, ONE, same=False)])
    names = [entity.name for entity in divided.entities]
    assert {(names[s.subject], names[s.object]) for s in divided.statements} == {("甲大学", ONE), ("乙公司", OTHER)}
    assert as_loaded(whole, mentions_of(divided)) == divided
    assert as_loaded(whole, mentions_of(whole)) == whole


# -- the store --------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(empty_store, settings, tmp_path):
    ensure_schema(empty_store)
    return replace(settings, home=tmp_path / "home")


@pytest.fixture
def load(empty_store, home):
    def loading(*readings: Reading) -> None:
        loader = Loader(empty_store, load_vocabulary(), home)
        loader.change(loader.state(), {r.document.name: r for r in readings})

    return loading


@pytest.fixture
def exported(empty_store, tmp_path):
    def export() -> bytes:
        path = tmp_path / "export.jsonl"
        export_jsonl(empty_store, path, load_vocabulary())
        return path.read_bytes()

    return export


def alliances(store) -> dict[str, int]:
    """The alliances of the store with the number of their members."""
    rows = store.read("MATCH (a:Alliance) OPTIONAL MATCH (a)<-[m:MEMBER_OF]-() RETURN a.name AS name, count(m) AS n")
    return {row["name"]: row["n"] for row in rows}


@pytest.mark.store
def test_accept_merges_at_once_and_undo_restores_exactly(empty_store, home, load, exported) -> None:
    load(reading("a", ("甲大学", ONE, f"{ONE}有甲大学。")), reading("b", ("乙公司", OTHER, f"{OTHER}有乙公司。")))
    before = exported()
    (item,) = review_list(empty_store, home)
    assert (item.left, item.right, item.state) == (*sorted((ONE, OTHER)), "open")
    assert item.as_json("zh")["reasons"] != item.as_json("en")["reasons"]
    assert not accept(empty_store, home, item.id, by="eva", why="one seat").none
    assert alliances(empty_store) == {OTHER: 2}
    (decided,) = review_list(empty_store, home)
    assert (decided.id, decided.state) == (item.id, "accepted") and "one seat" in decided.reasons[0].en
    merged = exported()
    load(reading("a", ("甲大学", ONE, f"{ONE}有甲大学！")))
    assert alliances(empty_store) == {OTHER: 2}
    load(reading("a", ("甲大学", ONE, f"{ONE}有甲大学。")))
    assert exported() == merged
    undo(empty_store, home, item.id, by="eva")
    assert exported() == before
    assert review_list(empty_store, home) == [item]
    verdicts = [json.loads(line)["verdict"] for line in home.decisions_file.read_text("utf-8").splitlines()]
    assert verdicts == ["same", "undone"]


@pytest.mark.store
def test_reject_keeps_apart_what_a_text_would_join(empty_store, home, load, exported) -> None:
    load(reading("a", ("甲大学", ONE, f"{ONE}有甲大学。")), reading("b", ("乙公司", OTHER, f"{OTHER}有乙公司。")))
    before = exported()
    (item,) = review_list(empty_store, home)
    assert reject(empty_store, home, item.id, by="eva").none
    assert exported() == before
    assert [found.state for found in review_list(empty_store, home)] == ["rejected"]
    defining = reading("c", ("丙学院", OTHER, f"{OTHER}（简称{ONE}）有丙学院。"))
    entity = replace(defining.entities[0], aliases=(ONE,), defined=(ONE,))
    load(replace(defining, entities=(entity, *defining.entities[1:])))
    assert alliances(empty_store)[ONE] == 1
    undo(empty_store, home, item.id, by="eva")
    assert alliances(empty_store) == {OTHER: 3}


@pytest.mark.store
def test_reject_divides_what_a_document_was_read_to_mean(empty_store, home, load, exported) -> None:
    load(reading("a", ("甲大学", ONE, f"{ONE}有甲大学。"), ("乙公司", OTHER, f"{OTHER}有乙公司。"), aliases=(OTHER,)))
    before = exported()
    assert alliances(empty_store) == {ONE: 2}
    (item,) = review_list(empty_store, home)
    reject(empty_store, home, item.id, by="eva")
    assert alliances(empty_store) == {ONE: 1, OTHER: 1}
    divided = exported()
    load(reading("b", ("丙学院", "码头联盟", "码头联盟有丙学院。")))
    loader = Loader(empty_store, load_vocabulary(), home)
    loader.change(loader.state(), {}, frozenset({"b"}))
    assert exported() == divided
    undo(empty_store, home, item.id, by="eva")
    assert exported() == before
    loader.change(loader.state(), {}, frozenset({"a"}))
    assert alliances(empty_store) == {}


@pytest.mark.store
def test_what_cannot_be_decided_is_refused_in_a_sentence(empty_store, home, load, exported) -> None:
    third = "桥梁污染联合治理联盟"
    load(
        *(
            reading(n, (u, a, f"{a}有{u}。"))
            for n, u, a in (("a", "甲大学", ONE), ("b", "乙公司", OTHER), ("c", "丙学院", third))
        )
    )
    before = exported()
    with pytest.raises(StateError, match="No proposal has the id 'nothing'"):
        accept(empty_store, home, "nothing", by="eva")
    with pytest.raises(StateError, match="Nothing was decided on 'nothing'"):
        undo(empty_store, home, "nothing", by="eva")
    pairs = {frozenset((item.left, item.right)): item.id for item in review_list(empty_store, home)}
    reject(empty_store, home, pairs[frozenset((ONE, OTHER))], by="eva")
    with pytest.raises(StateError, match="was decided on"):
        accept(empty_store, home, pairs[frozenset((ONE, OTHER))], by="eva")
    accept(empty_store, home, pairs[frozenset((ONE, third))], by="eva")
    with pytest.raises(StateError, match="through a third name"):
        accept(empty_store, home, pairs[frozenset((OTHER, third))], by="eva")
    for pair in ((ONE, third), (ONE, OTHER)):
        undo(empty_store, home, pairs[frozenset(pair)], by="eva")
    assert exported() == before
