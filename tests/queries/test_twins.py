"""The competency questions: SPARQL and Cypher give the same rows, at least one each.

The graph is that of the shipped tables, ``data/samples/`` and ``samples/`` here, loaded once.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.schema import ensure_schema
from graph.settings import Settings
from graph.sparql.endpoint import Endpoint, open_endpoint
from graph.store import Store
from loaders.pipeline import ingest, ingest_tables
from ontology import load_vocabulary
from queries.catalogue import Answer, ask, load_catalogue
from queries.search import SearchIndex
from queries.twin import ask_by_sparql
from tests.conftest import wipe

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = load_catalogue()
TWINS = [question_id for question_id, question in CATALOGUE.items() if question.sparql is not None]
ALL = 100_000
SECONDS = 120.0

pytestmark = [pytest.mark.store, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def graph(store: Store, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The session's store with the question fixture."""
    wipe(store)
    ensure_schema(store)
    home = Settings(tmp_path_factory.mktemp("home"), settings.neo4j_uri)
    ingest_tables(store, home, ROOT / "data")
    documents = [
        *sorted((ROOT / "data" / "samples").glob("*.txt")),
        *sorted((Path(__file__).parent / "samples").iterdir()),
    ]
    report = ingest(store, home, documents)
    assert not [each.message for each in report.documents if each.state == "failed"]
    return store


@pytest.fixture(scope="module")
def endpoint(graph: Store) -> Iterator[Endpoint]:
    with open_endpoint(graph, load_vocabulary()) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(graph: Store) -> SearchIndex:
    return SearchIndex(graph)


def unordered(answer: Answer) -> Counter[tuple[Any, ...]]:
    """The rows, whatever their order and that of the lists in them."""
    return Counter(tuple(tuple(sorted(v)) if isinstance(v, list) else v for v in row) for row in answer.rows)


def test_the_twenty_five_have_twins() -> None:
    assert len(TWINS) >= 25


@pytest.mark.parametrize("as_of", [None, "2013-12"])
@pytest.mark.parametrize("question_id", TWINS)
def test_both_give_the_same_rows(
    graph: Store, endpoint: Endpoint, index: SearchIndex, question_id: str, as_of: str | None
) -> None:
    question = CATALOGUE[question_id]
    given = dict(question.example)
    options: dict[str, Any] = {"as_of": as_of, "index": index, "row_limit": ALL, "timeout": SECONDS}
    by_cypher = ask(graph, question, given, **options)
    by_sparql = ask_by_sparql(graph, endpoint, question, given, **options)
    assert by_sparql.columns == by_cypher.columns
    assert unordered(by_sparql) == unordered(by_cypher)
    assert not by_cypher.truncated
    assert as_of or by_cypher.rows, "its example has no answer"


def test_counts_that_the_list_of_2013_gives(graph: Store, index: SearchIndex) -> None:
    counts = {
        name: len(ask(graph, CATALOGUE[name], {}, index=index).rows)
        for name in ("designated-alliances", "key-cultivation-alliances")
    }
    assert counts == {"designated-alliances": 55, "key-cultivation-alliances": 41}
