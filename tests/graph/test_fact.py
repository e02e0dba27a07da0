"""Folding assertions into relationships."""

from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Assertion, Ends, Shape, combined_confidence, fold_facts

MEMBER = Ends("MEMBER_OF", "unit", "alliance")
SHAPE = Shape(("role",), lasting=True)


def told(document="a", start=0, source=None, observed=None, confidence=0.9, **qualifiers):
    return Assertion(
        document, f"{document}#{start}", start, "rule", confidence, qualifiers, source or document, observed, observed
    )


def test_parallel_roles_stay_apart():
    facts = fold_facts(MEMBER, SHAPE, [told(role="理事单位"), told(role="发起单位", start=9)])
    assert sorted(f.properties["role"] for f in facts) == ["发起单位", "理事单位"]
    assert len({f.id for f in facts}) == 2


def test_joining_and_leaving_are_one_membership():
    joined = told("a", status="joined", date="2012-03")
    left = told("b", status="revoked", date="2015-06-01")
    (fact,) = fold_facts(MEMBER, SHAPE, [joined, left])
    assert (fact.properties["valid_from"], fact.properties["valid_until"]) == ("2012-03", "2015-06-01")
    assert fact.properties["status"] == "revoked"
    (alone,) = fold_facts(MEMBER, SHAPE, [joined])
    assert alone.id == fact.id


def test_a_joining_after_an_end_is_a_new_relationship():
    facts = fold_facts(
        MEMBER,
        SHAPE,
        [
            told("a", status="joined", date="2012"),
            told("b", status="revoked", date="2015"),
            told("c", status="joined", date="2018"),
            told("d", observed="2020"),
        ],
    )
    spans = sorted((f.properties["valid_from"], f.properties.get("valid_until")) for f in facts)
    assert spans == [("2012", "2015"), ("2018", None)]
    late = next(f for f in facts if f.properties["valid_from"] == "2018")
    assert late.properties["last_observed_on"] == "2020"
    first = fold_facts(MEMBER, SHAPE, [told("a", status="joined", date="2012")])
    assert first[0].id in {f.id for f in facts} and late.id != first[0].id


def test_most_sources_win_then_the_finer_date_then_the_latest_source():
    founded = Shape(("property",), lasting=False)
    ends = Ends("ISSUES", "org", "policy")
    (fact,) = fold_facts(ends, founded, [told("a", date="2012"), told("b", date="2012"), told("c", date="2013-01-01")])
    assert fact.properties["date"] == "2012"
    (fact,) = fold_facts(ends, founded, [told("a", date="2012"), told("c", date="2012-01-01")])
    assert fact.properties["date"] == "2012-01-01"
    old, new = told("a", observed="2010", date="2011-01"), told("b", observed="2014", date="2012-01")
    (fact,) = fold_facts(ends, founded, [old, new])
    assert fact.properties["date"] == "2012-01"


def test_sources_combine_but_passages_of_one_source_do_not():
    assert combined_confidence([told("a"), told("a", start=5)]) == 0.9
    assert combined_confidence([told("a"), told("b")]) == 0.99
    assert combined_confidence([told("a", confidence=0.5), told("b", confidence=0.5)]) == 0.75


assertions = st.builds(
    told,
    document=st.sampled_from("abc"),
    start=st.integers(0, 5),
    observed=st.sampled_from([None, "2010", "2012-03", "2014-05-06"]),
    status=st.sampled_from(["joined", "revoked", "held"]),
    date=st.sampled_from(["2009", "2012-03", "2013", "2016-01-01"]),
    role=st.sampled_from(["成员单位", "理事单位"]),
)


@given(st.lists(assertions, max_size=8), st.randoms())
def test_folding_does_not_depend_on_order_and_loses_no_assertion(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)
    facts = fold_facts(MEMBER, SHAPE, given_)
    assert facts == fold_facts(MEMBER, SHAPE, shuffled)
    kept = {line for f in facts for line in f.properties["assertions"]}
    assert kept == {a.as_json() for a in given_}
    assert len({f.id for f in facts}) == len(facts)


@given(st.lists(assertions, max_size=8))
def test_assertions_round_trip(given_):
    assert [Assertion.from_json(a.as_json()) for a in given_] == given_
