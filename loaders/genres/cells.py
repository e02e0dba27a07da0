"""Cells: how one line of a list falls into cells, whatever stands between them: tabs, bars, blanks or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.genres.blanks import clean
from loaders.genres.traced import Traced, concat
from loaders.genres.words import words
from loaders.layout import Cell
from loaders.readers.columns import canonical, kinds

_HARD = re.compile(r"[\t|]")
_WIDE_GAP = re.compile(r"\s{2,}")
_GAP = re.compile(r"\s+")
_SOLID = re.compile(r"[^\s|]+")
_NUMBER = re.compile(r"\s*(\d{1,4})(?!\d)")
_NAME_COLUMN = re.compile("联盟")
_NAME_END = re.compile(r"联盟(?:\([^()：]{1,16}\))?")
_LABEL = re.compile(
    r"(?<=[(（:：/／|—–\-\s，；、])(?P<label>[^\s：，；。、()“”—–/|-]{2,12}(?=[：:])|(?:责任主体|牵头|理事长|依托|秘书处依托|承担)单位(?=[为是])"
    r"|秘书处(?=设在|挂靠在?|依托))(?:[：:]|[为是]|设在|挂靠在?|依托)\s*"
)
_CLAUSE = re.compile("[。，；]")
_LABEL_FIRST = re.compile(
    r"(?P<label>(?:责任主体|牵头|理事长|依托|秘书处依托|承担|成员|联合)(?:单位|企业|机构)|联系人|秘书长|理事长)[：:为是]\s*"
)
RANKED = r"(?P<unit>[^\s，。：；]{4,40})\s++(?P<rank>(?:常务副|常务|副)?(?:理事长|会长|理事|监事|成员|会员)单位)"
"""A unit and, behind a blank, its rank."""
_RANKED = re.compile(RANKED)
_SHORTEST_HEADER, _LONGEST_HEADING = 4, 14
_TITLE = 300


@dataclass(frozen=True, slots=True)
class Columns:
    """The usual headings of a list in order (``columns.yaml``); ``numbered`` when the first holds the row's number."""

    names: tuple[str, ...]

    @property
    def numbered(self) -> bool:
        """Whether the first column is the row's number."""
        return bool(self.names) and words().numbering.fullmatch(self.names[0]) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A row put together: its text and cells."""

    body: Traced
    cells: tuple[Cell, ...]


def read_header(line: Traced, *, drawn: bool = False) -> tuple[Columns, Row] | None:
    """The columns of a list when the line is its header: two or more cells, two of them known headings.

    One known heading is enough beside a numbering column, so that lists of other things are found too; none is needed
    when a line is ``drawn`` under it (|---|---|).
    """
    if not _SHORTEST_HEADER <= len(line.text) <= 120 or _CLAUSE.search(line.text):
        return None
    for parts in _headings(line):
        names = tuple(part.text.replace(" ", "") for part in parts)
        if len(names) >= 2 and (drawn or _is_header(names)):
            return Columns(tuple(map(canonical, names))), _row(
                line, [_solid(part) for part in parts], [None] * len(parts)
            )
    return None


def header_after(line: Traced) -> int | None:
    """Where a header begins in a line that a list's title may open (…名单序号联盟名称牵头单位), or None."""
    if read_header(line):
        return 0
    for match in words().numbering.finditer(line.text, 0, _TITLE):
        if len(_glued_headings(line.cut(match.start(), match.start() + _TITLE))) > 1:
            return match.start()
    return None


def heading_of(line: Traced) -> str | None:
    """The known column heading that a line consists of, or None."""
    text = line.text.replace(" ", "")
    return text if text in words().columns or text in kinds() else None


def row_number(line: Traced) -> int | None:
    """The number at the start of a line, or None."""
    match = _NUMBER.match(line.text)
    return int(match[1]) if match else None


