import pytest

from graph.errors import QueryError
from graph.guard import check_text
from graph.tokens import called_functions, called_procedures, has_pair, tokens


def texts(cypher: str) -> list[str]:
    return [token.text for token in tokens(cypher)]


def test_comments_and_blanks_go_strings_stay_whole() -> None:
    assert texts("RETURN /* LOAD CSV */ 'it''s // no' // CALL x()\nAS `a``b`") == [
        "RETURN", "'it'", "'s // no'", "AS", "a`b",
    ]  # fmt: skip


def test_a_quote_behind_a_backslash_does_not_end_a_string() -> None:
    assert texts(r"RETURN 'a\' LOAD CSV' AS x") == ["RETURN", r"'a\' LOAD CSV'", "AS", "x"]


def test_an_open_string_or_comment_runs_to_the_end() -> None:
    assert texts("RETURN 'a LOAD CSV") == ["RETURN", "'a LOAD CSV"]
    assert texts("RETURN 1 /* LOAD CSV") == ["RETURN", "1"]


def test_procedures_and_functions_are_seen_however_they_are_spelt() -> None:
    found = tokens("CALL `db` . /* */ stats.\nretrieve('Q') YIELD x CALL (n) { RETURN apoc.f(n.name) AS y } RETURN y")
    assert list(called_procedures(found)) == ["db.stats.retrieve"]
    assert list(called_functions(found)) == ["db.stats.retrieve", "apoc.f"]


def test_properties_before_brackets_are_no_functions() -> None:
    found = tokens("MATCH (n) WHERE n.name IN ($x) AND (n.date) > '2' RETURN coalesce(n.name, m.name)")
    assert list(called_functions(found)) == []


def test_odd_blanks_do_not_part_keywords() -> None:
    for blank in "\t\n\x0b\u00a0\u180e\u2028\u3000\u200b":
        assert has_pair(tokens(f"LOAD{blank}csv FROM 'x' AS l"), "load", "csv")


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
        "RETURN [x IN [1] | COLLECT { LOAD/**/CSV FROM 'file:///etc/passwd' AS l RETURN l }]",
        "lo\\u0061d csv FROM 'x' AS l RETURN l",
        "RETURN '\\u0027 + [x IN [1] | COLLECT { LOAD CSV FROM 'x' AS l RETURN l }] //'",
        "CALL dbms.listConfig()",
        "CALL `dbms`.`listConfig`",
        "RETURN [x IN [1] | COLLECT { CALL db.stats.retrieve('QUERIES') YIELD data RETURN data }]",
        "CALL apoc.cypher.run('CREATE (n)', {})",
        "RETURN genai.vector.encode('x', 'OpenAI', {})",
        "RETURN `apoc`.version ()",
        "USE system MATCH (n) RETURN n",
        "MATCH (n) CALL { USE `system` MATCH (m) RETURN m } RETURN n, m",
        "",
        " \n",
    ],
)
def test_refused_by_their_words(cypher: str) -> None:
    with pytest.raises(QueryError):
        check_text(cypher)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (a:Alliance) WHERE a.name CONTAINS 'LOAD CSV' RETURN a.name, count { (a)--() } AS degree;",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.index.fulltext.queryNodes('entity_names', $q) YIELD node, score RETURN node, score",
        "CALL db.schema.visualization()",
        "MATCH (n) CALL (n) { MATCH (n)-[r]->() RETURN count(r) AS c } RETURN n, c",
        "RETURN date.truncate('month', date()), duration.between(date(), date()), point.distance($a, $b)",
        "MATCH (n:Use {call: 1}) RETURN n.load AS load // USE system",
    ],
)
def test_passed_by_their_words(cypher: str) -> None:
    check_text(cypher)
