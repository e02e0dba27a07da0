"""Fields: what a portal writes above a document on one line (标题：… 文号：… 发文日期：…), as lines of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.genres.lines import SourceLine, read_line

_LABELS = (
    "标题|题名|名称|信息名称|文件名称|文号|发文字号|文件编号|发文日期|成文日期|发布日期|公开日期|生成日期|发文机关|发文单位|发布机构|索引号|"
    "主题分类|主题词|分类|来源|有效性|浏览次数|浏览"
)
_TITLED = re.compile(r"[\s\[【]*(?:标\s*题|题\s*名|名\s*称|信息名称|文件名称)\s*[：:]")
_FIELD = re.compile(rf"(?:^|\s+|[|｜]\s*)(?P<label>(?:{_LABELS})\s*[：:])")


def split_fields(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines, a line of labelled fields that begins with the title cut into its labels and their values."""
    found: list[SourceLine] = []
    for line in lines:
        if not _TITLED.match(line.full.text):
            found.append(line)
            continue
        text = line.full.text
        labels = [match.span("label") for match in _FIELD.finditer(text)]
        cuts = sorted({at for span in labels for at in span} | {0, len(text)})
        parts = [line.full.cut(start, stop) for start, stop in zip(cuts, cuts[1:], strict=False)]
        filled = [read_line(part) for part in parts if part.text.strip(" |｜")]
        found += [replace(part, gap=line.gap) for part in filled] or [line]
    return found
