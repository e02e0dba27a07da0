"""RDF: the rows of the graph as linked data and back, without loss."""

from graph.rdf.inward import to_rows
from graph.rdf.outward import to_quads, to_triples

__all__ = ["to_quads", "to_rows", "to_triples"]
