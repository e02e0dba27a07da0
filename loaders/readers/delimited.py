"""CSV: lists with cells apart by commas, semicolons or tabs."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping

from graph.errors import InputError
from loaders.readers.sheet import Sheet, read_sheets
from loaders.readers.text import Text

_DELIMITERS = ",;\t|"
_SAMPLE = 60
_REGULAR = 0.8
_FEWEST = 3
_MOST_ROWS = 200_000
_SENTENCE = re.compile("[。！？]")


def is_list(text: str, suffix: str) -> bool:
    """Whether a text is a list: the file's name says so (``.csv``, ``.tsv``), or its lines are cells apart by commas.

    Lines with tabs are left to the layout, which reads tables inside of running text.
    """
    if suffix.lower() in {".csv", ".tsv"}:
        return True
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    if len(lines) < _FEWEST or _SENTENCE.search("".join(lines)):
        return False
    return any(_regularity(lines, sign) >= _REGULAR for sign in ",;")


def read(text: str, where: str, columns: Mapping[str, str]) -> Text:
    """The text of a list; every cell is labelled as spreadsheets do (``B4``).

    Raises:
        InputError: when quotes are damaged, it has too many rows, or its columns are not clear.
    """
    if text[:4].lower() == "sep=":  # a line by which spreadsheet programs tell each other the delimiter
        delimiter, text = text[4:5], text.partition("\n")[2]
    else:
        delimiter = _delimiter(text)
    rows: list[tuple[list[str], list[str]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            if number > _MOST_ROWS:
                raise InputError(f"{where} has more than {_MOST_ROWS} rows; cut it into several lists.")
            rows.append((cells, [f"{letters(at)}{number}" for at in range(len(cells))]))
    except csv.Error as error:
        raise InputError(f"{where}, row {len(rows) + 1}: {error}; check the quotes of that row.") from error
    return read_sheets([Sheet("", rows)], where, columns)


def letters(column: int) -> str:
    """The letters of a column counted from 0: A to Z, AA and so on."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the one that most lines have equally often; a comma when none does."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best = max(_DELIMITERS, key=lambda sign: (_regularity(lines, sign), sum(line.count(sign) for line in lines)))
    return best if any(best in line for line in lines) else ","


def _regularity(lines: list[str], sign: str) -> float:
    """The share of lines that have a sign, outside of quotes, as often as most lines with it have."""
    counts = [re.sub(r'"[^"]*"', "", line).count(sign) for line in lines]
    usual = Counter(count for count in counts if count).most_common(1)
    return usual[0][1] / len(lines) if usual else 0.0
