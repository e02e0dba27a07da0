"""The choice of a reader: by what the bytes are, never by the file's name.

A reader is a pure function. The name only tells a list (CSV) from running text, which look alike.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from graph.errors import InputError
from loaders.fold import is_blank
from loaders.readers.text import Progress, Text
from loaders.sniff import Format, decode, format_of

NOTHING: Mapping[str, str] = MappingProxyType({})

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".xlsx", ".csv", ".tsv", ".zip")
"""What is read in a folder or an archive; a file named by itself may have any suffix."""


def read(
    data: bytes,
    where: str,
    *,
    suffix: str = "",
    columns: Mapping[str, str] = NOTHING,
    progress: Progress | None = None,
) -> Text:
    """The text that bytes hold; an archive holds several and is opened by :mod:`loaders.readers.archive`.

    ``suffix`` (``.csv``) tells a list from text. ``columns`` gives roles to columns of a list by their headings.
    ``progress`` is told of pages.

    Raises:
        InputError: when the bytes are empty, of no format that is read, damaged, locked, or hold no text; the sentence
            names ``where``.
    """
    kind = format_of(data, where)
    if kind == "zip":
        raise InputError(f"{where} is a ZIP archive where one document is wanted; unpack it and give what it holds.")
    text = _text(data, where, suffix, columns) if kind == "text" else _packed(kind, data, where, columns, progress)
    if columns and text.genre != "list":
        raise InputError(f"{where} is no list with columns; leave --column out for it.")
    if all(is_blank(character) for character in text.text):
        raise InputError(f"{where} holds nothing but blanks; give a document with text.")
    return text


def _packed(kind: Format, data: bytes, where: str, columns: Mapping[str, str], progress: Progress | None) -> Text:
    if kind == "pdf":
        text: Text = _reader("pdf").read(data, where, progress)
    elif kind == "docx":
        text = _reader("word").read(data, where)
    else:
        text = _reader("workbook").read(data, where, columns)
    return text


def _text(data: bytes, where: str, suffix: str, columns: Mapping[str, str]) -> Text:
    """HTML, a list, or the text as it is written; line breaks and marks of Markdown stay as they are."""
    html = _reader("html") if b"<" in data else None
    if html is not None and html.is_page(data):
        page: Text = html.read(data, where)
        return page
    text = decode(data, where)
    delimited = _reader("delimited")
    if delimited.is_list(text, suffix):
        rows: Text = delimited.read(text, where, columns)
        return rows
    return Text(text)


def _reader(name: str) -> Any:
    """A reader's module; its library is loaded when a file needs it, so that others are read at once."""
    return import_module(f"loaders.readers.{name}")
