"""Cleaning of blanks inside a line: which are typesetting and which part columns.

A blank between Chinese and a digit, a Latin letter, a bracket or a mark is typesetting (2011 年, TD 联盟) and goes.
Characters set apart one by one (通 知) are closed up. A blank between two Chinese words stays: it parts columns, and
closing it would make one name of two. Blanks between Latin words stay as one.
"""

import re

from loaders.fold import CJK, ZERO_WIDTH
from loaders.genres.traced import Traced

_WIDER = 2
_OUTER = ZERO_WIDTH + " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_RUN = re.compile(rf"[\s{ZERO_WIDTH}]+")
_BLANK = re.compile(r"\s")
_IDEOGRAPH = re.compile(f"[{CJK}]")
_MARKS = "，。、；：！？“”‘’《》〈〉「」『』【】〔〕—…·()"
_WIDE_MARKS = "".join(sorted(set(_MARKS) - set("()·—")))
_SET_APART = re.compile(f"(?:^|[{_MARKS} ])[{CJK}] [{CJK}](?:$|[{_MARKS} ])")


def clean(line: Traced) -> Traced:
    """The line without typesetting blanks; what remains of a run of blanks is its first blank.

    >>> from loaders.genres.traced import traced
    >>> clean(traced("2011 年 7 月  主 编：张三", 0, 17)).text
    '2011年7月主编：张三'
    """
    line = line.strip(_OUTER)
    return _close_spaced(_close_mixed(line)) if _RUN.search(line.text) else line


def _close_mixed(line: Traced) -> Traced:
    """Blanks with Chinese on one side only go; zero-width runs go anyway."""
    text = line.text
    spans, at = [], 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        blank = _BLANK.search(text, start, end)
        if blank is None or not _parts(text[start - 1], text[end]):
            spans.append((at, start))
        elif end - start > 1:
            spans += [(at, start), blank.span()]
        else:
            continue
        at = end
    return line.keep([*spans, (at, len(text))]) if spans else line


def _parts(before: str, after: str) -> bool:
    """Whether a blank between the two characters means something."""
    left, right = _IDEOGRAPH.match(before), _IDEOGRAPH.match(after)
    if left or right:
        return bool(left and right)
    both = before in _MARKS and after in _MARKS
    return not both and before not in _WIDE_MARKS and after not in _WIDE_MARKS


def _close_spaced(line: Traced) -> Traced:
    """Ideographs that stand alone one after the other are one word set apart; a much wider gap parts two such words."""
    if " " not in line.text or not _SET_APART.search(line.text):
        return line
    words = line.text.split(" ")
    gaps: list[tuple[int, int]] = []  # where the blank stands, and its width in the source or 0 when it must stay
    at = 0
    for left, right in zip(words, words[1:], strict=False):
        at += len(left)
        single = _is_single(left[-1:], left[-2:-1]) and _is_single(right[:1], right[1:2])
        gaps.append((at, line.source(at + 1) - line.source(at - 1) - 1 if single else 0))
        at += 1
    spans, at = [], 0
    for place, (blank, width) in enumerate(gaps):
        beside = [other for _, other in gaps[max(0, place - 1) : place + 2] if other]
        spans.append((at, blank if width and width <= _WIDER * min(beside) else blank + 1))
        at = blank + 1
    return line.keep([*spans, (at, len(line.text))])


def _is_single(character: str, beside: str) -> bool:
    """Whether an ideograph at the edge of a word stands alone: nothing or a mark on its other side."""
    return (not beside or beside in _MARKS) and _IDEOGRAPH.match(character) is not None
