"""The whole graph as data to validate: its rows as triples, with the vocabulary, whose sub-classes count."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

import ontology
from graph.export import export_rows
from graph.rdf import to_triples
from graph.store import Store
from graph.validation.triples import Triples
from ontology import Vocabulary


def graph_data(store: Store, vocabulary: Vocabulary) -> Triples:
    """Everything in the store, with the vocabulary. Raises StoreUnavailableError when the store goes away."""
    return with_vocabulary(to_triples(export_rows(store, vocabulary), vocabulary))


def with_vocabulary(triples: Iterable[ox.Triple]) -> Triples:
    """Triples with those of the shipped vocabulary and its schemes."""

    def both() -> Iterator[ox.Triple]:
        yield from vocabulary_triples()
        yield from triples

    return Triples.of(both())


def vocabulary_triples() -> Iterator[ox.Triple]:
    """The triples of ``alliance.ttl`` and ``schemes/*.ttl``."""
    folder = Path(ontology.__file__).parent
    for file in (folder / "alliance.ttl", *sorted((folder / "schemes").glob("*.ttl"))):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield quad.triple
