"""Titles in 《》, titles without marks before a 文号, and quoted words: the closed forms.

A *wrapped* title is that of a notice around another one (关于印发《…》的通知), a *referring* one that of a notice about
another one (关于贯彻《…》的意见), a *numbered* one stands without marks before its 文号 (管理办法(…〔2009〕1号)), a
*standard* one has the number of a standard beside it (《…》(T/ABC 12-2019)).
"""

import re
from collections.abc import Iterator

from loaders.mentions.mention import Mention
from loaders.mentions.numbers import DOCUMENT_NUMBER, STANDARD_NUMBER, STANDARD_SERIES, YEAR_OF_STANDARD

WRAPS = frozenset(("wrapped", "referring"))
"""The rules of titles around another one."""
_MARK = re.compile("[《》]")
_QUOTE = re.compile("“([^“”]{1,60})”")
_BEFORE = 34  # longer than what stands before a title inside the title of a notice
_WRAP = re.compile(
    r"(?:关于(?:[^《，。；：！？\t、]{0,12}?)(?P<verb>印发|发布|转发|下发|公布|颁布|批转|印送|贯彻落实|贯彻实施|贯彻|落实|实施|执行|修订|修改|"
    r"废止|做好|组织学习|学习|解读|征求|宣传)|(?:^|(?<=[\n\t]))[^\u4e00-\u9fff]{0,6}(?P<bare>转发|批转|印发))(?:[^《，。；：！？\t、]{0,16})$"
)
_WRAPPED = re.compile(
    r"(?:(?:、|和|与|及|以及)?《[^《》]{2,60}》){0,4}[^，。；：《》\t]{0,16}?的?(?:通知|公告|函|决定|通告|意见|批复|通报|命令|令)"
)
_ISSUING = frozenset(("印发", "发布", "转发", "下发", "公布", "颁布", "批转", "印送"))
_TYPE = (
    r"(?:意见|办法|通知|方案|规定|细则|规划|纲要|条例|决定|措施|章程|指南|指引|规则|函|公告|通告|通报|批复|标准|目录|计划|报告|要点|"
    r"制度|导则|规程|规范)(?:\((?:试行|暂行|修订|修订稿|草案|征求意见稿|20\d\d[^()]{0,8})\))?"
)
_UNMARKED = re.compile(rf"(?P<name>[^，。；：！？《》\t\n]{{2,70}}{_TYPE})[(〔]$")
_ENUMERATED = re.compile(r"^[\s\d一二三四五六七八九十、.．()*·●■◆—-]{0,8}")
_CUT = re.compile(
    r"^.*(?:(?:印发|发布|出台|下发|颁布|公布|制定|制订)了?|根据|按照|依据|依照|遵照|参照|对照|结合|贯彻落实|贯彻|落实|执行|转发|现将|以及|"
    r"符合|适用|废止|修订|修改)(?:了|我省|我市|原|该|本)?"
)
_WORD = re.compile(
    r"(?:指导意见|实施办法|管理办法|实施意见|暂行办法|实施方案|工作方案|实施细则|管理规定|若干意见|意见|办法|通知|方案|规定)$"
)
_SHORTEST = 6  # a title that stands without marks inside a sentence
_CLOSED = re.compile(r"(?:文件|文)?[)〕]")
_AFTER = re.compile(rf"\s?[(〔]?\s?(?P<no>{STANDARD_NUMBER})\s?(?P<close>[)〕]?)")
_STANDING = re.compile(rf"(?P<no>{STANDARD_SERIES}{YEAR_OF_STANDARD}?)\s?$")
_NAMED_TOO = re.compile(r"[，、；](?:以下|下文|下)?(?:统|简)?称")


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


def titles_in(text: str, start: int, end: int) -> list[Mention]:
    """The titles between two offsets."""
    return [m._replace(start=m.start + start, end=m.end + start) for m in titles(text[start:end])]


