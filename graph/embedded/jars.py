"""The jars of Neo4j: fetched once by the lock file, checked, and kept in the user's cache folder.

The lock (``jars.lock.csv``, renewed by :mod:`graph.embedded.lock`) names every jar with its SHA-256 and size; the
address of the Maven repository is a setting (a mirror) or jgo's own constant. A jar is written under a temporary
name, checked and only then renamed, so an interrupted download never leaves a bad jar behind.
"""

import csv
import errno
import hashlib
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from graph.errors import StateError

LOCK_FILE = Path(__file__).with_name("jars.lock.csv")
THREADS = 12
TRIES = 4
TIMEOUT = 60.0

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many bytes are there and how many there will be."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock; ``classifier`` may be empty, ``size`` is in bytes."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int


def read_lock(file: Path = LOCK_FILE) -> tuple[Jar, ...]:
    """The jars of the lock, in its order (which is the order of the class path)."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Jar(row["group"], row["artifact"], row["version"], row["classifier"], row["sha256"], int(row["size"]))
            for row in csv.DictReader(lines)
        )


def neo4j_version(jars: Sequence[Jar]) -> str:
    """The version of Neo4j that the lock holds."""
    return next(jar.version for jar in jars if (jar.group, jar.artifact) == ("org.neo4j", "neo4j"))


def relative_path(jar: Jar) -> str:
    """Where a Maven repository keeps the jar, and where the cache does."""
    suffix = f"-{jar.classifier}" if jar.classifier else ""
    folder = "/".join([*jar.group.split("."), jar.artifact, jar.version])
    return f"{folder}/{jar.artifact}-{jar.version}{suffix}.jar"


def cache_folder() -> Path:
    """The folder of the jars: shared by all homes of this user."""
    return user_cache_path("alliancegraph", appauthor=False) / "jars"


def ensure_jars(
    folder: Path, repository: str | None = None, progress: Progress | None = None, jars: Sequence[Jar] | None = None
) -> list[Path]:
    """Make sure that every jar of the lock lies in ``folder``; returns their paths in the order of the lock.

    A jar that is there with the right size is not read again: it was checked when it was written. Raises StateError
    when a jar can't be fetched, has another hash, or can't be written.
    """
    wanted = read_lock() if jars is None else jars
    paths = [folder / relative_path(jar) for jar in wanted]
    missing = [(jar, path) for jar, path in zip(wanted, paths, strict=True) if not _is_there(jar, path)]
    if missing:
        _fetch_all(missing, (repository or _default_repository()).rstrip("/"), progress)
    return paths


def _is_there(jar: Jar, path: Path) -> bool:
    try:
        return path.stat().st_size == jar.size
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StateError(f"The cache of jars can't be read at {path}: {error.strerror}.") from error


def _default_repository() -> str:
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415  (half a second, needed only for a download)

    return str(MAVEN_CENTRAL_URL)


def _fetch_all(missing: Sequence[tuple[Jar, Path]], repository: str, progress: Progress | None) -> None:
    total, done = sum(jar.size for jar, _ in missing), 0
    with ThreadPoolExecutor(THREADS) as pool:
        futures = {pool.submit(_fetch, jar, path, repository): jar for jar, path in missing}
        try:
            for future in as_completed(futures):
                future.result()
                done += futures[future].size
                if progress is not None:
                    progress("Neo4j", done, total)
        finally:
            # After a failure the rest is not worth fetching; after success nothing waits.
            pool.shutdown(cancel_futures=True)


def _fetch(jar: Jar, path: Path, repository: str) -> None:
    data = _download(f"{repository}/{relative_path(jar)}", jar)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StateError(_not_written(path, error)) from error


def _not_written(path: Path, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk of the cache folder is full: free some space and start again ({path.parent})."
    return f"The cache folder can't be written at {path.parent}: {error.strerror}; give yourself the right to write it."


def _download(url: str, jar: Jar) -> bytes:
    for attempt in range(1, TRIES + 1):
        try:
            return _download_once(url, jar)
        except urllib.error.HTTPError as error:
            if attempt == TRIES or error.code in {401, 403, 404, 410}:
                raise _unreachable(url, f"the server answers {error.code}") from error
        except (OSError, HTTPException) as error:
            if attempt == TRIES:
                raise _unreachable(url, str(getattr(error, "reason", error) or error)) from error
        except ValueError as error:
            raise _unreachable(url, "that is no address") from error
        time.sleep(0.5 * attempt)
    raise AssertionError("unreachable")


def _download_once(url: str, jar: Jar) -> bytes:
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310  (address from the settings)
        data: bytes = answer.read(jar.size + 1)
    found = hashlib.sha256(data).hexdigest()
    if found != jar.sha256:
        # A cut-off answer is worth another try; a whole one with other bytes is not.
        if len(data) < jar.size:
            raise OSError("the download was cut off")
        raise StateError(
            f"{jar.artifact}-{jar.version}.jar from {urlsplit(url).netloc} is not the file that the lock names "
            f"(SHA-256 {found[:12]}… instead of {jar.sha256[:12]}…): use another repository "
            "(ALLIANCEGRAPH_MAVEN_REPOSITORY)."
        )
    return data


def _unreachable(url: str, reason: str) -> StateError:
    return StateError(
        f"Neo4j's jars can't be fetched from {urlsplit(url).netloc or url}: {reason}; check the network, name a "
        "mirror in ALLIANCEGRAPH_MAVEN_REPOSITORY, or point NEO4J_URI at a Neo4j that already runs."
    )
