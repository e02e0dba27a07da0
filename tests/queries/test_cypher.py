"""Looking at Cypher text without running it, and filling in what files share."""

import pytest

from graph.errors import VocabularyError
from queries.cypher import columns_of, expand, masked, parameters_of


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("MATCH (n) RETURN n.id AS id, n.name AS name", ("id", "name")),
        ("MATCH (n) return DISTINCT n AS one ORDER BY one LIMIT 3", ("one",)),
        ("MATCH (n) CALL (n) { RETURN 1 AS x UNION RETURN 2 AS x } RETURN x, [a IN [1,2] | a] AS y", ("x", "y")),
        ("MATCH (n) RETURN coalesce(n.a, n.b) AS c // RETURN n AS d", ("c",)),
        ("RETURN 'a, b AS c' AS text, COUNT { MATCH (x) RETURN x } AS n SKIP 1", ("text", "n")),
    ],
)
def test_columns(text: str, columns: tuple[str, ...]) -> None:
    assert columns_of(text) == columns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MATCH (n) SET n.x = 1", "no RETURN"),
        ("RETURN 1 AS x UNION RETURN 2 AS x", "UNION"),
        ("MATCH (n) RETURN n.name", "no name"),
    ],
)
def test_columns_that_can_not_be_told(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        columns_of(text)


def test_parameters_are_those_of_code_only() -> None:
    assert parameters_of("MATCH (n {id: $id}) // $not\nWHERE n.a = '$nor' RETURN $b AS b") == {"id", "b"}


def test_masking_keeps_every_place() -> None:
    text = "RETURN 'it''s' /* a\nb */ AS \"x\" // end"
    assert len(masked(text)) == len(text)
    assert masked(text).startswith("RETURN ")


def test_facts_are_the_relationship_types_of_the_vocabulary() -> None:
    text = expand("MATCH ()-[r:@facts]-() RETURN r")
    types = set(text.removeprefix("MATCH ()-[r:").partition("]")[0].split("|"))
    assert {"LEADS", "MEMBER_OF", "CONCERNS"} <= types
    assert not {"HAS_VALUE", "MENTIONS", "IN"} & types


def test_snippets_speak_of_the_variable_given() -> None:
    text = expand("MATCH ()-[edge]-() WHERE @counts(edge) RETURN edge")
    assert "edge.confidence >= $min_confidence" in text
    assert "@" not in text
    assert parameters_of(text) == {"min_confidence", "as_of"}


@pytest.mark.parametrize("text", ["RETURN @nothing(r)", "RETURN @holds", "RETURN @facts(r)"])
def test_unknown_placeholders_raise(text: str) -> None:
    with pytest.raises(VocabularyError, match="placeholder"):
        expand(text)
