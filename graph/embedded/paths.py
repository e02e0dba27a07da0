"""What lies where in a home folder, and the two locks that order its life.

``store.lock`` is held by whoever starts or stops the store, and by a starting server until it is ready: two starts
never meet. ``store.alive`` is held by the server as long as it lives; the system lets go of it when the process dies
however it dies, so a note left by a killed server is never mistaken for a running one.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import StateError

if sys.platform == "win32":
    raise StateError("The embedded store needs Linux or macOS (WSL is fine); set NEO4J_URI to use another Neo4j.")

import fcntl

POLL = 0.05


@dataclass(frozen=True, slots=True)
class HomePaths:
    """The files of one home folder."""

    home: Path

    @property
    def data(self) -> Path:
        """Neo4j's data; the home folder is Neo4j's own home too."""
        return self.home / "data"

    @property
    def configuration(self) -> Path:
        """The settings file of the running server."""
        return self.home / "conf" / "neo4j.conf"

    @property
    def credentials(self) -> Path:
        """What set-initial-password leaves for the first start."""
        return self.data / "dbms" / "auth.ini"

    @property
    def databases(self) -> Path:
        """The databases, there after the first start."""
        return self.data / "databases"

    @property
    def password(self) -> Path:
        """The generated password, mode 0600."""
        return self.home / "password"

    @property
    def note(self) -> Path:
        """``store.json``: address and process of the running server, written by it when it is ready."""
        return self.home / "store.json"

    @property
    def held(self) -> Path:
        """A marker: while it is there the server doesn't end when idle."""
        return self.home / "store.held"

    @property
    def lock(self) -> Path:
        """Held while the store is started or stopped."""
        return self.home / "store.lock"

    @property
    def alive(self) -> Path:
        """Held by the server while it lives."""
        return self.home / "store.alive"

    @property
    def classes(self) -> Path:
        """The classes that a server without an archive loaded (see :mod:`graph.embedded.archive`)."""
        return self.logs / "classes.list"

    @property
    def logs(self) -> Path:
        """Neo4j's logs and the server process's own."""
        return self.home / "logs"

    @property
    def log(self) -> Path:
        """What the server process prints."""
        return self.logs / "host.log"


class FileLock:
    """An advisory lock on a file, free again when every process that has it open is gone or has closed it."""

    def __init__(self, path: Path) -> None:
        """Open (and make) the file; takes no lock yet."""
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def try_lock(self, *, shared: bool = False) -> bool:
        """Take the lock if it is free; a shared one is only to see whether somebody holds it."""
        try:
            fcntl.flock(self.fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def lock(self, timeout: float) -> bool:
        """Take the lock within ``timeout`` seconds; False when it was not to be had."""
        deadline = time.monotonic() + timeout
        while not self.try_lock():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL)
        return True

    def close(self) -> None:
        """Let go; a child that inherited the lock keeps it."""
        os.close(self.fd)

    def __enter__(self) -> "FileLock":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock on ``path``."""
    if not path.exists():
        return False
    with FileLock(path) as probe:
        return not probe.try_lock(shared=True)


def read_note(path: Path) -> dict[str, Any] | None:
    """The contents of ``store.json``, or None when there is none."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise StateError(f"{path} is damaged: delete it and start again.") from error
    return dict(note)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as out:
            out.write(text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_note(path: Path, note: Mapping[str, Any]) -> None:
    """Write ``store.json``."""
    write_private(path, json.dumps(note, indent=1) + "\n")
