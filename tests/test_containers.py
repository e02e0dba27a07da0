"""The containers' files, checked without an engine: structure, agreement with the rest, and the compose client."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.embedded.jars import neo4j_version, read_lock

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_is_the_version_of_the_embedded_store(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{neo4j_version(read_lock())}"


def test_only_the_loopback_is_published(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]
    assert len(ports) == 3
    assert all(re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port) for port in ports)
    assert not any("network_mode" in service for service in compose["services"].values())


def test_the_password_must_be_set_and_stands_nowhere(compose: dict[str, Any]) -> None:
    required = "${NEO4J_PASSWORD:?must be set}"
    assert compose["services"]["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{required}"
    assert compose["services"]["dashboard"]["environment"]["NEO4J_PASSWORD"] == required


def test_the_dashboard_waits_for_a_healthy_store_and_finds_it(compose: dict[str, Any]) -> None:
    dashboard = compose["services"]["dashboard"]
    assert dashboard["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert dashboard["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    assert dashboard["environment"]["ALLIANCEGRAPH_LISTEN"] == "0.0.0.0"
    assert all(service["healthcheck"]["test"] for service in compose["services"].values())


def test_what_must_last_lies_in_named_volumes(compose: dict[str, Any], dockerfile: str) -> None:
    mounts = [mount.split(":") for service in compose["services"].values() for mount in service["volumes"]]
    assert {name for name, _ in mounts} == set(compose["volumes"])
    targets = {target for _, target in mounts}
    home = re.search(r"ALLIANCEGRAPH_HOME=(\S+)", dockerfile)
    assert home is not None
    assert {"/data", home[1]} <= targets


def test_the_settings_of_the_store_are_those_of_the_embedded_one(compose: dict[str, Any]) -> None:
    ours = (ROOT / "graph" / "embedded" / "neo4j.conf").read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in ours.splitlines() if line and not line.startswith("#"))
    environment = compose["services"]["neo4j"]["environment"]
    named = {
        key.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): str(value)
        for key, value in environment.items()
        if key != "NEO4J_AUTH"
    }
    same = {
        "dbms.security.allow_csv_import_from_file_urls",
        "internal.dbms.cypher_ip_blocklist",
        "db.transaction.timeout",
        "dbms.usage_report.enabled",
    }
    assert same <= set(named)
    assert {key: named[key] for key in same} == {key: settings[key] for key in same}


def test_the_image_installs_by_hash_and_does_not_run_as_root(dockerfile: str) -> None:
    steps = [line for line in dockerfile.splitlines() if line and not line.startswith(("#", " "))]
    assert "pip install --require-hashes --requirement requirements.lock" in dockerfile
    words = [step.split()[0] for step in steps]
    assert steps[words.index("USER")] == "USER alliancegraph"
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "HEALTHCHECK" in words
    assert "--hash=sha256:" in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_image_holds_every_room_and_no_secret() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    kept = {line[1:] for line in lines if line.startswith("!")}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert rooms | {"data", "requirements.lock"} <= kept
    assert all((ROOT / name).exists() for name in kept)


def test_the_compose_client_reads_it() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("needs the docker command with compose")
    command = [docker, "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    without = {key: value for key, value in os.environ.items() if key != "NEO4J_PASSWORD"}
    refused = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "must be set" in refused.stderr
    taken = subprocess.run(command, env=without | {"NEO4J_PASSWORD": "x" * 12}, capture_output=True, check=False)
    assert taken.returncode == 0, taken.stderr
