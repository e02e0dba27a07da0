"""The strict reading of question files: whatever does not fit is refused, with the file's name."""

from pathlib import Path

import pytest

from graph.errors import QueryError, VocabularyError
from queries.catalogue import find_question, load_catalogue
from queries.header import parse_question

GOOD = """/* ---
id: my-question
question: {zh: 有哪些？, en: Which ones}
description: {zh: 说明。, en: Explained.}
empty: {zh: 没有。, en: None.}
parameters:
  - {name: who, type: entity, kinds: [Person], label: {zh: 谁, en: Who}}
  - {name: top, type: integer, default: 5, minimum: 1, label: {zh: 几个, en: How many}}
columns:
  - {name: name, type: text, heading: {zh: 名, en: Name}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {who: 林一舟}
--- */
MATCH (:Person {id: $who})-[r:HOLDS_POST]->(b) WHERE @counts(r)
RETURN b.name AS name, r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY name LIMIT $top
"""


def test_a_good_file() -> None:
    question = parse_question(GOOD, "my-question.cypher")
    assert question.question.zh == "有哪些？"
    assert [p.name for p in question.parameters] == ["who", "top", "min_confidence"]
    assert question.parameters[1].default == "5"
    assert question.as_json()["columns"] == ["name", "evidence", "sources"]
    assert "@" not in question.cypher


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("/* ---", "/*", "header"),
        ("id: my-question", "id: [", "YAML"),
        ("id: my-question", "id: My_Question", "hyphens"),
        ("id: my-question", "id: other-question", "must stand in other-question.cypher"),
        ("id: my-question\n", "id: my-question\nowner: me\n", "unknown key «owner»"),
        ("question: {zh: 有哪些？, en: Which ones}", "question: {zh: 有哪些？}", "lacks «en»"),
        ("question: {zh: 有哪些？, en: Which ones}\n", "", "lacks «question»"),
        ("empty: {zh: 没有。, en: None.}", "empty: {zh: 没有。, en: None., fr: Rien.}", "unknown key «fr»"),
        ("label: {zh: 谁, en: Who}", "label: 谁", "mapping"),
        ("type: entity, kinds", "type: thing, kinds", "type «thing»"),
        ("kinds: [Person]", "kinds: [Passage]", "Passage"),
        ("kinds: [Person]", "kinds: [Martian]", "Martian"),
        ("type: text, heading", "type: poem, heading", "type «poem»"),
        ("default: 5, minimum: 1", "default: 5, minimum: one", "number"),
        ("{name: top, type", "{name: who, type", "same name"),
        ("{name: top, type", "{name: as_of, type", "as_of"),
        ("LIMIT $top", "LIMIT $many", "\\$many"),
        ("LIMIT $top", "", "\\$top"),
        ("WHERE @counts(r)", "", "min_confidence"),
        ("WHERE @counts(r)", "WHERE @country(r)", "placeholder"),
        ("b.name AS name, r", "b.name AS body, r", "returns the columns body"),
        (", @holds(r) AS holds", "", "returns the columns"),
        ("example: {who: 林一舟}", "example: {}", "must fill the parameter «who»"),
        ("example: {who: 林一舟}", "example: {who: 林一舟, when: x}", "«when»"),
        ("type: sources", "type: number", "rests"),
    ],
)
def test_what_does_not_fit_is_refused(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(VocabularyError, match=message) as caught:
        parse_question(GOOD.replace(old, new), "my-question.cypher")
    assert "my-question" in str(caught.value) or "placeholder" in str(caught.value)


def test_adding_a_question_is_dropping_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "my-question.cypher").write_text(GOOD, encoding="utf-8")
    assert list(load_catalogue(tmp_path)) == ["my-question"]


def test_an_empty_folder_and_a_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no question"):
        load_catalogue(tmp_path)
    (tmp_path / "my-question.cypher").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(VocabularyError, match="UTF-8"):
        load_catalogue(tmp_path)


def test_unknown_question_names_the_likeliest() -> None:
    with pytest.raises(QueryError, match="alliance-members"):
        find_question(load_catalogue(), "members-of-alliance")
    assert find_question(load_catalogue(), "shared-units").id == "shared-units"


def test_every_question_is_complete() -> None:
    for question in load_catalogue().values():
        for text in (question.question, question.description, question.empty):
            assert text.in_("zh").strip()
            assert text.in_("en").isascii()
        listed = question.as_json()
        assert set(listed) >= {"id", "question", "parameters", "columns"}
