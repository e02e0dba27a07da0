"""Styles of headlines: the mark or number that all headlines of an issue without a reading guide bear."""

import re
from collections.abc import Sequence

from loaders.genres.imprint import is_label
from loaders.genres.joining import is_closed
from loaders.genres.lines import SourceLine

_LONGEST = 80
_CHINESE_NUMBER = re.compile("([(]?)[一二三四五六七八九十]")
_COLLECTION = re.compile(
    "(?:联盟|工作|科技|行业|成员|会员|综合|一周|本月|近期)?(?:简讯|短讯|快讯|简报|短波|要闻|动态|信息|消息|新闻)"
    "(?:集锦|集萃|速览|摘要|汇总|荟萃|一览|几则|[一二三四五六七八九十]则)?"
)


def style_of(line: SourceLine) -> str | None:
    """How a line is marked in front: by a mark (◆) or a Chinese number (一、); None when by neither."""
    if line.enumerator:
        number = _CHINESE_NUMBER.match(line.enumerator)
        return number[1] + "一" if number else None
    return line.full.text.strip()[:1] if line.marks & {"bullet", "section"} else None


def headline_style(body: Sequence[SourceLine]) -> str | None:
    """The mark of all headlines of an issue without a guide: that of its first line, which comes again and again.

    Every line so marked must be able to be a headline, and most stand above text that is marked otherwise.
    """
    first = next((line for line in body if not line.is_rule and not line.is_page_number), None)
    style = style_of(first) if first is not None else None
    if style is None:
        return None
    marked = [at for at, line in enumerate(body) if style_of(line) == style]
    if len(marked) < 2 or not all(is_styled(body[at], style) for at in marked):
        return None
    above = sum(at + 1 < len(body) and style_of(body[at + 1]) != style for at in marked)
    return style if above == len(marked) else None


def is_styled(line: SourceLine, style: str | None) -> bool:
    """Whether a line is marked as the headlines of its issue are, and no sentence."""
    return style_of(line) == style and len(line.text) <= _LONGEST and not is_closed(line.text) and not is_label(line)


def is_collection(line: SourceLine, style: str) -> bool:
    """Whether a headline only says that short news stand below it (简讯, 工作动态)."""
    return style_of(line) == style and _COLLECTION.fullmatch(line.text.replace(" ", "")) is not None
