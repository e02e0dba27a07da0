"""The graph of the sample documents and the shipped tables, as it comes out of the store, has no Violation."""

import pytest

from graph.schema import ensure_schema
from graph.store import Store
from graph.validation import described, shipped_shapes, validate
from graph.validation.whole import graph_data
from ontology import load_vocabulary
from tests.queries.sample import load_sample


@pytest.mark.store
def test_the_sample_graph_conforms_and_warnings_name_the_entity(empty_store: Store) -> None:
    ensure_schema(empty_store)
    load_sample(empty_store)
    data = graph_data(empty_store, load_vocabulary())
    assert len(data.subjects) > 500
    report = validate(data, shipped_shapes())
    lines = described(report, data, "zh")
    assert report.conforms, [line for line in lines if line.severity == "Violation"]
    assert lines
    assert all(not line.message.startswith("http") for line in lines)
