"""Jena's SHACL and our faster run find the same in the same data, by the shipped shapes."""

import random
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.export import export_rows
from graph.rdf import to_triples
from graph.schema import ensure_schema
from graph.store import Store
from graph.validation import shipped_shapes, validate
from graph.validation.triples import Triples
from ontology import load_vocabulary
from tests.independent.tools import SHACL, Finding, fetched, shacl_findings
from tests.queries.sample import load_sample

pytestmark = pytest.mark.store
ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


@pytest.fixture(scope="module")
def data(store: Store) -> list[ox.Triple]:
    """The sample graph as RDF with the vocabulary, in a fixed order."""
    store.write_batched("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    ensure_schema(store)
    load_sample(store)
    vocabulary = load_vocabulary()
    known = [
        quad.triple
        for quad in ox.parse(path=ONTOLOGY / "alliance.ttl", format=ox.RdfFormat.TURTLE)
        if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)
    ]
    return sorted(dict.fromkeys([*to_triples(export_rows(store, vocabulary), vocabulary), *known]), key=str)


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped shapes with English messages only: Jena takes at most one message a shape."""
    triples = [
        quad.triple
        for file in sorted((ONTOLOGY / "shapes").glob("*.ttl"))
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        if not (
            quad.predicate.value == f"{SHACL}message"
            and isinstance(quad.object, ox.Literal)
            and quad.object.language == "zh"
        )
    ]
    path = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE))
    return path


def found_by_us(data: Iterable[ox.Triple]) -> set[Finding]:
    report = validate(Triples.of(data), shipped_shapes())
    return {(r.focus, r.severity, r.component.lower(), r.value or "") for r in report.results}


def found_by_jena(data: Iterable[ox.Triple], shapes: Path, folder: Path) -> set[Finding]:
    (folder / "data.nt").write_bytes(ox.serialize(data, format=ox.RdfFormat.N_TRIPLES))
    return shacl_findings(fetched("jena.lock.csv"), shapes, folder / "data.nt")


def damaged(data: list[ox.Triple], chance: random.Random) -> list[ox.Triple]:
    """One triple in ten is gone, one in fifteen has another object, added or in its place."""
    objects, kept = [triple.object for triple in data], []
    for triple in data:
        luck = chance.random()
        if luck < 1 / 15:
            kept.append(ox.Triple(triple.subject, triple.predicate, chance.choice(objects)))
        if not 1 / 30 < luck < 1 / 8:
            kept.append(triple)
    return list(dict.fromkeys(kept))


def test_a_graph_of_ours_conforms_for_both(data: list[ox.Triple], shapes: Path, tmp_path: Path) -> None:
    ours, theirs = found_by_us(data), found_by_jena(data, shapes, tmp_path)
    assert ours == theirs
    assert not [finding for finding in theirs if finding[1] == "Violation"]


@pytest.mark.parametrize("seed", range(2))
def test_in_damaged_data_both_find_the_same(data: list[ox.Triple], shapes: Path, tmp_path: Path, seed: int) -> None:
    broken = damaged(data, random.Random(seed))
    ours, theirs = found_by_us(broken), found_by_jena(broken, shapes, tmp_path)
    assert {severity for _, severity, _, _ in theirs} >= {"Violation", "Warning"}
    assert len({component for _, _, component, _ in theirs}) >= 6, "too tame to tell"
    assert (ours - theirs, theirs - ours) == (set(), set())
