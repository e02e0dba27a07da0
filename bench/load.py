"""Load rate: the writer against a hand-written UNWIND of the same rows, in the same run on the same store.

    python -m bench.load [--documents N] [--statements N] [--rounds N]

Both write the same nodes and relationships into an empty store with the same schema. Ours starts from readings (it
resolves identity, folds assertions, keeps the registry and is safe to kill); the hand-written load starts from finished
rows and does nothing but UNWIND and MERGE by id, 10,000 rows a transaction. The figure is the ratio of rates, ours /
hand-written, as the median over the rounds; the goal is 0.8 or more.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph import embedded
from graph.model import Document, Entity, Reading, Statement
from graph.schema import ensure_schema
from graph.settings import Settings
from graph.store import Store
from graph.text import sha256_of
from loaders.load import Loader
from ontology import load_vocabulary

BATCH = 10_000
ROLES = ("成员单位", "理事单位", "副理事长单位")


def synthetic_readings(documents: int, statements: int, seed: int = 1) -> dict[str, Reading]:
    """Newsletters about many alliances and units: each document states ``statements`` memberships of its own."""
    chance = random.Random(seed)
    readings = {}
    for number in range(documents):
        name = f"synthetic-{number:05d}"
        alliances = chance.sample(range(documents * 2), 10)
        units = chance.sample(range(documents * statements // 2), statements)
        entities = [Entity("Alliance", f"第{a}产业技术创新战略联盟") for a in alliances]
        entities += [Entity("Organization", f"第{u}研究院有限公司") for u in units]
        lines, made, at = [], [], 0
        for index in range(statements):
            alliance = index % len(alliances)
            unit = len(alliances) + index
            role = ROLES[index % len(ROLES)]
            line = f"{entities[unit].name}是{entities[alliance].name}{role}。"
            made.append(Statement(unit, "member_of", alliance, {"role": role}, at, at + len(line), "bench", 0.9))
            lines.append(line)
            at += len(line)
        text = "".join(lines)
        document = Document(name, text, sha256_of(text.encode()), sha256_of(text.encode()), "text", date="2020-01-01")
        readings[name] = Reading(document, tuple(entities), tuple(made))
    return readings


def wipe(store: Store) -> None:
    """Empties the store; the schema stays."""
    store.write_batched("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS")
    store.write_batched("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS")


def all_rows(store: Store) -> tuple[dict[str, list[dict[str, Any]]], dict[tuple[str, str, str], list[dict[str, Any]]]]:
    """Every node by its labels and every relationship by (label, type, label), as a hand-written load holds them."""
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.read("MATCH (n) WHERE n.id <> 'state' RETURN labels(n) AS labels, properties(n) AS properties"):
        nodes[":".join(sorted(row["labels"]))].append(row["properties"])
    links: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    text = (
        "MATCH (s)-[r]->(o) RETURN labels(s) AS subject_labels, type(r) AS type, labels(o) AS object_labels, "
        "s.id AS subject, o.id AS object, properties(r) AS properties"
    )
    for row in store.read(text):
        key = (_finder(row["subject_labels"]), row["type"], _finder(row["object_labels"]))
        links[key].append({name: row[name] for name in ("subject", "object", "properties")})
    return nodes, links


def _finder(labels: Sequence[str]) -> str:
    """The label under which a node's id is unique."""
    return "Entity" if "Entity" in labels else labels[0]


def hand_written(
    store: Store,
    nodes: Mapping[str, Sequence[Mapping[str, Any]]],
    links: Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]],
) -> None:
    """The load that somebody would write by hand for these rows."""
    for labels, rows in nodes.items():
        found = _finder(labels.split(":"))
        store.write_rows(
            f"UNWIND $rows AS row MERGE (n:{found} {{id: row.id}}) SET n:{labels}, n = row", rows, size=BATCH
        )
    for (subject, kind, target), rows in links.items():
        by_id = " {id: row.properties.id}" if "id" in rows[0]["properties"] else ""
        text = (
            f"UNWIND $rows AS row MATCH (s:{subject} {{id: row.subject}}) MATCH (o:{target} {{id: row.object}}) "
            f"MERGE (s)-[r:{kind}{by_id}]->(o) SET r = row.properties"
        )
        store.write_rows(text, rows, size=BATCH)


def rounds(store: Store, home: Path, readings: Mapping[str, Reading], count: int) -> Iterator[tuple[float, float, int]]:
    """Seconds of ours, seconds by hand, rows; one warm-up round first that is not given."""
    vocabulary = load_vocabulary()
    ensure_schema(store)
    for number in range(count + 1):
        wipe(store)
        settings = Settings(home=home / str(number))
        loader = Loader(store, vocabulary, settings)
        began = time.perf_counter()
        loader.change(loader.state(), readings)
        ours = time.perf_counter() - began
        nodes, links = all_rows(store)
        wipe(store)
        began = time.perf_counter()
        hand_written(store, nodes, links)
        theirs = time.perf_counter() - began
        if number:
            yield ours, theirs, sum(map(len, nodes.values())) + sum(map(len, links.values()))


def main() -> None:
    """Runs the comparison on a fresh embedded store and prints the figures."""
    parser = argparse.ArgumentParser(description="Load rate against a hand-written UNWIND of the same rows.")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--statements", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    readings = synthetic_readings(args.documents, args.statements)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        address = embedded.start(settings, held=True, life=embedded.Life(with_parent=True))
        try:
            with Store(address) as store:
                ratios = []
                for ours, theirs, rows in rounds(store, Path(folder) / "homes", readings, args.rounds):
                    ratios.append(theirs / ours)
                    rates = f"ours {rows / ours:,.0f} rows/s, by hand {rows / theirs:,.0f} rows/s"
                    print(f"{rows} rows: {rates}, ratio {ratios[-1]:.2f}")
                print(f"median ratio ours / by hand: {statistics.median(ratios):.2f} (goal: 0.8 or more)")
        finally:
            embedded.stop(settings)


if __name__ == "__main__":
    main()
