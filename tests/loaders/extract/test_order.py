"""The order in which documents are read changes nothing: no reading leaves a trace in the next."""

import json
import random
from pathlib import Path

from graph.entity import Mentioned
from graph.model import Reading
from graph.serial import reading_to_json
from loaders.extract import extract
from loaders.identity import cluster
from loaders.registry import Registry
from loaders.source import read_source

ROOT = Path(__file__).resolve().parents[3]
PATHS = sorted([*(ROOT / "tests" / "loaders" / "samples").glob("*.txt"), *(ROOT / "data" / "samples").glob("*.txt")])


def shuffled(seed: int) -> list[Path]:
    return random.Random(seed).sample(PATHS, len(PATHS))


def readings(paths: list[Path]) -> dict[str, Reading]:
    return {path.stem: extract(read_source(path)) for path in paths}


def mentioned(read: dict[str, Reading]) -> list[Mentioned]:
    """The entities of the readings as identity sees them, in the order of the readings."""
    return [
        Mentioned(
            f"{name}#{index}",
            name,
            index,
            "",
            entity.kind,
            entity.name,
            aliases=entity.aliases,
            defined=entity.defined,
            type=entity.type,
            number=entity.number,
            date=entity.date,
            date_end=entity.date_end,
        )
        for name, reading in read.items()
        for index, entity in enumerate(reading.entities)
    ]


def clusters(read: dict[str, Reading]) -> set[frozenset[str]]:
    """Which entities of the documents are one."""
    found: dict[str, set[str]] = {}
    for mention, key in cluster(mentioned(read), Registry().key_of).items():
        found.setdefault(key, set()).add(mention)
    return {frozenset(mentions) for mentions in found.values()}


def test_statements_and_clusters_are_the_same_in_any_order() -> None:
    first, second = readings(shuffled(1)), readings(shuffled(2))
    assert list(first) != list(second)
    for name, reading in first.items():
        assert json.dumps(reading_to_json(reading)) == json.dumps(reading_to_json(second[name])), name
    assert clusters(first) == clusters(second)
    assert any(len({mention.split("#")[0] for mention in group}) > 1 for group in clusters(first))
