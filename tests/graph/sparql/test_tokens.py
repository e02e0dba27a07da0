"""What is said of a query before it runs."""

import pytest

from graph.errors import QueryError
from graph.sparql.prefixes import PREFIXES
from graph.sparql.tokens import Dataset, examine

BASE = "https://example.org/"


def look(text: str) -> tuple[str, Dataset]:
    found = examine(text, dict(PREFIXES), BASE)
    return found.form, found.dataset


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# DELETE\n BASE <http://x/> PREFIX a: <b> ask {}", "ASK"),
        ("PREFIX service: <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE ag:Alliance", "DESCRIBE"),
    ],
)
def test_the_form_is_found(text: str, form: str) -> None:
    assert look(text)[0] == form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX a: <b> delete where { ?s ?p ?o }",
        "LOAD <http://x/>",
        "DROP ALL",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR DEFAULT",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        look(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x/> { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { SERVICE:a { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?a ?b true.SERVICE:a { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\"" . SERVICE <x> {} }',
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        look(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''a ' SERVICE ''' }",
        "SELECT ?service { ?service <http://x/SERVICE> ex:service } # SERVICE",
        'SELECT * { ?s ?p "x"@service }',
    ],
)
def test_the_word_elsewhere_is_no_service(text: str) -> None:
    assert look(text)[0] == "SELECT"


def test_from_clauses_become_the_dataset_and_leave_blanks() -> None:
    text = "SELECT *\nFROM <a> FROM NAMED ag:x\nWHERE { }"
    found = examine(text, dict(PREFIXES), BASE)
    assert found.dataset == Dataset((f"{BASE}a",), (PREFIXES["ag"] + "x",))
    assert "FROM" not in found.text
    assert [len(line) for line in found.text.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize("text", ["", "   # nothing", "HELLO", "SELEC * {}", "x" * 1_000_001])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        look(text)
