"""Fixtures that all rooms share: one real Neo4j for the whole session, and the folder of real documents."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import embedded
from graph.settings import Settings
from graph.store import Address, Store

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """A run begun in the background of a shell ignores interrupts, and so would the processes that tests interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a fresh home folder, or with the Neo4j of NEO4J_URI (its data will be wiped)."""
    return Settings(
        home=tmp_path_factory.mktemp("home"),
        neo4j_uri=os.environ.get("NEO4J_URI"),
        neo4j_username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        neo4j_password=os.environ.get("NEO4J_PASSWORD"),
        neo4j_database=os.environ.get("NEO4J_DATABASE", "neo4j"),
        maven_repository=os.environ.get("ALLIANCEGRAPH_MAVEN_REPOSITORY"),
    )


@pytest.fixture(scope="session")
def store(settings: Settings) -> Iterator[Store]:
    """The session's store. The embedded one lives no longer than this process, even if that is killed."""
    if settings.neo4j_uri is not None:
        address = Address(
            settings.neo4j_uri,
            settings.neo4j_username,
            settings.neo4j_password,
            settings.neo4j_database,
            embedded=False,
        )
    else:
        address = embedded.start(settings, held=True, life=embedded.Life(with_parent=True))
    with Store(address) as opened:
        opened.verify()
        yield opened
    if settings.neo4j_uri is None:
        embedded.stop(settings)


@pytest.fixture
def empty_store(store: Store) -> Store:
    """The session's store without any node or relationship; constraints and indexes stay."""
    wipe(store)
    return store


def wipe(store: Store) -> None:
    """Delete all data, in batches."""
    store.write_batched("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents next to the repository; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = f"needs the real documents in {folder}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
