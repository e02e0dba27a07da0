"""Units: the bodies that a cell names, with the notes in brackets after them: former names, ranks, reasons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.facts.row import Row
from loaders.layout import Cell
from loaders.mentions.mention import Mention
from loaders.mentions.read import read_whole

_NOTE = re.compile(
    r"\s*[(](?P<note>(?:[^()]|[(][^()]*[)]){0,80}(?:^|(?<=[(])|(?<=.))(?:原|曾用|更名|现名|现为|新增|增补|单位|组长|牵头|因|申请|退出|除名|自愿|欠|未|[0-9]{4}[-年./]|[，；：])"
    r"(?:[^()]|[(][^()]*[)]){0,120})[)]\s*$"
)
_FORMER = re.compile("^(?:原名称?|原称|原为|原|曾用名|更名前为?)[：:“]?(?P<name>[^”，；]{4,60}?)”?(?=$|[，；])")
_RENAMED = re.compile(
    r"^“?(?P<old>[^，。；“”]{4,40}?)”?\s*(?P<note>[(][^()]{2,20}[)])?\s*"
    r"(?:现|已|现已|拟)?(?:更名为|变更为|改名为|更改为|现名|改为|现为|→|—>|->|——)\s*[：:]?“?(?P<new>[^，。；“”]{4,40}?)”?$"
)
_PART = re.compile(r"[、；;\n]")
_NESTED = re.compile(r"[(](?:[^()]|[(][^()]*[)])*[)]|“[^“”]*”|《[^《》]*》")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit's draft and the words in brackets after its name."""

    unit: int
    note: str


def read_units(told: Row, cell: Cell) -> list[Named]:
    """The units that a cell names; marks outside brackets separate several."""
    found = (_unit(told, cell.start + start, cell.start + end) for start, end in parts(told.text(cell)))
    return [named for named in found if named is not None]


def parts(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the names in a cell's words."""
    hidden = _NESTED.sub(lambda match: "\ue000" * len(match[0]), text)
    at = 0
    for stop in [*(match.start() for match in _PART.finditer(hidden)), len(text)]:
        piece = text[at:stop]
        bare = piece.strip(" 等")
        if len(bare) > 1:
            start = at + piece.index(bare)
            yield start, start + len(bare)
        at = stop + 1


def _unit(told: Row, start: int, end: int) -> Named | None:
    """One unit; a former name, in brackets (原…) or before 更名为, is another form of it."""
    register, page = told.register, told.page
    text = page.block.text
    note, forms = "", []
    if renamed := _RENAMED.match(text[start:end]):
        forms.append((start + renamed.start("old"), start + renamed.end("old")))
        note = renamed["note"] or ""
        start, end = start + renamed.start("new"), start + renamed.end("new")
    while bracket := _NOTE.search(text[start:end]):
        note = f"{bracket['note']} {note}"
        if (former := _FORMER.match(bracket["note"])) and not former["name"].endswith(("单位", "会员")):
            at = start + bracket.start("note")
            forms.append((at + former.start("name"), at + former.end("name")))
        end = start + bracket.start()
    if not _HAN.search(text[start:end]):
        return None
    unit = _body(told, start, end)
    if unit is None:
        return None
    for form in forms:
        register.drafts.alias(unit, page.printed(*form))
    return Named(unit, note.strip())


def _body(told: Row, start: int, end: int) -> int | None:
    """The draft of the body that words name: as running text would read it, else by the words as they stand."""
    register, page = told.register, told.page
    words = page.block.text[start:end]
    m = read_whole(words, register.knowledge)
    if m is not None:
        shifted = Mention(m.letter, start, end, m.name, m.value, m.rule, m.score, m.parent)
        return register.body(shifted, page, told.article, (0, len(page.encoded.code)))
    kind = "Alliance" if words.endswith("联盟") else "Organization"
    return register.drafts.entity(kind, page.printed(start, end), *page.block.span(start, end))
