"""Entries: lines that each name an alliance and its units, without a header: 1. 甲联盟(牵头单位：乙公司).

Such lines are a list wherever two of them stand together, also when headings of parts (【种植业】) stand between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.genres.cells import Row, labels_in
from loaders.genres.lines import SourceLine
from loaders.genres.traced import Traced, concat
from loaders.genres.words import words
from loaders.layout import Cell

_NUMBER = re.compile(
    r"\s*[(]?(?P<number>\d{1,3})[)]?(?:\s*[、.．)]\s*|\s+|(?![\d年]))(?=\D|\d\D)|\s*(?:[①-⑳]|[(]?[一二三四五六七八九十]{1,3}[)、])\s*|\s*[-*●•·◆■□○]\s*"
)
_NAME = re.compile(
    r"(?P<name>[^，。；：、\t|]{2,50}?联盟(?:\((?![^()]{0,12}(?:单位|企业|牵头|负责|秘书)|[^()]{2,15}(?:公司|大学|学院|研究院|研究所|集团|协会|学会|中心|厂|院|所)\))[^()：]{1,16}\))?)\s*(?P<rest>$|[(（:：/／|—–-].*|\s{1,}\S.*)"
)
_GLUED = re.compile(
    r"(?P<name>[^，。；：、\t|]{2,50}?联盟(?:\((?![^()]{0,12}(?:单位|企业|牵头|负责|秘书)|[^()]{2,15}(?:公司|大学|学院|研究院|研究所|集团|协会|学会|中心|厂|院|所)\))[^()：]{1,16}\))?)(?P<rest>.*)$"
)
_FRONT = re.compile(
    r"(?P<unit>.{2,40}(?:公司|集团|大学|学院|研究院|研究总院|设计院|研究所|协会|学会|商会|厂|中心|医院))\s*(?P<name>.{3,40}联盟)"
)
_LED = re.compile(r"(?:由)?(?P<unit>.+?)(?:牵头|为牵头单位|负责)")
_LONGEST = 300
_KNOWN = re.compile("单位|理事长|秘书|负责人|联系人|依托|牵头|会长|企业|机构")
_LEAD = "牵头单位"
_SECTION = 24


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries one after the other with the headings between them, and the index of the first line after them."""

    lines: tuple[tuple[SourceLine, Row | None], ...]
    stop: int


def read_entries(lines: Sequence[SourceLine], at: int, *, inside: bool = False) -> Entries | None:
    """The entries that begin at line ``at``, or None when there are fewer than two.

    ``inside`` says that a list without a header stands above: one entry is enough, a part's heading may come first.
    """
    found: list[tuple[SourceLine, Row | None]] = []
    stop, count = at, 0
    while stop < len(lines):
        row = read_entry(lines[stop])
        if row is None and found and found[-1][1] is not None and (more := _further(found[-1], lines[stop])):
            found[-1] = more
            stop += 1
            continue
        if row is None and not ((found or inside) and _parts(lines, stop)):
            break
        found.append((lines[stop], row))
        count += row is not None
        stop += 1
    return Entries(tuple(found), stop) if count >= (1 if inside else 2) else None


def read_entry(line: SourceLine) -> Row | None:
    """A line as a row of cells: number, alliance, and what labels or a dash say of it; None when it is no entry."""
    return entry_of(line.full)


def entry_of(line: Traced, *, glued: bool = False) -> Row | None:
    """Words as an entry; ``glued`` allows a unit right behind the alliance's name, or in front of it."""
    text = line.text
    if len(text) > _LONGEST or "。" in text[:-1]:
        return None
    start = number.end() if (number := _NUMBER.match(text)) else len(text) - len(text.lstrip())
    match = _NAME.match(text, start) or (_GLUED.match(text, start) if glued else None)
    if match is None:
        return None
    told = _told(text, match.start("rest"), len(text))
    bare = not match["rest"].strip(" 。；;、")
    listed = number is not None or glued
    unclear = not listed or match["name"].count("联盟") > 1 if bare else not _is_told(text, told)
    if glued and bare and (front := _FRONT.fullmatch(match["name"])):
        at = match.start("name")
        name = ("联盟名称", at + front.start("name"), match.end("name"))
        spans = [(_LEAD, at, at + front.end("unit")), name]
    elif unclear:
        return None
    else:
        spans = [("联盟名称", *match.span("name")), *told]
    if number and number["number"]:
        spans.insert(0, ("序号", *number.span("number")))
    return _row(line, spans)


def _is_told(text: str, told: Sequence[tuple[str, int, int]]) -> bool:
    """Whether what stands after a name tells of units or persons: a known label, or words that end as bodies do."""
    return any(
        _KNOWN.search(label) if label != _LEAD or "：" in text else words().body_end.search(text[start:end].rstrip(")"))
        for label, start, end in told
    )


def _told(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """What stands after the name: labelled values, or a unit without a label (it leads)."""
    while start < end and (text[start].isspace() or text[start] in "(（:：/／|—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；、，"):
        end -= 1
    if text[start:end].count(")") > text[start:end].count("(") and text[end - 1] == ")":
        end -= 1
    labels = labels_in(text, start, end)
    if not labels and (led := _LED.fullmatch(text, start, end)):
        return [(_LEAD, *led.span("unit"))]
    if not labels:
        return [(_LEAD, start, end)] if end - start > 1 else []
    first = labels[0][1] - len(labels[0][0]) - 1
    return [("原名称" if text[start] == "原" else "备注", start, first), *labels] if first - start > 2 else labels


def _row(full: Traced, spans: Sequence[tuple[str, int, int]]) -> Row | None:
    """The line as it stands, cleaned, with a cell for each span of it."""
    marked = full.text
    first = len(marked) - len(marked.lstrip())
    body = full.cut(first, len(marked.rstrip()))
    cells = []
    for heading, start, end in spans:
        words_ = marked[start:end]
        left = start + len(words_) - len(words_.lstrip())
        right = end - (len(words_) - len(words_.rstrip()))
        if right > left:
            cells.append(Cell(heading, left - first, right - first))
    return Row(body, tuple(cells)) if cells else None


def _further(entry: tuple[SourceLine, Row | None], line: SourceLine) -> tuple[SourceLine, Row] | None:
    """An entry with the line under it that tells more of it by a label (牵头单位：…), or None."""
    row = entry[1]
    labels = labels_in(line.text, 0, len(line.text))
    if row is None or line.gap or not labels or not _KNOWN.search(labels[0][0]) or "。" in line.text[:-1]:
        return None
    if labels[0][1] > len(labels[0][0]) + 2:
        return None
    at = len(row.body.text)
    cells = [Cell(label, at + start, at + stop) for label, start, stop in labels]
    return entry[0], Row(concat([row.body, line.body]), (*row.cells, *cells))


def _parts(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line is the heading of a part of the list: short, no sentence, an entry below it."""
    text = lines[at].text
    plain = 2 <= len(text) <= _SECTION and not re.search("[。，；：]", text) and "\t" not in lines[at].full.text
    return plain and at + 1 < len(lines) and read_entry(lines[at + 1]) is not None
