"""Every page in both languages: with data, with an empty store, with an unknown id, with no store at all."""

import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from dashboard.i18n import load
from dashboard.services.links import PATHS
from graph.settings import Settings
from graph.store import Store
from queries.catalogue import load_catalogue
from tests.dashboard.conftest import environment, free_port

pytestmark = pytest.mark.store

APP = Path(dashboard.__file__).with_name("app.py")
ALLIANCE = "星海传感器产业技术创新战略联盟"
Opener = Callable[..., AppTest]


@pytest.fixture
def opened(elsewhere: Settings, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page by name and parameters."""
    for name, value in environment(elsewhere).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["app.py", "--home", str(elsewhere.home)])
    st.cache_resource.clear()

    def show(page: str, **parameters: str) -> AppTest:
        test = AppTest.from_file(str(APP), default_timeout=60)
        test.query_params.update(parameters)
        if page != "home":
            # What a deep link does: the browser names the page before the first run. AppTest has no word for it.
            test._page_hash = calc_hash(PATHS[page])
        test.run()
        assert not test.exception, test.exception
        return test

    return show


def html(test: AppTest) -> str:
    """All HTML of the page's own."""
    return "\n".join(element.proto.body for element in test.get("html"))


def words(test: AppTest) -> str:
    """The text of the page's own HTML."""
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)>.*?</\1>", "", html(test), flags=re.S)))


