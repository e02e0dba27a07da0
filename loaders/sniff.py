"""Sniffing: what bytes are, before they are taken for text, and which encoding they are in."""

import codecs
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Literal

from graph.errors import InputError
from loaders.fold import is_blank

Format = Literal["text", "pdf", "docx", "xlsx", "zip"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
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
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
_PDF_WITHIN = 1024
"""So far from the start of a file its mark may stand, and from its end the closing one."""
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
_HINT = (
    "text (UTF-8, UTF-16 or GB18030), HTML, PDF, DOCX, XLSX, CSV and ZIP are read; save the document as one of them."
)


def format_of(data: bytes, where: str) -> Format:
    """What the bytes are, by the bytes alone; ``text`` is whatever no sign speaks against.

    Raises:
        InputError: when they are empty or of a known format that is not read; the message names ``where``.
    """
    if not data:
        raise InputError(f"{where} is empty; give a document with text.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, where)
    if _PDF.match(data) or (b"%PDF-" in data[:_PDF_WITHIN] and b"%%EOF" in data[-_PDF_WITHIN:]):
        return "pdf"
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise InputError(f"{where} is an Office file locked with a password; save it without one.")
        raise InputError(f"{where} is an old Office file (DOC, XLS or WPS); save it as DOCX or XLSX.")
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if kind:
        raise InputError(f"{where} is {kind}; {_HINT}")
    return "text"


def _packed(data: bytes, where: str) -> Format:
    """What a ZIP container is, by the names of its entries."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise InputError(f"{where} is a damaged ZIP archive or Office file ({error}); get it anew.") from error
    if "[Content_Types].xml" in names:
        return _office(names, where)
    if "mimetype" in names and "content.xml" in names:
        raise InputError(f"{where} is an OpenDocument file; save it as DOCX or XLSX.")
    return "zip"


def _office(names: Sequence[str], where: str) -> Format:
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.bin" in names:
        raise InputError(f"{where} is a binary Excel workbook (XLSB); save it as XLSX.")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise InputError(f"{where} is an Office file that is neither DOCX nor XLSX; {_HINT}")


def decode(data: bytes, where: str) -> str:
    """The text of bytes: by their byte order mark, else strict UTF-8, else strict GB18030. A mark is dropped.

    Raises:
        InputError: when the bytes are empty or blank, binary, or in none of the encodings; the
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


def _decoded(data: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(where, len(mark) + error.start, data, encoding.upper()) from error
    nul = data.find(b"\x00")
    if nul >= 0:
        wide = _unmarked_utf16(data)
        if wide is not None:
            return wide
        raise InputError(f"{where} is a binary file (a NUL byte at offset {nul}); {_HINT}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, where, error)


def _unmarked_utf16(data: bytes) -> str | None:
    """The text when the bytes are UTF-16 without a mark: its blanks or line breaks give it away; else None."""
    for encoding in ("utf-16-le", "utf-16-be"):
        signs = sum(data.count(sign.encode(encoding)) for sign in "\n ，。、")
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if signs and "\x00" not in text and len(_PLAUSIBLE.findall(text)) >= _PLAUSIBLE_SHARE * len(text):
            return text
    return None


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
