"""The dashboard's process speaks with this machine alone: it listens on 127.0.0.1 and opens no connection elsewhere."""

import ipaddress
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from graph.store import Store
from tests.dashboard.conftest import WATCH, Server

LISTEN = "0A"


def heard(log: Path) -> list[tuple[str, str]]:
    """What a watched process did with sockets: event and host."""
    return [(event, host) for event, host in (line.split(" ", 1) for line in log.read_text().splitlines())]


def foreign(events: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Events that concern another machine; paths of Unix sockets and our own names don't."""
    return [(event, host) for event, host in events if not _own(host)]


def _own(host: str) -> bool:
    if host.startswith("/") or host in {"localhost", "None", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(pid: int) -> set[str]:
    """The local addresses on which a process listens, from /proc."""
    inodes = {
        os.readlink(link).removeprefix("socket:[").removesuffix("]")
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if link.is_symlink() and os.readlink(link).startswith("socket:")
    }
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTEN and fields[9] in inodes:
                found.add(_address(fields[1].split(":")[0]))
    return found


def _address(digits: str) -> str:
    """An address of /proc/net/tcp: words of 4 bytes, each in the machine's byte order."""
    words = [bytes.fromhex(digits[i : i + 8]) for i in range(0, len(digits), 8)]
    ordered = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return str(ipaddress.ip_address(ordered))


def test_the_watch_notices(tmp_path: Path) -> None:
    """The audit hook is no sleeping guard."""
    log = tmp_path / "sockets.log"
    attempt = (
        "import socket\ns = socket.socket()\ns.settimeout(0.01)\n"
        "try: s.connect(('192.0.2.1', 9))\nexcept OSError: pass\n"
        "s = socket.socket()\ns.bind(('0.0.0.0', 0))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(WATCH), "SOCKET_LOG": str(log)}
    subprocess.run([sys.executable, "-c", attempt], env=surroundings, check=True)
    assert foreign(heard(log)) == [("socket.connect", "192.0.2.1"), ("socket.bind", "0.0.0.0")]


@pytest.mark.store
@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs /proc")
def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert listening(server.process.pid) == {"127.0.0.1"}


@pytest.mark.store
def test_it_asks_nobody_else(server: Server, facts: Store) -> None:
    for path in ("", "_stcore/health", "_stcore/host-config"):
        with urllib.request.urlopen(server.address + path, timeout=20) as answer:
            assert answer.status == 200
    events = heard(server.sockets)
    assert ("socket.bind", "127.0.0.1") in events
    assert foreign(events) == []
