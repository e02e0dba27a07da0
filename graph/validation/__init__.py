"""Validation: is a graph what the vocabulary says? SHACL Core, read from Turtle, checked at a pass over the triples.

>>> from graph.validation import shipped_shapes, validate
>>> report = validate(quads, shipped_shapes())
>>> report.conforms
True
"""

from graph.validation.parser import parse_shapes, read_shapes, shipped_shapes
from graph.validation.report import Report, Result, ResultLine, described
from graph.validation.runner import validate

__all__ = [
    "Report",
    "Result",
    "ResultLine",
    "described",
    "parse_shapes",
    "read_shapes",
    "shipped_shapes",
    "validate",
]
