"""Jena's riot reads every RDF format of the export, without a warning, and counts what we counted."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.export import export_rows
from graph.rdf import to_quads, to_triples
from graph.rdf.write import RDF_WRITERS
from graph.store import Store
from tests.graph.rdf.row_strategies import VOCABULARY, exports
from tests.independent.tools import fetched, riot_counts, riot_quads
from tests.queries.sample import load_sample

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
READ = ("members-geothermal-changes-2024", "policy-repeal-dalian-2020")
SUFFIXES = {"rdfxml": "rdf"}
DATASETS = {"nq", "trig"}
"""The formats with named graphs; the others have their union."""
XSD = "http://www.w3.org/2001/XMLSchema#"
Row = dict[str, Any]


def write_all(rows: list[Row], folder: Path, name: str) -> dict[str, int]:
    """Writes every format; returns how many triples or quads each file should have, by its name."""
    triples, quads = len(set(to_triples(rows, VOCABULARY))), len(set(to_quads(rows, VOCABULARY)))
    expected = {}
    for format_, write in RDF_WRITERS.items():
        path = folder / f"{name}.{SUFFIXES.get(format_, format_)}"
        write(rows, path, VOCABULARY)
        expected[path.name] = quads if format_ in DATASETS else triples
    return expected


@pytest.fixture(scope="module")
def rows(store: Store) -> Iterator[list[Row]]:
    """The graph of two sample documents, read by the command line, and of the sample that has facts of every sort."""
    store.write_batched("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    address = store.address
    entered = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username, "NEO4J_DATABASE": address.database}
    subprocess.run(
        [sys.executable, "-m", "alliancegraph", "ingest", *(str(SAMPLES / f"{name}.txt") for name in READ)],
        env=os.environ | entered | {"NEO4J_PASSWORD": address.password or ""},
        capture_output=True,
        timeout=240,
        check=True,
    )
    load_sample(store)
    return list(export_rows(store, VOCABULARY))


@pytest.mark.store
def test_every_format_of_the_sample_documents(rows: list[Row], tmp_path: Path) -> None:
    assert {row["line"] for row in rows} >= {"entity", "document", "passage", "relationship", "concept", "value"}
    expected = write_all(rows, tmp_path, "graph")
    assert len(expected) == 6 and min(expected.values()) > 1000
    jars, files = fetched("jena.lock.csv"), sorted(tmp_path.iterdir())
    assert riot_counts(jars, files) == expected
    # With the right counts, no file may have a term that it should not have.
    datasets = [file for file in files if file.suffix[1:] in DATASETS]
    assert riot_quads(jars, datasets) == set(to_quads(rows, VOCABULARY))
    unions = [file for file in files if file not in datasets]
    assert {quad.triple for quad in riot_quads(jars, unions)} == set(to_triples(rows, VOCABULARY))


@settings(
    max_examples=1,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(exports(), min_size=12, max_size=12))
def test_every_format_of_random_graphs(tmp_path_factory: pytest.TempPathFactory, graphs: list[list[Row]]) -> None:
    folder = tmp_path_factory.mktemp("random")
    expected: dict[str, int] = {}
    for number, made in enumerate(graphs):
        expected |= write_all(made, folder, f"g{number}")
    assert riot_counts(fetched("jena.lock.csv"), sorted(folder.iterdir())) == expected


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("iri.nt", "<http://e/a b> <http://e/p> <http://e/o> .", "line: 1"),
        ("month.nt", f'<http://e/a> <http://e/p> "2019-13"^^<{XSD}gYearMonth> .', "exical form"),
    ],
)
def test_what_is_malformed_is_noticed(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match=said):
        riot_counts(fetched("jena.lock.csv"), [tmp_path / name])


def test_riot_counts_what_a_file_holds(tmp_path: Path) -> None:
    triple = ox.Triple(ox.NamedNode("http://e/a"), ox.NamedNode("http://e/p"), ox.Literal("龘\U00020000"))
    (tmp_path / "one.nt").write_bytes(ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES))
    assert riot_counts(fetched("jena.lock.csv"), [tmp_path / "one.nt"]) == {"one.nt": 1}
