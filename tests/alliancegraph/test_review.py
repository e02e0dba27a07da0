"""The review verbs on a real store: the JSON of the contract, sentences for what can't be done."""

from pathlib import Path

import pytest

from graph.store import Store
from tests.alliancegraph.conftest import Command

pytestmark = pytest.mark.store

TEXTS = {
    "one": "任命烟尘治理联盟秘书长苏敏担任中国渔业协会副秘书长。",
    "two": "会议由烟尘污染治理联盟秘书长林秋菊主持。",
}


@pytest.fixture
def call(empty_store: Store, on_store: Command, tmp_path: Path) -> Command:
    """The command on a store with two documents that name perhaps one alliance."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = on_store("ingest", tmp_path / "one.txt", tmp_path / "two.txt", "--json")
    assert done.code == 0, done.err
    return on_store


def alliances(call: Command) -> list[list[str]]:
    done = call("cypher", "MATCH (a:Alliance) RETURN a.name AS name ORDER BY name", "--json")
    rows: list[list[str]] = done.json["rows"]
    return rows


def test_list_accept_undo_reject(call: Command) -> None:
    done = call("review", "list", "--json", ALLIANCEGRAPH_LANG="zh")
    assert (done.code, done.err) == (0, "")
    (item,) = done.json
    assert list(item) == ["id", "left", "right", "score", "reasons", "state"]
    assert {item["left"], item["right"]} == {"烟尘治理联盟", "烟尘污染治理联盟"}
    assert item["state"] == "open" and "子序列" in item["reasons"][0]
    assert len(alliances(call)) == 2
    accepted = call("review", "accept", item["id"], "--why", "one seat", "--by", "eva", "--json")
    assert accepted.code == 0 and accepted.json["changes"]["entities_removed"] == 1
    assert alliances(call) == [["烟尘污染治理联盟"]]
    (decided,) = call("review", "list", "--json", ALLIANCEGRAPH_LANG="en").json
    assert decided["state"] == "accepted" and "eva" in decided["reasons"][0] and "one seat" in decided["reasons"][0]
    assert call("review", "undo", item["id"]).code == 0
    assert len(alliances(call)) == 2
    rejected = call("review", "reject", item["id"])
    assert (rejected.code, rejected.out.strip()) == (0, "nothing changed")
    assert call("review", "list", "--state", "open", "--json").json == []
    table = call("review", "list").out
    assert item["id"] in table and "rejected" in table


@pytest.mark.parametrize("verb", ["accept", "reject", "undo"])
def test_an_unknown_id_is_refused_in_a_sentence(call: Command, verb: str) -> None:
    done = call("review", verb, "nobody")
    assert (done.code, done.out) == (1, "")
    assert "'nobody'" in done.sentence and "review list" in done.sentence


def test_a_wrong_state_is_wrong_usage(call: Command) -> None:
    done = call("review", "list", "--state", "maybe")
    assert done.code == 2 and "maybe" in done.sentence
