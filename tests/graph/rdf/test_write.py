"""The files: the same bytes for the same rows in another process, whole or not at all, read by a second library."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from bench.rdf import synthetic_rows
from graph.errors import InputError
from graph.rdf import to_quads, to_rdflib, to_rows, to_triples
from graph.rdf.read import FORMATS, format_of, read_rows
from graph.rdf.write import RDF_WRITERS
from ontology import load_vocabulary

VOCABULARY = load_vocabulary()
Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(synthetic_rows(120))


@pytest.mark.parametrize("format_", sorted(RDF_WRITERS))
def test_a_file_is_read_back(rows: list[Row], tmp_path: Path, format_: str) -> None:
    written = RDF_WRITERS[format_](iter(rows), tmp_path / f"x.{format_}", VOCABULARY)
    assert written.statements == 120
    assert written.bytes == (tmp_path / f"x.{format_}").stat().st_size
    back = read_rows(tmp_path / f"x.{format_}", format_, VOCABULARY)
    assert sorted(map(json.dumps, back)) == sorted(
        json.dumps(row) for row in to_rows(to_quads(rows, VOCABULARY), VOCABULARY)
    )
    assert {json.dumps(row, sort_keys=True) for row in back} == {json.dumps(row, sort_keys=True) for row in rows}


@pytest.mark.parametrize("format_", sorted(RDF_WRITERS))
def test_another_process_writes_the_same_bytes(rows: list[Row], tmp_path: Path, format_: str) -> None:
    shuffled = [dict(reversed(row.items())) for row in rows]
    RDF_WRITERS[format_](shuffled, tmp_path / "one", VOCABULARY)
    code = (
        "import sys; from pathlib import Path; from bench.rdf import synthetic_rows; "
        "from ontology import load_vocabulary; from graph.rdf.write import RDF_WRITERS; "
        "RDF_WRITERS[sys.argv[1]](synthetic_rows(120), Path(sys.argv[2]), load_vocabulary())"
    )
    subprocess.run([sys.executable, "-c", code, format_, str(tmp_path / "two")], check=True, timeout=120)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("format_", "name"), [("nt", "nt"), ("ttl", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
def test_rdflib_agrees_on_the_union(rows: list[Row], tmp_path: Path, format_: str, name: str) -> None:
    RDF_WRITERS[format_](rows, tmp_path / "x", VOCABULARY)
    found = {(s.n3(), p.n3(), o.n3()) for s, p, o in rdflib.Graph().parse(tmp_path / "x", format=name)}
    graph = rdflib.Graph().parse(
        data=ox.serialize(to_triples(rows, VOCABULARY), format=ox.RdfFormat.N_TRIPLES), format="nt"
    )
    assert found == {(s.n3(), p.n3(), o.n3()) for s, p, o in graph}


@pytest.mark.parametrize(("format_", "name"), [("nq", "nquads"), ("trig", "trig")])
def test_rdflib_agrees_on_the_dataset(rows: list[Row], tmp_path: Path, format_: str, name: str) -> None:
    RDF_WRITERS[format_](rows, tmp_path / "x", VOCABULARY)
    read = rdflib.Dataset()
    read.parse(tmp_path / "x", format=name)
    assert len(list(read.quads())) == sum(1 for _ in to_quads(rows, VOCABULARY))


def test_to_rdflib_has_graphs_and_their_union(rows: list[Row]) -> None:
    dataset = to_rdflib(rows, VOCABULARY)
    assert {(str(s), str(p), str(g)) for s, p, _, g in dataset.quads()} == {
        (q.subject.value, q.predicate.value, q.graph_name.value) for q in to_quads(rows, VOCABULARY)
    }
    asked = (
        "SELECT (COUNT(*) AS ?n) { ?m a ag:Membership ; org:organization/skos:prefLabel ?alliance . ?o ag:memberOf ?a }"
    )
    assert len(list(dataset.query("SELECT ?m { ?m a ag:Membership ; org:member/skos:prefLabel ?name }"))) == 120
    assert len(list(dataset.query(asked))) == 1


def test_jsonld_reads_well(rows: list[Row], tmp_path: Path) -> None:
    RDF_WRITERS["jsonld"](rows, tmp_path / "x", VOCABULARY)
    read = json.loads((tmp_path / "x").read_text(encoding="utf-8"))
    fact = next(node for node in read["@graph"] if node.get("@type") == "Membership")
    assert fact["role"].startswith("scheme/member_role/")
    assert fact["observedOn"] == "2020-01-01"
    assert fact["confidence"] == "0.9"
    assert fact["prov:wasDerivedFrom"].startswith("text/")
    unit = next(node for node in read["@graph"] if node.get("@type") == "Organization")
    assert unit["skos:prefLabel"] == "第0研究院有限公司"


def test_a_row_at_fault_leaves_the_old_file(rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "x"
    for format_, write in RDF_WRITERS.items():
        path.write_text("old")
        with pytest.raises(InputError, match="colour"):
            write([*rows, rows[0] | {"colour": "red"}], path, VOCABULARY)
        assert path.read_text() == "old", format_
        assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_a_file_that_cannot_be_written_is_named(rows: list[Row], tmp_path: Path) -> None:
    for write in RDF_WRITERS.values():
        with pytest.raises(InputError, match="can't be written"):
            write(rows, tmp_path / "none" / "x", VOCABULARY)


def test_formats_are_told_by_names() -> None:
    assert [format_of(Path(f"a.{name}")) for name in ("jsonl", *FORMATS)] == ["jsonl", *FORMATS]
    assert format_of(Path("a.RDF")) == "rdfxml"


@pytest.mark.parametrize("format_", sorted(FORMATS))
@pytest.mark.parametrize("harm", [b'<"{[', b"\xff\xfe", None])
def test_malformed_files_are_refused_with_line_and_column(
    rows: list[Row], tmp_path: Path, format_: str, harm: bytes | None
) -> None:
    path = tmp_path / "x"
    RDF_WRITERS[format_](rows, path, VOCABULARY)
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(whole[:half] + (b"" if harm is None else harm + whole[half:]))
    near = whole[:half].count(b"\n") + 1
    with pytest.raises(InputError, match=r", line \d+, column \d+: no .*nothing was changed") as refused:
        read_rows(path, format_, VOCABULARY)
    line = int(re.search(r"line (\d+)", str(refused.value)).group(1))  # type: ignore[union-attr]
    assert abs(line - near) <= 2


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("name,date\n")
    for format_ in FORMATS:
        with pytest.raises(InputError, match="nothing was changed"):
            read_rows(path, format_, VOCABULARY)