@pytest.mark.parametrize("language", ["zh", "en"])
class TestWithData:
    @pytest.fixture(autouse=True)
    def _facts(self, facts: Store) -> None:
        """The sample is loaded."""

    def test_home(self, opened: Opener, language: str) -> None:
        shown = opened("home", lang=language)
        assert load(language)("home.alliances") in words(shown)
        assert ALLIANCE in words(shown)
        assert load(language)("common.search_label") == shown.text_input[0].label

    def test_home_searches(self, opened: Opener, language: str) -> None:
        shown = opened("home", lang=language)
        shown.text_input[0].set_value("竹材")
        shown.button[0].click()
        shown.run()
        assert shown.query_params["q"] in (["竹材"], "竹材")
        assert "云岭竹材产业技术创新战略联盟" in words(shown)

    @pytest.mark.parametrize("text", ["星海传感器", "星海传感联盟", "xinghaichuanganqi", "xhcgq"])
    def test_search(self, opened: Opener, language: str, text: str, key: Callable[[str], str]) -> None:
        shown = opened("search", q=text, kind="Alliance", lang=language)
        assert f"entity?id={key(ALLIANCE)}" in html(shown)

    def test_search_without_result(self, opened: Opener, language: str) -> None:
        shown = opened("search", q="<b>无此联盟</b>", lang=language)
        assert load(language)("search.none_hint") in words(shown)
        assert "<b>无此联盟" not in html(shown)

    def test_profile(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("entity", id=key(ALLIANCE), lang=language)
        text = words(shown)
        assert ALLIANCE in text
        assert load(language)("incoming.member_of") in text
        assert load(language)("entity.conflict") in text
        assert re.search(r'href="source\?document=table%2F\w+&amp;start=\d+&amp;end=\d+&amp;page=page-', html(shown))

    def test_an_official_is_one(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("entity", id=key("何采薇"), lang=language)
        assert ("官员" if language == "zh" else "Official") in words(shown)

    def test_source(self, opened: Opener, language: str, facts: Store) -> None:
        (row,) = facts.read(
            "MATCH (p:Passage)-[:IN]->(d:SourceDocument {id: 'table/posts'}) WHERE p.text CONTAINS '校长' "
            "RETURN d.id AS document, p.start AS start, p.end AS end, p.text AS text, p.id AS id"
        )
        place = {"document": row["document"], "start": str(row["start"]), "end": str(row["end"])}
        shown = opened("source", **place, lang=language)
        assert f'id="ag-hit">{row["text"]}</mark>' in html(shown)
        by_iri = opened("source", passage=row["id"], lang=language)
        assert f'id="ag-hit">{row["text"]}</mark>' in html(by_iri)
        assert "https://example.org/xh/1" in words(by_iri)

    def test_a_place_outside_the_text(self, opened: Opener, language: str) -> None:
        shown = opened("source", document="table/posts", start="5", end="999999", lang=language)
        assert load(language)("source.bad_passage") in words(shown)

    def test_network(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("network", id=key(ALLIANCE), lang=language)
        assert len(shown.get("echarts_chart")) == 1
        assert f"entity?id={key('西川微系统有限公司')}" in html(shown)

    def test_every_question_can_be_opened(self, opened: Opener, language: str) -> None:
        for question in load_catalogue().values():
            shown = opened("questions", id=question.id, lang=language)
            assert question.description.in_(language) in words(shown)

    def test_a_question_is_answered(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("questions", id="alliance-members", alliance=key(ALLIANCE), lang=language)
        assert "西川微系统有限公司" in words(shown)
        assert "source?passage=" in html(shown)
        assert len(shown.get("download_button")) == 1

    def test_a_question_as_of_a_day(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("questions", id="alliance-members", alliance=key(ALLIANCE), as_of="2013-10", lang=language)
        assert load(language)("questions.certain") in words(shown)

    def test_a_wrong_date_is_one_sentence(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("questions", id="alliance-members", alliance=key(ALLIANCE), as_of="soon", lang=language)
        assert "soon" in words(shown)
        assert load(language)("error.failed") in words(shown)

    def test_choosing_an_entity_by_its_name(self, opened: Opener, language: str, key: Callable[[str], str]) -> None:
        shown = opened("questions", id="alliance-members", lang=language)
        shown.text_input[0].set_value("竹材联盟").run()
        assert shown.query_params["alliance"] in (
            [key("云岭竹材产业技术创新战略联盟")],
            key("云岭竹材产业技术创新战略联盟"),
        )
        assert "南禾竹业集团有限公司" in words(shown)

    def test_the_console_reads(self, opened: Opener, language: str) -> None:
        shown = opened("console", lang=language)
        shown.text_area[0].set_value("MATCH (a:Alliance) RETURN a.name AS name ORDER BY name")
        shown.button[0].click().run()
        assert ALLIANCE in words(shown)

    @pytest.mark.parametrize(
        "cypher",
        [
            "CREATE (n:Entity {id: 'x'}) RETURN n",
            "MATCH (n) DETACH DELETE n",
            "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
            "RETURN nonsense(",
        ],
    )
    def test_the_console_refuses(self, opened: Opener, language: str, cypher: str, facts: Store) -> None:
        before = facts.read("MATCH (n) RETURN count(n) AS n")
        shown = opened("console", lang=language)
        shown.text_area[0].set_value(cypher)
        shown.button[0].click().run()
        assert not shown.exception
        assert load(language)("error.failed") in words(shown)
        assert facts.read("MATCH (n) RETURN count(n) AS n") == before

    def test_documents_are_listed(self, opened: Opener, language: str) -> None:
        shown = opened("ingest", tab="documents", lang=language)
        assert "table/posts" in words(shown)

    def test_coverage(self, opened: Opener, language: str) -> None:
        t = load(language)
        assert "coverage?document=table%2Fposts" in html(opened("coverage", lang=language))
        shown = opened("coverage", document="table/posts", start="0", end="5", lang=language)
        assert t("coverage.remark") in words(shown)
        assert "ag-stated" in html(shown)
        unknown = opened("coverage", document="nowhere", lang=language)
        assert t("source.unknown", document="nowhere") in words(unknown)

    @pytest.mark.parametrize("page", ["entity", "network"])
    def test_an_unknown_id(self, opened: Opener, language: str, page: str) -> None:
        shown = opened(page, id="<i>none</i>", lang=language)
        assert "none" in words(shown)
        assert "<i>none" not in html(shown)

    def test_an_unknown_document(self, opened: Opener, language: str) -> None:
        shown = opened("source", document="nowhere", lang=language)
        assert load(language)("source.unknown", document="nowhere") in words(shown)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", sorted(PATHS))
def test_an_empty_store(opened: Opener, empty_store: Store, language: str, page: str) -> None:
    shown = opened(page, lang=language)
    assert load(language)("error.failed") not in words(shown)
    if page == "home":
        assert load(language)("home.empty_title") in words(shown)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_store(opened: Opener, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{free_port()}")
    shown = opened("home", lang=language)
    assert load(language)("error.store") in words(shown)
    assert load(language)("error.retry") in [button.label for button in shown.button]


def test_a_wrong_password(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    shown = opened("home", lang="en")
    assert load("en")("error.failed") in words(shown)
