"""Why the embedded store did not start, as one sentence."""

import errno
from pathlib import Path

from graph.embedded.paths import HomePaths
from graph.errors import StateError

FULL = "No space left on device"
REASONS = {
    FULL: "the disk of {home} is full: free some space and start again",
    "Disk quota exceeded": "the disk quota of {home} is used up: free some space and start again",
    "Read-only file system": "{home} lies on a read-only disk: set ALLIANCEGRAPH_HOME to a folder that can be written",
    "AccessDeniedException": "a file under {home} can't be written: give yourself the right to write it",
    "Permission denied": "a file under {home} can't be written: give yourself the right to write it",
    "has been locked by another process": "another process uses the store files under {home}: end it first",
    "Cannot allocate memory": "the machine has too little free memory: the store needs about 600 MB",
    "Could not reserve enough space": "the machine has too little free memory: the store needs about 600 MB",
}


def home_error(home: Path, error: OSError) -> StateError:
    """What a failed file operation in the home folder means for the user."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StateError(f"The disk of {home} is full: free some space and start again.")
    where = error.filename or home
    return StateError(
        f"The home folder can't be used ({where}: {error.strerror or error}): give yourself the right to write it, "
        "or set ALLIANCEGRAPH_HOME to another folder."
    )


def failure_of(paths: HomePaths) -> StateError:
    """The failure of a server that ended before it was ready, from what it logged."""
    try:
        text = paths.log.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return home_error(paths.home, error)
    for sign, reason in REASONS.items():
        if sign in text:
            return StateError(f"The store did not start: {reason.format(home=paths.home)}.")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = next((line for line in reversed(lines) if not line.startswith("at ")), "it ended without a word")
    return StateError(f"The store did not start ({last[:300]}): see {paths.log}.")