def composites(text: str, found: list[Mention]) -> list[Mention]:
    """The closed forms with those that make one name joined: 关于印发《…》的通知, 实施办法(…〔2009〕1号).

    A joined name is a title whose ``parent`` is the title inside it, or whose ``value`` is the 文号 (or the number of
    the standard) beside it.
    """
    out: list[Mention] = []
    for mention in found:
        floor = out[-1].end if out else 0
        if mention.start < floor:
            continue
        joined = _wrap(text, mention, floor) if mention.letter == "T" else _unmarked(text, mention, floor)
        out.append(joined or mention)
    return [_standard(text, mention) for mention in _numbered(text, out)]


def _wrap(text: str, mention: Mention, floor: int) -> Mention | None:
    """The title of a notice around this one."""
    wrap = _WRAP.search(text, max(floor, mention.start - _BEFORE), mention.start)
    tail = _WRAPPED.match(text, mention.end) if wrap else None
    if wrap is None or tail is None:
        return None
    verb = wrap["verb"] or wrap["bare"]
    start = wrap.start("bare") if wrap["bare"] else wrap.start()
    rule = "wrapped" if verb in _ISSUING else "referring"
    return Mention("T", start, tail.end(), text[start : tail.end()], "", rule, 1.0, mention.name)


def _unmarked(text: str, mention: Mention, floor: int) -> Mention | None:
    """The title without marks before a 文号 in brackets; ``parent`` is what stands before the bracket."""
    if mention.letter != "N" or _CLOSED.match(text, mention.end) is None:
        return None
    floor = max(floor, mention.start - 75)
    found = _UNMARKED.search(text, floor, mention.start)
    start = _begin(text, *found.span("name")) if found else None
    if start is None or found is None:
        return None
    end = found.end("name")
    close = _CLOSED.match(text, mention.end)
    stop = close.end() if close else mention.end
    return Mention("T", start, stop, text[start:stop], mention.value, "numbered", 1.0, text[start:end])


def _begin(text: str, start: int, end: int) -> int | None:
    """Where the title without marks begins that ends at an offset; None when only a general word stands there."""
    words = text[start:end]
    if start == 0 or text[start - 1] in "\n\t":
        mark = _ENUMERATED.match(words)
        return start + mark.end() if mark else start
    head, about, _ = words.partition("关于")
    if about:
        return start + len(head)
    if (cut := _CUT.match(words)) and len(words) - cut.end() >= _SHORTEST:
        return start + cut.end()
    return start + word.start() if (word := _WORD.search(words)) else None


def _numbered(text: str, found: list[Mention]) -> list[Mention]:
    """The titles that a 文号 follows (in brackets or not), widened over it; ``value`` is the 文号."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else None
        if last is None or mention.letter != "N" or last.letter != "T" or last.value:
            out.append(mention)
            continue
        between = text[last.end : mention.start]
        closed = _CLOSED.match(text, mention.end)
        if closed and between in {"(", "〔", "(文号：", "(文号"}:
            out[-1] = last._replace(end=closed.end(), value=mention.value)
        elif between in {"(", "〔"} and _NAMED_TOO.match(text, mention.end):
            out[-1] = last._replace(value=mention.value)  # the bracket goes on with a short name
        elif between in {"", "——", "--", "—", " "}:
            out[-1] = last._replace(end=mention.end, value=mention.value)
        else:
            out.append(mention)
    return out


def _standard(text: str, mention: Mention) -> Mention:
    """The title with the number of a standard that stands beside it, or the same title."""
    if mention.rule != "title" or mention.value:
        return mention
    after = _AFTER.match(text, mention.end)
    if after is not None:
        end = after.end() if after["close"] else mention.end
        return mention._replace(end=end, value=after["no"], rule="standard")
    before = _STANDING.search(text, max(0, mention.start - 30), mention.start)
    return mention._replace(value=before["no"], rule="standard") if before else mention


def quotes(text: str) -> Iterator[Mention]:
    """Words in quotation marks."""
    for match in _QUOTE.finditer(text):
        yield Mention("Q", match.start(), match.end(), match[1], "", "quote", 0.45)


def number_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the number of a document stands between two offsets."""
    match = DOCUMENT_NUMBER.search(text, start, end)
    return match.span() if match else None
