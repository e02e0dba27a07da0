"""Traditional text is read as simplified, character for character; simplified text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.script import is_traditional, simplified

TRADITIONAL = "海藻加工產業技術創新戰略聯盟第二屆理事會在煙臺召開，會議由煙臺大學張遠航教授主持。"
SIMPLE = "著名的瞭望杂志报道：乾坤公司于後海召开会议，答覆并无异议。"


@pytest.mark.parametrize(
    ("text", "traditional"), [(TRADITIONAL, True), (SIMPLE, False), ("", False), ("ABC 123", False)]
)
def test_which_text_is_traditional(text: str, traditional: bool) -> None:
    assert is_traditional(text) is traditional


def test_characters_are_replaced_one_for_one() -> None:
    assert simplified(TRADITIONAL).startswith("海藻加工产业技术创新战略联盟第二届理事会在烟台召开")
    assert simplified(SIMPLE) == SIMPLE


@given(st.text())
def test_the_length_stays_and_a_second_time_changes_nothing(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


def test_a_masked_word_is_put_back() -> None:
    assert simplified("海藻产业技术**战略联盟") == "海藻产业技术创新战略联盟"
    assert simplified("**重点**：战略联盟") == "**重点**：战略联盟"
