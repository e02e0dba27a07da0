"""The registry of entity keys: given once, then kept.

A key is the first 12 characters of the base32 SHA-256 of (kind, folded name, what tells the entity apart), with a
counter on a clash. Once a key stands in the registry it is taken from there and never computed again. The shipped seed
is ``data/registry.csv``; what an installation adds is appended to ``registry.csv`` in its home.
"""

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path

from graph.errors import StateError
from graph.fact import short_hash
from loaders.identity import Cluster

COLUMNS = ("key", "identity", "name")
SEED = Path(__file__).resolve().parents[1] / "data" / "registry.csv"


class Registry:
    """Identity keys and the entity keys they stand for, in the order in which they were given."""

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        self._keys: dict[str, str] = {}
        self._order: dict[str, int] = {}
        self._owners: dict[str, str] = {}
        self._new: list[tuple[str, str, str]] = []
        self._old = tuple(rows)
        for key, identity, _name in self._old:
            self._know(key, identity)

    def _know(self, key: str, identity: str) -> None:
        if identity not in self._keys:
            self._keys[identity] = key
            self._order[identity] = len(self._order)
            self._owners.setdefault(key, identity)

    def key_of(self, cluster: Cluster) -> str:
        """The cluster's key: the first that was ever given to one of its identities, else a new one."""
        known = [identity for identity in cluster.keys if identity in self._keys]
        if known:
            return self._keys[min(known, key=self._order.__getitem__)]
        identity = cluster.keys[0]
        key, counter = short_hash(identity.split("|", 2), 12), 1
        while key in self._owners:
            counter += 1
            key = short_hash([*identity.split("|", 2), str(counter)], 12)
        self._know(key, identity)
        self._new.append((key, identity, cluster.name))
        return key

    def adopt(self, cluster: Cluster, wanted: Iterable[str]) -> str:
        """The cluster's key; one that is not known yet gets the first of ``wanted`` that nothing else has."""
        if not any(identity in self._keys for identity in cluster.keys):
            free = next((key for key in wanted if key not in self._owners), None)
            if free is not None:
                self._know(free, cluster.keys[0])
                self._new.append((free, cluster.keys[0], cluster.name))
        return self.key_of(cluster)

    def former(self, cluster: Cluster) -> tuple[str, ...]:
        """All keys that were ever given to the cluster's identities, in the order in which they were given."""
        known = sorted((i for i in cluster.keys if i in self._keys), key=self._order.__getitem__)
        return tuple(dict.fromkeys(self._keys[identity] for identity in known))

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The rows that were known before this session."""
        return self._old

    @property
    def new_rows(self) -> tuple[tuple[str, str, str], ...]:
        """The rows that were given in this session and are not yet on disk."""
        return tuple(self._new)

    def written(self) -> None:
        """Tells the registry that :attr:`new_rows` stand on disk."""
        self._new.clear()


def load_registry(home_file: Path, seed: Path = SEED) -> Registry:
    """The shipped seed and the home's own rows; a torn last line (a killed process) is left out."""
    return Registry(row for path in dict.fromkeys((seed, home_file)) if path.exists() for row in _rows(path))


def _rows(path: Path) -> list[tuple[str, str, str]]:
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    rows = list(csv.reader(io.StringIO(whole)))
    if rows and tuple(rows[0]) != COLUMNS:
        raise StateError(
            f"{path} is no registry: its first line must be {','.join(COLUMNS)}; restore it or move it away."
        )
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(COLUMNS):
            raise StateError(f"{path}, line {number}: {len(row)} cells where {len(COLUMNS)} belong; mend or remove it.")
    return [(row[0], row[1], row[2]) for row in rows[1:]]


def save_registry(registry: Registry, home_file: Path) -> None:
    """Appends the new rows and syncs them to disk; raises StateError when the disk does not take them."""
    if not registry.new_rows:
        return
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    try:
        home_file.parent.mkdir(parents=True, exist_ok=True)
        old = home_file.read_bytes() if home_file.exists() else b""
        if not old:
            rows.writerow(COLUMNS)
        elif not old.endswith(b"\n"):
            os.truncate(home_file, old.rfind(b"\n") + 1)
        rows.writerows(registry.new_rows)
        with home_file.open("a", encoding="utf-8") as file:
            file.write(out.getvalue())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StateError(
            f"The registry {home_file} can't be written ({error.strerror}); free space or fix the folder."
        ) from error
    registry.written()
