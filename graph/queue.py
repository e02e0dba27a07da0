"""A queue of writes: they run in order on one thread, so rows are prepared while the store works on earlier ones."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from types import TracebackType
from typing import Any

from graph.batch import batches
from graph.store import Store

WAITING = 4
"""How many batches may wait; whoever adds another waits too, so memory stays bounded."""


class WriteQueue:
    """Writes to one store in the order in which they were put; after one has failed, none of the later ones runs.

    Use it as a context manager: leaving it waits for all writes and raises what the first failed one raised.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="write")
        self._room = BoundedSemaphore(WAITING)
        self._futures: list[Future[None]] = []
        self._failed = False
        self._dropped = False

    def rows(self, text: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Puts a writing query for these rows, in batches."""
        for batch in batches(rows):
            self._put(lambda batch=batch: self._store.write_rows(text, batch))  # type: ignore[misc]

    def write(self, text: str) -> None:
        """Puts one writing query without rows."""
        self._put(lambda: self._store.write(text))

    def flush(self) -> None:
        """Waits until all that was put is written; raises what the first failed write raised."""
        futures, self._futures = self._futures, []
        for future in futures:
            future.result()

    def _put(self, write: Callable[[], None]) -> None:
        self._room.acquire()
        self._futures.append(self._worker.submit(self._run, write))

    def _run(self, write: Callable[[], None]) -> None:
        try:
            if not (self._failed or self._dropped):
                self._failed = True
                write()
                self._failed = False
        finally:
            self._room.release()

    def __enter__(self) -> "WriteQueue":
        """The queue itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for the writes; when the caller failed, drops those that wait."""
        self._dropped = error is not None
        self._worker.shutdown(wait=True)
        if error is None:
            self.flush()
