"""What a user may give for a parameter, and the sentence for what they may not."""

import pytest

from graph.errors import QueryError
from graph.store import Store
from graph.text import BASE
from queries.catalogue import ask, load_catalogue
from queries.parameters import resolve
from queries.search import SearchIndex

pytestmark = pytest.mark.store
CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    "text", ["salt", "星海盐业产业技术创新战略联盟", "盐业联盟", " 盐业 联盟", f"{BASE}id/alliance/salt"]
)
def test_an_entity_is_given_by_id_iri_or_name(sample: Store, text: str) -> None:
    answer = ask(sample, CATALOGUE["alliance-members"], {"alliance": text})
    assert answer.values["alliance"] == "salt"
    assert len(answer.rows) == 3


@pytest.mark.parametrize(
    ("question", "given", "message"),
    [
        ("official-posts", {"person": "周明"}, "zhou-nanhe.*zhou-xichuan"),
        ("alliance-members", {"alliance": "盐业"}, "no Alliance called «盐业».*星海盐业"),
        ("alliance-members", {"alliance": "竹材产业联盟"}, "no Alliance called.*云岭竹材"),
        ("alliance-members", {"alliance": "东湖大学"}, "is of the kind Organization, but Alliance is wanted"),
        ("alliance-members", {"alliance": "donghu"}, "is of the kind Organization"),
        ("alliance-members", {"alliance": "  "}, "needs the parameter «alliance»"),
        ("alliance-members", {}, "needs the parameter «alliance»"),
        ("alliance-members", {"alliance": "salt", "color": "red"}, "no parameter «color»; it takes alliance"),
        ("alliance-members", {"alliance": "salt", "min_confidence": "much"}, "must be a number"),
        ("alliance-members", {"alliance": "salt", "min_confidence": "1.5"}, "at least 0 and at most 1"),
        ("alliance-members", {"alliance": "salt", "min_confidence": "nan"}, "min_confidence"),
        ("best-connected-units", {"top": "3.5"}, "whole number"),
        ("best-connected-units", {"top": "0"}, "at least 1"),
    ],
)
def test_what_does_not_fit(sample: Store, question: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(sample, CATALOGUE[question], given)


@pytest.mark.parametrize("day", ["yesterday", "2013-13", "13-01-01", ""])
def test_a_date_is_iso(sample: Store, day: str) -> None:
    with pytest.raises(QueryError, match="as-of"):
        ask(sample, CATALOGUE["best-connected-units"], {}, as_of=day)


def test_names_are_data_not_cypher(sample: Store) -> None:
    with pytest.raises(QueryError, match="no Alliance called"):
        ask(sample, CATALOGUE["alliance-members"], {"alliance": "x'}) DETACH DELETE n //"})
    assert ask(sample, CATALOGUE["alliances-by-field"], {"field": "' OR 1=1 //"}).rows == ()


def test_any_kind_when_none_is_asked_for(sample: Store) -> None:
    assert resolve(sample, "星海市", (), SearchIndex(sample)) == "seaside"


def test_the_row_limit_is_said(sample: Store) -> None:
    answer = ask(sample, CATALOGUE["alliance-members"], {"alliance": "salt"}, row_limit=2)
    assert (len(answer.rows), answer.truncated) == (2, True)
    assert "first 2 rows" in answer.notes[0].en
    assert answer.as_json()["columns"] == [column.name for column in CATALOGUE["alliance-members"].columns]


def test_as_of_adds_a_column(sample: Store) -> None:
    answer = ask(sample, CATALOGUE["alliance-members"], {"alliance": "salt"}, as_of="2017")
    assert answer.columns[-1].name == "holds"
    assert {row[-1] for row in answer.rows} == {"certain", "likely"}
