"""SPARQL text of questions: placeholders, parameters that stay data, and twins that don't fit."""

from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import VocabularyError
from graph.sparql.prefixes import PREFIXES
from queries import sparql
from queries.catalogue import load_catalogue, with_twin
from queries.header import parse_question
from tests.queries.test_catalogue import GOOD

TWIN = """SELECT ?name (STR(?r) AS ?facts) (?r_holds AS ?holds)
WHERE { ?r a ag:Tenure ; org:member $who . @fact(?r) ?r org:organization/skos:prefLabel ?name }
LIMIT $top
"""


def test_parameters_stay_data() -> None:
    text = 'SELECT ?a WHERE { ?a ?b $x . FILTER(?a != "$x" && ?b != <http://e/$x>) # $x\n}'
    assert sparql.parameters_of(text) == {"x"}
    filled = sparql.fill(text, {"x": 'a" . } DROP ALL #\\'})
    assert filled == text.replace("b $x", 'b "a\\" . } DROP ALL #\\\\"', 1)


def test_placeholders() -> None:
    expanded = sparql.expand("SELECT (@weakest(?r ?s) AS ?holds) WHERE { @fact(?r) }")
    assert "?r ag:confidence ?r_confidence" in expanded
    assert "COALESCE(?s_holds" in expanded
    assert "?it" not in expanded
    with pytest.raises(VocabularyError, match="@country"):
        sparql.expand("@country(?r)")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("?name (", "?names (", "names"),
        ("SELECT", "ASK", "SELECT"),
        ("LIMIT $top", "", "\\$top"),
        ("$who", "$what", "\\$what"),
        ("(?r_holds AS ?holds)", "(?r_holds)", "no name"),
        ("@fact(?r)", "", "min_confidence"),
    ],
)
def test_a_twin_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    question, file = parse_question(GOOD, "my-question.cypher"), tmp_path / "my-question.rq"
    file.write_text(TWIN, encoding="utf-8")
    assert with_twin(question, file).sparql
    file.write_text(TWIN.replace(old, new), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message) as caught:
        with_twin(question, file)
    assert "my-question.rq" in str(caught.value)


def test_every_twin_is_sparql() -> None:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    store = pyoxigraph.Store()
    twins = {q.id: q.sparql for q in load_catalogue().values() if q.sparql is not None}
    assert len(twins) >= 25
    for text in twins.values():
        values = dict.fromkeys(sparql.parameters_of(text), pyoxigraph.NamedNode("http://example.org/x"))
        store.query(prefixes + sparql.fill(text, {**values, "as_of": "", "min_confidence": 0.5}))
