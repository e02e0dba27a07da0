"""Sheets: rows of cells (CSV, XLSX) as a text of tab-separated lines, and which of its rows are titles and headings.

The text can be cut into the same rows again (:func:`tables`), so the layout knows every cell without guessing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import InputError
from loaders.readers.columns import Column, check_given, columns_of, comparable, likeness, refusal
from loaders.readers.text import Lines, Text, one_line

_SEARCHED = 30
"""The headings stand within so many rows from the top."""
_LONGEST_HEADING = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as its file has it: its name (empty for CSV), and rows of cells with a label for each (``Sheet1!B4``).

    ``titled`` says that the name is the sheet's own and no default (Sheet1).
    """

    name: str
    rows: Sequence[tuple[Sequence[str], Sequence[str]]]
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a list are to be read: title rows, then headings (one row or two), then the rest.

    ``columns`` are empty when the rows are no list that is understood.
    """

    titles: int
    headings: int
    columns: tuple[Column, ...]


def read_sheets(sheets: Sequence[Sheet], where: str, given: Mapping[str, str]) -> Text:
    """The text of the sheets of a file; rows and columns without any content are left out.

    Raises:
        InputError: when no sheet holds a list whose columns are clear, or a given column does not exist.
    """
    lines = Lines()
    unread: list[tuple[str, str]] = []
    reasons: list[str] = []
    headings: list[str] = []
    understood = 0
    for sheet in sheets:
        rows = _filled(sheet)
        if not rows:
            continue
        texts = [cells for cells, _ in rows]
        plan = plan_of(texts, given)
        headings += [column.written for column in plan.columns]
        reason = refusal(plan.columns) if plan.columns else _unlike(texts)
        if reason is None:
            understood += 1
            unread += [
                (_column_of(sheet, column), "no such column is known") for column in plan.columns if not column.known
            ]
        else:
            named = f"sheet {sheet.name}: " if sheet.name else ""
            reasons.append(named + reason)
        lines.blank()
        if sheet.titled and not any(sheet.name in cell for cells in texts[: plan.titles] for cell in cells):
            lines.line(one_line(sheet.name), sheet.name)
        for cells, labels in rows:
            lines.row(cells, labels)
    if given:
        check_given(given, headings, where)
    if not understood:
        why = "; ".join(reasons) or "it holds nothing but blanks"
        raise InputError(f"{where} is a list that can't be read: {why}.")
    unread += [(where, reason) for reason in reasons]
    return Text(lines.text(), lines.parts(), "list", tuple(given.items()), tuple(unread))


def tables(text: str) -> Iterator[list[tuple[int, list[str]]]]:
    """The sheets of a text of :func:`read_sheets`: for each its lines as (offset, cells)."""
    at = 0
    rows: list[tuple[int, list[str]]] = []
    for line in text.split("\n"):
        if line.strip():
            rows.append((at, line.split("\t")))
        elif rows:
            yield rows
            rows = []
        at += len(line) + 1
    if rows:
        yield rows


def plan_of(rows: Sequence[Sequence[str]], given: Mapping[str, str]) -> Plan:
    """Where the headings stand, and what they mean.

    Headings are the row among the first that looks most like it, when two of its cells or half of them are headings; a
    second such row below it refines them.
    """
    found = [likeness(row, given) if _may_head(row) else (0, 0) for row in rows[:_SEARCHED]]
    best = max(found, key=lambda pair: pair[1], default=(0, 0))
    if best[0] == 0:
        return Plan(len(rows), 0, ())
    at = found.index(best)
    settled = any(comparable(cell) in given for cell in rows[at])
    if at + 1 >= len(rows) or not (settled or best[0] >= 2 or 2 * best[0] >= _count(rows[at])):
        return Plan(len(rows), 0, _guessed(rows, given))
    below = at + 1 < len(found) and found[at + 1][0] >= max(2, _count(rows[at + 1]) / 2) and at + 2 < len(rows)
    names = list(rows[at])
    if below:
        wide = max(len(rows[at]), len(rows[at + 1]))
        upper, lower = ([*row, *[""] * (wide - len(row))] for row in (rows[at], rows[at + 1]))
        names = [low or high for high, low in zip(upper, lower, strict=True)]
    count = 2 if below else 1
    return Plan(at, count, columns_of(names, rows[at + count :], given))


def _count(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _guessed(rows: Sequence[Sequence[str]], given: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a list of which too few headings are known, for the sentence that refuses it."""
    first = next((row for row in rows if _may_head(row)), ())
    return tuple(Column(cell, "other", None, known=False) for cell in first)


def _unlike(rows: Sequence[Sequence[str]]) -> str:
    first = next((row for row in rows if _may_head(row)), rows[0])
    shown = "、".join(cell for cell in first if cell)[:80]
    return (
        f"no row of column headings was found (its first row reads {shown!r}); put the headings above the rows, "
        "or say what a column is with --column HEADING=unit"
    )


def _may_head(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(len(cell) <= _LONGEST_HEADING for cell in filled)


def _filled(sheet: Sheet) -> list[tuple[list[str], list[str]]]:
    """The rows with content, on one line each, without the columns that are empty in all of them."""
    rows = [([one_line(cell) for cell in cells], list(labels)) for cells, labels in sheet.rows]
    rows = [(cells, labels) for cells, labels in rows if any(cells)]
    used = sorted({at for cells, _ in rows for at, cell in enumerate(cells) if cell})
    return [
        ([cells[at] for at in used if at < len(cells)], [labels[at] for at in used if at < len(cells)])
        for cells, labels in rows
    ]


def _column_of(sheet: Sheet, column: Column) -> str:
    named = f"sheet {sheet.name}, " if sheet.name else ""
    return f"{named}column {column.written.strip() or '(without a heading)'}"
