"""Rows → RDF → rows is the identity, through every format and a second library."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from graph.errors import InputError
from graph.rdf import to_quads, to_rows, to_triples
from graph.rdf.jsonld import lines
from graph.rdf.outward import Outward

SPEC = importlib.util.spec_from_file_location("row_strategies", Path(__file__).with_name("row_strategies.py"))
assert SPEC is not None and SPEC.loader is not None
made = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(made)
VOCABULARY = made.VOCABULARY
FORMATS = [
    (ox.RdfFormat.N_QUADS, to_quads),
    (ox.RdfFormat.TRIG, to_quads),
    (ox.RdfFormat.N_TRIPLES, to_triples),
    (ox.RdfFormat.TURTLE, to_triples),
    (ox.RdfFormat.RDF_XML, to_triples),
    (ox.RdfFormat.JSON_LD, to_quads),
]
Row = dict[str, Any]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made.exports())
def test_random_graphs_come_back_through_every_format(rows: list[Row]) -> None:
    for format_, write in FORMATS:
        written = ox.serialize(write(rows, VOCABULARY), format=format_)
        assert to_rows(ox.parse(written, format=format_), VOCABULARY) == rows, format_


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made.exports())
def test_random_graphs_come_back_through_our_jsonld(rows: list[Row]) -> None:
    outward = Outward(VOCABULARY)
    written = b"".join(lines(outward.layout, map(outward.statements, rows)))
    assert to_rows(ox.parse(written, format=ox.RdfFormat.JSON_LD), VOCABULARY) == rows
    as_quads = {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.JSON_LD)}
    assert as_quads == set(to_triples(rows, VOCABULARY))
    assert sum(1 for _ in rdflib.Graph().parse(data=written, format="json-ld")) == len(as_quads)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made.exports())
def test_rdflib_reads_the_same_triples(rows: list[Row]) -> None:
    triples = set(to_triples(rows, VOCABULARY))
    for format_, name in (
        (ox.RdfFormat.N_TRIPLES, "nt"),
        (ox.RdfFormat.TURTLE, "turtle"),
        (ox.RdfFormat.RDF_XML, "xml"),
    ):
        graph = rdflib.Graph()
        graph.parse(data=ox.serialize(iter(triples), format=format_), format=name)
        assert len(graph) == len(triples), name
        assert {(str(s), str(p)) for s, p in graph.subject_predicates()} == {
            (t.subject.value, t.predicate.value) for t in triples
        }


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made.exports())
def test_the_union_has_each_triple_once_and_the_dataset_no_other(rows: list[Row]) -> None:
    triples, quads = list(to_triples(rows, VOCABULARY)), list(to_quads(rows, VOCABULARY))
    assert len(triples) == len(set(triples))
    assert len(quads) == len(set(quads))
    assert {quad.triple for quad in quads} == set(triples)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in quad)


def _row(rows: list[Row], type_: str) -> Row:
    return next(row for row in rows if row.get("type") == type_)


@pytest.fixture
def rows() -> list[Row]:
    """One membership that two documents state, in two roles."""
    base = "https://w3id.org/alliancegraph/"
    found: list[Row] = [
        {
            "line": "entity",
            "iri": f"{base}id/alliance/a",
            "id": "a",
            "labels": ["Alliance"],
            "name": "甲联盟",
            "aliases": [],
        },
        {"line": "entity", "iri": f"{base}id/organization/o", "id": "o", "labels": ["Organization"], "name": "乙所"}
        | {"aliases": ["乙"]},
    ]
    for name, digit in (("one", "1"), ("two", "2")):
        found.append({"line": "document", "id": name, "sha256": digit * 64, "genre": "web", "state": "loaded"})
    for digit, name in (("1", "one"), ("2", "two")):
        found.append(
            {"line": "passage", "id": f"{base}text/{digit * 16}#char=0,5", "start": 0, "end": 5, "text": "乙是甲的"}
            | {"in": [name], "from": []}
        )
    for key, role, names in (("k1", "成员单位", ["one", "two"]), ("k2", "理事单位", ["two"])):
        spans = [f"{base}text/{('1' if name == 'one' else '2') * 16}#char=0,5" for name in names]
        told = [
            json.dumps(
                {"confidence": 0.9, "document": name, "observed": None, "passage": span, "qualifiers": {"role": role}}
                | {"rule": "r", "source": name, "source_date": None, "start": 0},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            )
            for name, span in zip(names, spans, strict=True)
        ]
        found.append(
            {"line": "relationship", "iri": f"{base}id/member_of/{key}", "id": key, "type": "MEMBER_OF", "role": role}
            | {"subject": "o", "object": "a", "confidence": 0.95, "evidence": spans, "sources": names}
            | {"documents": names, "rules": ["r"], "assertions": told}
        )
    return found


def _shortcuts(rows: list[Row]) -> list[ox.Quad]:
    return [q for q in to_quads(rows, VOCABULARY) if q.predicate.value == VOCABULARY.predicates["member_of"].iri]


def test_parallel_facts_give_one_shortcut_while_any_of_them_holds(rows: list[Row]) -> None:
    assert len(_shortcuts(rows)) == 1
    assert _shortcuts(rows)[0].graph_name == ox.NamedNode("https://w3id.org/alliancegraph/graph/derived")
    rows[-1]["valid_until"] = "2019"
    assert len(_shortcuts(rows)) == 1
    rows[-2]["valid_until"] = "2019"
    assert _shortcuts(rows) == []


def test_what_one_document_states_goes_with_its_graph(rows: list[Row]) -> None:
    graph = ox.NamedNode("https://w3id.org/alliancegraph/graph/source/" + "1" * 16)
    kept = {q.triple for q in to_quads(rows, VOCABULARY) if q.graph_name != graph}
    gone = {q.triple for q in to_quads(rows, VOCABULARY)} - kept
    first, second = (ox.NamedNode(row["iri"]) for row in rows[-2:])
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert {t.subject for t in kept if t.predicate == type_} >= {first, second}
    assert {t.predicate.value.rsplit("#", 1)[1] for t in gone if t.subject == first} == {
        "wasDerivedFrom",
        "documents",
        "sources",
    }
    assert not any("1" * 16 in t.object.value for t in kept if isinstance(t.object, ox.NamedNode))


def test_every_term_of_ours_is_declared(rows: list[Row]) -> None:
    declared = rdflib.Graph().parse("ontology/alliance.ttl")
    used = {q.predicate.value for q in to_quads(rows, VOCABULARY)}
    used |= {q.object.value for q in to_quads(rows, VOCABULARY) if q.predicate.value.endswith("#type")}
    built_in = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#")
    assert {
        term
        for term in used
        if not term.startswith(built_in) and not list(declared.predicate_objects(rdflib.URIRef(term)))
    } == set()


def test_unknown_terms_are_listed(rows: list[Row]) -> None:
    quads = list(to_quads(rows, VOCABULARY))
    node = ox.NamedNode(rows[0]["iri"])
    strange = [ox.Quad(node, ox.NamedNode(f"http://example.org/{name}"), ox.Literal("x")) for name in "ab"]
    with pytest.raises(InputError, match=r"http://example.org/a, http://example.org/b\."):
        to_rows([*quads, *strange], VOCABULARY)


def test_a_second_value_is_refused(rows: list[Row]) -> None:
    quads = list(to_quads(rows, VOCABULARY))
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    second = ox.Quad(ox.NamedNode(rows[0]["iri"]), label, ox.Literal("丙", language="zh"))
    with pytest.raises(InputError, match="has 2 values"):
        to_rows([*quads, second], VOCABULARY)


def test_a_key_without_property_is_refused(rows: list[Row]) -> None:
    rows[0]["colour"] = "red"
    with pytest.raises(InputError, match="colour"):
        list(to_quads(rows, VOCABULARY))
