"""The life of the embedded store, on homes of its own (also when NEO4J_URI names another store for the rest)."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph import embedded
from graph.embedded.paths import HomePaths, is_held
from graph.errors import QueryError, StateError, StoreRefusedError, StoreUnavailableError
from graph.settings import Settings
from graph.store import Address, Store, connect

pytestmark = pytest.mark.store

TESTS_OWN = embedded.Life(with_parent=True)


@pytest.fixture(scope="module")
def module_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    # A name with a blank and Chinese characters, as user folders have.
    settings = Settings(home=tmp_path_factory.mktemp("家 home"))
    yield settings
    embedded.stop(settings)


@pytest.fixture
def running(module_home: Settings) -> tuple[Settings, Address]:
    return module_home, embedded.start(module_home, held=True, life=TESTS_OWN)


def alive(settings: Settings) -> bool:
    return is_held(HomePaths(settings.home).alive)


def wait_until_gone(settings: Settings, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while alive(settings):
        assert time.monotonic() < deadline, "the server still lives"
        time.sleep(0.1)


class NewLog:
    """What Neo4j logs from now on."""

    def __init__(self, settings: Settings) -> None:
        self.file = settings.home / "logs" / "debug.log"
        self.start = self.file.stat().st_size

    def tells_of_recovery(self) -> bool:
        with self.file.open("rb") as log:
            log.seek(self.start)
            return b"Recovery required from" in log.read()


def listening_addresses(pid: int) -> list[str]:
    """Local addresses (hex, as /proc has them) of all listening sockets of a process."""
    links = [os.readlink(fd) for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()]
    inodes = {link[8:-1] for link in links if link.startswith("socket:[")}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                found.append(fields[1])
    return found


def test_a_second_start_joins(running: tuple[Settings, Address]) -> None:
    settings, address = running
    assert embedded.start(settings, held=False) == address
    assert embedded.info(settings) == address
    with connect(settings) as store:
        assert store.address == address
        assert store.info().version == address.version


def test_two_starts_at_once_are_one(module_home: Settings) -> None:
    embedded.stop(module_home)
    found: list[Address] = []
    threads = [
        threading.Thread(target=lambda: found.append(embedded.start(module_home, held=True, life=TESTS_OWN)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1


def test_the_password_is_generated_and_private(running: tuple[Settings, Address]) -> None:
    settings, address = running
    assert address.password_file == settings.home / "password"
    assert address.password_file.stat().st_mode & 0o777 == 0o600
    assert (settings.home / "store.json").stat().st_mode & 0o777 == 0o600
    assert address.password is not None
    assert len(address.password) >= 24
    assert address.password not in Path(f"/proc/{address.pid}/cmdline").read_text()
    with Store(replace(address, password="neo4j")) as stranger, pytest.raises(StoreRefusedError):
        stranger.read("RETURN 1")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_it_listens_on_the_loopback_only(running: tuple[Settings, Address]) -> None:
    _, address = running
    assert address.pid is not None
    port = int(address.uri.rsplit(":", 1)[1])
    ours = {f"0100007F:{port:04X}", f"0000000000000000FFFF00000100007F:{port:04X}"}
    addresses = listening_addresses(address.pid)
    assert addresses
    assert set(addresses) <= ours


def test_the_server_itself_reads_no_file_and_no_address(running: tuple[Settings, Address]) -> None:
    _, address = running
    with Store(address) as store:
        for where in ("file:///etc/passwd", "http://127.0.0.1:9/x"):
            with pytest.raises(QueryError):
                store.read(f"LOAD CSV FROM '{where}' AS line RETURN line")


def test_the_server_has_a_time_limit(running: tuple[Settings, Address]) -> None:
    _, address = running
    with Store(address) as store:
        (row,) = store.read("SHOW SETTINGS 'db.transaction.timeout' YIELD value RETURN value")
    assert re.fullmatch(r"1m|60s", row["value"])


def test_stop_is_clean_and_the_data_stays(running: tuple[Settings, Address]) -> None:
    settings, address = running
    with Store(address) as store:
        store.write("MERGE (n:Kept {id: 'stop'})")
    started = time.monotonic()
    assert embedded.stop(settings)
    assert time.monotonic() - started < 10
    assert not embedded.stop(settings)
    assert embedded.info(settings) is None
    assert not (settings.home / "store.json").exists()
    log = NewLog(settings)
    again = embedded.start(settings, held=True, life=TESTS_OWN)
    assert not log.tells_of_recovery()
    with Store(again) as store:
        assert store.read("MATCH (n:Kept {id: 'stop'}) RETURN count(n) AS n") == [{"n": 1}]


def test_sigterm_ends_it_cleanly(running: tuple[Settings, Address]) -> None:
    settings, address = running
    assert address.pid is not None
    os.kill(address.pid, signal.SIGTERM)
    wait_until_gone(settings, 10)
    assert not (settings.home / "store.json").exists()
    assert os.waitpid(address.pid, 0)[1] == 0


def test_a_killed_store_starts_again_with_what_was_committed(running: tuple[Settings, Address]) -> None:
    settings, address = running
    assert address.pid is not None
    with Store(address) as store:
        store.write("MERGE (n:Kept {id: 'kill'})")
        os.kill(address.pid, signal.SIGKILL)
        wait_until_gone(settings, 5)
        assert (settings.home / "store.json").exists()
        assert embedded.info(settings) is None
        with pytest.raises(StoreUnavailableError):
            store.read("RETURN 1")
    log = NewLog(settings)
    again = embedded.start(settings, held=True, life=TESTS_OWN)
    assert log.tells_of_recovery()  # so its absence after a clean stop means something
    assert again.pid != address.pid
    with Store(again) as store:
        assert store.read("MATCH (n:Kept {id: 'kill'}) RETURN count(n) AS n") == [{"n": 1}]


def test_an_idle_store_ends_and_a_connected_or_held_one_stays(module_home: Settings) -> None:
    embedded.stop(module_home)
    short = embedded.Life(idle_minutes=0.05, with_parent=True)  # three seconds
    address = embedded.start(module_home, held=False, life=short)
    with Store(address) as store:
        store.verify()
        time.sleep(4.5)
        assert alive(module_home)  # a connection is open
    assert embedded.start(module_home, held=True) == address
    time.sleep(4.5)
    assert alive(module_home)  # held by the second start
    HomePaths(module_home.home).held.unlink()
    wait_until_gone(module_home, 30)
    assert embedded.info(module_home) is None


def test_it_dies_with_the_process_that_started_it(module_home: Settings) -> None:
    embedded.stop(module_home)
    program = """
        import sys
        from pathlib import Path
        from graph import embedded
        from graph.settings import Settings
        embedded.start(Settings(home=Path(sys.argv[1])), held=True, life=embedded.Life(with_parent=True))
        print("ready", flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(module_home.home)]
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root}
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        assert alive(module_home)
        parent.kill()
    wait_until_gone(module_home, 10)
    assert not (module_home.home / "store.json").exists()


def test_a_lost_password_is_told(module_home: Settings) -> None:
    embedded.stop(module_home)
    password = module_home.home / "password"
    kept = password.read_text()
    password.unlink()
    try:
        with pytest.raises(StateError, match="password"):
            embedded.start(module_home, held=True, life=TESTS_OWN)
    finally:
        password.touch(mode=0o600)
        password.write_text(kept)


def test_a_home_that_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="ALLIANCEGRAPH_HOME"):
        embedded.start(Settings(home=tmp_path / "file" / "home"), held=False)


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="mounts a small disk, needs root")
def test_a_full_disk(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(StateError, match="full"):
            embedded.start(Settings(home=small / "home"), held=False, life=TESTS_OWN)
        assert embedded.info(Settings(home=small / "home")) is None
    finally:
        subprocess.run(["umount", small], check=True)


def test_stop_and_info_make_no_home(tmp_path: Path) -> None:
    nowhere = Settings(home=tmp_path / "nowhere")
    assert embedded.info(nowhere) is None
    assert not embedded.stop(nowhere)
    assert not nowhere.home.exists()
