"""The spool: rows kept in a temporary file, so that they can be read again once all columns are known.

GraphML and GEXF declare the type of every property before the first node, tables have a heading; the graph is read
from the store once only, or two readings could differ.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

from graph.errors import InputError, StateError
from graph.formats.elements import Edge, Node, elements
from graph.formats.place import Written, measure, new_file
from graph.shapes import fact_targets
from ontology import Vocabulary

Sort = Literal["boolean", "long", "double", "string", "list"]
"""What sort of value a property has, in the words of GraphML; lists are written as JSON where there are none."""

Group = str
"""``nodes-Alliance`` or ``relationships-LEADS``: all nodes of one kind, all relationships of one type."""


class Spool:
    """All nodes and edges of an export, to be read as often as needed, in the order of the rows."""

    def __init__(self, file: IO[bytes], targets: Mapping[str, str]) -> None:
        self._file, self._targets = file, targets
        self._documents: set[str] = set()
        self.columns: dict[Group, dict[str, set[Sort]]] = {}
        """By group, the properties that occur and the sorts of their values."""
        self.members: dict[tuple[Group, str], set[Sort]] = {}
        """By group and property, the sorts of the elements of its lists."""
        self.emptied: set[tuple[Group, str]] = set()
        """The groups and properties that have a list without elements somewhere."""
        self.ends: dict[Group, tuple[str, str]] = {}
        """By group of relationships, the labels of their two ends."""
        self.named: set[Group] = set()
        """The groups whose nodes or relationships have IRIs."""
        self.statements = 0
        """How many facts there are."""

    def fill(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Writes the rows down and learns their columns."""
        for row in rows:
            self._file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            self.statements += row["line"] == "relationship"
            if row["line"] == "document":
                self._documents.add(row["id"])
            for element in elements(row, self._targets):
                columns = self.columns.setdefault(group_of(element), {})
                for name, value in element.properties.items():
                    columns.setdefault(name, set()).add(sort_of(value))
                    if isinstance(value, list):
                        members = self.members.setdefault((group_of(element), name), set())
                        members.update(sort_of(each) for each in value)
                        if not value:
                            self.emptied.add((group_of(element), name))
                if element.iri is not None:
                    self.named.add(group_of(element))
                if isinstance(element, Edge):
                    self.ends[group_of(element)] = (element.source_label, element.target_label)

    def __iter__(self) -> Iterator[Node | Edge]:
        self._file.seek(0)
        for line in self._file:
            yield from elements(json.loads(line), self._targets)

    def nodes(self) -> Iterator[Node]:
        """The nodes; raises StateError when a document bears the id of another node."""
        for element in self:
            if isinstance(element, Node):
                if element.label != "SourceDocument" and element.id in self._documents:
                    raise StateError(
                        f"The document {element.id} has the same id as a node labelled {element.label}; "
                        "load it under another name with ingest --name."
                    )
                yield element

    def edges(self) -> Iterator[Edge]:
        """The relationships."""
        return (element for element in self if isinstance(element, Edge))

    def properties(self, edges: bool) -> list[tuple[str, Sort]]:
        """Every pair of a property's name and a sort of its values, of nodes or of edges, sorted."""
        wanted = "relationships-" if edges else "nodes-"
        groups = [columns for group, columns in self.columns.items() if group.startswith(wanted)]
        return sorted({(name, sort) for columns in groups for name, sorts in columns.items() for sort in sorts})


@contextmanager
def spooled(rows: Iterable[Mapping[str, Any]], near: Path, vocabulary: Vocabulary) -> Iterator[Spool]:
    """The rows in a temporary file without a name, in the folder of ``near``; it is gone at the end, whatever happens.

    Raises InputError when that folder can't be written.
    """
    try:
        file = tempfile.TemporaryFile(dir=near.parent)  # noqa: SIM115 - closed below; only opening it may fail so
    except OSError as error:
        raise InputError(f"{near} can't be written ({error.strerror}); give --output another path.") from error
    with file:
        spool = Spool(file, fact_targets(vocabulary))
        spool.fill(rows)
        yield spool


def write_spooled(
    rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary, lines: Callable[[Spool], Iterator[str]]
) -> Written:
    """Writes the file ``path`` with what ``lines`` makes of the rows; raises InputError when that can't be done."""
    with spooled(rows, path, vocabulary) as spool:
        with new_file(path) as file:
            file.writelines(line.encode() for line in lines(spool))
        return measure(path, spool.statements)


def group_of(element: Node | Edge) -> Group:
    """The table that a node or edge belongs to."""
    return f"nodes-{element.label}" if isinstance(element, Node) else f"relationships-{element.type}"


def sort_of(value: Any) -> Sort:
    """What sort of value this is."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    if isinstance(value, float):
        return "double"
    return "list" if isinstance(value, list) else "string"


def as_text(value: Any) -> str:
    """A value as the text that stands in a file: lists as JSON, the truth as ``true`` and ``false``."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)
