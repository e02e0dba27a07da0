"""Lists: the rows that follow a header, or numbered lines under a title that announces a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.genres.cells import (
    Columns,
    Row,
    header_after,
    heading_of,
    join_rows,
    number_of,
    read_continuation,
    read_header,
    read_row,
    row_number,
    row_of_lines,
)
from loaders.genres.joining import begins, is_closed
from loaders.genres.lines import SourceLine
from loaders.genres.runs import read_run
from loaders.genres.traced import Traced, concat
from loaders.genres.words import words

_COUNT = re.compile(r"[(]?\s*共\s*(?:计\s*)?(\d{1,4})\s*(?:家|个|项|名|人|户|所)[^()。]{0,8}[)]?")
_ONE_ROW = r"{number}[\s、.]{{0,3}}(?=\D|\d\D)[^。]{{2,60}}?联盟[^。]{{2,60}}?"
_FEWEST = 3
_RUN_IN = 36


@dataclass(frozen=True, slots=True)
class TableLine:
    """What a line of a list is: a title, header, row (with its cells), page number, drawn line, or text behind it."""

    role: str
    row: Row


@dataclass(frozen=True, slots=True)
class Table:
    """A list that was found: its lines in order and the index of the first source line after it."""

    lines: tuple[TableLine, ...]
    stop: int

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(line.role == "row" for line in self.lines)


def announced(text: str) -> int | None:
    """The number of entries that a list's title announces (共55家), or None."""
    match = _COUNT.search(text)
    return int(match[1]) if match else None


def is_count(text: str) -> bool:
    """Whether a line says the number of entries and nothing else."""
    return "共" in text and _COUNT.fullmatch(text) is not None


def is_run_in(line: Traced) -> bool:
    """Whether a line holds a whole list that was run together."""
    return bool(_run_in(line) or _runs(line))


def _runs(line: Traced) -> list[TableLine]:
    """The parts of a run as lines of a list."""
    found: list[TableLine] = []
    for run in read_run(line):
        found += [TableLine("table_title", Row(run.title, ()))] if run.title is not None else []
        found += [TableLine("table_header", run.header)] if run.header is not None else []
        found += [TableLine("row", row) for row in run.rows]
        found += [TableLine("text", Row(run.rest, ()))] if run.rest is not None else []
    return found


def read_table(lines: Sequence[SourceLine], at: int, *, titled: bool) -> Table | None:
    """The list that begins at line ``at``, or None.

    A list begins with a header row. Without one it needs ``titled`` (a title that announces a list stands above),
    and at least three lines numbered one after the other.
    """
    header = read_header(lines[at].full, drawn=_drawn_under(lines, at))
    if header:
        columns, row = header
        table = _rows(lines, at + 1, columns, [TableLine("table_header", row)])
        return table if table.rows else None
    stacked = _stacked_header(lines, at)
    if stacked:
        return _stacked_rows(lines, at, stacked)
    run_in = _run_in(lines[at].full) or _runs(lines[at].full)
    if run_in:
        return Table(tuple(run_in), at + 1)
    if titled and row_number(lines[at].full) == 1:
        table = _rows(lines, at, None, [])
        return table if table.rows >= _FEWEST else None
    return None


