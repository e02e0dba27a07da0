"""Members: what a row says of units and persons: who leads, belongs, left, and who holds which post."""

import re
from collections.abc import Iterator

from loaders.facts.headings import Heading, rank_of
from loaders.facts.row import Row
from loaders.layout import Cell
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention
from loaders.mentions.read import Learnt, read_text

_NOTE = re.compile(
    r"[(（](?P<note>(?:原|曾用名|更名|现[^()（）]{3})[^()（）]*|[^()（）]{0,6}(?:新增|增补|单位|组长|牵头)[^()（）]{0,4})[)）]$"
)
_FORMER = re.compile("^(?:原名称?|原称|原为|原|曾用名|更名前为?)[：:“]?(?P<name>[^”]{4,}?)”?$")
_PART = re.compile(r"[、；;\n]")
_NESTED = re.compile(r"[(（][^()（）]*[)）]|“[^“”]*”")
_HAN = re.compile("[\u4e00-\u9fff]")
_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,12}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff]|[A-Z][A-Za-z.\- ]{2,30}?)"
    r"\s*(?:[(（](?P<note>[^()（）]*)[)）])?$"
)


def beside(told: Row, alliance: int) -> None:
    """State what the columns beside an alliance say of it: its units, who chairs it, whom to ask."""
    for heading, cell in told.of("lead", "member"):
        for unit in units(told, cell):
            _membership(
                told, unit, alliance, heading, cell, "table.lead-unit" if heading.what == "lead" else "table.member"
            )
    for _, cell in told.of("unit", "body"):
        for _unit in units(told, cell):
            pass
    people(told, alliance)


def tell(told: Row) -> None:
    """State what a row without an alliance of its own says: members of the list's alliance, persons and posts."""
    ranks, dates = told.of("rank"), told.of("date")
    rank = rank_of(told.text(ranks[0][1])) if ranks else None
    named = told.of("name")
    for heading, cell in told.of("unit", "lead", "member", "body"):
        for unit in units(told, cell):
            role = rank or heading if heading.what == "unit" else heading
            if heading.what == "body" or named or told.subject is None or unit == told.subject:
                continue
            if heading.what == "unit" and rank is None:
                role = Heading("member", "成员单位", heading.status)
            _membership(told, unit, told.subject, role, cell, "table.member-row", _date(told, dates))
            _seats(told, unit)
    people(told, told.subject)


def _date(told: Row, dates: list[tuple[Heading, Cell]]) -> str:
    """The day of joining that a date column gives, as ISO, or nothing."""
    if not dates:
        return ""
    match = re.match(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2}))?)?", told.text(dates[0][1]))
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else ""


def _membership(told: Row, unit: int, body: int, heading: Heading, cell: Cell, rule: str, date: str = "") -> None:
    """State that a unit leads or belongs to a body, in the role of the heading."""
    drafts = told.register.drafts
    leads = heading.what == "lead" and drafts[body].kind == "Alliance" and drafts[unit].kind == "Organization"
    role = heading.role or "成员单位"
    if not leads and role not in {"理事长单位", "副理事长单位", "理事单位", "网员"}:
        role = "成员单位"
    said = {"role": role}
    if not leads and heading.status:
        said["status"] = heading.status
    if not leads and date:
        said["date"] = date
    told.register.state(unit, "leads" if leads else "member_of", body, said, told.span(cell), rule)


def _seats(told: Row, unit: int) -> None:
    """State where a unit sits when a column says so."""
    if told.register.drafts[unit].kind != "Organization":
        return
    for _, cell in told.of("seat"):
        for place in told.register.places(told.page, cell.start, cell.end):
            told.register.state(unit, "located_in", place, {}, told.span(cell), "table.seat")


def units(told: Row, cell: Cell) -> list[int]:
    """The units that a cell names; marks outside brackets separate several."""
    return [
        unit
        for start, end in _parts(told.text(cell))
        if (unit := _unit(told, cell.start + start, cell.start + end)) is not None
    ]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    hidden = _NESTED.sub(lambda match: "\ue000" * len(match[0]), text)
    at = 0
    for stop in [*(match.start() for match in _PART.finditer(hidden)), len(text)]:
        piece = text[at:stop]
        bare = piece.strip(" 　等")
        if len(bare) > 1:
            start = at + piece.index(bare)
            yield start, start + len(bare)
        at = stop + 1


