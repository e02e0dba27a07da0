"""The seed of the registry: the keys that the shipped tables give, so that two installations agree on them.

``python -m loaders.seed > data/registry.csv`` writes it anew; keys that the file holds already are kept.
"""

import csv
import sys
from pathlib import Path
from typing import TextIO

from graph.document_facts import mentions_of
from loaders.identity import cluster
from loaders.registry import COLUMNS, SEED, load_registry
from loaders.tables import read_tables


def seed_rows(folder: Path, seed: Path = SEED) -> list[tuple[str, str, str]]:
    """All rows of the seed for the tables of ``folder``: those of ``seed``, then the new ones."""
    registry = load_registry(seed, seed)
    cluster([m for reading in read_tables(folder) for m in mentions_of(reading)], registry.key_of)
    return [*registry.rows, *registry.new_rows]


def write_seed(rows: list[tuple[str, str, str]], out: TextIO) -> None:
    """Writes the rows as CSV with their heading."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(rows)


if __name__ == "__main__":
    write_seed(seed_rows(SEED.parent), sys.stdout)
