"""Renew the lock of the Neo4j jars: ``python -m graph.embedded.lock VERSION``.

Resolves ``org.neo4j:neo4j`` once with jgo in a temporary folder (about a minute or two), leaves out what
``jars.unneeded.txt`` lists and writes ``jars.lock.csv`` with the SHA-256 and size of every jar. The lock holds no
address: where the jars come from is a setting.
"""

import csv
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from graph.embedded.jars import LOCK_FILE, Jar, relative_path

UNNEEDED_FILE = LOCK_FILE.with_name("jars.unneeded.txt")


def is_needed(group: str, artifact: str, unneeded: Iterable[str]) -> bool:
    """Whether no entry of ``jars.unneeded.txt`` covers the jar ``group:artifact``."""
    return not any(
        name in {group, f"{group}:{artifact}"} or (name.endswith("*") and group.startswith(name[:-1]))
        for name in unneeded
    )


def resolve(version: str, folder: Path) -> list[Jar]:
    """Resolve Neo4j Community ``version`` with jgo, everything it fetches under ``folder``."""
    os.environ |= {"M2_REPO": str(folder / "repository"), "JGO_CACHE_DIR": str(folder / "cache")}
    import jgo  # noqa: PLC0415  (reads its environment when imported)

    jgo.build(f"org.neo4j:neo4j:{version}", cache_dir=folder / "cache")
    (lock,) = (folder / "cache").rglob("jgo.lock.toml")
    jars = []
    for entry in tomllib.loads(lock.read_text(encoding="utf-8"))["dependencies"]:
        jar = Jar(
            group=entry["groupId"],
            artifact=entry["artifactId"],
            version=entry["version"],
            classifier=entry.get("classifier", ""),
            sha256=entry["sha256"],
            size=0,
        )
        size = (folder / "repository" / relative_path(jar)).stat().st_size
        jars.append(Jar(jar.group, jar.artifact, jar.version, jar.classifier, jar.sha256, size))
    return jars


def write_lock(jars: Iterable[Jar], file: Path) -> None:
    """Write the lock, sorted, one jar a line."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["group", "artifact", "version", "classifier", "sha256", "size"])
        writer.writerows(
            sorted([jar.group, jar.artifact, jar.version, jar.classifier, jar.sha256, jar.size] for jar in jars)
        )


def main(version: str) -> None:
    """Resolve, trim and write."""
    lines = UNNEEDED_FILE.read_text(encoding="utf-8").splitlines()
    unneeded = [line for line in lines if line and not line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        jars = [jar for jar in resolve(version, Path(folder)) if is_needed(jar.group, jar.artifact, unneeded)]
    write_lock(jars, LOCK_FILE)
    sys.stderr.write(f"{len(jars)} jars, {sum(jar.size for jar in jars)} bytes: {LOCK_FILE}\n")


if __name__ == "__main__":
    main(sys.argv[1])
