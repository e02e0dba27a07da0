import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.embedded.configuration import neo4j_settings
from graph.embedded.failure import failure_of
from graph.embedded.paths import FileLock, HomePaths, is_held, read_note, write_note
from graph.errors import StateError


def test_a_lock_keeps_others_out_until_it_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    assert not is_held(file)
    with FileLock(file) as lock, FileLock(file) as other:
        assert lock.try_lock()
        assert is_held(file)
        assert not other.lock(0.1)
    assert not is_held(file)


def test_two_that_look_do_not_take_each_other_for_the_holder(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with FileLock(file) as one, FileLock(file) as two:
        assert one.try_lock(shared=True)
        assert two.try_lock(shared=True)


def test_a_child_keeps_an_inherited_lock(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    lock = FileLock(file)
    assert lock.try_lock()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(lock.fd,))
    lock.close()
    assert is_held(file)
    child.kill()
    child.wait()
    assert not is_held(file)


def test_the_note_is_private_and_whole(tmp_path: Path) -> None:
    file = tmp_path / "store.json"
    assert read_note(file) is None
    write_note(file, {"pid": 1})
    assert read_note(file) == {"pid": 1}
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_damaged_note_is_named(tmp_path: Path) -> None:
    file = tmp_path / "store.json"
    file.write_text(json.dumps({"pid": 1})[:-2])
    with pytest.raises(StateError, match="store.json"):
        read_note(file)


def test_the_settings_close_what_must_be_closed() -> None:
    lines = neo4j_settings(7777).splitlines()
    assert "server.bolt.listen_address=127.0.0.1:7777" in lines
    assert "dbms.security.auth_enabled=true" in lines
    assert "dbms.security.allow_csv_import_from_file_urls=false" in lines
    assert "dbms.usage_report.enabled=false" in lines
    assert not any(line.startswith("#") and line.endswith("=") for line in lines)
    assert "{port}" not in neo4j_settings(7777)


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("java.io.IOException: No space left on device", "disk of .* is full"),
        ("Lock file has been locked by another process: x", "another process uses the store files"),
        ("Traceback\n  at x\nSomethingNew: boom\n\tat y", "SomethingNew: boom.*host.log"),
    ],
)
def test_a_failed_start_is_one_sentence(tmp_path: Path, log: str, sentence: str) -> None:
    paths = HomePaths(tmp_path)
    paths.logs.mkdir()
    paths.log.write_text(log)
    error = str(failure_of(paths))
    assert "\n" not in error
    with pytest.raises(StateError, match=sentence):
        raise failure_of(paths)
