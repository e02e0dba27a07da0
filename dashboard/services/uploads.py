"""Documents that people drop in: a name, a safe place in the home folder, the bytes put there whole or not at all."""

import os
import re
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from graph.errors import InputError

FOLDER = "uploads"
_UNWANTED = re.compile(r"[^\w.\-()()〔〕·]+")


def document_name(wish: str) -> str:
    """The document's name in the graph for a file name or a title that a person typed.

    Folders and the last suffix are left out, blanks and signs become ``-``.

    Raises:
        InputError: nothing is left that could be a name.
    """
    base = PureWindowsPath(PurePosixPath(wish.strip()).name).name
    stem = base.rsplit(".", 1)[0] if re.search(r"\.[A-Za-z][A-Za-z0-9]{1,4}$", base) else base
    name = _UNWANTED.sub("-", stem).strip("-.")[:80]
    if not name:
        raise InputError(
            f"The document has no usable name ({wish!r}): give it one of letters, digits or Chinese characters."
        )
    return name


def suffix(filename: str) -> str:
    """The suffix under which the bytes are kept: the file's own when it is a short ASCII one, else ``.txt``."""
    found = re.search(r"\.[A-Za-z][A-Za-z0-9]{1,4}$", filename)
    return found.group().lower() if found else ".txt"


def keep(home: Path, filename: str, data: bytes) -> Path:
    """Writes the bytes to ``home/uploads`` under the name of the document and returns the path.

    The same name always gets the same path: dropping in a newer version replaces the older one in the graph.

    Raises:
        InputError: the folder can't be written.
    """
    folder = home / FOLDER
    target = folder / (document_name(filename) + suffix(filename))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"The document can't be kept in {folder} ({reason}): free some space or check its rights."
        ) from error
    return target
