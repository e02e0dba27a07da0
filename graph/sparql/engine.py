"""The engine's process: holds the RDF in memory and answers each query in a child that the system kills in time.

A query of the library can't be interrupted, so it runs in a process of its own. This process has one thread and opens
nothing, hence it may fork: a child has the whole store at once, without copying. The system's own alarm ends the child
at the time limit, whatever it is doing; it can't open a file or a connection (SERVICE would), nor grow without bound.

Started by :mod:`graph.sparql.endpoint` with the N-Quads on standard input and a socket whose other end asks: each
message brings the end of a socket on which one question comes and its answer goes. When the other end closes, it ends.
"""

import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graph.errors import QueryError
from graph.sparql.evaluate import Question, evaluate

MEMORY = 2 << 30
"""Bytes that one query may take beside the store."""
PRIORITY = 5


def load() -> Store:
    """The store of the N-Quads on standard input: named graphs as they are, their union as default graph."""
    store, union = Store(), DefaultGraph()
    quads = parse(sys.stdin.buffer, format=RdfFormat.N_QUADS)
    store.bulk_extend(each for q in quads for each in (q, Quad(q.subject, q.predicate, q.object, union)))
    return store


def serve(store: Store, control: socket.socket) -> None:
    """Answers until the other end closes."""
    size = _size()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    while True:
        message, files, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=files[0]) as channel:
            if os.fork() == 0:
                control.close()
                _answer(store, channel, size)
                channel.close()
                os._exit(0)


def _answer(store: Store, channel: socket.socket, size: int | None) -> None:
    """One question and its answer, under the limits; ``size`` is what this process holds already."""
    with channel.makefile("rb") as incoming:
        asked: dict[str, Any] = json.loads(incoming.readline())
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, asked.pop("seconds"))
    _fence(size)
    try:
        answer = evaluate(store, Question(**{key: _tuple(value) for key, value in asked.items()}))
        head: dict[str, Any] = {"bytes": len(answer.body), "truncated": answer.truncated}
        body = answer.body
    except QueryError as error:
        head, body = {"refused": str(error)}, b""
    except MemoryError:
        return
    try:
        channel.sendall(json.dumps(head).encode() + b"\n" + body)
    except BrokenPipeError:
        return  # whoever asked has gone


def _fence(size: int | None) -> None:
    """No further file or socket, bounded memory, no core file, and a little less of the processor."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if size is not None:
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    os.nice(PRIORITY)


def _size() -> int | None:
    """The bytes of address space that this process takes, where the system tells (Linux)."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return None


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    listening = socket.socket(fileno=int(sys.argv[1]))
    loaded = load()
    listening.sendall(b"ready\n")
    serve(loaded, listening)
