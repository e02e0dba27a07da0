"""Reading a source: bytes to text, with errors that say what is wrong with the file and what to do."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError, UsageError
from graph.model import Document
from graph.text import sha256_of
from loaders.layout import Layout
from loaders.sniff import decode

SUFFIXES = (".txt", ".md")
"""What is read in a folder; a file named by itself may have any suffix."""

STANDARD_INPUT = Path("-")
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: its name (or the path given for it) and the sentence that says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class SourcesRead:
    """Documents that were read, those that could not be, and the files of folders that were left out, with reasons."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()
    skipped: tuple[tuple[Path, str], ...] = ()


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


def read_sources(paths: Sequence[Path], name: str | None = None, stdin: BinaryIO | None = None) -> SourcesRead:
    """The documents that paths name: files, folders, or ``-`` for the stream ``stdin`` (standard input).

    ``name`` names the one document that is given. What can't be read is a failure and stops nobody else; of two files
    of one name neither is read.

    Raises:
        UsageError: when a name is given for more than one document, or none for standard input.
    """
    found = find_sources(path for path in paths if path != STANDARD_INPUT)
    piped = STANDARD_INPUT in paths
    if name is not None and len(found.paths) + len(found.duplicates) + piped > 1:
        raise UsageError(f"{name!r} names one document, and more are given; give one file with --name.")
    if piped and name is None:
        raise UsageError("A document from standard input needs a name; add --name NAME.")
    documents: list[Document] = []
    failures = [
        Failure(same, f"{' and '.join(map(str, files))} would both be named {same}; load one with --name.")
        for same, files in found.duplicates
    ]
    for path in [*([STANDARD_INPUT] if piped else []), *found.paths]:
        try:
            if path == STANDARD_INPUT:
                documents.append(read_stream(stdin or sys.stdin.buffer, name or str(path)))
            else:
                documents.append(read_source(path, name))
        except InputError as error:
            failures.append(Failure(name or path.stem, str(error)))
    return SourcesRead(tuple(documents), tuple(failures), found.skipped)


def read_source(path: Path, name: str | None = None) -> Document:
    """The document in a file; its name is the file's stem unless another is given.

    Raises:
        InputError: when the file is missing, a folder, not readable, empty, binary or in no known encoding.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist; check the path.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder, not a document; name a file in it.") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read; give yourself permission to read it.") from error
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); check the disk or copy the file.") from error
    return document_from_bytes(data, name or path.stem, path)


def read_stream(stream: BinaryIO, name: str) -> Document:
    """The document that a stream (standard input) holds.

    Raises:
        InputError: as :func:`read_source`, with ``<name>`` in place of the path.
    """
    return document_from_bytes(stream.read(), name)


def document_from_bytes(data: bytes, name: str, path: Path | None = None) -> Document:
    """The document that bytes hold; genre ``text`` and no masthead until its layout is known.

    The text is the decoded bytes without a byte order mark; line breaks stay as they are.

    Raises:
        InputError: when the bytes are empty or blank, binary, or in no known encoding.
    """
    where = str(path) if path else f"<{name}>"
    if not name.strip():
        raise InputError(f"{where} has no name for the document; give one with --name.")
    text = decode(data, where)
    return Document(
        name=name,
        text=text,
        sha256=sha256_of(data),
        text_sha256=sha256_of(text.encode()),
        genre="text",
        path=str(path.absolute()) if path else None,
    )


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
    """The files that paths name: folders give their text files, at any depth, sorted; files are taken as they are.

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
    """The text files of a folder and what else lies in it, with the reason."""
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
            elif path.suffix.lower() not in SUFFIXES:
                skipped.append((path, f"not one of {', '.join(SUFFIXES)}; name the file by itself to read it"))
            else:
                files.append(path)
    if not files:
        skipped.append((folder, f"holds no {' or '.join(SUFFIXES)} file"))
    return files, skipped
