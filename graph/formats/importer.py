"""The files of Neo4j's own importer: a folder with tables, headers with types, the arguments, and the schema.

In the folder, ``neo4j-admin database import full neo4j @import.args`` makes a database of it (Neo4j must be stopped),
``cypher-shell -f schema.cypher`` then its constraints, indexes and the lists without elements that the importer can't
take. Nodes of each kind are a space of ids of their own. Elements of lists are parted by the unit separator U+001F.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from graph.errors import StateError
from graph.formats.elements import LABELS, Edge, Node
from graph.formats.place import Written, measure, new_folder
from graph.formats.spool import Sort, Spool, as_text, group_of, spooled
from graph.formats.tables import line
from graph.schema import constraints, indexes
from ontology import Vocabulary

SEPARATOR = "\x1f"


def write_importer(rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes the folder ``path``; raises InputError when that can't be done."""
    with spooled(rows, path, vocabulary) as spool:
        with new_folder(path) as folder:
            _fill(spool, folder)
            (folder / "import.args").write_text(_arguments(spool), encoding="utf-8", newline="\n")
            schema = "".join(f"{rule.cypher};\n" for rule in (*constraints(vocabulary), *indexes()))
            (folder / "schema.cypher").write_text(schema + _empty_lists(spool), encoding="utf-8", newline="\n")
        return measure(path, spool.statements)


def _arguments(spool: Spool) -> str:
    options = ["--multiline-fields=true", "--array-delimiter=U+001F"]
    for group in sorted(spool.columns):
        sort = group.partition("-")[0]
        options.append(f"--{sort}=./{group}-header.csv,./{group}.csv")
    return "\n".join(options) + "\n"


def _empty_lists(spool: Spool) -> str:
    """Statements that put back lists without elements, which the importer takes for no value."""
    found = []
    for group, name in sorted(spool.emptied):
        sort, _, label = group.partition("-")
        pattern = f"(x:{label})" if sort == "nodes" else f"()-[x:{label}]->()"
        found.append(f"MATCH {pattern} WHERE x.{name} IS NULL SET x.{name} = [];\n")
    return "".join(found)


def _fill(spool: Spool, folder: Path) -> None:
    with ExitStack() as stack:
        files = {}
        for group, columns in spool.columns.items():
            types = {name: _type(sorts, spool.members.get((group, name), set())) for name, sorts in columns.items()}
            heading = _heading(group, types, spool.ends.get(group))
            (folder / f"{group}-header.csv").write_text(line(heading), encoding="utf-8", newline="\n")
            files[group] = stack.enter_context((folder / f"{group}.csv").open("w", encoding="utf-8", newline=""))
        for element in spool:
            group = group_of(element)
            values = {name: _value(element, name, value) for name, value in element.properties.items()}
            names = sorted(spool.columns[group].keys() - _first(element))
            files[group].write(line([*_keys(element), *(values.get(name) for name in names)]))


def _first(element: Node | Edge) -> Collection[str]:
    return {"id"} if isinstance(element, Node) else ()


def _keys(element: Node | Edge) -> list[str]:
    if isinstance(element, Node):
        return [element.id, SEPARATOR.join(element.labels)]
    return [element.source, element.target, element.type]


def _heading(group: str, types: Mapping[str, str], ends: tuple[str, str] | None) -> list[str]:
    typed = {name: f"{name}:{types[name]}" for name in sorted(types)}
    if ends is not None:
        return [f":START_ID({ends[0]})", f":END_ID({ends[1]})", ":TYPE", *typed.values()]
    label = group.removeprefix("nodes-")
    space = label if label in LABELS.values() else "Entity"
    return [f"id:ID({space})", ":LABEL", *(head for name, head in typed.items() if name != "id")]


def _type(sorts: set[Sort], members: set[Sort]) -> str:
    """The importer's type of a column; what is of several sorts is text, unless all are numbers.

    ``members`` are the sorts of the elements where the column has lists.
    """
    if sorts == {"list"}:
        return f"{_type(members, set())}[]"
    if sorts == {"long", "double"}:
        return "double"
    return next(iter(sorts)) if len(sorts) == 1 else "string"


def _value(element: Node | Edge, name: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    texts = [as_text(each) for each in value]
    if any(SEPARATOR in text for text in texts):
        raise StateError(
            f"The list {name} of {element.id} can't be written for Neo4j's importer, for one of its texts holds the "
            "character U+001F that parts them; use another format."
        )
    return SEPARATOR.join(texts)
