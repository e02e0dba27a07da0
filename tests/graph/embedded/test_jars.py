import hashlib
from pathlib import Path

import pytest

from graph.embedded.jars import LOCK_FILE, Jar, ensure_jars, neo4j_version, read_lock, relative_path
from graph.embedded.lock import is_needed, write_lock
from graph.errors import StateError

DATA = b"the bytes of a jar"
JAR = Jar("org.example", "thing", "1.0", "linux", hashlib.sha256(DATA).hexdigest(), len(DATA))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Maven repository on the disk that holds one jar."""
    file = tmp_path / "repository" / relative_path(JAR)
    file.parent.mkdir(parents=True)
    file.write_bytes(DATA)
    return tmp_path / "repository"


def test_the_lock_is_whole_and_holds_no_address() -> None:
    jars = read_lock()
    assert neo4j_version(jars) == "2026.08.1"
    assert len({relative_path(jar) for jar in jars}) == len(jars) > 100
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)
    assert "://" not in LOCK_FILE.read_text(encoding="utf-8")


def test_the_lock_is_written_as_it_is_read(tmp_path: Path) -> None:
    write_lock(read_lock(), tmp_path / "lock.csv")
    assert (tmp_path / "lock.csv").read_bytes() == LOCK_FILE.read_bytes()


def test_unneeded_jars() -> None:
    unneeded = ["org.eclipse.jetty*", "junit", "org.neo4j:neo4j-push-to-cloud"]
    assert not is_needed("org.eclipse.jetty.http2", "jetty-http2-server", unneeded)
    assert not is_needed("junit", "junit", unneeded)
    assert not is_needed("org.neo4j", "neo4j-push-to-cloud", unneeded)
    assert is_needed("org.neo4j", "neo4j-cloud", unneeded)


def test_a_jar_is_fetched_checked_and_kept(repository: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    cache = tmp_path / "cache"
    (path,) = ensure_jars(cache, repository.as_uri(), lambda *step: told.append(step), [JAR])
    assert path.read_bytes() == DATA
    assert told == [("Neo4j", len(DATA), len(DATA))]
    (repository / relative_path(JAR)).unlink()
    assert ensure_jars(cache, repository.as_uri(), None, [JAR]) == [path]
    assert [file for file in cache.rglob("*") if file.is_file()] == [path]


def test_other_bytes_are_refused_and_not_kept(repository: Path, tmp_path: Path) -> None:
    (repository / relative_path(JAR)).write_bytes(DATA[::-1])
    with pytest.raises(StateError, match="thing-1.0.jar.*SHA-256"):
        ensure_jars(tmp_path / "cache", repository.as_uri(), None, [JAR])
    assert not [file for file in (tmp_path / "cache").rglob("*") if file.is_file()]


def test_no_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="127.0.0.1:9.*ALLIANCEGRAPH_MAVEN_REPOSITORY"):
        ensure_jars(tmp_path / "cache", "http://127.0.0.1:9/maven2", None, [JAR])


def test_an_address_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="ALLIANCEGRAPH_MAVEN_REPOSITORY"):
        ensure_jars(tmp_path / "cache", "no address", None, [JAR])


def test_a_cache_that_can_not_be_written(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(StateError, match="cache"):
        ensure_jars(tmp_path / "cache", repository.as_uri(), None, [JAR])
