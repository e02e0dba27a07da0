"""Patterns that could run for ever and trigger words that can't occur are found before a rule is used."""

import re
import subprocess
import sys

import pytest

from loaders.rules.lint import pattern_fault, trigger_fault

ENDLESS = "(?:甲{1,50}){1,50}乙"
SLOW = [
    "(?:甲{0,50}){0,50}乙",
    "(?:甲{0,9}){0,9}乙",
    "(?:甲?){0,50}乙",
    "(?:甲|甲甲){0,40}乙",
    "(?:甲|甲丙|丙){0,40}乙",
    "(?:[^，]{0,20}){0,20}乙",
    "(?:和[^，。；、]{2,14}){1,14}等奖",
    "(?>(?:甲{0,50}){0,50}乙)",
    "(?=(?:甲{0,50}){0,50}乙)丙",
    "(?:(?:甲|丙){0,20}丁?){0,30}",
]
QUICK = [
    "甲{0,50}乙",
    "甲{0,50}甲{0,50}甲{0,50}乙",
    "(?:、甲{0,9}){0,40}乙",
    "(?:甲{1,20}、){0,40}乙",
    "(?:甲乙|甲丙|丁){0,40}戊",
    "(?:甲{0,50}+){0,50}+乙",
    "(?:甲{1,6}，){0,3}乙",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_may_run_for_ever_is_found(pattern: str) -> None:
    assert "too many ways" in (pattern_fault(pattern) or "")


@pytest.mark.parametrize("pattern", QUICK)
def test_a_harmless_pattern_is_left_alone(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize("pattern", ["甲*", "(?:甲+乙){0,3}", "[^。]{3,}", "(?=甲+)", "(?>甲*)", "甲++"])
def test_a_quantifier_without_a_bound_is_found(pattern: str) -> None:
    assert "unbounded" in (pattern_fault(pattern) or "")


def test_what_is_refused_would_really_hang() -> None:
    """The first refused pattern does not end within two seconds on a text of sixty characters."""
    code = f"import re; re.compile({ENDLESS!r}).search('甲' * 60)"
    assert pattern_fault(ENDLESS) is not None
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", code], timeout=2, check=True)


@pytest.mark.parametrize(
    ("words", "unless", "why"),
    [
        ([], [], "no trigger word"),
        ([""], [], "can never occur"),
        (["簽署"], [], "签署"),
        (["ＡＢ"], [], "AB"),
        (["（简称"], [], r"\(简称"),
        (["举办。会议"], [], "sentence ends"),
        (["不再担任"], ["担任"], "unless"),
    ],
)
def test_a_trigger_word_that_can_not_call_its_rule_is_found(words: list[str], unless: list[str], why: str) -> None:

    assert re.search(why, trigger_fault(words, unless) or "")


def test_a_trigger_word_that_occurs_is_left_alone() -> None:
    assert trigger_fault(["签署", "(简称", "举办"], ["不再"]) is None
