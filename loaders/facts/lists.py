"""Rows of annexed lists: who leads an alliance, which alliances a notice designates, with status and batch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.facts.drafts import ValueFact
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.layout import Cell, Layout

_LEAD = (
    ("责任主体单位", re.compile("责任主体|责任单位")),
    ("理事长单位", re.compile("^(?:联盟)?理事长单位")),
    ("牵头单位", re.compile("牵头|依托单位|组长单位|承担单位|发起单位")),
    ("秘书处依托单位", re.compile("秘书处")),
)
_MEMBER = (
    ("副理事长单位", re.compile("副理事长单位")),
    ("常务理事单位", re.compile("常务理事单位")),
    ("理事单位", re.compile("^理事单位")),
    ("成员单位", re.compile("成员单位|参加单位|会员单位")),
)
_ALLIANCE = re.compile("联盟")
_NUMBER = re.compile("序号|编号|^No|^#")
_BATCH = re.compile(r"第([一二三四五六七八九十]|[0-9]+)批[^，。；]{0,24}?(试点|培育)")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Designation:
    """What a list confers on its rows: the coded status (or None) and the batch the text names (or None)."""

    status: str | None
    batch: str | None


def designations(layout: Layout, body: str) -> tuple[Designation, ...]:
    """What each list of a document confers, by its title; the batch by the sentence of the body that names it."""
    found: list[Designation] = []
    batches = {word: _DIGITS.get(number, number) for number, word in _BATCH.findall(body)}
    for block in layout.lists:
        title = f"{block.title}"
        status = "key_cultivation" if "培育" in title else "pilot" if "试点" in title else None
        word = {"pilot": "试点", "key_cultivation": "培育"}.get(status or "")
        found.append(Designation(status, batches.get(word or "")))
    return tuple(found)


def row(
    register: Register,
    page: Page,
    conferred: Sequence[Designation],
    document: int | None,
    position: int,
    subject: int | None = None,
) -> None:
    """State what one row says: its alliance, the units in the columns beside it, its place in the list."""
    cells = {cell.heading or "": cell for cell in page.block.cells if cell.end > cell.start}
    alliance_cell = _alliance(page, cells)
    if alliance_cell is None:
        _member_row(register, page, cells, subject)
        return
    drafts = register.drafts
    whole = page.block.span(0, len(page.block.text))
    span = (whole[0], min(whole[1], whole[0] + 300))
    name = page.printed(alliance_cell.start, alliance_cell.end)
    alliance = drafts.entity("Alliance", name, *page.block.span(alliance_cell.start, alliance_cell.end))
    drafts[alliance].listed = True
    for heading, cell in cells.items():
        if cell is alliance_cell:
            continue
        for role, pattern in (*_MEMBER, *_LEAD):
            if not pattern.search(heading):
                continue
            leads = (role, pattern) in _LEAD
            for unit in _units(register, page, cell):
                predicate, rule = ("leads", "table.lead-unit") if leads else ("member_of", "table.member")
                register.state(unit, predicate, alliance, {"role": role}, span, rule, 0.99)
            break
    where = page.block.list_id
    conferral = conferred[where] if where is not None and where < len(conferred) else Designation(None, None)
    if conferral.status is None:
        return
    number = next((page.block.text[c.start : c.end] for h, c in cells.items() if _NUMBER.search(h)), str(position))
    if document is not None:
        said = {"status": conferral.status, "number": number}
        register.state(document, "designates", alliance, said, span, "table.designates", 0.99)
    drafts.values.append(ValueFact(alliance, "status", conferral.status, "concept", *span, "table.status", 0.99))
    if conferral.batch in {"1", "2", "3"}:
        drafts.values.append(ValueFact(alliance, "batch", conferral.batch, "concept", *span, "table.batch", 0.95))


_UNIT = re.compile(r"^(?:单位|企业|机构|成员单位|会员单位|公司)(?:名称|全称)?$|^名称$")
_POST = re.compile(r"职务|类别|身份|级别|备注|角色")
_SEAT = re.compile(r"^(?:所在)?(?:地区|省份|省市|城市|地址|所在地)$")
_ROLES = frozenset(("副理事长单位", "常务理事单位", "理事单位", "成员单位", "理事长单位", "发起单位"))


def _member_row(register: Register, page: Page, cells: dict[str, Cell], subject: int | None) -> None:
    """State what a row of a list of members says: the unit, its rank, its seat; ``subject`` is the list's alliance."""
    unit_cell = next((cell for heading, cell in cells.items() if _UNIT.search(heading)), None)
    if unit_cell is None:
        return
    whole = page.block.span(0, len(page.block.text))
    span = (whole[0], min(whole[1], whole[0] + 300))
    rank = next((page.block.text[c.start : c.end] for h, c in cells.items() if _POST.search(h)), "成员单位")
    role = rank if rank in _ROLES else "成员单位"
    for unit in _units(register, page, unit_cell):
        if subject is not None and register.drafts[subject].kind == "Alliance":
            leads = role == "理事长单位" and register.drafts[unit].kind == "Organization"
            predicate = "leads" if leads else "member_of"
            register.state(unit, predicate, subject, {"role": role}, span, "table.member", 0.9)
        for heading, cell in cells.items():
            if _SEAT.search(heading) and register.drafts[unit].kind == "Organization":
                for place in register.places(page, cell.start, cell.end):
                    register.state(unit, "located_in", place, {}, span, "table.seat", 0.95)


def _alliance(page: Page, cells: dict[str, Cell]) -> Cell | None:
    """The cell that names the row's alliance: by its heading, else by what stands in it."""
    for heading, cell in cells.items():
        if _ALLIANCE.search(heading) and not re.search("单位|理事|秘书", heading):
            return cell
    return next((c for c in cells.values() if page.block.text[c.start : c.end].endswith("联盟")), None)


def _units(register: Register, page: Page, cell: Cell) -> list[int]:
    """The units a cell names; 、 separates several."""
    found: list[int] = []
    at = cell.start
    for part in re.split(r"([、；;\n])", page.block.text[cell.start : cell.end]):
        name = part.strip()
        if len(name) > 1:
            start = page.block.text.index(name, at)
            organ = register.organ(name)
            form = page.printed(start, start + len(name))
            kind = "Alliance" if name.endswith("联盟") else "Organization"
            span = page.block.span(start, start + len(name))
            found.append(register.drafts.entity(kind, form, *span, key=organ.name if organ else None))
        at += len(part)
    return found
