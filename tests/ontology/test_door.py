"""The checks at the door accept what the vocabulary says and refuse everything else, with a clear sentence."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import VocabularyViolation, load_vocabulary
from ontology.door import is_date

VOCABULARY = load_vocabulary()
KINDS = sorted(VOCABULARY.kinds)
PREDICATES = sorted(VOCABULARY.predicates)


def value_for(predicate: str, qualifier: str) -> st.SearchStrategy[str]:
    """Values that the vocabulary allows."""
    allowed = VOCABULARY.allowed_values(predicate, qualifier)
    if allowed is not None:
        return st.sampled_from(sorted(allowed))
    datatype = VOCABULARY.qualifiers[qualifier].datatype
    if datatype == "date":
        return st.dates(datetime.date(1990, 1, 1)).flatmap(lambda d: st.sampled_from([str(d), str(d)[:7], str(d)[:4]]))
    if datatype == "integer":
        return st.integers(min_value=1).map(str)
    return st.text(min_size=1).filter(str.strip)


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, str, str, dict[str, str]]:
    """Statements that the vocabulary allows."""
    predicate = VOCABULARY.predicates[draw(st.sampled_from(PREDICATES))]
    optional = [q for q in predicate.qualifiers if q not in predicate.required]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True)) if optional else []
    qualifiers = {name: draw(value_for(predicate.name, name)) for name in (*predicate.required, *chosen)}
    subject, target = (
        draw(st.sampled_from(sorted(predicate.subjects))),
        draw(st.sampled_from(sorted(predicate.objects))),
    )
    return predicate.name, subject, target, qualifiers


@given(statements())
def test_allowed_statements_pass(statement: tuple[str, str, str, dict[str, str]]) -> None:
    VOCABULARY.check_statement(*statement)


@given(statements(), st.sampled_from(KINDS), st.booleans())
def test_other_ends_are_refused(statement: tuple[str, str, str, dict[str, str]], kind: str, first: bool) -> None:
    predicate, subject, target, qualifiers = statement
    term = VOCABULARY.predicates[predicate]
    allowed = any(VOCABULARY.is_a(kind, each) for each in (term.subjects if first else term.objects))
    ends = (kind, target) if first else (subject, kind)
    if allowed:
        VOCABULARY.check_statement(predicate, *ends, qualifiers)
    else:
        with pytest.raises(VocabularyViolation, match=f"{predicate} can't have a {kind} as its"):
            VOCABULARY.check_statement(predicate, *ends, qualifiers)


@given(statements(), st.text())
def test_other_qualifiers_are_refused(statement: tuple[str, str, str, dict[str, str]], name: str) -> None:
    predicate, subject, target, qualifiers = statement
    if name in VOCABULARY.predicates[predicate].qualifiers:
        return
    with pytest.raises(VocabularyViolation, match="takes no qualifier"):
        VOCABULARY.check_statement(predicate, subject, target, {**qualifiers, name: "2011"})


@given(st.sampled_from(sorted(VOCABULARY.coded)), st.text())
def test_values_outside_a_scheme_are_refused(key: tuple[str, str], value: str) -> None:
    predicate = VOCABULARY.predicates[key[0]]
    if value in (VOCABULARY.allowed_values(*key) or ()):
        return
    qualifiers = {**dict.fromkeys(predicate.required, "1"), key[1]: value}
    with pytest.raises(VocabularyViolation):
        VOCABULARY.check_statement(predicate.name, min(predicate.subjects), min(predicate.objects), qualifiers)


def test_an_official_may_hold_a_post_and_person_is_no_member() -> None:
    VOCABULARY.check_statement("holds_post", "Official", "Organization", {"title": "处长"})
    with pytest.raises(VocabularyViolation, match="member_of can't have a Person as its subject"):
        VOCABULARY.check_statement("member_of", "Person", "Alliance", {})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("heads", "Organization", "Alliance", {}), "Unknown predicate 'heads'; known: chairs, cites"),
        (("leads", "Club", "Alliance", {}), "Unknown kind 'Club'"),
        (("holds_post", "Person", "Alliance", {}), "holds_post needs the qualifier title"),
        (("holds_post", "Person", "Alliance", {"title": " "}), "The title of holds_post is empty"),
        (("leads", "Organization", "Alliance", {"role": "成员单位"}), "is not in the scheme lead_role"),
        (("issues", "Organization", "PolicyDocument", {"date": "2013-13"}), "'2013-13' is no date"),
        (("issues", "Organization", "PolicyDocument", {"date": "2013年"}), "is no date"),
        (("designates", "PolicyDocument", "Alliance", {"status": "pilot", "number": "01"}), "no whole number"),
    ],
)
def test_refusals_say_what_and_where(call: tuple[str, str, str, dict[str, str]], message: str) -> None:
    with pytest.raises(VocabularyViolation) as caught:
        VOCABULARY.check_statement(*call)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        ("founded", "Alliance", "2009-10", "date"),
        ("founded", "Organization", "1958", "date"),
        ("status", "Alliance", "provincial", "concept"),
        ("field", "Alliance", "海水淡化", "concept"),
        ("organization_kind", "Organization", "media", "concept"),
        ("evaluated", "Project", "0", "integer"),
        ("note", "Project", "另有说明", "text"),
    ],
)
def test_values_that_pass(value: tuple[str, str, str, str]) -> None:
    VOCABULARY.check_value(*value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (("colour", "Alliance", "red", "text"), "Unknown property 'colour'"),
        (("founded", "Person", "1958", "date"), "founded can't have a Person as its subject"),
        (("founded", "Alliance", "2009-02-30", "date"), "'2009-02-30' is no date"),
        (("founded", "Alliance", "2009", "text"), "The value of founded is a date, not a text"),
        (("batch", "Alliance", "4", "concept"), "'4' is not in the scheme batch; it has: 1, 2, 3"),
        (("field", "Alliance", "", "concept"), "The value of field is empty"),
        (("total", "Project", "1e3", "integer"), "no whole number"),
    ],
)
def test_values_that_do_not(value: tuple[str, str, str, str], message: str) -> None:
    with pytest.raises(VocabularyViolation) as caught:
        VOCABULARY.check_value(*value)
    assert message in str(caught.value)


def test_entities_that_pass() -> None:
    for kind in VOCABULARY.entity_kinds:
        VOCABULARY.check_entity(kind.name)
    VOCABULARY.check_entity("Event", type="forum", date="2011-08-23", date_end="2011-08")
    VOCABULARY.check_entity("PolicyDocument", number="某科发〔2013〕1号", date="2013")


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        ({"kind": "Club"}, "Unknown kind 'Club'"),
        ({"kind": "Official"}, "Official is not a kind that a document states"),
        ({"kind": "Passage"}, "Passage is not a kind that a document states"),
        ({"kind": "Event", "type": "party"}, "'party' is not in the scheme event_type"),
        ({"kind": "Alliance", "type": "forum"}, "Alliance has no type"),
        ({"kind": "Award", "date": "2011"}, "Award has no date"),
        ({"kind": "PolicyDocument", "date_end": "2011"}, "PolicyDocument has no date_end"),
        ({"kind": "Event", "number": "7"}, "Event has no document_number"),
        ({"kind": "Event", "date": "2011-08-23", "date_end": "2011-08-22"}, "lies before the date"),
    ],
)
def test_entities_that_do_not(entity: dict[str, str], message: str) -> None:
    with pytest.raises(VocabularyViolation) as caught:
        VOCABULARY.check_entity(**entity)
    assert message in str(caught.value)


@given(st.dates())
def test_dates_of_every_precision(day: datetime.date) -> None:
    assert is_date(day.isoformat()) and is_date(day.isoformat()[:7]) and is_date(day.isoformat()[:4])


@pytest.mark.parametrize(
    "text", ["", "13", "2013-1", "2013-00", "2013-02-29", "0000", "2013-01-01T00", "２０１３", "20130101"]
)
def test_no_dates(text: str) -> None:
    assert not is_date(text)
