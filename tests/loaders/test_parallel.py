"""Documents read over processes: real processes, some of them killed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from graph.model import Document
from graph.serial import reading_to_json
from loaders.parallel import read_documents
from loaders.source import Failure, read_source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def documents(samples: Path) -> list[Document]:
    return [read_source(path) for path in sorted(samples.glob("*.txt"))]


def read(documents: list[Document], **options: Any) -> list[str]:
    return [
        each.message if isinstance(each, Failure) else json.dumps(reading_to_json(each), ensure_ascii=False)
        for each in read_documents(documents, **options)
    ]


@contextmanager
def killing(most: int) -> Iterator[list[int]]:
    """Kills the processes that this one makes, one after the other, up to so many."""
    killed: list[int] = []
    over = threading.Event()

    def strike() -> None:
        while not over.wait(0.02) and len(killed) < most:
            for child in active_children():
                if child.pid not in killed and child.pid is not None and len(killed) < most:
                    killed.append(child.pid)
                    os.kill(child.pid, signal.SIGKILL)

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def test_the_same_bytes_serially_and_over_processes(documents: list[Document]) -> None:
    told: list[tuple[str, int, int]] = []
    serial = read(documents, jobs=1)
    over_processes = read(documents, jobs=2, tell=lambda *done: told.append(done))
    assert over_processes == serial
    total = sum(len(document.text) for document in documents)
    assert [name for name, _, _ in told] == [document.name for document in documents]
    assert told[-1][1:] == (total, total) and [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_progress_within_one_document(documents: list[Document]) -> None:
    document = max(documents, key=lambda document: len(document.text))
    told: list[tuple[str, int, int]] = []
    read([document], tell=lambda *done: told.append(done))
    done = [at for _, at, _ in told]
    assert {(name, total) for name, _, total in told} == {(document.name, len(document.text))}
    assert len(set(done)) > 20 and done[-1] == len(document.text)
    first, second = done[: len(done) // 2], done[len(done) // 2 :]
    assert max(first) < max(second) and min(second) > 0


def test_a_killed_process_takes_no_document_with_it(documents: list[Document]) -> None:
    with killing(1) as killed:
        found = read(documents[:6], jobs=2)
    assert len(killed) == 1
    assert found == read(documents[:6], jobs=1)


def test_a_document_whose_reader_always_dies_is_said_in_a_sentence(documents: list[Document]) -> None:
    with killing(1_000) as killed:
        found = read(documents[:2], jobs=2)
    assert len(killed) >= 3
    assert all("died" in why and "--jobs 1" in why for why in found) and len(found) == 2
    assert not active_children()


def test_leaving_early_ends_the_processes(documents: list[Document]) -> None:
    found = read_documents(documents, jobs=2)
    assert not isinstance(next(found), Failure)
    assert active_children()
    found.close()
    assert not active_children()


def test_without_documents_nothing_is_read() -> None:
    assert list(read_documents([], jobs=4)) == []


def test_an_interrupt_ends_every_process(samples: Path, tmp_path: Path) -> None:
    text = (samples / "newsletter-river.txt").read_text(encoding="utf-8") * 200
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "alliancegraph", "extract", str(tmp_path), "--jobs", "2"]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    group = os.getpgid(run.pid)
    waited = time.monotonic() + 60
    while time.monotonic() < waited and sum(1 for _ in _members(group)) < 3:
        time.sleep(0.1)
    os.kill(run.pid, signal.SIGINT)  # the parent alone, as a supervisor would
    _, told = run.communicate(timeout=60)
    assert run.returncode != 0 and b"Traceback" not in told
    waited = time.monotonic() + 30
    while time.monotonic() < waited and any(_members(group)):
        time.sleep(0.1)
    assert not list(_members(group))


def _members(group: int) -> Iterator[int]:
    """The living processes of a group."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    for pid, of, state in (line.split() for line in listed.splitlines()):
        if int(of) == group and not state.startswith("Z"):
            yield int(pid)
