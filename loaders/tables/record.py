"""Records: the rows of one table, every cell checked at the door.

A table is read as a whole or not at all: the first thing that is wrong raises an :class:`~graph.errors.InputError`
that names file, line, column and value, and says what may stand there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.dates import compare, is_partial_date
from graph.errors import InputError
from loaders.tables.formats import Column, Formats
from loaders.tables.rows import Cell, Row, RowSyntaxError, split_rows

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Item:
    """What a cell, or one entry of a list in a cell, says, and where; end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """A checked row: the entries of each column (none for an empty cell), its line and its span."""

    table: str
    line: int
    start: int
    end: int
    items: Mapping[str, tuple[Item, ...]]

    def first(self, column: str) -> str | None:
        """The first entry of a column that may be absent, or None."""
        items = self.items.get(column, ())
        return items[0].text if items else None


@dataclass(slots=True)
class Fields:
    """The fields of one record, each to be taken out once, so that none is left unread."""

    record: Record
    _left: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._left = set(self.record.items)

    def several(self, column: str) -> tuple[Item, ...]:
        """Takes out all entries of a column."""
        self._left.remove(column)
        return self.record.items[column]

    def one(self, column: str) -> Item | None:
        """Takes out a column that holds one entry at most."""
        return next(iter(self.several(column)), None)

    def must(self, column: str) -> Item:
        """Takes out a required column."""
        (item,) = self.several(column)
        return item

    def text(self, column: str) -> str | None:
        """Takes out the text of a column that holds one entry at most."""
        item = self.one(column)
        return item.text if item else None

    def close(self) -> None:
        """Complains about every field that was not taken out."""
        if self._left:
            columns = ", ".join(sorted(self._left))
            raise InputError(
                f"{self.record.table}.csv, line {self.record.line}: nothing reads the columns {columns}; "
                "tables.yaml and the table's interpreter do not agree."
            )


@dataclass(frozen=True, slots=True)
class Table:
    """One fact table: the text that was read, its header's span and its records, both without empty lines."""

    name: str
    text: str
    header: tuple[int, int]
    records: tuple[Record, ...]


def read_table(name: str, text: str, formats: Formats) -> Table:
    """The table ``name`` (a key of ``formats.tables``) as checked records.

    Raises:
        InputError: anything in the text is not as ``tables.yaml`` describes the table.
    """
    rows = _rows(f"{name}.csv", text)
    header = next(rows, None)
    if header is None:
        raise InputError(
            f"{name}.csv is empty: the first line must name the columns {', '.join(formats.tables[name])}."
        )
    columns = _columns(name, header, formats)
    records = tuple(_record(name, row, columns, formats) for row in rows)
    return Table(name, text, (header.start, header.end), records)


def _rows(file: str, text: str) -> Iterator[Row]:
    try:
        yield from (row for row in split_rows(text) if row.cells)
    except RowSyntaxError as error:
        raise InputError(
            f"{file}, line {error.line}: a cell that begins with a quotation mark does not end with one; "
            "double the marks inside the cell and close it."
        ) from error


def _columns(name: str, header: Row, formats: Formats) -> list[Column]:
    known = formats.tables[name]
    names = [cell.value for cell in header.cells]
    for column in names:
        if column not in known:
            raise InputError(
                f"{name}.csv, line {header.line}: unknown column {column!r}; the columns are {', '.join(known)}: "
                "rename or remove it."
            )
        if names.count(column) > 1:
            raise InputError(f"{name}.csv, line {header.line}: column {column} stands there twice; remove one.")
    missing = [column for column in known if column not in names]
    if missing:
        raise InputError(
            f"{name}.csv, line {header.line}: column {', '.join(missing)} is missing; add it "
            "(its cells may stay empty unless the column is required)."
        )
    return [known[column] for column in names]


def _record(name: str, row: Row, columns: list[Column], formats: Formats) -> Record:
    if len(row.cells) != len(columns):
        raise InputError(
            f"{name}.csv, line {row.line}: {len(row.cells)} cells, but the header has {len(columns)} columns; "
            "a cell that holds a comma must stand in quotation marks."
        )
    items = {}
    for column, cell in zip(columns, row.cells, strict=True):
        problem = _cell_problem(cell.value, column)
        entries = () if problem or not cell.value else tuple(_entries(cell, column))
        problem = problem or next((p for e in entries if (p := _problem(e.text, column, formats))), None)
        if not problem and len({entry.text for entry in entries}) < len(entries):
            problem = "names something twice; write each entry of a list once"
        if problem:
            raise InputError(f"{name}.csv, line {row.line}, column {column.name}: {cell.value!r} {problem}.")
        items[column.name] = entries
    record = Record(name, row.line, row.start, row.end, items)
    _check_order(record)
    return record


def _entries(cell: Cell, column: Column) -> Iterator[Item]:
    at = 0
    for part in cell.value.split(";") if column.several else [cell.value]:
        yield Item(part, *cell.span(at, at + len(part)))
        at += len(part) + 1


def _cell_problem(value: str, column: Column) -> str | None:
    if not value:
        return "is empty, but this column must be filled" if column.required else None
    if _CONTROL.search(value):
        return "holds a line break, tab or control character; write the cell on one line without it"
    if "\ufffd" in value:
        return "holds a replacement character (U+FFFD), so a letter was lost; restore it from the source"
    return None


def _problem(value: str, column: Column, formats: Formats) -> str | None:
    """What is wrong with one entry, as the end of a sentence, or None."""
    if not value:
        return "has an empty entry; separate the entries of a list by a single semicolon"
    if value != value.strip():
        return "begins or ends with white space; remove it"
    if column.holds == "choice":
        allowed = column.values
        return None if allowed is None or value in allowed else f"is not one of {', '.join(allowed)}; use one of these"
    if column.holds == "date":
        return None if _is_date(value) else "is no date; write 2012, 2012-01 or 2012-01-14"
    if len(value) > formats.longest_entry and column.holds != "url":
        return f"has {len(value)} characters; shorten it to {formats.longest_entry}"
    pattern = formats.patterns.get(column.holds)
    return None if pattern is None or pattern.fullmatch(value) else _EXPECTED[column.holds]


_EXPECTED = {
    "year": "is no year; write 2012 or 2020-2021",
    "count": "is no count; write a whole number in digits",
    "number": "is no document number; write it like 国科发体〔2013〕632号, with brackets 〔〕",
    "uscc": "is no unified social credit code; it has 18 digits and capital letters",
    "url": "is no web address; it begins with http:// or https:// and holds no blank and no comma",
}


def _is_date(value: str) -> bool:
    if not is_partial_date(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])  # what is missing is filled up, so that 30 February is refused
    except ValueError:
        return False
    return True


def _check_order(record: Record) -> None:
    begin, end = record.first("date"), record.first("date_end")
    if begin and end and compare(end, begin) < 0:
        raise InputError(
            f"{record.table}.csv, line {record.line}, column date_end: {end!r} lies before date {begin!r}; correct one."
        )
