"""Queued writes run in order, on a real store, and stop at the first that fails."""

import pytest

from graph.errors import QueryError
from graph.queue import WAITING, WriteQueue
from graph.store import Store

pytestmark = pytest.mark.store

ADD = "UNWIND $rows AS row CREATE (:Queued {id: row.id, seen: COUNT { MATCH (:Queued) }})"


def ids(store: Store) -> list[int]:
    return [row["id"] for row in store.read("MATCH (n:Queued) RETURN n.id AS id ORDER BY n.seen, n.id")]


def test_writes_run_in_the_order_in_which_they_were_put(empty_store: Store) -> None:
    with WriteQueue(empty_store) as queue:
        for number in range(WAITING * 3):
            queue.rows(ADD, [{"id": number}])
    assert ids(empty_store) == list(range(WAITING * 3))


def test_after_a_failed_write_none_runs_and_the_failure_is_raised(empty_store: Store) -> None:
    queue = WriteQueue(empty_store)
    with pytest.raises(QueryError), queue:
        queue.rows(ADD, [{"id": 1}])
        queue.write("THIS IS NO CYPHER")
        queue.rows(ADD, [{"id": 2}])
    assert ids(empty_store) == [1]


def test_when_the_caller_fails_what_waits_is_dropped_and_the_callers_error_stands(empty_store: Store) -> None:
    with pytest.raises(ZeroDivisionError), WriteQueue(empty_store) as queue:
        queue.rows(ADD, [{"id": 1}])
        queue.flush()
        raise ZeroDivisionError
    assert ids(empty_store) == [1]
