"""Reads a folder of fact tables, or one of its tables: the edge where files become readings."""

from collections.abc import Mapping
from pathlib import Path

from graph.errors import InputError
from graph.model import Document, Page, Reading
from graph.text import sha256_of
from loaders.tables.builder import ReadingBuilder, Surroundings
from loaders.tables.formats import Formats, load_formats
from loaders.tables.interpret import interpreter_of
from loaders.tables.names import learn_names
from loaders.tables.record import Table, read_table
from ontology import load_vocabulary

GENRE = "table"


def read_tables(folder: Path) -> list[Reading]:
    """One reading for each fact table of ``folder``, in the order of ``tables.yaml``; all are read or none is.

    ``folder`` may hold any of the tables, or be the path of one CSV file: then this one is read, and the tables beside
    it are only looked into for the kinds of names and pages, so that its reading is the same as with the folder.
    Documents are named ``table/memberships`` and so on. Entities are those of each table; nothing is merged between
    tables.

    Raises:
        InputError: a path that is no folder or CSV file, a CSV file that is no fact table, no table at all, or anything
            inside a table that is not as ``tables.yaml`` describes it; the sentence names the place.
        VocabularyError: ``tables.yaml`` and the vocabulary do not agree.
    """
    formats = load_formats()
    paths = _paths(folder, formats)
    wanted = [folder.stem] if folder.is_file() else list(paths)
    contents = {name: _bytes(path) for name, path in paths.items()}
    tables = {name: read_table(name, _text(paths[name], data), formats) for name, data in contents.items()}
    surroundings = Surroundings(formats, load_vocabulary(), learn_names(tables, formats), _pages(tables))
    return [_reading(tables[name], paths[name], contents[name], surroundings) for name in wanted]


def is_table(path: Path) -> bool:
    """Whether a file has the name of a fact table."""
    return path.suffix.lower() == ".csv" and path.stem in load_formats().tables


def _paths(folder: Path, formats: Formats) -> dict[str, Path]:
    """The tables to read by name, in the order of the formats; for one CSV file, those that it is looked up in too."""
    if folder.is_file():
        _check_name(folder, formats)
        siblings = {*formats.names.tables, "sources"} - {folder.stem}
        beside = {name: path for name in siblings if (path := folder.with_name(f"{name}.csv")).is_file()}
        found = {folder.stem: folder, **beside}
    elif folder.is_dir():
        files = [path for path in _listing(folder) if path.suffix.lower() == ".csv" and path.name[0] != "."]
        chosen = [path for path in files if path.name not in formats.other_files]
        for path in chosen:
            _check_name(path, formats)
        found = {path.stem: path for path in chosen}
        if not found:
            raise InputError(f"{folder} holds no fact table; expected one or more of {_names(formats)}.")
    else:
        raise InputError(f"{folder} does not exist; give a folder of fact tables or one CSV file.")
    return {name: found[name] for name in formats.tables if name in found}


def _check_name(path: Path, formats: Formats) -> None:
    if path.suffix.lower() != ".csv" or path.stem not in formats.tables:
        raise InputError(
            f"{path.name} in {path.parent} is no fact table; known are {_names(formats)}: rename or move it."
        )


def _names(formats: Formats) -> str:
    return ", ".join(f"{name}.csv" for name in formats.tables)


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"{folder} can't be listed: {error.strerror}; check its permissions.") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}; check the file and its permissions.") from error


def _text(path: Path, data: bytes) -> str:
    """The file's text; a byte-order mark in front is no part of it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path.name}, line {line}: byte {error.start} ({data[error.start]:#04x}) is not UTF-8; "
            "save the table as CSV in UTF-8 and try again."
        ) from error


def _pages(tables: Mapping[str, Table]) -> dict[str, Page]:
    """The pages of sources.csv by address."""
    if "sources" not in tables:
        return {}
    pages = {}
    for record in tables["sources"].records:
        first = record.first
        url = first("source_url") or ""
        if url in pages:
            raise InputError(
                f"sources.csv, line {record.line}, column source_url: {url!r} stands there twice; "
                "describe each page once."
            )
        pages[url] = Page(url, first("source_title"), first("source_date"), first("site_kind"), first("is_copy"))
    return pages


def _reading(table: Table, path: Path, data: bytes, surroundings: Surroundings) -> Reading:
    builder, interpret = ReadingBuilder(table, surroundings), interpreter_of(table.name)
    for record in table.records:
        row = builder.open(record)
        interpret(row)
        builder.finish(row)
    return builder.close(
        Document(
            name=f"{GENRE}/{table.name}",
            text=table.text,
            sha256=sha256_of(data),
            text_sha256=sha256_of(table.text.encode()),
            genre=GENRE,
            title=path.name,
            path=str(path.resolve()),
        )
    )
