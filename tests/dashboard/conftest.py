"""A small graph with made-up bodies, loaded through the pipeline, and the dashboard's real process on top of it."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dashboard.launch import command
from graph.settings import Settings
from graph.store import Store
from loaders.pipeline import ingest_tables
from tests.conftest import wipe

SAMPLES = Path(__file__).with_name("samples")
WATCH = Path(__file__).with_name("watch")
PATIENCE = 90


@pytest.fixture(scope="module")
def elsewhere(settings: Settings, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a dashboard over the session's store, with a home folder of its own."""
    address = store.address
    return replace(
        settings,
        home=tmp_path_factory.mktemp("dashboard-home"),
        neo4j_uri=address.uri,
        neo4j_username=address.username,
        neo4j_password=address.password,
        neo4j_database=address.database,
    )


def environment(settings: Settings) -> dict[str, str]:
    """The environment that says the same as the settings."""
    return {
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_USERNAME": settings.neo4j_username,
        "NEO4J_PASSWORD": settings.neo4j_password or "",
        "NEO4J_DATABASE": settings.neo4j_database,
        "ALLIANCEGRAPH_LANG": "zh",
    }


@pytest.fixture(scope="module")
def facts(store: Store, elsewhere: Settings) -> Store:
    """The store, holding the sample tables and nothing else."""
    wipe(store)
    report = ingest_tables(store, elsewhere, SAMPLES / "tables")
    assert not report.failed
    return store


@pytest.fixture(scope="module")
def key(facts: Store) -> Callable[[str], str]:
    """The id of the entity with a name."""

    def find(name: str) -> str:
        (row,) = facts.read("MATCH (e:Entity {name: $name}) RETURN e.id AS id", name=name)
        return str(row["id"])

    return find


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, its process, and the log of what its sockets did."""

    address: str
    process: "subprocess.Popen[bytes]"
    sockets: Path
    output: Path


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(elsewhere: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as ``up`` starts it, watched by an audit hook."""
    folder = tmp_path_factory.mktemp("server")
    port = free_port()
    surroundings = {
        **os.environ,
        **environment(elsewhere),
        "PYTHONPATH": str(WATCH),
        "SOCKET_LOG": str(folder / "sockets.log"),
    }
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command(elsewhere, port), env=surroundings, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
    running = Server(f"http://127.0.0.1:{port}/", process, folder / "sockets.log", folder / "output.log")
    try:
        _wait(running)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(server.address + "_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not start: {server.output.read_text('utf-8')}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; tests that need it are skipped where there is none, but fail in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "needs Chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
