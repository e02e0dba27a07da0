"""GraphML: for Gephi, yEd, Cytoscape, networkx and igraph.

Node ids are those of the graph, edge ids ``type/id``. Properties keep their types; lists are JSON in a string, for
GraphML has none. ``labels`` of nodes (``:Entity:Alliance``) and ``label`` of edges are written as Neo4j's APOC does.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.formats.elements import Edge, Node
from graph.formats.markup import escaped
from graph.formats.place import Written
from graph.formats.spool import Spool, as_text, sort_of, write_spooled
from ontology import Vocabulary

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes the file ``path``; raises InputError when that can't be done."""
    return write_spooled(rows, path, vocabulary, _lines)


def _lines(spool: Spool) -> Iterator[str]:
    yield HEAD
    for place, edges in (("node", False), ("edge", True)):
        # `id` of nodes is the node's own; of edges too, but the relationship's id is kept as a property beside it.
        for name, sort in [("iri", "string"), ("label" if edges else "labels", "string"), *spool.properties(edges)]:
            kind = "string" if sort == "list" else sort
            key = _key(edges, name, sort)
            yield f'<key id="{key}" for="{place}" attr.name="{escaped(name)}" attr.type="{kind}"/>\n'
    yield '<graph id="G" edgedefault="directed">\n'
    for node in spool.nodes():
        labels = "".join(f":{label}" for label in node.labels)
        data = _data(node, False, {"labels": labels})
        yield f'<node id="{escaped(node.id)}" labels="{labels}">{data}</node>\n'
    for edge in spool.edges():
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        data = _data(edge, True, {"label": edge.type})
        yield f'<edge id="{escaped(edge.id)}" {ends} label="{edge.type}">{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(element: Node | Edge, edges: bool, more: Mapping[str, str]) -> str:
    known = {**more, **({"iri": element.iri} if element.iri else {}), **element.properties}
    return "".join(
        f'<data key="{_key(edges, name, sort_of(value))}">{escaped(as_text(value))}</data>'
        for name, value in known.items()
    )


def _key(edges: bool, name: str, sort: str) -> str:
    return escaped(f"{'e' if edges else 'n'}-{name}-{sort}")
