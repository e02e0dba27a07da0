"""The verb `sparql`, and `serve` as a process of its own."""

import contextlib
import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from tests.alliancegraph.conftest import Command, clean_environment
from tests.conftest import wipe
from tests.queries.sample import ENTITIES, load_sample

pytestmark = pytest.mark.store

ALLIANCES = "SELECT ?name { ?a a ag:Alliance ; skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(scope="module", autouse=True)
def sample(store: Store) -> Store:
    wipe(store)
    load_sample(store)
    return store


def test_select_prints_sparql_json(on_store: Command) -> None:
    for done in (on_store("sparql", ALLIANCES), on_store("sparql", ALLIANCES, "--json")):
        assert (done.code, done.err) == (0, "")
        assert done.json["head"] == {"vars": ["name"]}
        rows = done.json["results"]["bindings"]
        assert {"name": {"type": "literal", "value": "星海盐业产业技术创新战略联盟", "xml:lang": "zh"}} in rows


def test_other_formats_and_forms(on_store: Command) -> None:
    assert on_store("sparql", ALLIANCES, "--format", "csv").out.splitlines()[0] == "name"
    assert on_store("sparql", "ASK { ?a a ag:Alliance }").json["boolean"] is True
    turtle = on_store("sparql", "CONSTRUCT { ?a a ag:Alliance } WHERE { ?a a ag:Alliance }").out
    assert "ag:Alliance" in turtle
    graph = on_store("sparql", "CONSTRUCT { ?a a ag:Alliance } WHERE { ?a a ag:Alliance }", "--json").json
    assert len(graph) == sum(entity.kind == "Alliance" for entity in ENTITIES.values())


def test_limits(on_store: Command) -> None:
    cut = on_store("sparql", ALLIANCES, "--limit", "2")
    assert (cut.code, len(cut.json["results"]["bindings"])) == (0, 2)
    assert "first 2" in cut.sentence
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    stopped = on_store("sparql", endless, "--timeout", "0.5")
    assert (stopped.code, stopped.out) == (1, "")
    assert "time limit of 0.5 s" in stopped.sentence


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["SELECT * WHERE {\n ?s ?p"], 1, "line 2, column"),
        (["DROP ALL"], 1, "would change"),
        (["ASK { SERVICE <http://x/> {} }"], 1, "SERVICE"),
        (["ASK {}", "--format", "ttl"], 2, "ttl"),
        (["ASK {}", "--format", "csv", "--json"], 2, "--json"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(on_store: Command, arguments: list[str], code: int, words: str) -> None:
    done = on_store("sparql", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.sentence


@contextlib.contextmanager
def serving(store: Store, home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`serve` on a free port, as a process; what it printed is its address."""
    address = store.address
    environment = clean_environment(
        ALLIANCEGRAPH_HOME=str(home),
        NEO4J_URI=address.uri,
        NEO4J_USERNAME=address.username,
        NEO4J_PASSWORD=address.password or "",
        NEO4J_DATABASE=address.database,
    )
    command = [sys.executable, "-m", "alliancegraph", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            yield process, line.partition("http://")[2].partition("/")[0]
        finally:
            process.kill()


def ask(host: str, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    found = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode()
    connection.close()
    return found


def children(pid: int) -> list[int]:
    """The processes that any thread of a process started."""
    found = (file.read_text(encoding="ascii") for file in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(each) for text in found for each in text.split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_serve_from_start_to_end(store: Store, tmp_path: Path, number: int) -> None:
    with serving(store, tmp_path / "home") as (process, host):
        assert host.startswith("127.0.0.1:")
        status, headers, _ = ask(host, "/id/alliance/salt")
        assert (status, headers["location"]) == (303, f"http://{host}/doc/alliance/salt")
        status, headers, body = ask(host, "/doc/alliance/salt", Accept="text/turtle")
        assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
        assert "星海盐业产业技术创新战略联盟" in body
        assert json.loads(ask(host, "/health")[2])["status"] == "ok"
        (engine,) = children(process.pid)
        process.send_signal(number)
        process.wait(30)
        assert process.returncode in (0, -number)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
        deadline = time.monotonic() + 20
        while _runs(engine) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not _runs(engine)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_taken_port_is_told_in_a_sentence(store: Store, on_store: Command, tmp_path: Path) -> None:
    with serving(store, tmp_path / "other") as (_, host):
        done = on_store("serve", "--port", host.rpartition(":")[2])
    assert done.code == 1
    assert "--port" in done.sentence
