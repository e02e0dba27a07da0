"""The notebooks of docs/: valid nbformat 4 without outputs, and they run against a real store."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.schema import ensure_schema
from graph.store import Store
from tests.queries.sample import ENTITIES, load_sample

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
ALLIANCES = {entity.name for entity in ENTITIES.values() if entity.kind == "Alliance"}
DESIGNATED = {"星海盐业产业技术创新战略联盟", "云岭竹材产业技术创新战略联盟", "远山石墨产业技术创新战略联盟"}


@pytest.fixture(scope="module")
def environment(store: Store) -> dict[str, str]:
    """The environment of a notebook: the session's store, with the sample graph in it."""
    store.write_batched("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    ensure_schema(store)
    load_sample(store)
    address = store.address
    entered = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username, "NEO4J_DATABASE": address.database}
    return os.environ | entered | {"NEO4J_PASSWORD": address.password or "", "PYTHONPATH": str(ROOT)}


def run(name: str, environment: dict[str, str], *wanted: str) -> dict[str, Any]:
    """Runs the notebook in a process of its own; returns the values of the variables ``wanted``."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("run_notebook.py"), ROOT / "docs" / "notebooks" / name, *wanted],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)["values"]
    return values


def test_there_are_three() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["cypher", "networkx", "rdflib"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_valid_nbformat_4_without_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert set(notebook) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"] == {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    for cell in notebook["cells"]:
        keys = {"cell_type", "id", "metadata", "source"}
        if cell["cell_type"] == "code":
            keys |= {"execution_count", "outputs"}
            assert cell["execution_count"] is None and cell["outputs"] == [], "strip the outputs before committing"
        else:
            assert cell["cell_type"] == "markdown"
        assert set(cell) == keys
        assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell["id"])
        assert cell["metadata"] == {}
        assert cell["source"] and all(line.endswith("\n") for line in cell["source"][:-1])


@pytest.mark.store
def test_cypher(environment: dict[str, str]) -> None:
    values = run("cypher.ipynb", environment, "alliances", "designations")
    assert {row["name"] for row in values["alliances"]} == ALLIANCES
    assert DESIGNATED <= {row["alliance"] for row in values["designations"]} <= ALLIANCES
    assert all(row["places"] >= 1 and row["notice"] for row in values["designations"])


@pytest.mark.store
def test_rdflib(environment: dict[str, str]) -> None:
    values = run("rdflib.ipynb", environment, "designations", "posts", "stated")
    assert DESIGNATED <= {alliance for alliance, _ in values["designations"]} <= ALLIANCES
    assert {person for person, *_ in values["posts"]} >= {"林一舟", "周明"}
    assert all(re.search(r"#char=\d+,\d+$", place) for *_, place in values["posts"])
    assert len(values["stated"]) >= 2 and all(count > 0 for count in values["stated"].values())


@pytest.mark.store
def test_networkx(environment: dict[str, str]) -> None:
    values = run("networkx.ipynb", environment, "central", "path")
    shares = [share for _, share in values["central"]]
    assert shares == sorted(shares, reverse=True) and shares[0] > 0
    assert len(values["path"]) >= 2


@pytest.mark.parametrize("source", ["1 / 0", "missing"])
def test_a_failing_cell_fails_the_run(source: str, tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": [source]}
    (tmp_path / "bad.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"bad.ipynb, code cell 1"):
        run(str(tmp_path / "bad.ipynb"), dict(os.environ))
