"""Reading over processes: many documents at once, in their order, each read as it would be by itself.

Processes are spawned, so nothing of this process (threads, connections) is copied into them; each loads the rules and
words once. A process that dies takes no other document with it: those that it may have had are read again one by one,
and only the one that kills its reader again is given up.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache, partial
from multiprocessing import active_children, connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from graph.errors import InputError
from graph.model import Document, Reading
from loaders.extract import extract
from loaders.rules import Rulebook, load_rulebook
from loaders.source import Failure

Tell = Callable[[str, int, int], None]
"""Told the document that is read, how many characters are done and how many there are."""

_LITTLE = 100_000
"""Characters that one process reads before others would have started."""
_SMALLER = "cut the document in parts, or read with --jobs 1"
_LONGEST_CHUNK, _CHUNKS_EACH, _AHEAD = 200_000, 4, 2


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_documents(
    documents: Sequence[Document], *, rules: Path | None = None, jobs: int | None = None, tell: Tell | None = None
) -> Iterator[Reading | Failure]:
    """What each document states, or why it can't be read, in the order of the documents.

    ``rules`` is the folder of an analyst's further rules, ``jobs`` how many processes read; without it as many as there
    are processors, and one when the documents are short. Leaving the iteration early ends all processes.

    Raises:
        InputError, VocabularyError: the rules can't be read.
    """
    sizes = [len(document.text) for document in documents]
    wanted = min(jobs or (processors() if sum(sizes) > _LITTLE else 1), len(documents))
    rulebook = load_rulebook(rules)
    if wanted > 1:
        found = _over_processes(_chunks(documents, wanted), rules, wanted)
    else:
        found = _one_by_one(documents, rulebook, tell)
    done = 0
    for document, size, read in zip(documents, sizes, found, strict=True):
        done += size
        if tell is not None:
            tell(document.name, done, sum(sizes))
        yield read


def _one_by_one(documents: Sequence[Document], rulebook: Rulebook, tell: Tell | None) -> Iterator[Reading | Failure]:
    """The documents read in this process; ``tell`` hears how far it is within each of them too."""
    begun, total = 0, sum(len(document.text) for document in documents)
    for document in documents:
        yield read_one(document, rulebook, tell and partial(_within, tell, document.name, begun, total))
        begun += len(document.text)


def _within(tell: Tell, name: str, begun: int, total: int, done: int) -> None:
    tell(name, begun + done, total)


def read_one(
    document: Document, rulebook: Rulebook, progress: Callable[[int], None] | None = None
) -> Reading | Failure:
    """What one document states, or why it can't be read; ``progress`` is told how many characters are done."""
    try:
        return extract(document, rulebook, progress=progress)
    except InputError as error:
        return Failure(document.name, str(error))
    except MemoryError:
        return Failure(document.name, f"It needs more memory than there is; {_SMALLER}.")


def _chunks(documents: Sequence[Document], jobs: int) -> list[tuple[Document, ...]]:
    """Documents in a row that are sent to a process together: enough for few journeys, few enough to share out."""
    limit = min(_LONGEST_CHUNK, sum(len(document.text) for document in documents) // (jobs * _CHUNKS_EACH))
    chunks: list[list[Document]] = [[]]
    size = 0
    for document in documents:
        if chunks[-1] and size + len(document.text) > limit:
            chunks.append([])
            size = 0
        chunks[-1].append(document)
        size += len(document.text)
    return [tuple(chunk) for chunk in chunks]


def _over_processes(chunks: Iterable[Sequence[Document]], rules: Path | None, jobs: int) -> Iterator[Reading | Failure]:
    """The chunks read by so many processes, a few sent ahead of what is asked for."""
    waiting = deque(chunks)
    while waiting:
        sent: deque[tuple[Sequence[Document], Future[list[Reading | Failure]]]] = deque()
        with suppress(BrokenProcessPool), _pool(jobs) as pool:
            while waiting or sent:
                while waiting and len(sent) < jobs * _AHEAD:
                    sent.append((waiting[0], pool.submit(_read, waiting[0], rules)))
                    waiting.popleft()
                yield from sent[0][1].result()
                sent.popleft()
        # what is left was sent when a process died; whose document it was is not known
        yield from _carefully((chunk for chunk, _ in sent), rules)


def _carefully(chunks: Iterable[Sequence[Document]], rules: Path | None) -> Iterator[Reading | Failure]:
    """The chunks read by one process, one after the other; one that kills it is cut up, to find the document."""
    waiting = deque(chunks)
    while waiting:
        with suppress(BrokenProcessPool), _pool(1) as pool:
            while waiting:
                yield from pool.submit(_read, waiting[0], rules).result()
                waiting.popleft()
        if not waiting:
            return
        chunk = waiting.popleft()
        if len(chunk) > 1:
            waiting.extendleft([document] for document in reversed(chunk))
        else:
            why = f"The process that read it died, perhaps for want of memory; {_SMALLER}."
            yield Failure(chunk[0].name, why)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes are ended at once when the block is left by an error, an interrupt or a ``break``."""
    others = {child.pid for child in active_children()}
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    finished = False
    try:
        yield pool
        finished = True
    finally:
        if not finished:
            for child in active_children():
                if child.pid not in others:
                    child.terminate()
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A new process: the one that made it hears the interrupts of a terminal, and takes this one along when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read(documents: Sequence[Document], rules: Path | None) -> list[Reading | Failure]:
    """What a process does with a chunk."""
    return [read_one(document, _rulebook(rules)) for document in documents]


@cache
def _rulebook(rules: Path | None) -> Rulebook:
    return load_rulebook(rules)
