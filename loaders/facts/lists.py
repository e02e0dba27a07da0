"""Rows of annexed lists: who leads an alliance, which alliances a notice designates, with status and batch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.facts import laurels, members, present
from loaders.facts.article import Article
from loaders.facts.headings import Heading, read_heading
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.row import Row
from loaders.layout import Cell, Layout

_BATCH = re.compile(r"第([一二三四五六七八九十]|[0-9]+)批[^，。；]{0,24}?(试点|培育)")
_TAIL = re.compile("(?:产业)?(?:技术)?(?:创新)?(?:战略)?联盟$")
_CONFERRING = re.compile(
    "(?:下发|印发|发布|发出|公布|出台|根据|按照|依据|下达|批复)[^。]*》[^。]*(?:确定|认定|批准|列为|公布|同意|增补|选定|遴选|为)"
)
_FORMER = re.compile("(?:原名称?|原称|原为|原)?[：:“]?(?P<name>[^“”：，]{4,40}联盟)”?")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Designation:
    """What a list confers on its rows: the coded status (or None) and the batch the text names (or None).

    ``told`` is true when the sentence above the list names the document that confers it.
    """

    status: str | None
    batch: str | None
    told: bool = False


def designations(layout: Layout, body: str) -> tuple[Designation, ...]:
    """What each list of a document confers, by its title; the batch by the sentence of the body that names it."""
    found: list[Designation] = []
    batches = {word: _DIGITS.get(number, number) for number, word in _BATCH.findall(body)}
    for block in layout.lists:
        title = f"{block.title}"
        status = "key_cultivation" if "培育" in title else "pilot" if "试点" in title else None
        word = {"pilot": "试点", "key_cultivation": "培育"}.get(status or "")
        found.append(
            Designation(status, batches.get(word or ""), "《" in title and _CONFERRING.search(title) is not None)
        )
    return tuple(found)


def row(
    register: Register,
    page: Page,
    article: Article,
    conferred: Sequence[Designation],
    document: int | None,
    position: int,
    subject: int | None = None,
) -> int:
    """State what one row says; returns how many alliances it lists.

    ``conferred`` is what each list confers, ``document`` the notice, ``position`` how many alliances stand before it,
    ``subject`` the alliance whose members the list gives.
    """
    cells = tuple(
        (_meaning(page, cell), cell) for cell in page.block.cells if cell.end > cell.start and _says(page, cell)
    )
    told = Row(register, page, article, cells, subject)
    laurels.row(told)
    alliances = told.of("alliance")
    if not alliances:
        members.tell(told)
        present.row(told)
        return 0
    tail = _common_tail([told.text(cell) for _, cell in alliances])
    where = page.block.list_id
    conferral = conferred[where] if where is not None and where < len(conferred) else Designation(None, None)
    if document is None and conferral.told:
        document = article.titled
    numbers = told.of("number")
    for place, (_, cell) in enumerate(alliances):
        alliance = _alliance(told, cell, tail)
        if len(alliances) == 1:
            members.beside(told, alliance)
        number = told.text(numbers[0][1]) if numbers and len(alliances) == 1 else str(position + place + 1)
        _designate(told, alliance, cell, document, conferral, number)
    return len(alliances)


def _says(page: Page, cell: Cell) -> bool:
    """Whether a cell holds words, not a stroke or 无."""
    text = page.block.text[cell.start : cell.end].strip()
    return bool(text) and not re.fullmatch(r"[-—–/\\·.\s]+|无|暂无|空缺|缺|待定", text)


def _meaning(page: Page, cell: Cell) -> Heading:
    """What a cell is by its heading; a cell without one that ends with 联盟 is an alliance."""
    text = page.block.text[cell.start : cell.end]
    heading = read_heading(cell.heading) if cell.heading else Heading("other")
    named = text.endswith("联盟") and heading.what in {"other", "unit", "member"} and len(text) > 4
    return (
        Heading("alliance")
        if named and (not cell.heading or "联盟" in cell.heading or heading.what != "member")
        else heading
    )


def _common_tail(names: Sequence[str]) -> str:
    """What the last of several names has and the others leave out: 甲、乙、丙产业技术创新战略联盟."""
    match = _TAIL.search(names[-1])
    return match[0] if match and len(names) > 1 else ""


def _alliance(told: Row, cell: Cell, tail: str) -> int:
    """The draft of the alliance that a cell names, in full when the name shares its tail with the others."""
    drafts, page = told.register.drafts, told.page
    form = page.printed(cell.start, cell.end)
    name = form if form.endswith(("盟", ")", "）")) else form + tail
    found = drafts.entity("Alliance", name, *page.block.span(cell.start, cell.end))
    drafts[found].listed = True
    for _, former in told.of("former"):
        if quoted := _FORMER.search(told.text(former)):
            start = former.start + quoted.start("name")
            drafts.alias(found, page.printed(start, start + len(quoted["name"])))
    return found


def _designate(told: Row, alliance: int, cell: Cell, document: int | None, conferral: Designation, number: str) -> None:
    """State what a list confers on one of its alliances."""
    if conferral.status is None:
        return
    register, span = told.register, told.span(cell)
    if document is not None:
        said = {"status": conferral.status, "number": number}
        register.state(document, "designates", alliance, said, span, "table.designates")
    register.value(alliance, "status", conferral.status, "concept", span, "table.status")
    if conferral.batch in {"1", "2", "3"}:
        register.value(alliance, "batch", conferral.batch, "concept", span, "table.batch")
