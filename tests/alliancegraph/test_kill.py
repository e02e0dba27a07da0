"""kill -9 in the middle of a load: running `ingest` again gives what an undisturbed run gives.

Real processes, killed at random moments of their work; the moments are printed when a test fails.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph import embedded
from graph.export import export_jsonl
from graph.schema import ensure_schema
from graph.settings import Settings
from graph.store import Store, connect
from loaders.pipeline import ingest, retract
from ontology import load_vocabulary
from tests.alliancegraph.conftest import clean_environment

pytestmark = pytest.mark.store

SAMPLES = Path(__file__).resolve().parents[1] / "loaders" / "samples"
ROWS = 250


@dataclass(frozen=True)
class Bench:
    """A home with a store of its own, a folder of documents, and what loading it undisturbed gives."""

    settings: Settings
    documents: Path
    undisturbed: bytes
    seconds: float

    def start(self) -> "subprocess.Popen[bytes]":
        return start_ingest(self.settings, self.documents)

    def empty(self) -> None:
        with connect(self.settings) as store:
            retract(store, self.settings, [path.stem for path in self.documents.iterdir()])
            assert store.read("MATCH (n) WHERE n:Entity OR n:Passage OR n:SourceDocument RETURN n.id AS id") == []

    def load_and_export(self) -> bytes:
        with connect(self.settings) as store:
            ingest(store, self.settings, [self.documents])
            return exported(store, self.settings.home)


def start_ingest(settings: Settings, documents: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "alliancegraph", "ingest", str(documents), "--json"],
        env=clean_environment(ALLIANCEGRAPH_HOME=str(settings.home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def exported(store: Store, home: Path) -> bytes:
    path = home / "export.jsonl"
    export_jsonl(store, path, load_vocabulary())
    return path.read_bytes()


def write_list(path: Path) -> None:
    """A notice with a long annexed list, so that writing it takes a while."""
    rows = "\n".join(f"{n}\t第{n}号工程产业技术创新战略联盟\t第{n}号工程研究院有限公司" for n in range(1, ROWS + 1))
    path.write_text(
        "东江省科学技术厅关于公布试点联盟名单的通知\n\n东科发〔2016〕18号\n\n各有关单位：\n"
        f"　　经评审，同意将下列{ROWS}家联盟作为试点联盟。\n\n东江省科学技术厅\n2016年5月4日\n\n附件\n试点联盟名单\n"
        f"（共{ROWS}家）\n序号\t联盟名称\t责任主体单位\n{rows}\n",
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    home, documents = tmp_path_factory.mktemp("kill-home"), tmp_path_factory.mktemp("kill-documents")
    for sample in SAMPLES.glob("*.txt"):
        shutil.copy(sample, documents)
    write_list(documents / "long-list.txt")
    settings = Settings(home=home, maven_repository=os.environ.get("ALLIANCEGRAPH_MAVEN_REPOSITORY"))
    embedded.start(settings, held=True, life=embedded.Life(with_parent=True))
    with connect(settings) as store:
        ensure_schema(store)
    start_ingest(settings, documents).wait()
    with connect(settings) as store:
        made = Bench(settings, documents, exported(store, home), 0.0)
    made.empty()
    # Only now the store is warm, and a load takes as long as those that will be killed.
    began = time.monotonic()
    start_ingest(settings, documents).wait()
    yield replace(made, seconds=time.monotonic() - began)
    embedded.stop(settings)


@pytest.mark.parametrize("part", [0.4, 0.6, 0.8])
def test_a_killed_ingest_is_made_whole_by_the_next(bench: Bench, part: float) -> None:
    bench.empty()
    moment = bench.seconds * (part + random.uniform(-0.1, 0.1))
    process = bench.start()
    time.sleep(moment)
    process.kill()
    process.communicate()
    assert bench.load_and_export() == bench.undisturbed, f"killed after {moment:.2f} s of {bench.seconds:.2f} s"


def test_a_killed_store_is_said_in_a_sentence_and_nothing_is_lost(bench: Bench) -> None:
    bench.empty()
    running = embedded.info(bench.settings)
    assert running is not None and running.pid is not None
    process = bench.start()
    moment = bench.seconds * random.uniform(0.6, 0.9)
    time.sleep(moment)
    os.kill(running.pid, signal.SIGKILL)
    while embedded.info(bench.settings) is not None:
        time.sleep(0.05)
    _, said = process.communicate(timeout=120)
    assert b"Traceback" not in said
    assert process.returncode in (0, 3), said.decode()
    if process.returncode:
        assert len(said.decode().strip().splitlines()) == 1
    embedded.start(bench.settings, held=True, life=embedded.Life(with_parent=True))
    assert bench.load_and_export() == bench.undisturbed, f"store killed after {moment:.2f} s of {bench.seconds:.2f} s"
