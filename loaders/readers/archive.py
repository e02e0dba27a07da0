"""ZIP archives of documents: their members by name, each read or refused by itself; nothing is written anywhere."""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from graph.errors import InputError
from loaders.readers.choice import SUFFIXES
from loaders.readers.container import is_locked

_UTF8_NAME = 0x800
_NAME_FIELD = 0x7075


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path inside, and why it is left out (``skipped``) or refused; None when it is read."""

    path: str
    info: zipfile.ZipInfo
    skipped: str | None = None
    refused: str | None = None

    @property
    def stem(self) -> str:
        """The name of its document within the archive's: the file's without folders and suffix."""
        return PurePosixPath(self.path).stem


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """The files of an archive in its order; folders are left out."""
    for info in archive.infolist():
        path = member_name(info).replace("\\", "/")
        if not path.endswith("/"):
            yield Member(path, info, _skipped(path), _refused(path, info))


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as whoever packed it wrote it.

    The format knows two encodings, yet Chinese packers put GBK in the place of the old one; a field that some add tells
    the name in UTF-8.
    """
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    given = _name_field(info.extra)
    if given:
        return given
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def member_bytes(archive: zipfile.ZipFile, member: Member, where: str) -> bytes:
    """The bytes of a member.

    Raises:
        InputError: when it is refused, locked with a password, damaged, or packed in a way that can't be unpacked.
    """
    if member.refused:
        raise InputError(f"{where} {member.refused}.")
    try:
        return archive.read(member.info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise InputError(f"{where} can't be unpacked ({error}); pack it anew.") from error


def _skipped(path: str) -> str | None:
    if any(part.startswith(".") and part != ".." or part == "__MACOSX" for part in PurePosixPath(path).parts):
        return "hidden file"
    if PurePosixPath(path).suffix.lower() not in SUFFIXES:
        return f"not one of {', '.join(SUFFIXES)}"
    return None


def _refused(path: str, info: zipfile.ZipInfo) -> str | None:
    if is_locked(info):
        return "is locked with a password; pack it without one"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link and no file; pack the file itself"
    parts = path.split("/")
    odd = any(unicodedata.category(character) == "Cc" for character in path)
    if odd or ".." in parts or parts[0] == "" or (len(parts[0]) == 2 and parts[0][1] == ":"):
        return "has a name that leads out of the archive or holds control characters; rename it"
    return None


def _name_field(extra: bytes) -> str | None:
    """The name in UTF-8 that a packer left in the extra field (Info-ZIP's Unicode path), or None."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _NAME_FIELD and size > 5:
            try:
                return extra[at + 9 : at + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None
