"""Sniffing: what bytes are, before they are taken for text, and which encoding they are in."""

import codecs
import re

from graph.errors import InputError
from loaders.fold import is_blank

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or WPS)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_OFFICE = ((b"word/", "a Word file (DOCX)"), (b"xl/", "an Excel file (XLSX)"), (b"ppt/", "a PowerPoint file (PPTX)"))
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f\ufffe\uffff]")
_PLAUSIBLE = re.compile("[\x09-\x0d\x1c-\x7e\u00a0-\u00ff\u2000-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_PLAUSIBLE_SHARE = 0.9
_HINT = "this version reads text (UTF-8, UTF-16 or GB18030); save the document as plain text first."


def decode(data: bytes, where: str) -> str:
    """The text of bytes: by their byte order mark, else strict UTF-8, else strict GB18030. A mark is dropped.

    Raises:
        InputError: when the bytes are empty or blank, a known binary format, or in none of the encodings; the
            message names ``where``.
    """
    if not data:
        raise InputError(f"{where} is empty; give a document with text.")
    text = _decoded(data, where)
    if all(is_blank(character) for character in text):
        raise InputError(f"{where} holds nothing but blanks; give a document with text.")
    control = _CONTROL.search(text)
    if control:
        raise InputError(
            f"{where} is not a text: the character U+{ord(control[0]):04X} stands at offset {control.start()}; {_HINT}"
        )
    return text


def kind_of_binary(data: bytes) -> str | None:
    """What kind of binary (or marked-up) file the bytes are, or None when nothing speaks against text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            if magic.startswith(b"PK"):
                return next((office for folder, office in _OFFICE if folder in data), kind)
            return kind
    return "an HTML page" if _HTML.match(data) else None


def _decoded(data: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(where, len(mark) + error.start, data, encoding.upper()) from error
    kind = kind_of_binary(data)
    if kind:
        raise InputError(f"{where} is {kind}; {_HINT}")
    nul = data.find(b"\x00")
    if nul >= 0:
        raise InputError(f"{where} is a binary file (a NUL byte at offset {nul}); {_HINT}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, where, error)


def _other(data: bytes, where: str, error: UnicodeDecodeError) -> str:
    """GB18030, unless the bytes are damaged UTF-8: most strings of bytes are some text in GB18030."""
    loose = data.decode("utf-8", "replace")
    bad = loose.count("\ufffd")
    good = sum(character > "\x7f" for character in loose) - bad
    if good > 3 * bad:
        raise _undecodable(where, error.start, data, "UTF-8") from error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as second:
        raise _undecodable(where, second.start, data, "UTF-8 nor GB18030") from second
    if len(_PLAUSIBLE.findall(text)) < _PLAUSIBLE_SHARE * len(text):
        raise _undecodable(where, error.start, data, "UTF-8 nor GB18030") from error
    return text


def _undecodable(where: str, offset: int, data: bytes, encoding: str) -> InputError:
    neither = "neither valid" if " nor " in encoding else "not valid"
    return InputError(
        f"{where} is {neither} {encoding}: byte 0x{data[offset]:02X} at offset {offset}; "
        "save the document as UTF-8 (or GB18030) and try again."
    )
