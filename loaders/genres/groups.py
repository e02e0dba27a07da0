"""Groups: lists that stand in the text under a heading of their own (副理事长单位(4家), 退出单位：, 秘书长：).

A group is a heading that tells what is listed and one or more lines of names, one a line or several with marks
between. Each line becomes a row with a cell for each name; the cell's heading says what the names are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.fold import CJK
from loaders.genres.blanks import clean
from loaders.genres.cells import RANKED, Row
from loaders.genres.dates import only_date
from loaders.genres.joining import begins
from loaders.genres.lines import SourceLine
from loaders.genres.tables import TableLine, announced
from loaders.genres.traced import Traced, concat
from loaders.genres.words import words
from loaders.layout import Cell

_SEPARATOR = re.compile(
    r"[、；;|\t\s]*(?:(?<![\dA-Za-z])\d{1,3}[、.．)](?!\d)|[(]\d{1,3}[)]|[①-⑳])\s*|[、；;|\t]+\s*|\s{2,}"
)
_FURTHER = re.compile(r"\s+(?=[^\s：，。；、()]{2,14}：)")
_NESTED = re.compile(r"\((?!\d{1,3}\))[^()]*\)|“[^“”]*”|《[^《》]*》")
_SENTENCE = re.compile("[。，：？！]")
_NOTE = re.compile(r"(?:注|备注|说明|附|联系|地址|电话|传真|日期|来源|上述|以上|根据|按|特此|本)")
_NAME = re.compile(
    f"(?:[{CJK}·]{{2,12}}|[{CJK}] {{1,3}}[{CJK}]|[A-Z][A-Za-z.\\- ]{{2,30}})"
    "(?:\\([^()]*\\))?(?:\\s+[^\\s，。；：]{2,60}){0,3}"
)
_POST = re.compile(
    "(?:.*[^\\s]{2}|原|副|党委)?(?:院长|校长|所长|厂长|处长|主任|经理|总裁|总工|总工程师|书记|部长|科长|局长|厅长|董事长|总监|行长|社长|场长|站长|"
    "教授|研究员|工程师|院士|博士|委员|主席|秘书长|理事长|会长|董事|院士)"
)
_NAMED = re.compile(r"(?:中国|中华|全国|国家|[\u4e00-\u9fff]{2,6}[省市县区])(?![内外属级重直管])(?!.{0,4}企业)")
"""What the name of one association begins with, which is no heading for a kind of units."""
_SOLID = re.compile(r"[^\s]+")
_PARENT = re.compile("(?:科学院|工程院|大学|总院|集团|总公司|协会|学会)$")
_CHILD = re.compile("(?:研究所|研究院|学院|实验室|系|所|分公司|分会|委员会|中心)$")
_PARTED, _SHORTEST = 2, 4
_LAUREL = re.compile("优秀|先进|突出|杰出|最佳|十佳")
"""What the name of a prize for units begins with (优秀理事单位), which is no rank."""
_COMMA = re.compile(r"[，,]\s*")
_SAID = re.compile(
    r"(?:^|[，；。：])(?P<label>(?![^，；。：]{0,80}?(?:项目|课题|标准|活动|论坛|大会|参会|出席|起草|编制))"
    r"(?:[^，；。：]{0,40}?(?:以下|下列)[^，；。：]{0,40}|[^，；。：]{2,40}如下))：$"
)
"""A clause that says what is listed under it: 同意以下6家单位加入联盟：, 新增成员单位名单如下："""
_SAYS = re.compile(
    "(?:成员|会员|理事|理事长|会长|盟员|网员|发起|牵头)(?:单位|企业|会员|名单)|加入|退出|除名|入会|退会|入盟|退盟"
)
_CODE = re.compile(r"\s*[A-Z]{1,3}-?\d{1,4}(?:[、.．:：\s]\s*|(?=[\u4e00-\u9fff]))")
_RANKED = re.compile(r"[(][^()]{0,14}(?:\d{4}[-年./]|单位)[^()]{0,14}[)]$")
_CHAIRED = re.compile(
    f"(?P<unit>[^\\s，。：；]{{4,40}})\\s+(?P<post>(?:常务|名誉|执行)?副?(?:理事长|会长|秘书长|理事|监事长))[：\\s]\\s*(?P<name>[{CJK}·]{{2,10}})"
)
_RANKED_LINE = re.compile(r"(?:\d{1,3}(?:\s*+[、.．])?\s*+)?" + RANKED)
_TITLE = re.compile("(?:情况|说明|名单|名册|变动|一览表?|介绍|简介)$")
_HEADING = 100
"""More characters than a heading ever has."""

_LONGEST, _FULL_LINE, _UNDER, _TOLD = 45, 26, 6, 5


@dataclass(frozen=True, slots=True)
class Group:
    """A group that was found: its heading (None when it stands on the first row's line), rows, and what follows.

    ``label`` is the heading's words without counts and brackets, ``announced`` the number it gives, ``stop`` the index
    of the first line after the group. ``said`` is true of a heading that is a sentence, to be read as one.
    """

    label: str
    heading: SourceLine | None
    rows: tuple[TableLine, ...]
    announced: int | None
    stop: int
    said: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    label: str
    people: bool
    kind: bool
    rest: int
    announced: int | None
    said: bool = False


def read_group(lines: Sequence[SourceLine], at: int, outer: str | None) -> Group | None:
    """The group whose heading is line ``at``, or None.

    ``outer`` is the label of the group before it: under 成员单位 a heading that only tells a kind of unit (企业(3家))
    lists members of that rank.
    """
    if ranked := _ranked(lines, at):
        return ranked
    heading = _heading(lines[at].text)
    if heading is None:
        return None
    label = heading.label
    if heading.kind:
        label = outer if outer and "单位" in outer else "成员单位"
    run_in = heading.rest < len(lines[at].text)
    rows = _run_in(_spaced(lines[at]), label) if run_in else []
    if run_in and not rows:
        return None
    stop = at + 1
    while stop < len(lines) and _may_list(lines[stop], rows):
        if run_in and heading.people and lines[stop].indent < _UNDER:
            break
        body, following = _joined(lines, stop)
        row = _row(body, label, people=heading.people)
        if row is None:
            break
        rows.append(TableLine("row", row))
        stop = following
    if not rows:
        return None
    return Group(label, None if run_in else lines[at], tuple(rows), heading.announced, stop, heading.said)


def _ranked(lines: Sequence[SourceLine], at: int) -> Group | None:
    """Two or more lines that each name a unit and its rank (1 甲公司 理事长单位), as a group without a heading."""
    rows: list[TableLine] = []
    stop = at
    while stop < len(lines) and (match := _RANKED_LINE.fullmatch(lines[stop].full.text.strip())):
        full = lines[stop].full.strip()
        rows.append(TableLine("row", Row(full, (Cell(match["rank"], *match.span("unit")),))))
        stop += 1
    return Group("成员单位", None, tuple(rows), None, stop) if len(rows) > 1 else None


def _heading(text: str) -> _Heading | None:
    if len(text) > _HEADING and text.find("：", 0, _HEADING) < 0:
        return None
    if text.endswith("：") and (said := _SAID.search(text)) is not None and _SAYS.search(said["label"]):
        return _Heading(said["label"], False, False, len(text), announced(said["label"]), said=True)
    match = words().group.match(text)
    if match is None:
        return None
    rest = match.start("rest") if match["rest"] else len(text)
    if match["rest"] and not match["colon"]:
        return None
    label = re.sub(f"(?<=[{CJK}])\\s+(?=[{CJK}])", "", match["label"].strip())
    if _LAUREL.match(label) or match["kind"] and not match["rest"] and _NAMED.match(label):
        return None
    return _Heading(label, match["post"] is not None, match["kind"] is not None, rest, announced(f"共{text}"))


def _spaced(line: SourceLine) -> Traced:
    """What a line says; with its blanks as they stand when wide ones part names."""
    if not re.search(r"\S\s{2,}\S", line.bare.text):
        return line.body
    at = line.bare.text.find(line.enumerator) + len(line.enumerator) if line.enumerator else 0
    return line.bare.cut(at, len(line.bare.text)).strip()


def _run_in(line: Traced, label: str) -> list[TableLine]:
    """The rows of a line that begins with its heading; a further heading on it (秘书长：乙) makes one more."""
    starts = [0, *(match.end() for match in _FURTHER.finditer(line.text))]
    rows: list[TableLine] = []
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        part = line.cut(start, end).strip()
        heading = _heading(part.text)
        if heading is None or heading.rest >= len(part.text):
            return []
        lead, names = part.cut(0, heading.rest), part.cut(heading.rest, len(part.text))
        row = _row(names, label if start == 0 else heading.label, people=heading.people, lead=lead)
        if row is None:
            return []
        rows.append(TableLine("row", row))
    return rows


def _may_list(line: SourceLine, rows: Sequence[TableLine]) -> bool:
    """Whether a line may be one of a group's: no heading, label, note or date."""
    text = line.text
    plain = line.plain or line.enumerator is not None or "bullet" in line.marks
    return bool(
        plain
        and not _heading(text)
        and not _NOTE.match(text)
        and only_date(text) is None
        and not (begins(line) and line.plain and "\t" not in line.full.text)
        and not (rows and line.gap > 1)
    )


def _joined(lines: Sequence[SourceLine], at: int) -> tuple[Traced, int]:
    """A line of names with the lines that a break in the middle of a name cut from it, and the index after them."""
    parts = [lines[at].bare]
    stop = at + 1
    while (
        stop < len(lines)
        and len(_SEPARATOR.findall(parts[-1].text.rstrip("、；; ")))
        and len(parts[-1].text) >= _FULL_LINE
        and not re.search(r"[、；;。]\s*$", parts[-1].text)
        and lines[stop].plain
        and not lines[stop].gap
        and _heading(lines[stop].text) is None
        and (
            re.search("[、；;]", lines[stop].text)
            or not words().body_end.search(_NESTED.sub("", parts[-1].text).rstrip())
        )
    ):
        parts.append(lines[stop].bare)
        stop += 1
    return concat(parts), stop


def _row(line: Traced, label: str, *, people: bool, lead: Traced | None = None) -> Row | None:
    """A line of names as a row, or None when it is not one; ``lead`` is the heading on the same line."""
    if not people and lead is None and (chaired := _CHAIRED.fullmatch(line.text)):
        return _chaired(line, label, chaired)
    spans = _with_posts(line.text, _items(line.text)) if people else _items(line.text)
    body: list[Traced] = [lead] if lead is not None else []
    length = len(lead.text) if lead is not None else 0
    cells: list[Cell] = []
    at = 0
    for start, end in spans:
        between, item = line.cut(at, start), clean(line.cut(start, end))
        if at == start:
            between = Traced("", ())
        cells.append(Cell(label, length + len(between.text), length + len(between.text) + len(item.text)))
        body += [between, item]
        length += len(between.text) + len(item.text)
        at = end
    if at < len(line.text):
        body.append(line.cut(at, len(line.text)))
    whole = concat(body)
    names = [whole.text[cell.start : cell.end] for cell in cells]
    if not names or not all(_fits(name, people=people) for name in names) or not (people or _unit_like(names)):
        return None
    return Row(whole, tuple(cells))


def _chaired(line: Traced, label: str, match: re.Match[str]) -> Row | None:
    """A line of a unit with the post of its person (甲公司 副理事长 丁一) as a row."""
    if not _unit_like([match["unit"]]):
        return None
    cells = (Cell(label, *match.span("unit")), Cell(match["post"], *match.span("name")))
    return Row(line, cells)


def _items(text: str) -> list[tuple[int, int]]:
    """The spans of the names in a line: what separators outside brackets leave, without numbers, stars and stops."""
    hidden = _NESTED.sub(lambda match: "\ue000" * len(match[0]), text)
    spans: list[tuple[int, int]] = []
    at = 0
    commas = _COMMA.search(hidden) is not None and re.search("[、；;|\t]", hidden) is None
    for match in [*(_COMMA if commas else _SEPARATOR).finditer(hidden), None]:
        start, end = at, match.start() if match else len(text)
        at = match.end() if match else end
        if code := _CODE.match(text, start, end):
            start = code.end()
        while start < end and text[start].isspace():
            start += 1
        end = start + len(re.sub(r"(?:\s|[。*★☆△#,，]|等)+$", "", text[start:end]))
        if start < end:
            spans.append((start, end))
    return [part for span in spans for part in _parted(text, *span)]


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a run of words that single blanks part: all must end as bodies do, none be a part of another."""
    parts = [match.span() for match in _SOLID.finditer(text, start, end)]
    if len(parts) < _PARTED or any(stop - at < _SHORTEST for at, stop in parts):
        return [(start, end)]
    names = [text[at:stop] for at, stop in parts]
    inside = any(_PARENT.search(one) and _CHILD.search(other) for one, other in pairwise(names))
    heads = words().body_end
    return parts if not inside and all(heads.search(name) for name in names) else [(start, end)]


def _with_posts(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of persons, each with what stands after a blank behind the name: 丁一  某公司总经理."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        told = _NAME.fullmatch(text, start, end) is None or _POST.fullmatch(text, start, end) is not None
        told = told or end - start >= _TOLD and words().body_end.search(text[start:end]) is not None
        if whole and told and end - start > 1 and not text[whole[-1][1] : start].strip():
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _fits(name: str, *, people: bool) -> bool:
    """Whether words may be a name in a group."""
    bare = _NESTED.sub("", name)
    if people:
        return _NAME.fullmatch(name) is not None
    return (
        2 <= len(bare) <= _LONGEST
        and not _TITLE.search(bare)
        and not _SENTENCE.search(bare)
        and re.search(f"[{CJK}]", bare) is not None
    )


def _unit_like(names: Sequence[str]) -> bool:
    """Whether a line of names names bodies: half of them end as bodies do, or the last one tells what all are."""
    heads = words().body_end
    if names[-1].endswith("联盟"):
        return True
    like = sum(
        heads.search(_NESTED.sub("", name) or name) is not None or _RANKED.search(name) is not None for name in names
    )
    return 2 * like >= len(names)
