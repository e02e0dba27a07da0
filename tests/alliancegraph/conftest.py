"""The command, called in this process or as one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from alliancegraph.__main__ import main
from graph.store import Store

OURS = ("ALLIANCEGRAPH_", "NEO4J_", "LC_", "LANG")


@dataclass(frozen=True)
class Outcome:
    """What a call wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one line on standard error that says what is wrong."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


Command = Callable[..., Outcome]


def clean_environment(**variables: str) -> dict[str, str]:
    """This process's environment without what would change the command's behaviour, plus ``variables``."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    kept = {name: os.environ[name] for name in ("ALLIANCEGRAPH_MAVEN_REPOSITORY",) if name in os.environ}
    return inherited | kept | variables


def run(*arguments: str | Path, environment: dict[str, str], text: bytes = b"", timeout: float = 120) -> Outcome:
    """Runs ``python -m alliancegraph`` with these arguments, ``text`` on standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "alliancegraph", *map(str, arguments)],
        input=text,
        capture_output=True,
        env=environment,
        timeout=timeout,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def call_main(*arguments: str | Path, environment: dict[str, str], monkeypatch: Any, capfd: Any) -> Outcome:
    """The same in this process, which is faster; an error that nobody foresaw is the test's failure."""
    with monkeypatch.context() as patch:
        for name in [name for name in os.environ if name not in environment]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["alliancegraph", *map(str, arguments)])
        patch.setattr(sys, "excepthook", sys.excepthook)
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = capfd.readouterr()
    return Outcome(int(ended.value.code or 0), out, err)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Calls the command with a home folder of its own and no store."""

    def call(*arguments: str | Path, **variables: str) -> Outcome:
        environment = clean_environment(**{"ALLIANCEGRAPH_HOME": str(tmp_path / "home"), **variables})
        return call_main(*arguments, environment=environment, monkeypatch=monkeypatch, capfd=capfd)

    return call


@pytest.fixture
def on_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    """Calls the command on the session's store, through NEO4J_URI as with any other Neo4j."""
    address = store.address
    where = {
        "ALLIANCEGRAPH_HOME": str(tmp_path / "home"),
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password or "",
        "NEO4J_DATABASE": address.database,
    }

    def call(*arguments: str | Path, **variables: str) -> Outcome:
        environment = clean_environment(**{**where, **variables})
        return call_main(*arguments, environment=environment, monkeypatch=monkeypatch, capfd=capfd)

    return call
