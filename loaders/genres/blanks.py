"""Cleaning of blanks inside a line: which are typesetting and which part columns.

A blank between Chinese and a digit, a Latin letter, a bracket or a mark is typesetting (2011 年, TD 联盟) and goes.
Characters set apart one by one (通 知) are closed up. A blank between two Chinese words stays: it parts columns, and
closing it would make one name of two. Blanks between Latin words stay as one.
"""

import re

from loaders.fold import CJK, ZERO_WIDTH
from loaders.genres.traced import Traced

_WIDER = 2
_OUTER = ZERO_WIDTH + " \t\r\n\f\v"
_RUN = re.compile(rf"[\s{ZERO_WIDTH}]+")
_IDEOGRAPH = re.compile(f"[{CJK}]")
_MARKS = "，。、；：！？“”‘’《》〈〉「」『』【】〔〕—…·()"
_CHINESE_MARK = re.compile(f"[{_MARKS}]")
_SINGLE_BEFORE = re.compile(f"(?:^|[{_MARKS}])[{CJK}]$")
_SINGLE_AFTER = re.compile(f"[{CJK}](?:$|[{_MARKS}])")


def clean(line: Traced) -> Traced:
    """The line without typesetting blanks; what remains of a run of blanks is its first blank.

    >>> from loaders.genres.traced import traced
    >>> clean(traced("2011 年 7 月  主 编：张三", 0, 17)).text
    '2011年7月主编：张三'
    """
    return _close_spaced(_close_mixed(line.strip(_OUTER)))


def _close_mixed(line: Traced) -> Traced:
    """Blanks with Chinese on one side only go; zero-width runs go anyway."""
    spans, at = [], 0
    for run in _RUN.finditer(line.text):
        keep = run[0].strip(ZERO_WIDTH) != "" and _parts(line.text[run.start() - 1], line.text[run.end()])
        spans.append((at, run.start()))
        if keep:
            first = next(i for i in range(run.start(), run.end()) if line.text[i].isspace())
            spans.append((first, first + 1))
        at = run.end()
    return line.keep([*spans, (at, len(line.text))]) if spans else line


def _parts(before: str, after: str) -> bool:
    """Whether a blank between the two characters means something."""
    left, right = _IDEOGRAPH.match(before), _IDEOGRAPH.match(after)
    if left or right:
        return bool(left and right)
    return not (_CHINESE_MARK.match(before) and _CHINESE_MARK.match(after)) and not _wide(before) and not _wide(after)


def _wide(character: str) -> bool:
    return character not in "()·—" and _CHINESE_MARK.match(character) is not None


def _close_spaced(line: Traced) -> Traced:
    """Ideographs that stand alone one after the other are one word set apart; a much wider gap parts two such words."""
    words = line.text.split(" ")
    if len(words) == 1:
        return line
    gaps: list[tuple[int, int]] = []  # where the blank stands, and its width in the source or 0 when it must stay
    at = 0
    for left, right in zip(words, words[1:], strict=False):
        at += len(left)
        single = _SINGLE_BEFORE.search(left) and _SINGLE_AFTER.match(right)
        gaps.append((at, line.source(at + 1) - line.source(at - 1) - 1 if single else 0))
        at += 1
    spans, at = [], 0
    for place, (blank, width) in enumerate(gaps):
        beside = [other for _, other in gaps[max(0, place - 1) : place + 2] if other]
        spans.append((at, blank if width and width <= _WIDER * min(beside) else blank + 1))
        at = blank + 1
    return line.keep([*spans, (at, len(line.text))])
