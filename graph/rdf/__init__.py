"""RDF: the rows of the graph as linked data and back, without loss.

>>> from graph.rdf import to_quads, to_rdflib, to_rows
"""

from graph.rdf.inward import to_rows
from graph.rdf.outward import to_quads, to_triples
from graph.rdf.rdflib_bridge import to_rdflib

__all__ = ["to_quads", "to_rdflib", "to_rows", "to_triples"]
