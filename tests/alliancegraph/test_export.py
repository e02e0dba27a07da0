"""`export` on a real store: every format, and the neighbourhood of an entity."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx
import pytest

from graph.export import export_rows
from graph.projection import to_networkx
from graph.schema import ensure_schema
from graph.store import Store
from ontology import load_vocabulary
from tests.alliancegraph.conftest import Command
from tests.conftest import wipe
from tests.queries.sample import load_sample

pytestmark = pytest.mark.store


@pytest.fixture(scope="module")
def sample_rows(store: Store) -> list[dict[str, Any]]:
    """The sample graph in the store, and all its rows."""
    wipe(store)
    ensure_schema(store)
    load_sample(store)
    return list(export_rows(store, load_vocabulary()))


@pytest.fixture
def call(sample_rows: list[dict[str, Any]], on_store: Command) -> Command:
    assert sample_rows
    return on_store


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "format_", ["jsonl", "csv", "graphml", "gexf", "neo4j", "nt", "nq", "ttl", "trig", "jsonld", "rdfxml"]
)
def test_every_format_says_what_it_wrote(
    call: Command, sample_rows: list[dict[str, Any]], tmp_path: Path, format_: str
) -> None:
    told = [call("export", "--format", format_, "--output", tmp_path / str(n), "--json").json for n in range(2)]
    assert set(told[0]) == {"path", "format", "statements", "bytes", "sha256"}
    assert {**told[0], "path": ""} == {**told[1], "path": ""}
    assert told[0]["statements"] == sum(row["line"] == "relationship" for row in sample_rows)
    assert told[0]["format"] == format_
    assert len(told[0]["sha256"]) == 64


def test_all_formats_hold_the_whole_graph(call: Command, sample_rows: list[dict[str, Any]], tmp_path: Path) -> None:
    graph = to_networkx(sample_rows, load_vocabulary())
    sizes = (graph.number_of_nodes(), graph.number_of_edges())
    for format_ in ("csv", "graphml", "gexf", "neo4j"):
        assert call("export", "--format", format_, "--output", tmp_path / format_).code == 0
    for read in (
        networkx.read_graphml(tmp_path / "graphml", force_multigraph=True),
        networkx.read_gexf(tmp_path / "gexf"),
    ):
        assert (read.number_of_nodes(), read.number_of_edges()) == sizes
        assert set(read.nodes) == set(graph.nodes)
    for format_, heading in (("csv", 1), ("neo4j", 0)):
        counts = dict.fromkeys(("nodes", "relationships"), 0)
        for file in (tmp_path / format_).glob("*.csv"):
            if not file.name.endswith("-header.csv"):
                with file.open(encoding="utf-8", newline="") as text:
                    counts[file.name.partition("-")[0]] += sum(1 for _ in csv.reader(text, strict=True)) - heading
        assert tuple(counts.values()) == sizes


def test_a_neighbourhood(call: Command, sample_rows: list[dict[str, Any]], tmp_path: Path) -> None:
    facts = {r["id"]: r for r in sample_rows if r["line"] == "relationship"}
    kinds = {r["id"]: r["line"] for r in sample_rows if "id" in r and r["line"] not in ("relationship", "mentions")}
    near: set[str] = {"donghu"}
    for hops in range(4):
        path = tmp_path / f"{hops}.jsonl"
        assert call("export", "--scope", "donghu", "--hops", str(hops), "--output", path).code == 0
        found = lines(path)
        assert found == [row for row in sample_rows if row in found], "the rows of the whole, in their order"
        assert {r["id"] for r in found if r["line"] == "entity"} == near
        told = {r["id"] for r in found if r["line"] == "relationship"}
        between = {
            key for key, r in facts.items() if kinds[r["object"]] == "entity" and {r["subject"], r["object"]} <= near
        }
        values = {key for key, r in facts.items() if kinds[r["object"]] != "entity" and r["subject"] in near}
        assert values <= told <= between | values
        assert {p for key in told for p in facts[key]["evidence"]} == {r["id"] for r in found if r["line"] == "passage"}
        to_networkx(found, load_vocabulary())  # raises when an end of a relationship is missing
        near |= {facts[k][end] for k in facts for end in ("subject", "object") if _touches(facts[k], near, kinds)}
    assert call("export", "--scope", "donghu", "--output", tmp_path / "default").code == 0
    assert (tmp_path / "default").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
    assert len(lines(tmp_path / "1.jsonl")) < len(lines(tmp_path / "2.jsonl")) < len(sample_rows)


def _touches(fact: dict[str, Any], near: set[str], kinds: dict[str, str]) -> bool:
    return kinds[fact["object"]] == "entity" and bool({fact["subject"], fact["object"]} & near)


@pytest.mark.parametrize("format_", ["csv", "graphml", "gexf", "neo4j"])
def test_a_neighbourhood_in_every_format(call: Command, tmp_path: Path, format_: str) -> None:
    part = call("export", "--format", format_, "--scope", "lin", "--output", tmp_path / "part", "--json").json
    # Two posts, a chair, and that the ministry is a body of the government.
    assert part["statements"] == 4
    whole = call("export", "--format", format_, "--output", tmp_path / "whole", "--json").json
    assert 0 < part["bytes"] < whole["bytes"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--scope", "nobody"], 1, "«nobody»"),
        (["--scope", "donghu", "--hops", "-1"], 1, "0 to 10"),
        (["--scope", "donghu", "--hops", "11"], 1, "0 to 10"),
        (["--hops", "2"], 2, "--scope"),
        (["--format", "doc"], 2, "graphml"),
    ],
)
def test_what_is_refused(call: Command, tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = call("export", *words, "--output", tmp_path / "x")
    assert (done.code, done.out) == (code, "")
    assert says in done.sentence
    assert not any(file.name.startswith("x") for file in tmp_path.iterdir())
