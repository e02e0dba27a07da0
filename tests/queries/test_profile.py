"""Profiles, neighbourhoods, passages and counts of the sample."""

import pytest

from graph.errors import QueryError
from graph.store import Store
from queries.network import neighbourhood
from queries.passage import document_text, documents, passages
from queries.profile import profile
from queries.status import status
from tests.queries.sample import ENTITIES

pytestmark = pytest.mark.store


@pytest.mark.parametrize("entity_id", sorted(ENTITIES))
def test_every_fact_shows_the_text_it_was_read_from(sample: Store, entity_id: str) -> None:
    shown = profile(sample, entity_id)
    assert shown.statements
    texts = {entry.id: document_text(sample, entry.id).text for entry in documents(sample)}
    for support in [entry.support for entry in shown.statements] + [entry.support for entry in shown.values]:
        assert support.evidence
        for passage in support.evidence:
            assert passage.text == texts[passage.document][passage.start : passage.end]


def test_profile_of_an_alliance(sample: Store) -> None:
    shown = profile(sample, "salt")
    assert (shown.kind, shown.official, shown.name) == ("Alliance", False, "星海盐业产业技术创新战略联盟")
    assert [(name.form, name.kind) for name in shown.names] == [
        ("星海盐业产业技术创新战略联盟", "full"),
        ("盐业联盟", "alias"),
    ]
    assert shown.names[0].documents == ("sample-2016", "sample-2019", "sample-notice", "table/sample")
    directions = {(entry.predicate, entry.subject.id == "salt") for entry in shown.statements}
    assert {("designates", False), ("organizes", True), ("member_of", False)} <= directions
    left = next(entry for entry in shown.statements if entry.subject.id == "xichuan")
    assert left.qualifiers == {"role": "成员单位", "status": "revoked"}
    assert left.period["valid_until"] == "2018-12-01"
    assert len(left.support.sources) == 2


def test_values_tell_which_one_won(sample: Store) -> None:
    values = profile(sample, "salt").values
    assert [(v.property, v.value, v.wins) for v in values] == [
        ("field", "盐业", True),
        ("founded", "2013", False),
        ("founded", "2014-02-03", True),
    ]
    (passage,) = values[1].support.evidence
    assert (passage.source_url, passage.document) == ("https://example.org/salt", "table/sample")
    assert passage.page is not None


def test_as_json_has_the_keys_of_the_contract(sample: Store) -> None:
    row = profile(sample, "lin").as_json()
    assert {"id", "iri", "kind", "names", "statements"} <= set(row)
    assert row["official"] is True
    for entry in row["statements"]:
        assert {"predicate", "subject", "object", "qualifiers", "evidence"} <= set(entry)
        assert {"document", "start", "end", "text", "source_url"} <= set(entry["evidence"][0])
        assert "assertions" not in entry


def test_attributes_of_an_event_and_a_policy(sample: Store) -> None:
    assert profile(sample, "annual").attributes == {"type": "meeting", "date": "2016-05-10"}
    assert profile(sample, "notice").attributes["document_number"] == "科事〔2014〕12号"


def test_an_unknown_id_says_how_to_search(sample: Store) -> None:
    with pytest.raises(QueryError, match="search"):
        profile(sample, "nobody")
    with pytest.raises(QueryError, match="search"):
        neighbourhood(sample, "nobody")


def test_neighbourhood(sample: Store) -> None:
    around = neighbourhood(sample, "salt")
    ids = [node.id for node in around.nodes]
    assert ids[0] == around.centre == "salt"
    assert set(ids) == {"salt", "beiling", "donghu", "xichuan", "he", "notice", "annual"}
    assert around.total == len(ids) - 1
    assert {(link.subject, link.predicate, link.object) for link in around.links} == {
        ("beiling", "leads", "salt"),
        ("donghu", "member_of", "salt"),
        ("xichuan", "member_of", "salt"),
        ("he", "holds_post", "salt"),
        ("notice", "designates", "salt"),
        ("salt", "organizes", "annual"),
    }


def test_neighbourhood_is_cut_by_degree_and_confidence(sample: Store) -> None:
    around = neighbourhood(sample, "salt", limit=2)
    assert [node.id for node in around.nodes][1:] == ["notice", "donghu"]
    assert around.total == 6
    assert len(neighbourhood(sample, "graphite").links) == 1
    assert len(neighbourhood(sample, "graphite", min_confidence=0.2).links) == 2


def test_documents_and_passages(sample: Store) -> None:
    names = ["sample-2016", "sample-2017", "sample-2019", "sample-notice", "table/sample"]
    assert [entry.id for entry in documents(sample)] == names
    with pytest.raises(QueryError, match="no source document «nothing»"):
        document_text(sample, "nothing")
    with pytest.raises(QueryError, match="no passage"):
        passages(sample, ["nowhere"])
    keys = [p.id for entry in profile(sample, "lin").statements for p in entry.support.evidence]
    assert [p.id for p in passages(sample, reversed(keys))] == list(dict.fromkeys(reversed(keys)))


def test_a_page_has_no_text(sample: Store) -> None:
    page = profile(sample, "ministry").values[0].support.evidence[0].page
    assert page is not None
    assert document_text(sample, page).text == ""


def test_status_counts(sample: Store) -> None:
    row = status(sample).as_json()
    assert row["store"]["uri"] == sample.address.uri
    assert row["entities"] | {"Alliance": 4, "Organization": 7, "Person": 4, "Official": 1} == row["entities"]
    assert row["entities"]["Award"] == 1
    assert row["statements"]["member_of"] == 4
    assert row["statements"]["signs_with"] == 1
    assert row["statements"]["located_in"] == 0
    assert row["values"]["founded"] == 4
    assert [entry["document"] for entry in row["documents"]] == [entry.id for entry in documents(sample)]
    assert {"document", "title", "date", "statements"} <= set(row["documents"][0])
