import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.fold import fold, is_blank

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("，,;；:：（）()〔［[2019年第１Ａ\u3000\t\n \u200b。、“”")))


@given(TEXTS)
def test_length_is_kept_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(TEXTS)
def test_blanks_stay_blanks_and_ink_stays_ink(text: str) -> None:
    assert [is_blank(c) for c in fold(text)] == [is_blank(c) for c in text]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（ＭＢＲ）２０１９", "(MBR)2019"),
        ("办法(试行)》,并设立:甲;乙", "办法(试行)》，并设立：甲；乙"),
        ("tel: 12,500; 13:30", "tel: 12,500; 13:30"),
        ("网址:http://a.example/b?c", "网址：http://a.example/b?c"),
        ("甲\u3000乙\u00a0丙\t丁", "甲 乙 丙\t丁"),
        ("〖2013〗﹝2014﹞【导读】", "〔2013〕〔2014〕【导读】"),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_line_breaks_are_not_folded() -> None:
    assert re.findall(r"\s", fold("甲\r\n乙\f丙")) == ["\r", "\n", "\f"]
