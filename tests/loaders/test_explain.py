"""Why a place was read as it was: what fired, how far a pattern got, what stood in its way, and what was not chosen."""

import time

import pytest

from graph.errors import InputError
from graph.model import Document
from loaders.explain import Explanation, Near, explain
from loaders.extract import extract
from loaders.rules import load_rulebook
from loaders.rules.spelling import longest_prefix, parts, readable
from loaders.source import document_from_bytes

ALLIANCE = "海藻加工产业技术创新战略联盟"


def document(text: str) -> Document:
    return document_from_bytes(text.encode(), "sample")


def at(text: str, word: str) -> Explanation:
    """The explanation of the place where a word of a text stands."""
    return explain(document(text), text.index(word), load_rulebook())


def near(found: Explanation, rule: str) -> Near:
    return next(each for each in found.near if each.rule == rule)


def test_what_fired_is_told_with_statement_and_confidence() -> None:
    text = f"今天天气好。{ALLIANCE}秘书处设在烟台大学。"
    found = at(text, "秘书处")
    (fired,) = [each for each in found.fired if each.rule == "lead.secretariat"]
    assert fired.statement == f"烟台大学 | leads | {ALLIANCE} | role=秘书处依托单位"
    assert fired.confidence == load_rulebook().confidence("lead.secretariat")
    assert (fired.start, fired.end) == (6, len(text))
    assert fired.kept
    assert found.text == text[6:]
    assert found.line is not None
    assert (found.line.state, found.line.start) == ("stated", 6)
    assert "lead.secretariat" not in {each.rule for each in found.near}


def test_another_sentence_of_the_paragraph_is_not_explained() -> None:
    assert at(f"今天天气好。{ALLIANCE}秘书处设在烟台大学。", "今天").fired == ()


def test_a_pattern_that_got_half_way_shows_how_far() -> None:
    found = near(at(f"{ALLIANCE}秘书处位于烟台大学。", "位于"), "lead.secretariat")
    assert found.reason == "pattern"
    assert found.matched == f"{ALLIANCE}秘书处"
    assert found.pattern == "(?:‹body: alliance›(?:的)?)?秘书处"
    assert found.then.startswith("(?:设在")
    assert found.detail == ""


def test_a_slot_that_the_sentence_lacks_is_named() -> None:
    found = near(at(f"{ALLIANCE}秘书处设在海边。", "海边"), "lead.secretariat")
    assert "organization" in found.detail or "alliance" in found.detail or found.then == "‹who: named body›"


@pytest.mark.parametrize(
    ("text", "word", "rule", "reason", "detail"),
    [
        ("丁木同志不再担任中国渔业协会副会长。", "担任", "appoint.act", "unless", "不再担任"),
        ("中国渔业协会秘书长丁木通报了年度工作。", "通报", "speak.act", "event", "event"),
        ("根据《海藻养殖管理办法》，各地开展了工作。", "根据", "cite.basis", "notice", "notice"),
        ("与会代表参观了山东华泰轮胎有限公司。", "参观了", "visit.seen", "visit", "visit"),
        (f"{ALLIANCE}网讯\n\n{ALLIANCE}开展行业调研。", "开展", "visit.headline", "role", "paragraph"),
    ],
)
def test_what_blocked_a_rule_is_named(text: str, word: str, rule: str, reason: str, detail: str) -> None:
    found = near(at(text, word), rule)
    assert found.reason == reason
    assert detail in found.detail


def test_a_match_that_states_nothing_says_so() -> None:
    assert near(at("会议由海藻协会秘书长丁木主持。", "主持"), "chair.by").reason == "unknown"


def test_mentions_come_with_what_found_them_and_with_the_losers() -> None:
    text = f"{ALLIANCE}秘书处设在烟台大学。"
    found = at(text, "烟台")
    (chosen,) = [each for each in found.mentions if each.here and each.chosen]
    assert (chosen.kind, chosen.words, text[chosen.start : chosen.end]) == ("organization", "烟台大学", "烟台大学")
    assert chosen.rule.startswith("org.")
    assert {each.words for each in found.mentions if not each.chosen} == {"烟台"}


def test_a_telling_that_another_one_replaced_is_not_kept() -> None:
    text = "4月18日，海藻加工联盟第二次理事会在烟台召开。烟台大学校长周和平参加会议。会上，烟台大学校长周和平致辞。"
    (fired,) = [each for each in at(text, "参加会议").fired if each.rule == "attend.act"]
    assert not fired.kept
    assert any(each.kept and "speaks" in each.statement for each in at(text, "致辞").fired)


def test_a_place_between_the_lines_has_no_sentence() -> None:
    found = explain(document("今天天气好。\n\n明天也好。"), 6, load_rulebook())
    assert (found.role, found.line, found.fired, found.near) == (None, None, (), ())


@pytest.mark.parametrize("offset", [-1, 6, 99])
def test_a_place_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(InputError, match="6 characters"):
        explain(document("今天天气好。"), offset, load_rulebook())


def test_looking_on_changes_nothing_and_costs_nothing_when_nobody_does() -> None:
    class Silent:
        calls = 0

        def called(self, *_: object) -> None:
            self.calls += 1

        def done(self, *_: object) -> None:
            pass

    text = f"{ALLIANCE}秘书处设在烟台大学。会议由{ALLIANCE}秘书长丁木主持。" * 40
    watch = Silent()
    assert extract(document(text), watch=watch) == extract(document(text))
    assert watch.calls >= 80
    started = time.process_time()
    extract(document(text))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("rule", load_rulebook().rules, ids=lambda rule: rule.id)
def test_every_pattern_can_be_cut_into_parts(rule: object) -> None:
    source = rule.source  # type: ignore[attr-defined]
    assert "".join(parts(source)) == source
    assert longest_prefix(source, "x") is None or len(parts(source)) > 1
    assert "{P" not in readable(source)
    assert "~" not in readable(source).replace("\\~", "")
