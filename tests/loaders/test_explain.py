"""Why a place was read as it was: what fired, how far a pattern got, what stood in its way, and what was not chosen."""

import time

import pytest

from graph.errors import InputError
from graph.model import Document
from loaders.explain import Explanation, Near, explain
from loaders.extract import extract
from loaders.rules import Rulebook, load_rulebook
from loaders.rules.spelling import longest_prefix, parts, readable
from loaders.source import document_from_bytes

ALLIANCE = "海藻加工产业技术创新战略联盟"
RULE = """
- id: {name}
  when: [{word}]
  match: "{match}"
  emit: ["{emit}"]
  confidence: 0.7
  {more}
  examples: [{{text: 一}}]
  counterexamples: [二]
"""
LEADS = "who leads body role=牵头单位"
OWN = "".join(
    RULE.format(name=name, word=word, match=match, emit=emit, more=more)
    for name, word, match, emit, more in (
        ("own.steered", "掌舵", "{A:body}(?:一直)?由{B:who}(?:长期)?掌舵", LEADS, ""),
        ("own.unless", "掌舵", "{A:body}由{B:who}掌舵", LEADS, "unless: [不再掌舵]"),
        ("own.event", "掌舵", "{P:who}掌舵", "who chairs @event", "needs: [event]"),
        ("own.notice", "掌舵", "{B:who}掌舵{T:what}", "who issues what", "needs: [notice]"),
        ("own.visit", "掌舵", "{B:who}掌舵", "who participates_in @visit role=attends", "needs: [visit]"),
        ("own.title", "掌舵", "{A:body}由{B:who}掌舵", LEADS, "roles: [title]"),
    )
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The shipped rules with some whose patterns these tests know."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return load_rulebook(folder)


def document(text: str) -> Document:
    return document_from_bytes(text.encode(), "sample")


def at(book: Rulebook, text: str, word: str) -> Explanation:
    """The explanation of the place where a word of a text stands."""
    return explain(document(text), text.index(word), book)


def near(found: Explanation, rule: str) -> Near:
    return next(each for each in found.near if each.rule == rule)


def test_what_fired_is_told_with_statement_and_confidence(book: Rulebook) -> None:
    text = f"今天天气好。{ALLIANCE}由烟台大学掌舵。"
    found = at(book, text, "掌舵")
    (fired,) = [each for each in found.fired if each.rule == "own.steered"]
    assert fired.statement == f"烟台大学 | leads | {ALLIANCE} | role=牵头单位"
    assert (fired.confidence, fired.start, fired.end) == (0.7, 6, len(text))
    assert fired.kept
    assert found.text == text[6:]
    assert found.line is not None
    assert (found.line.state, found.line.start) == ("stated", 6)
    assert "own.steered" not in {each.rule for each in found.near}


def test_another_sentence_of_the_paragraph_is_not_explained(book: Rulebook) -> None:
    assert at(book, f"今天天气好。{ALLIANCE}由烟台大学掌舵。", "今天").fired == ()


def test_a_pattern_that_got_half_way_shows_how_far(book: Rulebook) -> None:
    found = near(at(book, f"{ALLIANCE}由烟台大学在海上掌舵。", "掌舵"), "own.steered")
    assert found.reason == "pattern"
    assert found.matched == f"{ALLIANCE}由烟台大学"
    assert found.pattern == "‹body: alliance›(?:一直)?由‹who: body›(?:长期)?"
    assert found.then == "掌舵"
    assert found.detail == ""


def test_a_slot_that_the_sentence_lacks_is_named(book: Rulebook) -> None:
    found = near(at(book, "掌舵的是大家。", "掌舵"), "own.steered")
    assert (found.matched, found.pattern, found.detail) == ("", "", "the sentence has no alliance")


@pytest.mark.parametrize(
    ("rule", "reason", "detail"),
    [
        ("own.unless", "unless", "不再掌舵"),
        ("own.event", "event", "event"),
        ("own.notice", "notice", "notice"),
        ("own.visit", "visit", "visit"),
        ("own.title", "role", "paragraph"),
    ],
)
def test_what_blocked_a_rule_is_named(book: Rulebook, rule: str, reason: str, detail: str) -> None:
    found = near(at(book, f"{ALLIANCE}的烟台大学不再掌舵。", "掌舵"), rule)
    assert found.reason == reason
    assert detail in found.detail


def test_a_match_that_states_nothing_says_so(book: Rulebook) -> None:
    text = f"{ALLIANCE}第二次理事会在烟台召开。联盟由{ALLIANCE}掌舵。"
    assert near(at(book, text.replace("联盟由", ALLIANCE + "由"), "掌舵"), "own.steered").reason == "unknown"


def test_mentions_come_with_what_found_them_and_with_the_losers(book: Rulebook) -> None:
    text = f"{ALLIANCE}由烟台大学掌舵。"
    found = at(book, text, "烟台")
    (chosen,) = [each for each in found.mentions if each.here and each.chosen]
    assert (chosen.kind, chosen.words, text[chosen.start : chosen.end]) == ("organization", "烟台大学", "烟台大学")
    assert chosen.rule.startswith("org.")
    assert {each.words for each in found.mentions if not each.chosen} == {"烟台"}


def test_a_telling_that_another_one_replaced_is_not_kept(book: Rulebook) -> None:
    text = "4月18日，海藻加工联盟第二次理事会在烟台召开。烟台大学校长周和平参加会议。会上，烟台大学校长周和平致辞。"
    (fired,) = [each for each in at(book, text, "参加会议").fired if each.rule == "attend.act"]
    assert not fired.kept
    assert any(each.kept and "speaks" in each.statement for each in at(book, text, "致辞").fired)


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
