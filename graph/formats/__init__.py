"""Formats that are not RDF: JSON lines, tables, GraphML, GEXF and the files of Neo4j's own importer.

Each writer takes the rows of :func:`graph.export.export_rows` and a path. Nothing of the machine or the clock is
written, so the same rows give the same bytes. Memory does not grow with the graph: where columns must be known first,
rows are kept in a temporary file meanwhile. The old file or folder stays until the new one is complete.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.formats.gexf import write_gexf
from graph.formats.graphml import write_graphml
from graph.formats.importer import write_importer
from graph.formats.lines import write_lines
from graph.formats.place import Written
from graph.formats.tables import write_tables
from ontology import Vocabulary

__all__ = ["WRITERS", "Writer", "Written"]

Writer = Callable[[Iterable[Mapping[str, Any]], Path, Vocabulary], Written]

WRITERS: Mapping[str, Writer] = {
    "jsonl": write_lines,
    "csv": write_tables,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "neo4j": write_importer,
}
"""The writer of each format by its name on the command line; each raises InputError when it can't write."""
