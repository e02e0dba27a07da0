"""The server over the sample graph, asked in this process."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alliancegraph.serving.app import application
from alliancegraph.serving.publisher import Publisher
from graph.schema import ensure_schema
from graph.settings import Settings
from graph.store import Store
from tests.conftest import wipe
from tests.queries.sample import load_sample


@pytest.fixture(scope="module")
def publisher(store: Store, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    wipe(store)
    ensure_schema(store)
    load_sample(store)
    own = dataclasses.replace(settings, home=Path(tmp_path_factory.mktemp("serving")))
    with Publisher(store, own) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(publisher: Publisher) -> Iterator[TestClient]:
    """Raises what the server did not foresee, follows no redirect, and accepts anything unless told otherwise."""
    with TestClient(application(publisher), base_url="http://data.example:8700", follow_redirects=False) as opened:
        yield opened