def read_row(line: Traced, columns: Columns | None, number: int | None) -> Row | None:
    """The line as a row of a list, or None when it is not one.

    ``number`` is the row number expected; with it "123D…" is row 12 of "3D…" when 12 is due. Tab and bar cells keep
    their place (empty ones are left out); other rows must begin with the number.
    """
    names = columns.names if columns else ()
    if _HARD.search(line.text.strip(" \t|")) or (_HARD.search(line.text) and len(names) > 1 and columns):
        return _hard_row(line, names, number)
    if number is None:
        parts = [part for part in _split(line, _WIDE_GAP) if part.text]
        return _row(line, parts, names) if len(parts) >= 2 and len(parts) == len(names) else None
    match = re.match(rf"\s*({number})\s*[、.．)]?\s*(?=\D|\d\D)", line.text)
    if not match:
        return None
    head, rest = line.cut(match.start(1), match.end(1)), line.cut(match.end(), len(line.text)).strip()
    if not rest.text:
        return None
    numbered = columns is not None and columns.numbered
    wanted = len(names) - numbered if columns else 0
    headings = list(names[1:] if numbered else names)
    parts = _soft_cells(rest, wanted, headings)
    return _labelled(_row(line, [head, *parts], [names[0] if numbered else "序号", *headings]))


def join_rows(row: Row, rest: Traced) -> Row:
    """The row with a further line that belongs to its last cell."""
    tail = clean(rest)
    last = row.cells[-1]
    body = concat([row.body, tail])
    return Row(body, (*row.cells[:-1], Cell(last.heading, last.start, len(body.text))))


def row_of_lines(lines: Sequence[Traced], names: Sequence[str]) -> Row:
    """A row whose cells stand on a line each."""
    return _row(Traced("", ()), lines, names)


def labels_in(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The labelled values between two offsets (牵头单位：甲公司；秘书长：乙) as label, start, end."""
    first = _LABEL_FIRST.match(text, start, end)
    found = list(_LABEL.finditer(text, first.end() if first else max(start - 1, 0), end))
    found = [first, *found] if first else found
    if not found:
        return []
    stops = [*(label.start() for label in found[1:]), end]
    values = (
        (f["label"], f.end(), f.end() + len(text[f.end() : stop].rstrip(" ，；、。")))
        for f, stop in zip(found, stops, strict=True)
    )
    return [(label, at, stop) for label, at, stop in values if stop > at]


def _labelled(row: Row) -> Row:
    """Cells without a heading that bring labels along, as (牵头单位：…；秘书长：…), are a cell for each label."""
    cells: list[Cell] = []
    text = row.body.text
    for cell in row.cells:
        start, end = cell.start, cell.start + len(text[cell.start : cell.end].rstrip("；。 "))
        if cell.heading is None and text[start] in "(，、":
            start, end = start + 1, end - (text[end - 1] == ")")
        if cell.heading is None and (ranked := _RANKED.fullmatch(text, start, end)):
            cells += [Cell("单位名称", *ranked.span("unit")), Cell("级别", *ranked.span("rank"))]
            continue
        labels = labels_in(text, start, end) if cell.heading is None else []
        cells += [Cell(*label) for label in labels] if labels and labels[0][1] - start < 14 else [cell]
    return Row(row.body, tuple(cells))


def _hard_row(line: Traced, names: Sequence[str], number: int | None) -> Row | None:
    parts = _split(line, _HARD)
    filled = [part for part in parts if part.text]
    if not filled or (len(filled) == 1 and len(names) > 1):
        return None
    if number is not None and number_of(parts[0]) != number:
        return None
    if not names and number is None:
        return None
    headings: list[str | None] = [names[i] if i < len(names) else None for i in range(len(parts))]
    return _row(line, parts, headings)


def read_continuation(line: Traced, columns: Columns | None) -> Row | None:
    """A line whose first cells are empty as a row that goes on with the unit above (its second person), or None."""
    if columns is None or not columns.numbered or not _HARD.match(line.text):
        return None
    parts = _split(line, _HARD)
    filled = [part for part in parts if part.text]
    if len(parts) > len(columns.names) or len(filled) < 2 or parts[0].text:
        return None
    return _row(line, parts, columns.names[len(columns.names) - len(parts) :])


def number_of(part: Traced) -> int | None:
    """The number that a cell consists of (12, 12.), or None."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*[、.．)]?\s*", part.text)
    return int(match[1]) if match else None


