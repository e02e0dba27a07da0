"""XLSX: the sheets of a workbook as lists. Formulas count with the result that was stored, merged cells in each row."""

import datetime
import io
import posixpath
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import openpyxl
from lxml import etree
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import InputError
from loaders.readers.container import open_container
from loaders.readers.delimited import letters
from loaders.readers.sheet import Sheet, read_sheets
from loaders.readers.text import Text

_MOST_ROWS = 200_000
_MOST_COLUMNS = 500
_MOST_MERGED = 100_000
_DEFAULT_NAMES = ("sheet", "工作表", "表")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DAMAGE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, SyntaxError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library raises for files that are not as they should be."""


@dataclass(frozen=True, slots=True)
class _Extras:
    """What the library leaves out: cells that repeat the first one of a merged range, formulas without a result.

    ``copies`` maps (row, column), counted from 1, to the cell whose value it shows.
    """

    copies: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    unsolved: list[str] = field(default_factory=list)


def read(data: bytes, where: str, columns: Mapping[str, str]) -> Text:
    """The text of a workbook with the cell of every stretch; hidden sheets are left out and listed.

    Raises:
        InputError: when the file is damaged or oversize, or no sheet holds a list whose columns are clear.
    """
    with open_container(data, where) as archive:
        try:
            extras = {name: _extras(archive, path) for name, path in _paths(archive)}
            sheets, hidden = _sheets(data, extras, where)
        except _DAMAGE as error:
            raise InputError(f"{where} is a damaged Excel file ({error}); save it anew in Excel.") from error
    text = read_sheets(sheets, where, columns)
    unread = [(f"sheet {name}", "it is hidden; show it to have it read") for name in hidden]
    unread += [
        (f"{name}!{cell}", "it is a formula without a stored result; open the file in Excel and save it")
        for name, extra in extras.items()
        for cell in extra.unsolved
    ]
    return Text(text.text, text.parts, text.genre, text.columns, (*text.unread, *unread))


def _sheets(data: bytes, extras: Mapping[str, _Extras], where: str) -> tuple[list[Sheet], list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, nothing that is read
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        found = []
        for sheet in shown:
            sheet.reset_dimensions()
            rows = list(_rows(sheet, extras.get(sheet.title, _Extras()), where))
            own = sheet.title.lower().rstrip("0123456789 ()").strip() not in _DEFAULT_NAMES
            found.append(Sheet(sheet.title, rows, own))
        return found, hidden
    finally:
        book.close()


def _rows(sheet: Worksheet, extras: _Extras, where: str) -> Iterator[tuple[list[str], list[str]]]:
    """The rows of a sheet as text with a label for each cell."""
    kept: dict[tuple[int, int], str] = {}
    wanted = set(extras.copies.values())
    reach: dict[int, int] = {}
    for row, column in extras.copies:
        reach[row] = max(column, reach.get(row, 0))
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _MOST_ROWS:
            raise InputError(
                f"{where}, sheet {sheet.title}, has more than {_MOST_ROWS} rows; cut it into several lists."
            )
        cells = [_written(value) for value in values[:_MOST_COLUMNS]]
        cells += [""] * (reach.get(number, 0) - len(cells))
        for column, cell in enumerate(cells, 1):
            if (number, column) in wanted:
                kept[number, column] = cell
            elif (number, column) in extras.copies:
                cells[column - 1] = kept.get(extras.copies[number, column], "")
        if any(cells):
            yield cells, [f"{sheet.title}!{letters(at)}{number}" for at in range(len(cells))]


def _written(value: object) -> str:
    """A value as a list shows it: whole numbers without a point, days as ISO dates, nothing for errors."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    text = str(value).replace("_x000D_", "")
    return "" if text in {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"} else text


def _paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the member of the archive that holds it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {link.get("Id"): link.get("Target") for link in links}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml"), parser).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_RELATION}id"))
        if target:
            yield sheet.get("name"), target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)


def _extras(archive: zipfile.ZipFile, path: str) -> _Extras:
    """Merged ranges and formulas without a result, read from the sheet piece by piece."""
    extras = _Extras()
    if path not in archive.namelist():
        return extras
    with archive.open(path) as file:
        for _, element in etree.iterparse(file, tag=(f"{_MAIN}c", f"{_MAIN}mergeCell"), resolve_entities=False):
            if element.tag == f"{_MAIN}c":
                if element.find(f"{_MAIN}f") is not None and not element.findtext(f"{_MAIN}v"):
                    extras.unsolved.append(element.get("r", ""))
            else:
                _spread(element.get("ref", ""), extras.copies)
            element.clear()
    return extras


def _spread(reference: str, copies: dict[tuple[int, int], tuple[int, int]]) -> None:
    """Notes the cells below the first one of a merged range; what is merged across stands once."""
    left, top, _, bottom = range_boundaries(reference)
    for row in range(top + 1, bottom + 1):
        if len(copies) >= _MOST_MERGED:
            return
        copies[row, left] = (top, left)
