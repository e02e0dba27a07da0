"""The endpoint: SPARQL over the graph as it is now, read only, within limits, safe to share between threads.

It keeps one engine process (:mod:`graph.sparql.engine`) and starts another one when the graph has changed.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from graph.change import change_mark
from graph.errors import QueryError, StateError
from graph.export import export_rows
from graph.sparql.evaluate import Answer
from graph.sparql.formats import Format, formats_of
from graph.sparql.prefixes import PREFIXES
from graph.sparql.tokens import Dataset, examine
from graph.store import Store
from graph.text import BASE
from ontology import Vocabulary

GRACE = 5.0
"""Seconds that an answer may take to arrive after its time limit, before the engine is given up."""
AT_ONCE = 8
"""Queries that run at a time; a further one waits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """At most ``rows`` rows or triples in at most ``seconds`` seconds."""

    rows: int = 10_000
    seconds: float = 30.0


class Engine:
    """A running engine process with the RDF that it was given."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Starts the process and fills it; raises StateError when it can't be started or ends early."""
        mine, its = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        try:
            with its:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "graph.sparql.engine", str(its.fileno())],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[its.fileno()],
                    # Nothing of ours, above all no password: it needs to find its code.
                    env={"PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])},
                )
        except OSError as error:
            mine.close()
            raise StateError(f"The SPARQL engine can't be started ({error.strerror}).") from error
        self._control = mine
        assert self._process.stdin is not None
        with ExitStack() as undo:
            undo.callback(self.close)
            try:
                with self._process.stdin as pipe:
                    serialize(quads, output=pipe, format=RdfFormat.N_QUADS)
                ready = mine.recv(16)
            except BrokenPipeError:
                ready = b""
            if not ready:
                raise StateError("The SPARQL engine ended while it read the graph; the memory may be too small for it.")
            undo.pop_all()

    def ask(self, question: Mapping[str, Any], seconds: float) -> Answer:
        """Has a question answered; raises QueryError when it is refused or runs into a limit."""
        here, there = socket.socketpair()
        began = time.monotonic()
        with here:
            with there:
                try:
                    socket.send_fds(self._control, [b"q"], [there.fileno()])
                except OSError as error:
                    raise StateError("The SPARQL engine has ended; ask again.") from error
            try:
                here.sendall(json.dumps({**question, "seconds": seconds}).encode() + b"\n")
                here.settimeout(seconds + GRACE)
                with here.makefile("rb") as incoming:
                    head: dict[str, Any] = json.loads(incoming.readline() or b"{}")
                    body = incoming.read(head.get("bytes", 0))
            except (OSError, TimeoutError):
                head, body = {}, b""
        if "refused" in head:
            raise QueryError(head["refused"])
        if "bytes" in head and len(body) == head["bytes"]:
            return Answer(body, head["truncated"])
        if time.monotonic() - began >= seconds:
            raise QueryError(f"The query ran into its time limit of {seconds:g} s: ask for less, or add a LIMIT.")
        raise QueryError("The query needs more memory than one query may use: ask for less, or make it simpler.")

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """Ends the process; answers that are under way still arrive."""
        self._control.close()
        self._process.terminate()
        self._process.wait()


@dataclass(frozen=True, slots=True)
class _Held:
    """An engine and the mark of the graph that it holds."""

    mark: object
    engine: Engine


class Endpoint:
    """SPARQL over what ``quads`` gives; given anew when ``mark`` gives another value. Close it, or use ``with``."""

    def __init__(self, quads: Callable[[], Iterable[Quad]], mark: Callable[[], object]) -> None:
        self._quads = quads
        self._mark = mark
        self._held: _Held | None = None
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    def __enter__(self) -> "Endpoint":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the engine."""
        with self._lock:
            if self._held is not None:
                self._held.engine.close()
                self._held = None

    def current(self) -> tuple[object, Engine]:
        """The engine of the graph as it is now, and the graph's mark."""
        with self._lock:
            mark = self._mark()
            if self._held is not None and (self._held.mark != mark or not self._held.engine.alive):
                self._held.engine.close()
                self._held = None
            if self._held is None:
                self._held = _Held(mark, Engine(self._quads()))
            return self._held.mark, self._held.engine

    def ask(
        self,
        text: str,
        limits: Limits,
        choose: Callable[[tuple[Format, ...]], Format] = lambda formats: formats[0],
        dataset: Dataset | None = None,
    ) -> tuple[Answer, Format]:
        """The answer to a query, in the format that ``choose`` takes among those that fit the query's form.

        ``dataset`` goes before the FROM clauses of the query (the SPARQL protocol says so). Raises QueryError for what
        is no query, would change the graph, asks another endpoint or runs into a limit; StateError when there is no
        engine.
        """
        examined = examine(text, dict(PREFIXES), BASE)
        graphs = dataset or examined.dataset
        format_ = choose(formats_of(examined.form))
        question = {
            "text": examined.text,
            "format": format_.name,
            "prefixes": dict(PREFIXES),
            "base": BASE,
            "rows": limits.rows,
            "default": graphs.default,
            "named": graphs.named,
        }
        _, engine = self.current()
        with self._slots:
            return engine.ask(question, limits.seconds), format_


def open_endpoint(store: Store, vocabulary: Vocabulary) -> Endpoint:
    """The endpoint over a store's graph; the store must stay open as long."""
    from graph.rdf import to_quads  # noqa: PLC0415 - the mapping is only needed when there is a graph

    return Endpoint(lambda: to_quads(export_rows(store, vocabulary), vocabulary), partial(change_mark, store))