def _soft_cells(rest: Traced, wanted: int, headings: Sequence[str]) -> list[Traced]:
    """The cells after the number of a row without tabs: by wide gaps, by blanks, else after the alliance's name."""
    for pattern in (_WIDE_GAP, _GAP):
        parts = [part for part in _split(rest, pattern) if part.text]
        if len(parts) == wanted or (len(parts) > 1 and wanted == 0 and pattern is _WIDE_GAP):
            return parts
    whole = clean(rest)
    if wanted == 1 or (headings and not _NAME_COLUMN.search(headings[0])):
        return [whole]
    end = _name_end(rest.text)
    if end is None:
        return [whole]
    name, unit = rest.cut(0, end), rest.cut(end, len(rest.text)).strip()
    if not unit.text:
        return [name]
    further = [part for part in _split(unit, _GAP) if part.text]
    return [name, *further] if len(further) == wanted - 1 else [name, unit]


def _name_end(text: str) -> int | None:
    """Where the alliance's name that a row begins with ends: after its first 联盟 but for the last thing written."""
    for match in _NAME_END.finditer(text):
        if match.start() >= 1 and not re.match(r"[\s]*联盟", text[match.end() :]):
            return match.end()
    return None


def _split(line: Traced, pattern: re.Pattern[str]) -> list[Traced]:
    """The parts of a line between matches of a pattern, outer blanks gone; empty parts stay."""
    if pattern is _HARD and "|" in line.text:
        line = line.strip()
        line = line.cut(line.text.startswith("|"), len(line.text) - line.text.endswith("|"))
    parts, at = [], 0
    for match in pattern.finditer(line.text):
        parts.append(line.cut(at, match.start()).strip())
        at = match.end()
    return [*parts, line.cut(at, len(line.text)).strip()]


def _headings(line: Traced) -> Iterator[list[Traced]]:
    """The ways in which a line may fall into headings."""
    bare = line.text.strip()
    if _HARD.search(bare):
        yield _split(line, _HARD)
    if _WIDE_GAP.search(bare):
        yield _split(line, _WIDE_GAP)
    if _GAP.search(bare):
        yield _split(line, _GAP)
    yield _glued_headings(line)


def _glued_headings(line: Traced) -> list[Traced]:
    """The line as known headings written without anything between, or no parts."""
    first = _SOLID.search(line.text)
    if first is None or first[0][0] not in words().initials:
        return []
    solid = _solid(line)
    parts, at = [], 0
    while at < len(solid.text):
        name = next((name for name in words().columns if solid.text.startswith(name, at)), None)
        if name is None:
            return []
        parts.append(solid.cut(at, at + len(name)))
        at += len(name)
    return parts


def _solid(line: Traced) -> Traced:
    """Without any blank."""
    return line.keep([match.span() for match in _SOLID.finditer(line.text)])


def _is_header(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    known = sum(
        name in words().columns or name in kinds() or name.endswith(("单位", "名称", "领域")) for name in filled
    )
    if len(filled) < 2 or any(len(name) > _LONGEST_HEADING or name.isdigit() for name in filled):
        return False
    return known >= 2 or (known == 1 and words().numbering.fullmatch(filled[0]) is not None)


def _row(line: Traced, parts: Sequence[Traced], headings: Sequence[str | None]) -> Row:
    """Parts of a line put together, a blank of the source between two where there is one, with their cells."""
    texts: list[Traced] = []
    cells: list[Cell] = []
    at = end = 0
    for place, part in enumerate(parts):
        cleaned = clean(part)
        if not cleaned.text:
            continue
        if texts:
            blank = line.blank(end, cleaned.start)
            texts.append(blank)
            at += len(blank.text)
        cells.append(Cell(headings[place] if place < len(headings) else None, at, at + len(cleaned.text)))
        texts.append(cleaned)
        at, end = at + len(cleaned.text), cleaned.end
    return Row(concat(texts), tuple(cells))
