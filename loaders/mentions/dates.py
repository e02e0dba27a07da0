"""Dates: absolute, partial and relative ones, resolved against the day the document was issued."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = str.maketrans("〇○零OＯo一二三四五六七八九", "000000123456789")
_YEAR = r"(?P<y>(?:19|20)\d\d|[二一][〇○零OＯo一二三四五六七八九]{3})年"
_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY = (
    r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
)
_TO = r"(?:[-~至到—―]|--|——)"
_NUMBER = {c: i for i, c in enumerate("〇一二三四五六七八九十")}
PATTERN = re.compile(
    rf"(?:{_YEAR})?{_MONTH}(?:(?P<d1>3[01]|[12]\d|0?[1-9])日?{_TO}(?:(?P<m2>1[0-2]|0?[1-9])月)?(?P<d2>3[01]|[12]\d|0?[1-9])日"
    rf"|{_DAY}(?:{_TO}(?:(?P<m3>1[0-2]|0?[1-9])月)?(?P<d3>3[01]|[12]\d|0?[1-9])日)?)?(?:上午|下午|晚上?|凌晨|中午)?"
    rf"|{_YEAR.replace('<y>', '<y2>')}(?![度级以前后至来来初末底])"
    r"|(?P<iso>(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))(?!\d)"
    r"|(?P<ym>(?:19|20)\d\d[.](?:1[0-2]|0?[1-9]))(?![\d.]|年|月|亿|万|元|[%％])"
    rf"|(?P<d4>(?<![\d月])(?:3[01]|[12]\d|[1-9]))(?:{_TO}(?P<d5>3[01]|[12]\d|[1-9]))?日(?![本前报常均])"
    r"|[今昨前]\((?P<d6>3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])\)[日天]"
    r"|(?P<ago>今[日天](?=[，上下晚早在于召举从获]|$)|昨[日天晚早晨]|前[日天](?![件本]))(?:上午|下午|晚上?|凌晨|中午)?"
    r"|(?P<near>近日|日前|近期|不久前|前不久|最近|日来)|(?P<same>同日|当日|当天)"
    r"|(?P<rel>去年|今年|前年|当年|同年|次年|翌年)(?![度级产内初底末以来\d一二三四五六七八九十])"
)
_FIRST = re.compile("[0-9〇○零OＯo一二三四五六七八九十近日不前最同当去今昨次翌]")  # every match of PATTERN begins so


def written(text: str) -> Iterator[re.Match[str]]:
    """The dates written in a text: the matches of :data:`PATTERN`, tried only where one can begin."""
    at = 0
    while first := _FIRST.search(text, at):
        match = PATTERN.match(text, first.start())
        if match is None:
            at = first.end()
        else:
            at = match.end()
            yield match


_YEARS = {"去年": -1, "今年": 0, "前年": -2, "当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_AGO = {"今": 0, "昨": 1, "前": 2}
_BY_ISSUE = frozenset(("去年", "今年", "前年"))


@dataclass(frozen=True, slots=True)
class Span:
    """A resolved date: ISO as precise as known, the last day of a range, or both empty (近日)."""

    start: str = ""
    end: str = ""
    exact: bool = False


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.rpartition("十")
    if not found:
        return _NUMBER[text]
    return (_NUMBER[tens] if tens else 1) * 10 + (_NUMBER[ones] if ones else 0)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    if month is None:
        return f"{year:04d}"
    if day is None or day > monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def _year_for(month: int, day: int | None, issued: datetime.date | None, previous: str) -> int | None:
    """The latest year in which the day is not after the issue; else the year the text spoke of last."""
    if issued is None:
        return int(previous[:4]) if previous else None
    return issued.year if (month, day or 1) <= (issued.month, issued.day) else issued.year - 1


def resolve(match: re.Match[str], issued: str | None, previous: str = "") -> Span:
    """What a match of :data:`PATTERN` means in a document issued on ``issued`` (ISO, or None).

    ``previous`` is the last date resolved before it in the same article: a bare day belongs to its month, 同日 is it.
    """
    said = {name: text for name, text in match.groupdict().items() if text}
    if "same" in said:
        return Span(previous, exact=bool(previous))
    if "rel" in said:
        return _relative_year(said["rel"], issued, previous)
    if whole := said.get("iso") or said.get("ym"):
        return Span(_iso(*(int(part) for part in re.split(r"[-/.]", whole))), exact="iso" in said)
    if "y2" in said:
        return Span(_iso(int(said["y2"].translate(_DIGITS))))
    if said.keys() & {"d4", "d6", "ago"}:
        return _near_day(said, issued, previous)
    return _month_day(said, issued, previous) if "m" in said else Span()


def _relative_year(word: str, issued: str | None, previous: str) -> Span:
    """The year that 去年 means for the day of issue, or 同年 for the date spoken of last."""
    base = issued if word in _BY_ISSUE else previous
    return Span(_iso(int(base[:4]) + _YEARS[word])) if base else Span()


def _near_day(said: dict[str, str], issued: str | None, previous: str) -> Span:
    """A day without its month (16日), one reckoned from the issue (昨日), or both: 昨(八)日."""
    if "ago" in said:
        return _days_ago(_AGO[said["ago"][0]], issued)
    return (
        _bare_day({"d4": str(_number(said["d6"]))}, issued, "") if "d6" in said else _bare_day(said, issued, previous)
    )


def _days_ago(days: int, issued: str | None) -> Span:
    """So many days before the issue; nothing when its day is not known."""
    if issued is None or len(issued) != len("2011-08-23"):
        return Span()
    return Span((datetime.date.fromisoformat(issued) - datetime.timedelta(days)).isoformat(), exact=True)


def _bare_day(said: dict[str, str], issued: str | None, previous: str) -> Span:
    """A day without its month: in the month spoken of last, else the latest such day before the issue."""
    base = previous if len(previous) >= 7 else issued or ""
    if len(base) < 7:
        return Span()
    year, month, day = int(base[:4]), int(base[5:7]), int(said["d4"])
    if len(previous) < 7 and len(base) == 10 and day > int(base[8:]):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    end = _iso(year, month, int(said["d5"])) if "d5" in said else ""
    return Span(_iso(year, month, day), end, exact=True)


def _month_day(said: dict[str, str], issued: str | None, previous: str) -> Span:
    """A month with or without year, day and the last day of a range."""
    month, first = _number(said["m"]), said.get("d1") or said.get("d")
    day = _number(first) if first else None
    day_of_issue = datetime.date.fromisoformat(issued) if issued and len(issued) == 10 else None
    year = (
        int(said["y"].translate(_DIGITS))
        if "y" in said
        else _year_for(month, day, day_of_issue, previous or issued or "")
    )
    if year is None:
        return Span()
    last, last_month = said.get("d2") or said.get("d3"), int(said.get("m2") or said.get("m3") or month)
    end = _iso(year + (last_month < month), last_month, int(last)) if last else ""
    return Span(_iso(year, month, day), end, exact=day is not None)
