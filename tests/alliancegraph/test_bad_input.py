"""Bad input and bad places: one clear sentence with the place and what to do, and the right exit code."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alliancegraph.conftest import Command, clean_environment, run

NOTE = "示例材料产业技术创新战略联盟成立大会于2012年3月5日在南昌召开。\n"


def test_extract_refuses_what_is_not_there_or_not_text(command: Command, tmp_path: Path) -> None:
    empty, binary, odd = tmp_path / "empty.txt", tmp_path / "scan.txt", tmp_path / "odd.txt"
    empty.write_bytes(b"")
    binary.write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    odd.write_bytes(b"\x81\x00\xff\xfe" + bytes(range(256)) * 4)
    for path in (tmp_path / "missing.txt", empty, binary, odd):
        done = command("extract", path)
        assert (done.code, done.out) == (1, ""), path
        assert path.name in done.sentence


def test_extract_goes_on_after_a_bad_file(command: Command, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(NOTE, encoding="utf-8")
    done = command("extract", tmp_path / "missing.txt", good)
    assert done.code == 1
    assert "missing.txt" in done.sentence
    assert '"document": "good"' in done.out


def test_gb18030_is_read(command: Command, tmp_path: Path) -> None:
    words = {}
    for encoding in ("utf-8", "gb18030", "utf-16"):
        folder = tmp_path / encoding
        folder.mkdir()
        (folder / "note.txt").write_text(NOTE, encoding=encoding)
        done = command("extract", folder / "note.txt")
        assert done.code == 0, done.err
        words[encoding] = done.out
    assert "示例材料产业技术创新战略联盟" in words["utf-8"]
    assert words["gb18030"] == words["utf-16"] == words["utf-8"]


def test_extract_reads_standard_input() -> None:
    done = run("extract", "-", "--name", "piped", environment=clean_environment(), text=NOTE.encode())
    assert done.code == 0, done.err
    assert '"document": "piped"' in done.out


def test_a_table_for_people(command: Command, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    done = command("extract", note, "--format", "table")
    assert done.code == 0
    assert done.out.splitlines()[0].split()[:3] == ["subject", "predicate", "object"]
    assert "note:0-" in done.out


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody listens on: bound, so that nobody else takes it either."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.mark.parametrize("words", ["status", "search x", "cypher RETURN+1", "store info"])
def test_a_store_that_cannot_be_reached(command: Command, closed_port: int, words: str) -> None:
    started = time.monotonic()
    done = command(*words.split(), NEO4J_URI=f"bolt://127.0.0.1:{closed_port}", NEO4J_PASSWORD="x" * 12)
    assert (done.code, done.out) == (3, "")
    assert f"127.0.0.1:{closed_port}" in done.sentence
    assert time.monotonic() - started < 15


def test_a_uri_that_is_none(command: Command) -> None:
    done = command("status", NEO4J_URI="localhost:7687")
    assert done.code == 1
    assert "localhost:7687" in done.sentence


def test_no_store_runs(command: Command) -> None:
    done = command("store", "info")
    assert done.code == 3
    assert "alliancegraph store start" in done.sentence
    stopped = command("store", "stop")
    assert (stopped.code, stopped.err) == (0, "")
    assert stopped.out.startswith("No store runs")
    down = command("down")
    assert (down.code, down.err) == (0, "")
    assert down.out.startswith("Nothing runs")


def test_a_store_elsewhere_is_not_ours_to_stop(command: Command) -> None:
    done = command("store", "stop", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.code == 1
    assert "NEO4J_URI" in done.sentence


@pytest.mark.parametrize("words", ["status", "up --no-browser", "store start"])
def test_a_home_that_cannot_be_made(command: Command, tmp_path: Path, words: str) -> None:
    file = tmp_path / "a-file"
    file.write_text("in the way", encoding="utf-8")
    done = command(*words.split(), ALLIANCEGRAPH_HOME=str(file / "home"))
    assert (done.code, done.out) == (1, "")
    assert str(file) in done.sentence or "ALLIANCEGRAPH_HOME" in done.sentence


def test_a_full_disk(command: Command, tmp_path: Path) -> None:
    home = tmp_path / "small"
    home.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(home)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("only root may mount a small disk")
    try:
        (home / "filler").write_bytes(b"x" * 40_000)
        for words in ("status", "up --no-browser"):
            done = command(*words.split(), ALLIANCEGRAPH_HOME=str(home))
            assert (done.code, done.out) == (1, ""), words
            assert "full" in done.err.strip().splitlines()[-1]
            assert str(home) in done.err.strip().splitlines()[-1]
            assert "Traceback" not in done.err
    finally:
        subprocess.run(["umount", str(home)], check=True)


def test_a_busy_port(command: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = command("up", "--no-browser", "--port", str(port))
    assert (done.code, done.out) == (1, "")
    assert f"Port {port}" in done.sentence
