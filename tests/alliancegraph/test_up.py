"""`up` and `down` as real processes, with a store and a dashboard of their own."""

import contextlib
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import embedded
from graph.settings import Settings
from tests.alliancegraph.conftest import Outcome, clean_environment, run

pytestmark = pytest.mark.store

ADDRESS = re.compile(r"https?://[^\s)]+")


class Home:
    """A home folder and what runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = clean_environment(ALLIANCEGRAPH_HOME=str(folder))
        self.process: subprocess.Popen[str] | None = None

    def call(self, *arguments: str) -> Outcome:
        return run(*arguments, environment=self.environment)

    def up(self, *arguments: str) -> tuple[str, float]:
        """Starts `up`; gives what it wrote until its address and how long that took."""
        self.end()
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alliancegraph", "up", "--no-browser", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
        )
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], 240)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            pytest.fail(f"up printed nothing: {self.process.communicate()[1]}")
        return line, time.monotonic() - started

    def ended(self) -> tuple[int, str, str]:
        assert self.process is not None
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err

    def end(self) -> None:
        """Leaves nothing running, also after a test that failed half-way."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.ended()

    def children(self) -> list[int]:
        """Processes that `up` started, and theirs."""
        assert self.process is not None
        table = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        pairs = [tuple(map(int, row.split())) for row in table.splitlines()]
        found = [self.process.pid]
        for parent in found:
            found += [pid for pid, ppid in pairs if ppid == parent]
        return found[1:]


def is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    return False


def wait_until_gone(pids: list[int], seconds: float) -> list[int]:
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def answers(address: str, path: str) -> int:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=5)
    connection.request("GET", path)
    return connection.getresponse().status


def only_on_the_loopback_address(port: int) -> bool:
    """A server that listens on every interface would, on Linux, answer at 127.0.0.2 too."""
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    try:
        socket.create_connection(("127.0.0.2", port), timeout=5).close()
    except OSError:
        return True
    return False


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("up") / "home")
    yield made
    made.end()
    embedded.stop(Settings(home=made.folder))


def test_up_serves_the_shipped_data_and_down_ends_it(home: Home) -> None:
    line, _ = home.up()
    (address,) = ADDRESS.findall(line)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
    assert answers(address, "/") == 200
    info = home.call("store", "info", "--json").json
    assert info["embedded"] is True
    assert Path(info["password_file"]).stat().st_mode & 0o777 == 0o600
    status = home.call("status", "--json").json
    assert status["entities"]["Alliance"] > 100
    assert status["store"]["embedded"] is True

    again = home.call("up", "--no-browser")
    assert (again.code, again.err) == (0, "")
    assert ADDRESS.findall(again.out) == [address]

    children = home.children()
    assert info["pid"] in children
    down = home.call("down")
    assert (down.code, down.out.strip()) == (0, "Stopped the dashboard and the store.")
    code, out, err = home.ended()
    assert code == 0, err
    assert "http" not in out + err
    assert wait_until_gone(children, 5) == []
    assert home.call("store", "info").code == 3
    assert home.call("down").out.startswith("Nothing runs")


def test_up_again_is_ready_soon_serves_only_this_machine_and_ctrl_c_ends_it(home: Home) -> None:
    line, seconds = home.up()
    bolt = home.call("store", "info", "--json").json["uri"]
    for address in (ADDRESS.findall(line)[0], bolt):
        assert only_on_the_loopback_address(int(address.rsplit(":", 1)[1]))
    children = home.children()
    assert home.process is not None
    home.process.send_signal(signal.SIGINT)
    code, _, err = home.ended()
    assert code == 0, err
    assert "Traceback" not in err
    assert "Loading" not in err
    assert wait_until_gone(children, 5) == []
    # The goal is 10 s on two idle cores; this only notices when something is started twice or waited for in vain.
    assert seconds < 60


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a killed `up` leaves its dashboard behind")
def test_what_up_started_ends_with_it_even_if_it_is_killed(home: Home) -> None:
    home.up()
    children = home.children()
    assert home.process is not None
    home.process.kill()
    home.process.communicate()
    assert wait_until_gone(children, 20) == []
    note = json.loads((home.folder / "up.json").read_text(encoding="utf-8"))
    assert note["pid"] == home.process.pid
    assert home.call("down").out.startswith("Nothing runs")


def test_up_says_when_the_shipped_store_cannot_be_used(home: Home) -> None:
    os.rename(home.folder / "password", home.folder / "lost")
    try:
        done = home.call("up", "--no-browser")
        assert (done.code, done.out) == (1, "")
        assert "password" in done.err.strip().splitlines()[-1]
        assert "Traceback" not in done.err
    finally:
        os.rename(home.folder / "lost", home.folder / "password")
