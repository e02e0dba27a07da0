"""The endpoint with a real engine process, without Neo4j."""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import QueryError
from graph.sparql.endpoint import Endpoint, Limits
from graph.sparql.formats import Format
from graph.sparql.tokens import Dataset

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EX = "http://example.org/"


def quads() -> Iterator[Quad]:
    """The same 300 triples in graph a and graph b, and one more in b."""
    for graph in "ab":
        for number in range(300):
            yield Quad(
                NamedNode(f"{EX}{number}"), NamedNode(f"{EX}p"), Literal(str(number)), NamedNode(f"{EX}g/{graph}")
            )
    yield Quad(NamedNode(f"{EX}only"), NamedNode(f"{EX}p"), Literal("b", language="zh"), NamedNode(f"{EX}g/b"))


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(quads, lambda: 1) as opened:
        yield opened


def ask(endpoint: Endpoint, text: str, dataset: Dataset | None = None, **limits: Any) -> Any:
    answer, _ = endpoint.ask(text, Limits(**limits), dataset=dataset)
    return json.loads(answer.body)


def count(endpoint: Endpoint, pattern: str, clause: str = "", dataset: Dataset | None = None) -> int:
    found = ask(endpoint, f"SELECT (COUNT(*) AS ?n) {clause} WHERE {{ {pattern} }}", dataset)
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_union_with_each_triple_once(endpoint: Endpoint) -> None:
    assert count(endpoint, "?s ?p ?o") == 301
    assert count(endpoint, "GRAPH ?g { ?s ?p ?o }") == 601


@pytest.mark.parametrize(
    ("clause", "plain", "named"),
    [
        (f"FROM <{EX}g/a>", 300, 0),
        (f"FROM <{EX}g/a> FROM <{EX}g/b>", 301, 0),
        (f"FROM NAMED <{EX}g/b>", 0, 301),
        (f"FROM <{EX}g/a> FROM <{EX}g/b> FROM NAMED <{EX}g/a>", 301, 300),
        (f"FROM <{EX}g/none>", 0, 0),
    ],
)
def test_from_gives_the_merge_of_graphs(endpoint: Endpoint, clause: str, plain: int, named: int) -> None:
    assert count(endpoint, "?s ?p ?o", clause) == plain
    assert count(endpoint, "GRAPH ?g { ?s ?p ?o }", clause) == named


def test_a_dataset_given_beside_goes_before_from(endpoint: Endpoint) -> None:
    assert count(endpoint, "?s ?p ?o", f"FROM <{EX}g/a>", Dataset((f"{EX}g/b",), ())) == 301


def test_a_query_without_end_is_stopped_and_the_engine_lives(endpoint: Endpoint) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="time limit of 0.5 s"):
        ask(endpoint, ENDLESS, seconds=0.5)
    assert time.monotonic() - began < 4
    assert count(endpoint, "?s ?p ?o") == 301


def test_queries_run_side_by_side(endpoint: Endpoint) -> None:
    slow = threading.Thread(target=lambda: pytest.raises(QueryError, ask, endpoint, ENDLESS, seconds=3))
    slow.start()
    began = time.monotonic()
    assert count(endpoint, "?s ?p ?o") == 301
    assert time.monotonic() - began < 2.5
    slow.join()


def test_the_row_limit_is_kept_and_told(endpoint: Endpoint) -> None:
    answer, _ = endpoint.ask("SELECT ?s { ?s ?p ?o }", Limits(rows=7))
    assert len(json.loads(answer.body)["results"]["bindings"]) == 7
    assert answer.truncated
    assert not endpoint.ask("SELECT ?s { ?s ?p ?o } LIMIT 7", Limits(rows=7))[0].truncated
    answer, format_ = endpoint.ask("CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=7), choose=_nt)
    assert (len(answer.body.splitlines()), answer.truncated, format_.name) == (7, True, "nt")


def _nt(formats: tuple[Format, ...]) -> Format:
    return next(each for each in formats if each.name == "nt")


def test_a_malformed_query_is_told_with_line_and_column(endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match=r"line 3, column 14"):
        ask(endpoint, "SELECT *\nWHERE {\n  ?s ?p '联盟' '' }")
    with pytest.raises(QueryError, match=r"line 1, column .*prefix is not declared"):
        ask(endpoint, "SELECT * { ?s nowhere:p ?o }")


def test_common_prefixes_need_no_declaration(endpoint: Endpoint) -> None:
    assert ask(endpoint, "ASK { ?s a ag:Alliance ; skos:prefLabel ?n ; prov:value ?v ; org:x ?y }")["boolean"] is False


@pytest.mark.parametrize(
    "text", ["SELECT * { FILTER(<http://x/f>(1)) }", "SELECT * " + "{" * 100_000, "ASK { <a b> ?p 1 }"]
)
def test_what_cannot_run_is_an_error_and_the_engine_lives(endpoint: Endpoint, text: str) -> None:
    with pytest.raises(QueryError):
        ask(endpoint, text)
    assert ask(endpoint, "ASK {}")["boolean"] is True


def test_memory_is_bounded(endpoint: Endpoint) -> None:
    text = 'SELECT (STRLEN(?e) AS ?n) { BIND("x" AS ?a) ' + _doubled() + " }"
    with pytest.raises(QueryError, match="memory|time limit"):
        ask(endpoint, text, seconds=20)
    assert ask(endpoint, "ASK {}")["boolean"] is True


def _doubled() -> str:
    """Binds that make a text of 4 GB."""
    return " ".join(f"BIND(CONCAT(?{name}, ?{name}) AS ?{next_})" for name, next_ in _chain()) + " BIND(?z32 AS ?e)"


def _chain() -> list[tuple[str, str]]:
    names = ["a", *(f"z{number}" for number in range(1, 33))]
    return list(zip(names, names[1:], strict=False))


def test_no_query_reaches_the_network(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when the first fence, the look at the text, is down."""
    monkeypatch.setattr("graph.sparql.tokens.tokenize", lambda text: iter(()))
    monkeypatch.setattr("graph.sparql.tokens._prologue", lambda tokens, prefixes, base: ("SELECT", None))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(1)
        port = listening.getsockname()[1]
        with pytest.raises(QueryError):
            ask(endpoint, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", seconds=3)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_another_mark_brings_the_new_graph_and_ends_the_old_engine() -> None:
    marks = [1]
    with Endpoint(lambda: list(quads())[: 10 * marks[0]], lambda: marks[0]) as endpoint:
        assert count(endpoint, "?s ?p ?o") == 10
        _, before = endpoint.current()
        marks[0] = 2
        assert count(endpoint, "?s ?p ?o") == 20
        assert not before.alive
        _, after = endpoint.current()
        assert endpoint.current()[1] is after
    assert not after.alive


def test_a_killed_engine_is_replaced() -> None:
    with Endpoint(quads, lambda: 1) as endpoint:
        _, engine = endpoint.current()
        os.kill(engine._process.pid, 9)
        engine._process.wait()
        assert count(endpoint, "?s ?p ?o") == 301
