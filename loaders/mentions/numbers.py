"""Numbers of documents: the 文号 in all its brackets, orders (令), yearly announcements, and standards."""

import re
from collections.abc import Iterator

from loaders.mentions.mention import Mention

_YEAR = r"[〔(<](?:19|20)\d\d[〕)>]"
_ORDINAL = r"\s?第?\s?\d{1,5}\s?号"
_NUMBERED = re.compile(rf"{_YEAR}{_ORDINAL}")
_CODE_LENGTH = 17
_NUMBER = re.compile(rf"(?P<code>[\u4e00-\u9fffA-Za-z]{{1,16}})\s?{_YEAR}{_ORDINAL}")
_CODE_STOPS = re.compile(
    r"^.*(?:针对|根据|按照|依据|依照|遵照|参照|执行|贯彻|落实|转发|为|见|附|的|以|即|和|与|及|由|至|在|对|了|发布|印发|下发|文号|文件|号|称|原|按|持|经)"
)
_ORDER = re.compile(
    rf"(?<=[(〔])(?:[\u4e00-\u9fff]{{2,16}}令\s?(?:{_YEAR})?\s?第?\s?\d{{1,4}}\s?号|"
    r"(?:[\u4e00-\u9fff]{0,16}(?:公告|通告))?\s?(?:19|20)\d\d年?\s?第\s?\d{1,4}\s?号)(?=(?:公布|发布|文|文件)?[)〕，；])"
)
DOCUMENT_NUMBER = re.compile(rf"{_NUMBER.pattern}|{_ORDER.pattern}")
"""A 文号 with its code, or an order's number in brackets."""
STANDARD_SERIES = (
    r"(?<![A-Za-z])(?:T/[A-Z]{2,12}|Q/[A-Z0-9]{2,12}|DB\s?\d{2,6}|ISO|IEC|IEEE|ASTM|[A-Z]{2,3})(?:/[A-Z]{1,4})?"
    r"\s{0,2}[A-Z]?\d{1,6}(?:\.\d{1,3}){0,2}"
)
"""The number of a standard without its year: GB/T 12345."""
YEAR_OF_STANDARD = r"(?:\s?[-—:]{1,2}\s?(?:19|20)\d\d)"
STANDARD_NUMBER = STANDARD_SERIES + YEAR_OF_STANDARD
"""The number of a standard with its year: GB/T 12345-2014, T/ABC 003—2019."""


def numbers(text: str) -> Iterator[Mention]:
    """Document numbers: the bracketed year and 号, with the issuing code to the left of it; orders in brackets."""
    last = 0
    for tail in _NUMBERED.finditer(text):
        match = _NUMBER.search(text, max(last, tail.start() - _CODE_LENGTH), tail.end())
        if match is None:
            continue
        last, code = match.end(), match["code"]
        cut = _CODE_STOPS.match(code)
        start = match.start() + (cut.end() if cut and cut.end() < len(code) else 0)
        if text[start : match.end()].startswith(("〔", "(")):
            continue
        yield _mention(text, start, match.end())
    if "号" in text and ("第" in text or "令" in text):
        for order in _ORDER.finditer(text):
            if _NUMBERED.search(text, *order.span()) is None:
                yield _mention(text, *order.span())


def _mention(text: str, start: int, end: int) -> Mention:
    """The number between two offsets; its value has one style of brackets and no blanks."""
    value = re.sub(r"\s", "", re.sub(r"[〔(<](\d{4})[〕)>]", r"〔\1〕", text[start:end]))
    return Mention("N", start, end, text[start:end], value, "docno", 1.0)
