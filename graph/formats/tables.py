"""CSV: one table for each kind of node and each type of relationship, in a folder or, for a path in .zip, an archive.

UTF-8 with a byte order mark (spreadsheet programs would show Chinese as rubbish without it), comma, LF, RFC 4180. A
cell without quotation marks that is empty means no value, ``""`` an empty text; lists are JSON; whole numbers and
decimals are written plainly, truth as true and false. Nodes: ``id``, ``iri`` (entities), ``labels``, then the
properties by name; relationships: ``subject``, ``object``, ``id``, ``iri``, then the properties.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from graph.formats.elements import Edge, Node
from graph.formats.place import Written, measure, new_file, new_folder
from graph.formats.spool import Spool, as_text, group_of, spooled
from ontology import Vocabulary

BOM = "\ufeff"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that every member of an archive bears, the earliest that ZIP knows."""


def write_tables(rows: Iterable[Mapping[str, Any]], path: Path, vocabulary: Vocabulary) -> Written:
    """Writes the tables into the folder or archive ``path``; raises InputError when that can't be done."""
    with spooled(rows, path, vocabulary) as spool:
        if path.suffix == ".zip":
            with new_file(path) as file, tempfile.TemporaryDirectory(dir=path.parent) as folder:
                _fill(spool, Path(folder))
                _pack(Path(folder), file)
        else:
            with new_folder(path) as folder:
                _fill(spool, folder)
        return measure(path, spool.statements)


def line(cells: Iterable[Any]) -> str:
    """One line of a table."""
    return ",".join(cell(value) for value in cells) + "\n"


def cell(value: Any) -> str:
    """A value as a cell; None is an empty cell, the empty text a quoted one."""
    if value is None:
        return ""
    text = as_text(value)
    if text and not any(character in text for character in ',"\r\n') and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'


def _fill(spool: Spool, folder: Path) -> None:
    headings = {group: _heading(group, columns, group in spool.named) for group, columns in spool.columns.items()}
    with ExitStack() as stack:
        files: dict[str, IO[str]] = {}
        for group, heading in headings.items():
            file = (folder / f"{group}.csv").open("w", encoding="utf-8", newline="")
            files[group] = stack.enter_context(file)
            file.write(BOM + line(heading))
        for element in spool:
            group = group_of(element)
            known = {**element.properties, "iri": element.iri}
            if isinstance(element, Node):
                known["labels"] = list(element.labels)
            else:
                known |= _ends(element)
            files[group].write(line(known.get(name) for name in headings[group]))


def _heading(group: str, columns: Collection[str], named: bool) -> list[str]:
    node = group.startswith("nodes-")
    first = ["id"] if node else ["subject", "object", *(["id"] if "id" in columns else [])]
    first += [*(["iri"] if named else []), *(["labels"] if node else [])]
    return [*first, *sorted(set(columns) - set(first))]


def _ends(edge: Edge) -> dict[str, str]:
    return {"subject": edge.source, "object": edge.target}


def _pack(folder: Path, file: Any) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in sorted(folder.iterdir()):
            member = zipfile.ZipInfo(table.name, EPOCH)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with table.open("rb") as source, archive.open(member, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
