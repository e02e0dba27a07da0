"""Dates and issue numbers as mastheads and signatures write them (dates in running text are read by the rules)."""

import re

_DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "O": 0, "o": 0, "0": 0, "Ｏ": 0}
_YEAR = "(?:\\d{4}|[零〇○Oo0一二三四五六七八九]{4})"
_SMALL = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月(?:\s*(?P<d>{_SMALL})\s*日)?"
    r"|(?P<y2>(?:19|20)\d\d)\s*[-./]\s*(?P<m2>\d{1,2})\s*[-./]\s*(?P<d2>\d{1,2})(?!\d)"
)
_COUNT = "[\\d零〇一二三四五六七八九十百]{1,5}"
_ISSUE = re.compile(
    rf"(?:{_YEAR}\s*年?\s*)?第\s*{_COUNT}\s*期(?:\s*[(,，、]?\s*总\s*第?\s*{_COUNT}\s*期\s*[)]?)?"
    rf"|总\s*第?\s*{_COUNT}\s*期|{_YEAR}\s*年\s*{_COUNT}\s*期"
)
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,14}(?:\s*字)?\s*[〔\[【(]\s*(?:19|20)\d\d\s*年?\s*[〕\]】)]\s*第?\s*\d{1,5}\s*号"
    r"|[\u4e00-\u9fff]{2,12}(?:公告|令)\s*(?:(?:19|20)\d\d年)?\s*第\s*\d{1,4}\s*号|(?:19|20)\d\d年\s*第\s*\d{1,4}\s*号"
)


def find_date(text: str) -> re.Match[str] | None:
    """The first absolute date (or year and month) in a folded text."""
    return _DATE.search(text)


def iso(match: re.Match[str]) -> str | None:
    """ISO form of a date found by :func:`find_date`, as precise as written; None when there is no such day."""
    year = _number(match["y"] or match["y2"])
    month = _number(match["m"] or match["m2"])
    day_text = match["d"] or match["d2"]
    if not 1 <= month <= 12:
        return None
    if day_text is None:
        return f"{year:04d}-{month:02d}"
    day = _number(day_text)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def only_date(text: str) -> str | None:
    """The ISO date when the text is a date and nothing else (brackets around it allowed)."""
    match = _DATE.fullmatch(text.strip(" ()\t"))
    return iso(match) if match else None


def find_issue(text: str) -> re.Match[str] | None:
    """The number of an issue (2019年第1期(总第55期)) in a folded text."""
    return _ISSUE.search(text)


def find_document_number(text: str) -> re.Match[str] | None:
    """A document number (文号) in a folded text."""
    return _DOCUMENT_NUMBER.search(text)


def only_document_number(text: str) -> bool:
    """Whether a line is a document number and nothing else."""
    return _DOCUMENT_NUMBER.fullmatch(text.strip()) is not None


def _number(text: str) -> int:
    """The value of digits, or of Chinese numerals below a hundred or digit by digit."""
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS.get(c, c)) for c in text))
