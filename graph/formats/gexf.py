"""GEXF 1.2: for Gephi and Sigma; what a node shows is its name, what an edge shows is its type.

Properties keep their types (whole numbers are ``long``); lists are JSON in a string. Ids as in GraphML; the id of a
relationship is the part of the edge's id behind the stroke.
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
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<graph defaultedgetype="directed" mode="static">
"""


def write_gexf(rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes the file ``path``; raises InputError when that can't be done."""
    return write_spooled(rows, path, vocabulary, _lines)


def _lines(spool: Spool) -> Iterator[str]:
    yield HEAD
    for place, edges in (("node", False), ("edge", True)):
        yield f'<attributes class="{place}" mode="static">\n'
        for name, sort in [("iri", "string"), *(() if edges else [("labels", "list")]), *spool.properties(edges)]:
            if name != "id":
                kind = "string" if sort == "list" else sort
                yield f'<attribute id="{_key(name, sort)}" title="{escaped(name)}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in spool.nodes():
        label = str(node.properties.get("name") or node.properties.get("title") or node.id)
        data = _data(node, {"labels": list(node.labels)})
        yield f'<node id="{escaped(node.id)}" label="{escaped(label)}">{data}</node>\n'
    yield "</nodes>\n<edges>\n"
    for edge in spool.edges():
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield f'<edge id="{escaped(edge.id)}" {ends} label="{edge.type}">{_data(edge, {})}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _data(element: Node | Edge, more: Mapping[str, Any]) -> str:
    known = {**more, **({"iri": element.iri} if element.iri else {}), **element.properties}
    values = "".join(
        f'<attvalue for="{_key(name, sort_of(value))}" value="{escaped(as_text(value))}"/>'
        for name, value in known.items()
        if name != "id"
    )
    return f"<attvalues>{values}</attvalues>"


def _key(name: str, sort: str) -> str:
    return escaped(f"{name}-{sort}")
