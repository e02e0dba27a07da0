"""Reading a source: bytes to text, with errors that say what is wrong with the file and what to do."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError, UsageError
from graph.model import Document
from graph.text import sha256_of
from loaders.layout import Layout
from loaders.readers import archive
from loaders.readers.choice import NOTHING, SUFFIXES, read
from loaders.readers.container import open_container
from loaders.sniff import format_of
from loaders.tables import is_table

STANDARD_INPUT = Path("-")
"""The path that stands for standard input."""

Progress = Callable[[str, int, int], None]
"""Told the document, how many of its pages are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: its name (or the path given for it) and the sentence that says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class SourcesRead:
    """Documents that were read, those that could not be, and what was left out, with reasons.

    ``skipped`` are files of folders and archives; ``unread`` parts of documents that were read: columns, pages, sheets.
    """

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()
    skipped: tuple[tuple[Path, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Found:
    """What reading has come to so far, and how it is to be done; lives inside one call."""

    columns: Mapping[str, str]
    progress: Progress | None
    documents: list[Document] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, data: bytes, name: str, path: Path | None, where: str) -> None:
        """Reads one file; an archive gives a document for each of its members."""
        if format_of(data, where) == "zip":
            self._add_archive(data, name, path, where)
            return
        self._add_file(data, name, path, where)

    def _add_archive(self, data: bytes, name: str, path: Path | None, where: str) -> None:
        with open_container(data, where) as opened:
            found = list(archive.members(opened))
            stems = [member.stem for member in found if member.skipped is None]
            if not stems:
                raise InputError(f"{where} holds no {' or '.join(SUFFIXES)} file; pack the documents themselves.")
            for member in found:
                inside, at = f"{where}/{member.path}", (path or Path(name)) / member.path
                if member.skipped:
                    self.skipped.append((at, member.skipped))
                    continue
                own = f"{name}/{member.stem}"
                try:
                    if stems.count(member.stem) > 1:
                        raise InputError(f"{inside} and another file there would both be named {own}; rename one.")
                    self._add_file(archive.member_bytes(opened, member, inside), own, at if path else None, inside)
                except InputError as error:
                    self.failures.append(Failure(own, str(error)))

    def _add_file(self, data: bytes, name: str, path: Path | None, where: str) -> None:
        document, unread = _document(data, name, path, where, self.columns, self.progress)
        self.documents.append(document)
        self.unread += [(f"{where}, {part}" if part != where else where, reason) for part, reason in unread]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a list of paths comes to.

    ``paths`` are the files to read, folders expanded; ``skipped`` pairs a path of a folder with the reason why it is
    not read; ``duplicates`` gives for each document name that several paths would bear those paths (they are not in
    ``paths``).
    """

    paths: tuple[Path, ...]
    skipped: tuple[tuple[Path, str], ...] = ()
    duplicates: tuple[tuple[str, tuple[Path, ...]], ...] = ()


def read_sources(
    paths: Sequence[Path],
    name: str | None = None,
    stdin: BinaryIO | None = None,
    *,
    columns: Mapping[str, str] = NOTHING,
    progress: Progress | None = None,
) -> SourcesRead:
    """The documents that paths name: files, folders, archives, or ``-`` for the stream ``stdin`` (standard input).

    ``name`` names the one document that is given (of an archive, what its members' names begin with). ``columns`` gives
    roles to columns of lists. What can't be read is a failure and stops nobody else; of two files of one name neither
    is read.

    Raises:
        UsageError: when a name is given for more than one document, or none for standard input.
    """
    sources = find_sources(path for path in paths if path != STANDARD_INPUT)
    piped = STANDARD_INPUT in paths
    if name is not None and len(sources.paths) + len(sources.duplicates) + piped > 1:
        raise UsageError(f"{name!r} names one document, and more are given; give one file with --name.")
    if piped and name is None:
        raise UsageError("A document from standard input needs a name; add --name NAME.")
    found = _Found(columns, progress, skipped=list(sources.skipped))
    found.failures += [
        Failure(same, f"{' and '.join(map(str, files))} would both be named {same}; load one with --name.")
        for same, files in sources.duplicates
    ]
    for path in [*([STANDARD_INPUT] if piped else []), *sources.paths]:
        try:
            if path == STANDARD_INPUT:
                found.add((stdin or sys.stdin.buffer).read(), name or str(path), None, f"<{name}>")
            else:
                found.add(_bytes(path), name or path.stem, path, str(path))
        except InputError as error:
            found.failures.append(Failure(name or path.stem, str(error)))
    return SourcesRead(tuple(found.documents), tuple(found.failures), tuple(found.skipped), tuple(found.unread))


def read_source(path: Path, name: str | None = None) -> Document:
    """The document in a file; its name is the file's stem unless another is given.

    Raises:
        InputError: when the file is missing, a folder, not readable, empty, of no format that is read, or an archive.
    """
    return document_from_bytes(_bytes(path), name or path.stem, path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist; check the path.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder, not a document; name a file in it.") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read; give yourself permission to read it.") from error
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); check the disk or copy the file.") from error


def read_stream(stream: BinaryIO, name: str) -> Document:
    """The document that a stream (standard input) holds.

    Raises:
        InputError: as :func:`read_source`, with ``<name>`` in place of the path.
    """
    return document_from_bytes(stream.read(), name)


def document_from_bytes(data: bytes, name: str, path: Path | None = None) -> Document:
    """The document that bytes hold; no masthead until its layout is known.

    The text of a text file is the decoded bytes without a byte order mark, line breaks as they are; other formats come
    as their reader gives them, with the page or cell of each stretch.

    Raises:
        InputError: when the bytes are empty or blank, of no format that is read, damaged, locked, or an archive.
    """
    return _document(data, name, path, str(path) if path else f"<{name}>", NOTHING, None)[0]


def _document(
    data: bytes, name: str, path: Path | None, where: str, columns: Mapping[str, str], progress: Progress | None
) -> tuple[Document, tuple[tuple[str, str], ...]]:
    """A document and what of it was left unread."""
    if not name.strip():
        raise InputError(f"{where} has no name for the document; give one with --name.")
    tell = (lambda done, total: progress(name, done, total)) if progress is not None else None
    text = read(data, where, suffix=path.suffix if path else "", columns=columns, progress=tell)
    document = Document(
        name=name,
        text=text.text,
        sha256=sha256_of(data),
        text_sha256=sha256_of(text.text.encode()),
        genre=text.genre,
        path=str(path.absolute()) if path else None,
        parts=text.parts,
        columns=text.columns,
    )
    return document, text.unread


def with_masthead(document: Document, layout: Layout) -> Document:
    """The document with what its layout says of it: genre, title, date, issuer, number and series."""
    return replace(
        document,
        genre=layout.genre,
        title=layout.title,
        date=layout.date,
        issuer=layout.issuer,
        number=layout.number,
        series=layout.series,
    )


def find_sources(paths: Iterable[Path]) -> Sources:
    """The files that paths name: folders give their documents, at any depth, sorted; files are taken as they are.

    A path that does not exist stays in the list, so that reading it reports it. The same file twice counts once.

    Raises:
        InputError: when a folder may not be listed.
    """
    files: dict[Path, Path] = {}
    skipped: list[tuple[Path, str]] = []
    for path in paths:
        found = [path]
        if path.is_dir():
            found, others = _folder(path)
            skipped += others
        for file in found:
            files.setdefault(file.absolute(), file)
    named: dict[str, list[Path]] = {}
    for file in files.values():
        named.setdefault(file.stem, []).append(file)
    unique = tuple(same[0] for same in named.values() if len(same) == 1)
    duplicates = tuple((name, tuple(same)) for name, same in named.items() if len(same) > 1)
    return Sources(unique, tuple(skipped), duplicates)


def _folder(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The documents of a folder and what else lies in it, with the reason."""
    files: list[Path] = []
    skipped: list[tuple[Path, str]] = []

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename} may not be listed; give yourself permission to read it.") from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        skipped += [(Path(parent, hidden), "hidden folder") for hidden in sorted(folders) if hidden.startswith(".")]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                skipped.append((path, "hidden file"))
            elif is_table(path):
                skipped.append((path, "a fact table; load it with `alliancegraph tables`, or name it by itself"))
            elif path.suffix.lower() not in SUFFIXES:
                skipped.append((path, f"not one of {', '.join(SUFFIXES)}; name the file by itself to read it"))
            else:
                files.append(path)
    if not files:
        skipped.append((folder, f"holds no {' or '.join(SUFFIXES)} file"))
    return files, skipped
