import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from graph.errors import QueryError, StoreRefusedError
from graph.guard import run_guarded
from graph.store import Store

pytestmark = pytest.mark.store


@pytest.fixture
def filled(empty_store: Store) -> Store:
    empty_store.write(
        "CREATE (a:Entity:Alliance {id: 'a', name: 'Alpha', assertions: '{}'})"
        "-[r:MEMBER_OF {id: 'r', role: 'x', assertions: '[]'}]->(b:Entity {id: 'b', name: 'Beta', reading: '{}'})"
    )
    return empty_store


@pytest.fixture
def web_server() -> Iterator[tuple[int, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"leaked\n")

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, asked
        server.shutdown()
        thread.join()


def counted(store: Store) -> list[dict[str, int]]:
    return store.read(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships, "
        "sum(size(keys(n))) AS properties"
    )


ATTACKS = [
    "CREATE (n:X)",
    "MERGE (n:X {id: 1}) RETURN n",
    "MATCH (n) SET n.name = 'x' RETURN n",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | SET n.name = x)",
    "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS",
    "MATCH (n) CALL (n) { RETURN n.id AS i } IN TRANSACTIONS RETURN i",
    "CALL { CREATE (n) } RETURN 1",
    "PROFILE CREATE (n)",
    "PROFILE MATCH (n) RETURN n",
    "MATCH (n) RETURN n; CREATE (m)",
    "CREATE INDEX x FOR (n:X) ON (n.y)",
    "DROP CONSTRAINT x IF EXISTS",
    "CREATE USER eve SET PASSWORD 'evil-password'",
    "ALTER USER neo4j SET PASSWORD 'evil-password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'evil-password'",
    "DROP USER neo4j",
    "SHOW USERS",
    "SHOW CURRENT USER",
    "SHOW DATABASES",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "SHOW TRANSACTION 'neo4j-transaction-1'",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "RETURN [x IN [1] | COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l }] AS r",
    "CYPHER 25 LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "CALL dbms.listConfig()",
    "CALL dbms.components()",
    "CALL db.createLabel('x')",
    "CALL db.clearQueryCaches()",
    "CALL db.stats.retrieve('QUERIES')",
    "CALL tx.setMetaData({a: 1})",
    "MATCH (n) WHERE EXISTS { CALL dbms.listConfig() YIELD name RETURN name } RETURN n",
    "MATCH (n) RETURN n UNION CALL dbms.listConfig() YIELD name AS n RETURN n",
    "CALL apoc.load.json('http://127.0.0.1/')",
    "RETURN apoc.version()",
    "USE system SHOW USERS",
    "USE neo4j MATCH (n) RETURN n",
    "MATCH (n RETURN n",
    "RETURN 1 / 0",
    "EXPLAIN CREATE (n)",
    "no cypher at all",
]


@pytest.mark.parametrize("cypher", ATTACKS)
def test_attacks_are_refused_in_one_line(filled: Store, cypher: str) -> None:
    before = counted(filled)
    with pytest.raises(QueryError) as caught:
        run_guarded(filled, cypher, {})
    assert "\n" not in str(caught.value)
    assert counted(filled) == before


def test_no_address_is_asked(store: Store, web_server: tuple[int, list[str]]) -> None:
    port, asked = web_server
    for cypher in (
        "LOAD CSV FROM 'http://127.0.0.1:{}/a' AS l RETURN l",
        "RETURN [x IN [1] | COLLECT {{ LOAD CSV FROM 'http://127.0.0.1:{}/b' AS l RETURN l }}]",
    ):
        with pytest.raises(QueryError, match="LOAD CSV"):
            run_guarded(store, cypher.format(port), {})
    assert asked == []


def test_parameters_are_values(filled: Store) -> None:
    table = run_guarded(filled, "MATCH (n:Entity) WHERE n.name = $name RETURN n.id AS id", {"name": "x' OR 1=1 //"})
    assert table.rows == ()
    assert run_guarded(filled, "MATCH (n {name: $name}) RETURN n.id AS id", {"name": "Beta"}).rows == (("b",),)


def test_a_missing_parameter_is_named(store: Store) -> None:
    with pytest.raises(QueryError, match="name"):
        run_guarded(store, "RETURN $name", {})


def test_nodes_relationships_and_paths_are_json(filled: Store) -> None:
    table = run_guarded(filled, "MATCH p = (a)-[r]->(b) RETURN a, r, b, p, properties(b) AS m, b {.*} AS n", {})
    assert table.columns == ("a", "r", "b", "p", "m", "n")
    ((a, r, b, p, m, n),) = table.rows
    assert a == {"labels": ["Alliance", "Entity"], "properties": {"id": "a", "name": "Alpha"}}
    assert r == {"type": "MEMBER_OF", "start": "a", "end": "b", "properties": {"id": "r", "role": "x"}}
    assert p == {"nodes": [a, b], "relationships": [r]}
    assert m == n == {"id": "b", "name": "Beta"}
    json.dumps(table.rows, allow_nan=False)


def test_other_values_are_json(store: Store) -> None:
    table = run_guarded(
        store,
        "RETURN date('2011-08-23') AS d, duration('P1Y') AS p, point({x: 1, y: 2}) AS q, 0.0 / 0.0 AS n, "
        "[1, null, {a: time('12:00Z')}] AS l, {reading: 1} AS m",
        {},
    )
    assert table.rows == (
        (
            "2011-08-23",
            "P1Y",
            {"srid": 7203, "coordinates": [1.0, 2.0]},
            "nan",
            [1, None, {"a": "12:00:00.000000000+00:00"}],
            {"reading": 1},
        ),
    )


def test_the_row_limit_cuts_and_tells(store: Store) -> None:
    cut = run_guarded(store, "UNWIND range(1, 10000000) AS x RETURN x", {}, row_limit=10)
    assert [row[0] for row in cut.rows] == list(range(1, 11))
    assert cut.truncated
    assert not run_guarded(store, "UNWIND range(1, 10) AS x RETURN x", {}, row_limit=10).truncated


@pytest.mark.parametrize(
    "cypher",
    [
        "UNWIND range(1, 10000000) AS x UNWIND range(1, 10000000) AS y RETURN count(x + y)",
        # Neo4j can't interrupt this one; the client leaves.
        "RETURN reduce(s = 0, x IN range(1, 300000000) | s + x) AS s",
    ],
)
def test_the_time_limit_ends_it(store: Store, cypher: str) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="time limit of 1 s"):
        run_guarded(store, cypher, {}, timeout=1)
    assert time.monotonic() - started < 10
    assert run_guarded(store, "RETURN 1 AS one", {}).rows == ((1,),)


def test_the_memory_limit_ends_it(store: Store) -> None:
    with pytest.raises(QueryError, match="memory"):
        run_guarded(store, "UNWIND range(1, 100000000) AS x RETURN collect(toString(x))", {})
    assert run_guarded(store, "RETURN 1 AS one", {}).rows == ((1,),)


def test_what_describes_the_graph_is_allowed(filled: Store) -> None:
    labels = run_guarded(filled, "CALL db.labels()", {})
    assert ("Alliance",) in labels.rows
    run_guarded(filled, "CALL db.schema.visualization()", {})
    run_guarded(filled, "SHOW INDEXES", {})
    run_guarded(filled, "SHOW CONSTRAINTS YIELD name RETURN count(*)", {})


def test_a_stranger_is_refused(store: Store) -> None:
    with Store(replace(store.address, password="wrong password")) as stranger, pytest.raises(StoreRefusedError):
        run_guarded(stranger, "RETURN 1", {})
