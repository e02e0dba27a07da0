"""Sentences: where running text may be cut."""

import re

_END = re.compile(r"(?:[。！？；]|…{2,}|[!?;](?=\s|$))+[”’\"'」』》〉)】\]]*")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a folded text; together they cover it, blanks at their edges aside.

    A sentence ends after 。！？；… and the closing quotes and brackets that follow. A comma ends none.

    >>> sentences("甲会召开。“很好！”乙说")
    [(0, 5), (5, 10), (10, 12)]
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _END.finditer(text):
        spans.append((at, match.end()))
        at = match.end()
    if at < len(text):
        spans.append((at, len(text)))
    return [span for span in (_trimmed(text, start, end) for start, end in spans) if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
