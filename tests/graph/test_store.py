import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import QueryError, StateError, StoreRefusedError, StoreUnavailableError
from graph.settings import Settings
from graph.store import Address, Store, connect

pytestmark = pytest.mark.store


@pytest.fixture
def dead_port() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # bound but not listening: refuses every connection, and nobody else takes it
        yield bound.getsockname()[1]


def test_info_names_version_and_edition(store: Store) -> None:
    info = store.info()
    assert info.version[:1].isdigit()
    assert info.edition in {"community", "enterprise"}


def test_what_is_written_is_read(empty_store: Store) -> None:
    rows = [{"id": f"x{n:05}", "n": n} for n in range(25)]
    empty_store.write_rows("UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e.n = row.n", rows, size=10)
    assert empty_store.read("MATCH (e:Entity) RETURN count(e) AS count, sum(e.n) AS sum") == [{"count": 25, "sum": 300}]
    assert empty_store.read("MATCH (e:Entity {id: $id}) RETURN e.n AS n", id="x00007") == [{"n": 7}]


def test_read_refuses_to_write(empty_store: Store) -> None:
    with pytest.raises(QueryError, match="(?i)read"):
        empty_store.read("CREATE (n:Entity {id: 'made by a read'})")
    assert empty_store.read("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def test_a_failed_batch_leaves_nothing_of_itself(empty_store: Store) -> None:
    rows = [{"d": 1}, {"d": 0}]
    with pytest.raises(QueryError, match="by zero"):
        empty_store.write_rows("UNWIND $rows AS row CREATE (:Entity {id: toString(1 / row.d)})", rows)
    assert empty_store.read("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def test_bad_cypher_is_one_line(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.read("MATCH (n RETURN n")
    assert "\n" not in str(caught.value)


def test_wrong_password(store: Store) -> None:
    with Store(replace(store.address, password="wrong password")) as stranger, pytest.raises(StoreRefusedError):
        stranger.read("RETURN 1")


def test_nobody_listens(store: Store, dead_port: int) -> None:
    address = Address(f"bolt://127.0.0.1:{dead_port}", "neo4j", "secret", "neo4j", embedded=False)
    started = time.monotonic()
    with Store(address) as nobody, pytest.raises(StoreUnavailableError, match=f"127.0.0.1:{dead_port}"):
        nobody.read("RETURN 1")
    assert time.monotonic() - started < 10


def test_connect_tells_at_once_that_nobody_listens(settings: Settings, dead_port: int) -> None:
    started = time.monotonic()
    elsewhere = replace(settings, neo4j_uri=f"neo4j://127.0.0.1:{dead_port}", neo4j_password="secret")
    with pytest.raises(StoreUnavailableError):
        connect(elsewhere)
    assert time.monotonic() - started < 10


def test_something_else_listens(settings: Settings) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()  # never answers
        elsewhere = replace(settings, neo4j_uri=f"bolt://127.0.0.1:{server.getsockname()[1]}", neo4j_password="x")
        started = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            connect(elsewhere)
        assert time.monotonic() - started < 10


def test_an_address_that_is_none(settings: Settings) -> None:
    with pytest.raises(StateError, match="bolt://"):
        connect(replace(settings, neo4j_uri="http://127.0.0.1:7474", neo4j_password="x"))


def test_connect_to_another_neo4j(store: Store, settings: Settings) -> None:
    other = replace(settings, neo4j_uri=store.address.uri, neo4j_password=store.address.password)
    with connect(other) as opened:
        assert opened.read("RETURN 1 AS one") == [{"one": 1}]


def test_unknown_database(store: Store, settings: Settings) -> None:
    other = replace(
        settings, neo4j_uri=store.address.uri, neo4j_password=store.address.password, neo4j_database="elsewhere"
    )
    with pytest.raises(StateError, match="NEO4J_DATABASE"):
        connect(other)


def test_the_password_does_not_show(store: Store) -> None:
    assert store.address.password
    assert store.address.password not in repr(store.address)
