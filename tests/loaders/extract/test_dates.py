"""Dates in words become days, by the day of the issue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.mentions.dates import PATTERN, Span, resolve


def first(text: str, issued: str | None = "2019-05-31", previous: str = "") -> Span:
    match = PATTERN.search(text)
    assert match is not None, text
    return resolve(match, issued, previous)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2011年8月23日", "2011-08-23", ""),
        ("2018年9月17-20日", "2018-09-17", "2018-09-20"),
        ("10月30日-11月2日", "2018-10-30", "2018-11-02"),
        ("12月30日至1月2日", "2018-12-30", "2019-01-02"),
        ("3月19日", "2019-03-19", ""),
        ("12月5日", "2018-12-05", ""),  # not after the issue: the year before
        ("2017年5月", "2017-05", ""),
        ("二〇一二年四月二十八日", "2012-04-28", ""),
        ("二O一二年十月三十日", "2012-10-30", ""),
        ("2018-06-12", "2018-06-12", ""),
        ("2009年", "2009", ""),
        ("29日", "2019-05-29", ""),
        ("近日", "", ""),
        ("昨(八)日", "2019-05-08", ""),
        ("2020年10月21日—23日", "2020-10-21", "2020-10-23"),
        ("昨天上午", "2019-05-30", ""),
    ],
)
def test_dates(text: str, start: str, end: str) -> None:
    assert (first(text).start, first(text).end) == (start, end)


@pytest.mark.parametrize("text", ["2018年度", "今日头条", "日本", "第6次", "十三五", "9001号"])
def test_no_dates(text: str) -> None:
    assert PATTERN.search(text) is None


def test_the_same_day_is_the_one_before() -> None:
    assert first("同日", previous="2018-03-04").start == "2018-03-04"
    assert first("9日", previous="2018-03-04").start == "2018-03-09"


def test_without_an_issue_a_day_needs_its_year() -> None:
    assert first("3月19日", issued=None).start == ""
    assert first("3月19日", issued=None, previous="2016").start == "2016-03-19"


@given(st.dates(min_value=__import__("datetime").date(1950, 1, 1), max_value=__import__("datetime").date(2049, 12, 31)))
def test_every_written_day_comes_back(day: object) -> None:
    text = f"{day.year}年{day.month}月{day.day}日"  # type: ignore[attr-defined]
    assert first(text).start == day.isoformat()  # type: ignore[attr-defined]
