"""Answers as files that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.services.values import plain


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV in UTF-8 with a byte order mark (spreadsheets then show Chinese), one line a row.

    A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-`` or ``@`` and is no number)
    gets an apostrophe in front.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _harmless(value: Any) -> str:
    text = plain(value)
    if isinstance(value, str) and text[:1] in {"=", "+", "-", "@"}:
        return "'" + text
    return text
