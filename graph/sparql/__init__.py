"""SPARQL over the graph: read only, with limits that hold, in a process of its own.

Begin at :mod:`graph.sparql.endpoint`. Nothing is imported here, so that the engine's process starts at once.
"""
