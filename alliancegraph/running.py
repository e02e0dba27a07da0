"""What `up` runs: the note by which `down` and a second `up` find it, ports, and the dashboard's process.

``up.lock`` is held as long as the `up` of a home lives, however it ends, so a note left by a killed one is never
mistaken for a running one.
"""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from graph.embedded.failure import home_error
from graph.embedded.paths import FileLock, is_held, read_note, write_note
from graph.errors import StateError

DEFAULT_PORT = 8501
PORTS_TRIED = 50
HEALTH = "/_stcore/health"
POLL = 0.1
READY_SECONDS = 90.0
STOP_SECONDS = 90.0
DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


def note_file(home: Path) -> Path:
    """``up.json``: process and address of the running `up`."""
    return home / "up.json"


def running(home: Path) -> dict[str, Any] | None:
    """What the `up` of this home noted (``pid``, ``url``), or None when none runs. It may not be ready yet."""
    return read_note(note_file(home)) if is_held(home / "up.lock") else None


@contextlib.contextmanager
def claimed(home: Path) -> Iterator[bool]:
    """Makes this process the one `up` of the home while the block runs; gives False when another one is.

    Raises StateError when the home folder can't be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "up.lock")
    except OSError as error:
        raise home_error(home, error) from error
    with lock:
        if not lock.try_lock():
            yield False
            return
        try:
            yield True
        finally:
            note_file(home).unlink(missing_ok=True)


def take_note(home: Path, url: str) -> None:
    """Notes this process as the running `up`, its dashboard at ``url``."""
    try:
        write_note(note_file(home), {"pid": os.getpid(), "url": url})
    except OSError as error:
        raise home_error(home, error) from error


def end(home: Path) -> bool:
    """Asks the `up` of this home to end and waits until it has; False when none runs."""
    note = running(home)
    if note is None:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(note["pid"], signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while is_held(home / "up.lock"):
        if time.monotonic() > deadline:
            raise StateError(
                f"The dashboard (process {note['pid']}) did not end in {STOP_SECONDS:.0f} s; end it by hand."
            )
        time.sleep(POLL)
    return True


@contextlib.contextmanager
def handling(
    numbers: Sequence[int], handler: Callable[[int, FrameType | None], Any] | signal.Handlers
) -> Iterator[None]:
    """Gives these signals another handler while the block runs."""
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def is_free(address: str, port: int) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True


def choose_port(address: str, wanted: int | None) -> int:
    """The port asked for, or the first free one from 8501 on.

    Raises StateError when the port asked for is in use, or none is free.
    """
    if wanted is not None:
        if not is_free(address, wanted):
            raise StateError(f"Port {wanted} can't be used (in use, or not allowed): choose another one with --port.")
        return wanted
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        if is_free(address, port):
            return port
    raise StateError(f"No port from {DEFAULT_PORT} to {DEFAULT_PORT + PORTS_TRIED - 1} is free: name one with --port.")


def end_with_parent() -> Callable[[], None] | None:
    """What a child runs first so that it ends when this process is gone, even killed; None where Linux is not."""
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def tie() -> None:
        prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:  # gone before the tie was made
            os._exit(1)

    return tie


def spawn(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts a server process in a session of its own (Ctrl-C reaches only us), its output in ``log``."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=log.parent,
                env=dict(environment),
                start_new_session=True,
                preexec_fn=end_with_parent(),  # noqa: PLW1509 - no thread runs yet when `up` starts its child
            )
    except OSError as error:
        raise home_error(log.parent, error) from error


def is_healthy(port: int) -> bool:
    """Whether the dashboard on this port of the loopback says that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", HEALTH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Returns when the dashboard answers; raises StateError when it ended or takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    while not is_healthy(port):
        check_alive(process, log)
        if time.monotonic() > deadline:
            raise StateError(f"The dashboard did not answer in {READY_SECONDS:.0f} s: see {log}.")
        time.sleep(POLL)


def check_alive(process: subprocess.Popen[bytes], log: Path) -> None:
    """Raises StateError when the dashboard's process has ended."""
    if process.poll() is not None:
        raise StateError(f"The dashboard ended by itself (code {process.returncode}): see {log}, then run 'up' again.")


def terminate(process: subprocess.Popen[bytes]) -> None:
    """Ends a child: asked first, killed when it does not listen."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
