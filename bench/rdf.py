"""RDF export: from fetched rows to a file, against pyoxigraph serialising a generator of the same terms.

    python -m bench.rdf [--triples N] [--rounds N] [--rdflib]

The yardstick holds every term as plain strings and does nothing but build terms and serialise them. Both write the
same statements to a file in the same run; figures are CPU seconds, the least of the rounds; the goal is a ratio of at
most 2. ``--rdflib`` adds rdflib (slow: it builds its graph in memory first). Rows are made here, no store is needed;
bytes of memory are the peak that an export of a row generator adds.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.fact import Assertion, short_hash
from graph.rdf import to_quads, to_rdflib, to_triples
from graph.rdf.jsonld import prefixes
from graph.rdf.write import RDF_WRITERS
from graph.text import BASE, sha256_of
from ontology import load_vocabulary

FORMATS = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
}
GOAL = 2.0
A_FACT = 44
"""About how many triples one fact makes, with its entity, passage and mention."""

Plain = tuple[str, str, str, str | None, str | None, str]
"""Subject, predicate, object, datatype and language of a literal (both None: an IRI), named graph."""


def synthetic_rows(facts: int) -> Iterator[dict[str, Any]]:
    """Rows as an export has them: one membership a unit, 100 facts a document."""
    documents = [(f"synthetic-{n:06d}", sha256_of(str(n).encode())) for n in range(facts // 100 + 1)]
    units = [short_hash(["unit", str(n)], 12) for n in range(facts)]
    alliances = [short_hash(["alliance", str(n)], 12) for n in range(facts // 50 + 1)]
    for kind, keys in (("Alliance", alliances), ("Organization", units)):
        for number, key in enumerate(keys):
            name = f"第{number}{'联盟' if kind == 'Alliance' else '研究院有限公司'}"
            row = {"line": "entity", "iri": f"{BASE}id/{kind.lower()}/{key}", "id": key, "labels": [kind]}
            yield row | {
                "name": name,
                "aliases": [f"{name}甲"],
                "pinyin": f"\ndi{number}\n",
                "initials": f"\nd{number}\n",
            }
    for name, digest in documents:
        row = {"line": "document", "id": name, "sha256": digest, "text_sha256": digest, "genre": "text"}
        yield row | {"title": name, "date": "2020-01-01", "state": "loaded", "text": "联盟" * 100, "statements": 100}
    for number in range(facts):
        name, digest = documents[number // 100]
        start, text = number % 100 * 30, f"第{number}研究院有限公司是成员单位。"
        place: dict[str, Any] = {"start": start, "end": start + 30, "in": [name], "from": []}
        yield {"line": "passage", "id": span(digest, number), "text": text, **place}
    for number, unit in enumerate(units):
        yield membership(number, unit, alliances[number // 50], *documents[number // 100])
    for number, unit in enumerate(units):
        name = documents[number // 100][0]
        row = {"line": "mentions", "type": "MENTIONS", "id": f"{name}#{number}", "subject": name, "object": unit}
        yield row | {"kind": "Organization", "index": number % 100, "name": f"第{number}研究院有限公司"}


def span(digest: str, number: int) -> str:
    """The passage of a fact."""
    start = number % 100 * 30
    return f"{BASE}text/{digest[:16]}#char={start},{start + 30}"


def membership(number: int, unit: str, alliance: str, document: str, digest: str) -> dict[str, Any]:
    """One fact."""
    evidence, chance = span(digest, number), random.Random(number)
    role = chance.choice(["成员单位", "理事单位", "副理事长单位"])
    told = Assertion(
        document, evidence, number % 100 * 30, "bench", 0.9, {"role": role}, document, "2020-01-01", "2020-01-01"
    )
    key = short_hash([unit, alliance, role], 16)
    row: dict[str, Any] = {"line": "relationship", "iri": f"{BASE}id/member_of/{key}", "id": key, "type": "MEMBER_OF"}
    row |= {"subject": unit, "object": alliance, "role": role, "confidence": 0.9, "observed_on": "2020-01-01"}
    row |= {"last_observed_on": "2020-01-01", "evidence": [evidence], "sources": [document]}
    return row | {"documents": [document], "rules": ["bench"], "assertions": [told.as_json()]}


def plain(quads: Iterable[Quad]) -> list[Plain]:
    """The terms as strings, each string once in memory."""
    known: dict[str, str] = {}

    def one(text: str) -> str:
        return known.setdefault(text, text)

    rows: list[Plain] = []
    for quad in quads:
        value, graph = quad.object, quad.graph_name
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(graph, NamedNode)
        ends = one(quad.subject.value), one(quad.predicate.value)
        if isinstance(value, Literal):
            language = None if value.language is None else one(value.language)
            rows.append((*ends, one(value.value), one(value.datatype.value), language, one(graph.value)))
        else:
            assert isinstance(value, NamedNode)
            rows.append((*ends, one(value.value), None, None, one(graph.value)))
    return rows


def term(value: str, datatype: str | None, language: str | None) -> NamedNode | Literal:
    """The object of a statement."""
    if datatype is None:
        return NamedNode(value)
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))


def plain_triples(rows: Iterable[Plain]) -> Iterator[Triple]:
    """The yardstick's generator of triples."""
    for s, p, o, datatype, language, _ in rows:
        yield Triple(NamedNode(s), NamedNode(p), term(o, datatype, language))


def plain_quads(rows: Iterable[Plain]) -> Iterator[Quad]:
    """The yardstick's generator of quads."""
    for s, p, o, datatype, language, graph in rows:
        yield Quad(NamedNode(s), NamedNode(p), term(o, datatype, language), NamedNode(graph))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rdflib", action="store_true")
    given = parser.parse_args()
    vocabulary, facts = load_vocabulary(), given.triples // A_FACT + 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        RDF_WRITERS["nt"](synthetic_rows(1000), path, vocabulary)
        start = peak()
        RDF_WRITERS["nq"](synthetic_rows(facts), path, vocabulary)
        print(f"memory that streaming {facts:,} facts adds: {peak() - start:.0f} MB")
        rows = list(synthetic_rows(facts))
        quads = plain(to_quads(rows, vocabulary))
        triples = list({row[:5]: row for row in quads}.values())
        assert len(triples) == sum(1 for _ in to_triples(rows, vocabulary))
        print(f"{len(triples):,} triples, {len(quads):,} quads; CPU seconds, best of {given.rounds}")
        for name, format_ in FORMATS.items():
            named = prefixes(vocabulary.namespace) if name in ("ttl", "trig") else None
            ours, theirs = [], []
            for _ in range(given.rounds):
                ours.append(seconds(lambda name=name: RDF_WRITERS[name](rows, path, vocabulary)))  # type: ignore[misc]
                made = plain_quads(quads) if name in ("nq", "trig") else plain_triples(triples)
                theirs.append(seconds(lambda: serialize(made, str(path), format=format_, prefixes=named)))  # noqa: B023
            ratio = min(ours) / min(theirs)
            verdict = "" if ratio <= GOAL else "  MISSED"
            print(f"{name:5} ours {min(ours):6.2f}  generator {min(theirs):6.2f}  ratio {ratio:.2f}{verdict}")
        if given.rdflib:
            built = time.process_time()
            graph = to_rdflib(rows, vocabulary)
            built = time.process_time() - built
            took = seconds(lambda: graph.serialize(str(path), format="nquads"))
            print(f"nq    rdflib {built:6.2f} to build its graph and {took:6.2f} to write it")


if __name__ == "__main__":
    main()