def _unit(told: Row, start: int, end: int) -> int | None:
    """The draft of one unit; a former name in brackets (原…) is another form of it."""
    register, page = told.register, told.page
    text = page.block.text
    former = None
    while note := _NOTE.search(text, start, end):
        former = _FORMER.match(note["note"]) or former
        if former is not None and former.string == note["note"]:
            kept = note.start("note") + former.start("name"), note.start("note") + former.end("name")
        end = note.start()
        if former is None:
            kept = (0, 0)
    if not _HAN.search(text[start:end]):
        return None
    unit = _body(told, start, end)
    if unit is not None and former is not None:
        register.drafts.alias(unit, page.printed(*kept))
    return unit


def _body(told: Row, start: int, end: int) -> int | None:
    """The draft of the body that words name: as running text would read it, else by the words as they stand."""
    register, page = told.register, told.page
    words = page.block.text[start:end]
    reading = read_text(words, register.knowledge)
    whole = [m for m in reading.bodies if m.start == 0 and m.end == len(words) and m.letter in "AO"]
    if whole:
        mention = whole[0]
        shifted = Mention(
            mention.letter, start, end, mention.name, mention.value, mention.rule, mention.score, mention.parent
        )
        return register.body(shifted, page, told.article, (0, len(page.encoded.code)))
    kind = "Alliance" if words.endswith("联盟") else "Organization"
    return register.drafts.entity(kind, page.printed(start, end), *page.block.span(start, end))


def people(told: Row, alliance: int | None) -> None:
    """State the posts of the persons that a row names."""
    for heading, cell in told.of("person", "post"):
        for start, end in _parts(told.text(cell)):
            _person(told, cell.start + start, cell.start + end, cell, alliance if heading.what == "post" else None)
    named = told.of("name")
    if not named:
        return
    match = _PERSON.match(told.text(named[0][1]))
    if match is None:
        return
    cell = named[0][1]
    person = _named(told, cell.start, cell.start + match.end("name"))
    owners = [unit for _, c in told.of("unit") for unit in units(told, c)]
    for heading, title in told.of("title"):
        owner = alliance if heading.own else owners[0] if owners else None
        for start, end in _parts(told.text(title)):
            if owner is not None:
                said = {"title": told.page.printed(title.start + start, title.start + end)}
                told.register.state(person, "holds_post", owner, said, told.span(title), "table.post")


def _named(told: Row, start: int, end: int) -> int:
    form = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", told.page.printed(start, end))
    return told.register.drafts.entity("Person", form, *told.page.block.span(start, end))


def _person(told: Row, start: int, end: int, cell: Cell, body: int | None) -> None:
    """A person of a group of posts: the post is the heading; a note in brackets may tell another one."""
    match = _PERSON.match(told.page.block.text[start:end])
    if match is None:
        return
    person = _named(told, start, start + match.end("name"))
    if body is not None and cell.heading:
        title = re.sub(r"^联盟|^理事会|\s", "", cell.heading)
        told.register.state(person, "holds_post", body, {"title": title}, told.span(cell), "table.post")
    note = match["note"]
    if not note:
        return
    reading = read_text(note + match["name"], told.register.knowledge, Learnt(people=frozenset([match["name"]])))
    offset = start + match.start("note")
    for phrase in reading.encoded.within(0, len(reading.encoded.code), "P"):
        if isinstance(phrase, Phrase):
            _noted_posts(told, phrase, offset, person, cell)


def _noted_posts(told: Row, phrase: Phrase, offset: int, person: int, cell: Cell) -> None:
    """The posts that a note after a person's name tells; ``offset`` is where the note stands in the block."""
    for named in phrase.people:
        for at, title in named.posts:
            if at is None:
                continue
            shifted = Mention(
                at.letter, at.start + offset, at.end + offset, at.name, at.value, at.rule, at.score, at.parent
            )
            owner = told.register.body(shifted, told.page, told.article, (0, len(told.page.encoded.code)))
            if owner is not None:
                told.register.state(person, "holds_post", owner, {"title": title}, told.span(cell), "table.post")
