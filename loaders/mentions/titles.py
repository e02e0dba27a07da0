"""Titles in 《》, document numbers (文号) and quoted words: the closed forms."""

import re
from collections.abc import Iterator

from loaders.mentions.mention import Mention

_YEAR = r"[〔(](?:19|20)\d\d[〕)]"
_NUMBERED = re.compile(rf"{_YEAR}\s?第?\d{{1,5}}号")
_CODE_LENGTH = 15
_NUMBER = re.compile(rf"(?P<code>[\u4e00-\u9fffA-Za-z]{{1,14}})\s?{_YEAR}\s?第?\d{{1,5}}号")
_CODE_STOPS = re.compile(r"^.*(?:针对|根据|按照|依据|为|见|附|的|以|即|和|与|及|由|至|在|对|了|发布|印发|文号|文件|号)")
_MARK = re.compile("[《》]")
_QUOTE = re.compile("“([^“”]{1,60})”")


def numbers(text: str) -> Iterator[Mention]:
    """Document numbers: the bracketed year and 号, with the issuing code to the left of it."""
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
        surface = text[start : match.end()]
        value = re.sub(r"[〔(](\d{4})[〕)]", r"〔\1〕", surface).replace(" ", "")
        yield Mention("N", start, match.end(), surface, value, "docno", 1.0)


def titles(text: str) -> Iterator[Mention]:
    """《…》, the outermost of nested ones."""
    depth, start = 0, -1
    for mark in _MARK.finditer(text):
        at = mark.start()
        if mark[0] == "《":
            if depth == 0:
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and 2 < at - start < 120:
                yield Mention("T", start, at + 1, text[start + 1 : at], "", "title", 1.0)


def composites(text: str, found: list[Mention]) -> list[Mention]:
    """The closed forms with those that make one name joined: 关于印发《…》的通知, 实施办法(…〔2009〕1号).

    A joined name is a title whose ``parent`` is the title inside it, or whose ``value`` is the 文号 inside it.
    """
    out: list[Mention] = []
    for mention in found:
        wrap = _WRAP.search(text, max(0, mention.start - _BEFORE), mention.start) if mention.letter == "T" else None
        tail = _WRAPPED.match(text, mention.end) if wrap else None
        closed = mention.letter == "N" and text[mention.end : mention.end + 1] == ")"
        word = _WORD.search(text, max(0, mention.start - _BEFORE), mention.start) if closed else None
        if wrap and tail:
            start, end = wrap.start(), tail.end()
            out.append(Mention("T", start, end, text[start:end], "", "wrapped", 1.0, mention.name))
        elif word:
            start, end = word.start("word"), mention.end + 1
            out.append(Mention("T", start, end, text[start:end], mention.value, "numbered", 1.0, word["word"]))
        else:
            out.append(mention)
    return _numbered(text, out)


def _numbered(text: str, found: list[Mention]) -> list[Mention]:
    """The titles that a 文号 in brackets follows, widened over it; ``value`` is the 文号."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else None
        between = text[last.end : mention.start] if last else ""
        closed = text[mention.end : mention.end + 1] == ")"
        if last and last.letter == "T" and mention.letter == "N" and between == "(" and closed and not last.value:
            out[-1] = last._replace(end=mention.end + 1, value=mention.value)
        else:
            out.append(mention)
    return out


_BEFORE = 12  # longer than any word of the two patterns that look to the left
_WRAP = re.compile(r"关于(?:印发|发布|转发|下发|公布)$")
_WRAPPED = re.compile(r"的(?:通知|公告|函|决定|通告)")
_WORD = re.compile(
    r"(?P<word>指导意见|实施办法|管理办法|实施意见|暂行办法|实施方案|工作方案|实施细则|管理规定|若干意见|意见|办法|通知|方案|规定)\($"
)


def quotes(text: str) -> Iterator[Mention]:
    """Words in quotation marks."""
    for match in _QUOTE.finditer(text):
        yield Mention("Q", match.start(), match.end(), match[1], "", "quote", 0.45)
