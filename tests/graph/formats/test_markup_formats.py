"""GraphML and GEXF, read by networkx: every node, edge and property comes back."""

import json
import re
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError, StateError
from graph.formats import WRITERS
from graph.formats.elements import Node, all_elements
from graph.formats.markup import escaped
from ontology import load_vocabulary
from tests.graph.formats.rows import ALLIANCE, rows

VOCABULARY = load_vocabulary()


def written(data: list[dict[str, Any]], path: Path, format_: str) -> Any:
    WRITERS[format_](data, path, VOCABULARY)
    if format_ == "gexf":
        return networkx.read_gexf(path)
    return networkx.read_graphml(path, force_multigraph=True)


def flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value


def expected(data: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a reader must find: properties of nodes and of edges by id, lists as JSON, without the ids."""
    nodes, edges = {}, {}
    for element in all_elements(iter(data), VOCABULARY):
        told = {name: flat(value) for name, value in element.properties.items() if name != "id"}
        if element.iri is not None:
            told["iri"] = element.iri
        if isinstance(element, Node):
            nodes[element.id] = {**told, "labels": list(element.labels)}
        else:
            edges[element.id] = {**told, "ends": (element.source, element.target), "label": element.type}
    return nodes, edges


def read_back(graph: Any, format_: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same from what networkx read."""
    nodes, edges = {}, {}
    for key, data in graph.nodes(data=True):
        told = {name: value for name, value in data.items() if name not in ("id", "label")}
        told["labels"] = json.loads(told["labels"]) if format_ == "gexf" else told["labels"].split(":")[1:]
        nodes[key] = told
    for source, target, key, data in graph.edges(keys=True, data=True):
        told = {name: value for name, value in data.items() if name not in ("id", "label")}
        identifier = data["id"] if format_ == "gexf" else key
        edges[identifier] = {**told, "ends": (source, target), "label": data["label"]}
    return nodes, edges


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_networkx_reads_everything(tmp_path: Path, format_: str) -> None:
    nodes, edges = read_back(written(rows(), tmp_path / "graph", format_), format_)
    wanted_nodes, wanted_edges = expected(rows())
    assert nodes == wanted_nodes
    assert edges == wanted_edges
    assert len(edges) == 10
    assert edges["leads/fff5"]["confidence"] == 1.0
    assert isinstance(edges["leads/fff5"]["confidence"], float)
    assert nodes["doc"]["is_copy"] is True
    assert nodes["doc"]["lines_total"] == 3


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, format_: str, text: str) -> None:
    found = written(rows(text), tmp_path_factory.mktemp("any") / "graph", format_)
    carried = re.sub("[^\t\n\r\x20-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert found.nodes[ALLIANCE]["name"] == carried


def test_a_property_of_two_sorts_keeps_both(tmp_path: Path) -> None:
    data = rows()
    data[5]["date"], data[6]["date"] = 2011, "2011-08"
    for format_ in ("graphml", "gexf"):
        found = written(data, tmp_path / f"graph.{format_}", format_)
        assert (found.nodes["doc"]["date"], found.nodes["page-0"]["date"]) == (2011, "2011-08")


def test_what_xml_cannot_carry() -> None:
    assert escaped("a\x00\x0b\ufffe\ud800b") == "a\ufffd\ufffd\ufffd\ufffdb"
    assert escaped('<a b="c">&\t\n\r') == "&lt;a b=&quot;c&quot;&gt;&amp;&#9;&#10;&#13;"


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_two_nodes_with_one_id_are_refused(tmp_path: Path, format_: str) -> None:
    data = rows()
    data[5]["id"] = ALLIANCE
    path = tmp_path / "graph"
    path.write_text("old")
    with pytest.raises(StateError, match=ALLIANCE):
        WRITERS[format_](data, path, VOCABULARY)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["graph"]


@pytest.mark.parametrize("format_", WRITERS)
def test_same_rows_same_bytes(tmp_path: Path, format_: str) -> None:
    told = [WRITERS[format_](iter(rows()), tmp_path / str(n), VOCABULARY) for n in range(2)]
    assert told[0] == told[1]
    assert told[0].statements == 5
    again = WRITERS[format_](rows(), tmp_path / "0", VOCABULARY)
    assert again == told[0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["0", "1"]


@pytest.mark.parametrize("format_", WRITERS)
def test_a_path_that_cannot_be_written(tmp_path: Path, format_: str) -> None:
    with pytest.raises(InputError, match="nowhere"):
        WRITERS[format_](rows(), tmp_path / "nowhere" / "graph", VOCABULARY)


@pytest.mark.parametrize("format_", WRITERS)
def test_a_failure_leaves_the_old_export(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "graph"
    before = WRITERS[format_](rows(), path, VOCABULARY)

    def failing() -> Any:
        yield from rows()[:5]
        raise StateError("The store went away.")

    with pytest.raises(StateError, match="went away"):
        WRITERS[format_](failing(), path, VOCABULARY)
    assert [file.name for file in tmp_path.iterdir()] == ["graph"]
    assert WRITERS[format_](rows(), tmp_path / "other", VOCABULARY) == before