def _drawn_under(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line of cells between bars has a line drawn under it, as the header of a Markdown table has."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return "|" in lines[at].full.text and below is not None and below.is_rule and "|" in below.full.text


def _rows(lines: Sequence[SourceLine], at: int, columns: Columns | None, found: list[TableLine]) -> Table:
    """Rows from line ``at`` on, for as long as lines are rows, parts of one, repeated headers or page numbers."""
    expected = 1 if columns is None or columns.numbered else None
    if expected is not None and at < len(lines):
        expected = row_number(lines[at].full) or expected
    while at < len(lines):
        full = lines[at].full
        run_in = _run_in(full, columns, expected) if expected is not None else None
        row = read_row(full, columns, expected)
        if lines[at].is_rule and "|" in full.text:
            found.append(TableLine("drawn_line", Row(full.strip(), ())))
        elif run_in:
            found += run_in
            expected = None if expected is None else expected + len(run_in)
        elif row:
            found.append(TableLine("row", row))
            expected = None if expected is None else expected + 1
        elif found and (further := read_continuation(full, columns)):
            found.append(TableLine("row", further))
        elif columns and (header := read_header(full)) and header[0] == columns:
            found.append(TableLine("table_header", header[1]))
        elif found and lines[at].is_page_number and _goes_on(lines, at + 1, columns, expected):
            found.append(TableLine("page_number", Row(lines[at].body, ())))
        elif found and found[-1].role == "row" and _is_rest(lines[at], expected):
            whole = concat([lines[at - 1].full, full.strip()]) if expected is not None else None
            again = read_row(whole, columns, expected - 1) if whole and expected is not None else None
            longer = again is not None and len(again.cells) > len(found[-1].row.cells)
            found[-1] = TableLine("row", again if again and longer else join_rows(found[-1].row, full))
        else:
            break
        at += 1
    return Table(tuple(found), at)


def _goes_on(lines: Sequence[SourceLine], at: int, columns: Columns | None, expected: int | None) -> bool:
    """Whether a row or a repeated header comes next."""
    if at >= len(lines):
        return False
    header = read_header(lines[at].full)
    return read_row(lines[at].full, columns, expected) is not None or (header is not None and header[0] == columns)


def _is_rest(line: SourceLine, expected: int | None) -> bool:
    """Whether a line under a row is the rest of its last cell: short, unmarked, close to it, and no sentence."""
    numbered = expected is not None
    titled = words().list_title.search(line.text) is not None
    return (
        numbered
        and not line.gap
        and not begins(line)
        and len(line.text) <= 30
        and not is_closed(line.text)
        and not titled
    )


def _stacked_header(lines: Sequence[SourceLine], at: int) -> tuple[str, ...]:
    """Column headings that stand on a line each, beginning with the numbering column; empty when there are none."""
    names: list[str] = []
    while at + len(names) < len(lines) and (name := heading_of(lines[at + len(names)].full.strip())):
        if name in names:
            break
        names.append(name)
    return tuple(names) if len(names) >= 2 and words().numbering.fullmatch(names[0]) else ()


def _stacked_rows(lines: Sequence[SourceLine], at: int, names: tuple[str, ...]) -> Table | None:
    """Rows whose cells stand on a line each."""
    width = len(names)
    heading = row_of_lines([line.full.strip() for line in lines[at : at + width]], ())
    found = [TableLine("table_header", heading)]
    at += width
    number = 1
    while at + width <= len(lines) and number_of(lines[at].full) == number:
        found.append(TableLine("row", row_of_lines([line.full.strip() for line in lines[at : at + width]], names)))
        at, number = at + width, number + 1
    return Table(tuple(found), at) if number > 1 else None


def _run_in(line: Traced, columns: Columns | None = None, first: int | None = 1) -> list[TableLine]:
    """The rows of a list that was run together on one line: numbers in order, an alliance's name after each."""
    if line.text.count("联盟") < _FEWEST or len(line.text) < _RUN_IN or "。" in line.text or first is None:
        return []
    start = re.search(rf"(?<!\d){first}(?!\d)", line.text) or re.search(rf"(?<!\d){first}", line.text)
    if not start or (columns is not None and line.text[: start.start()].strip()):
        return []
    found: list[TableLine] = []
    head = line.cut(0, start.start()).strip()
    if head.text:
        titled = header_after(head)
        header = read_header(head.cut(titled, len(head.text))) if titled is not None else None
        if not header:
            return []
        columns = header[0]
        if titled:
            found.append(TableLine("table_title", Row(head.cut(0, titled), ())))
        found.append(TableLine("table_header", header[1]))
    at, number = start.start(), first
    while at < len(line.text):
        following = _ONE_ROW.format(number=number + 1)
        pattern = re.compile(rf"{_ONE_ROW.format(number=number)}(?=\s*{following}(?:\d|$)|$)")
        match = pattern.match(line.text, at)
        row = read_row(line.cut(at, match.end()), columns, number) if match else None
        if not match or not row:
            return []
        found.append(TableLine("row", row))
        at, number = match.end(), number + 1
        while at < len(line.text) and line.text[at].isspace():
            at += 1
    return found if number - first >= _FEWEST else []
