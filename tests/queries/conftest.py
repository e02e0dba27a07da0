"""The sample graph, loaded once for each module that asks for it."""

import pytest

from graph.schema import ensure_schema
from graph.store import Store
from tests.queries.sample import load_sample


@pytest.fixture(scope="module")
def sample(store: Store) -> Store:
    """The session's store, holding the sample and nothing else. Tests that change it must use ``fresh_sample``."""
    return _filled(store)


@pytest.fixture
def fresh_sample(store: Store) -> Store:
    """The sample, loaded anew for one test that changes it."""
    return _filled(store)


def _filled(store: Store) -> Store:
    store.write_batched("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    ensure_schema(store)
    load_sample(store)
    return store
