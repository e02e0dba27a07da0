"""The graph as a networkx graph, in memory, with everything: ids, labels, types and properties.

>>> import networkx as nx
>>> from graph.projection import to_networkx          # doctest: +SKIP
>>> g = to_networkx(export_rows(store, vocabulary), vocabulary)  # doctest: +SKIP
>>> nx.pagerank(nx.DiGraph(g))  # doctest: +SKIP
"""

from collections.abc import Iterable, Mapping
from typing import Any

import networkx

from graph.errors import StateError
from graph.formats.elements import Node, all_elements
from ontology import Vocabulary


def to_networkx(rows: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> networkx.MultiDiGraph:
    """The rows of :func:`graph.export.export_rows` as a MultiDiGraph.

    Nodes are known by their id and carry ``labels`` (a tuple), ``iri`` (of entities) and all properties of the store;
    edges by their ends and the key ``type/id``, with their type as ``label``, ``iri`` and all properties.
    Lists stay lists. Raises StateError when two nodes have one id, or an edge leads to a node that is not there.
    """
    found: networkx.MultiDiGraph = networkx.MultiDiGraph()
    for element in all_elements(iter(rows), vocabulary):
        named = {} if element.iri is None else {"iri": element.iri}
        if isinstance(element, Node):
            if element.id in found:
                raise StateError(
                    f"Two nodes have the id {element.id}; load that document under another name with ingest --name."
                )
            found.add_node(element.id, labels=element.labels, **named, **element.properties)
        else:
            for end in (element.source, element.target):
                if end not in found:
                    raise StateError(f"The relationship {element.id} leads to {end}, which is not among the rows.")
            data = {**named, **element.properties, "label": element.type}
            found.add_edges_from([(element.source, element.target, element.id, data)])
    return found
