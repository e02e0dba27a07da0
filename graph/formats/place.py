"""Where an export goes: one file or one folder, complete or not there at all."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: number of statements, bytes, and a SHA-256.

    That of a folder is taken over the lines ``<SHA-256 of the file>  <name>`` that sha256sum prints, in order of names.
    """

    statements: int
    bytes: int
    sha256: str


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when all went well; raises InputError when it can't be written."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder beside ``path`` that takes its place when all went well.

    Raises InputError when it can't be written, or when ``path`` is something else than an empty folder or an older
    export (a folder with nothing but files named as ours).
    """
    beside, old = path.with_name(path.name + ".part"), path.with_name(path.name + ".old")
    try:
        _refuse_foreign(path)
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        yield beside
        shutil.rmtree(old, ignore_errors=True)
        if path.exists():
            os.replace(path, old)
        os.replace(beside, path)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def measure(path: Path, statements: int) -> Written:
    """Bytes and SHA-256 of a finished file or folder."""
    if path.is_file():
        return Written(statements, path.stat().st_size, _digest(path))
    files = sorted(path.iterdir())
    listed = "".join(f"{_digest(file)}  {file.name}\n" for file in files)
    return Written(statements, sum(file.stat().st_size for file in files), hashlib.sha256(listed.encode()).hexdigest())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ours(file: Path) -> bool:
    table = file.name.startswith(("nodes-", "relationships-")) and file.suffix == ".csv"
    return file.is_file() and (table or file.name in ("import.args", "schema.cypher"))


def _refuse_foreign(path: Path) -> None:
    if path.is_dir():
        foreign = sorted(file.name for file in path.iterdir() if not _ours(file))
        if foreign:
            raise InputError(f"The folder {path} holds other things ({foreign[0]}); give --output a new folder.")
    elif path.exists():
        raise InputError(f"{path} is a file, but this format is a folder; give --output another path.")


def _refused(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} can't be written ({error.strerror}); give --output another path.")
