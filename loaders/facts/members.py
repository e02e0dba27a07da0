"""Members: what a row says of units and persons: who leads, belongs, left, and who holds which post."""

import re
from dataclasses import replace

from loaders.facts import memberships
from loaders.facts.headings import Heading, rank_of, read_heading, status_of
from loaders.facts.row import Row
from loaders.facts.units import Named, parts, read_units
from loaders.layout import Cell
from loaders.mentions import dates
from loaders.mentions.encode import Phrase
from loaders.mentions.learnt import Learnt
from loaders.mentions.mention import Mention
from loaders.mentions.read import read_text

_RANK = re.compile("(?:副理事长|常务理事|副会长|理事长|会长|理事|成员|会员)单位")
_DAY = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2}))?)?")
_CHAIR = re.compile(
    r"(?P<post>(?:常务|执行|名誉)?副?(?:理事长|会长|秘书长|董事长|总经理|院长|校长|所长|主任))[：:]\s*"
    r"(?P<name>[\u4e00-\u9fff·]{2,10})(?=$|[，；、 ])"
)
_ALLIANCE_POSTS = frozenset(("理事长", "副理事长", "常务副理事长", "秘书长", "副秘书长", "会长", "副会长"))
_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,12}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff]|[A-Z][A-Za-z.\- ]{2,30}?)"
    r"\s*(?:[(（](?P<note>[^()（）]*)[)）])?"
    r"(?:\s+(?P<told>[^，。；：()（）]{2,80}?))?\s*(?:[(（](?P<later>[^()（）]*)[)）])?$"
)
_LAST = re.compile(
    r"(?P<told>[^，。；：()（）]{4,60}?(?:[长任理裁工授员士事师监]|书记|代表|顾问))\s+"
    r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff·]{4,12}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff])$"
)
"""A person whose unit and post stand in front of the name: 某大学教授 某某."""
_CLAUSE = re.compile("[^，；/]+")
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def beside(told: Row, alliance: int) -> None:
    """State what the columns beside an alliance say of it: its units, who chairs it, whom to ask."""
    for heading, cell in told.of("lead", "member"):
        rule = "table.lead-unit" if heading.what == "lead" else "table.member"
        for named in read_units(told, cell):
            memberships.state(told.register, named.unit, alliance, heading, told.span(cell), rule)
    for _, cell in told.of("unit", "body"):
        read_units(told, cell)
    people(told, alliance)


def tell(told: Row) -> None:
    """State what a row without an alliance of its own says: members of the list's alliance, persons and posts."""
    _agreement(told)
    persons = told.of("name")
    titled = [(heading, cell) for heading, cell in told.of("title") if told.text(cell).endswith("单位")]
    ranks = told.of("rank") or titled or ([] if persons else told.of("title"))
    rank = rank_of(told.text(ranks[0][1])) if ranks else Heading("member", "成员单位")
    for heading, cell in told.of("unit", "lead", "member", "body", "renamed"):
        for named in read_units(told, cell):
            _seats(told, named.unit)
            for _, former in told.of("former") if heading.what == "renamed" else ():
                told.register.drafts.alias(named.unit, told.page.printed(former.start, former.end))
            ranked = heading.what == "unit" or (ranks and heading == Heading("member", "成员单位"))
            role = replace(rank, status=heading.status) if ranked else heading
            role = _noted(role, named.note)
            _chair(told, named, cell)
            listed = role.what in {"lead", "member"} and (not persons or bool(ranks)) and not told.of("work")
            if told.subject is not None and listed and named.unit != told.subject:
                day = noted_day(named.note) or _date(told, role)
                memberships.state(
                    told.register, named.unit, told.subject, role, told.span(cell), "table.member-row", day
                )
    people(told, told.subject)


def _agreement(told: Row) -> None:
    """State the agreement between the parties that a row names (甲方, 乙方), with its day."""
    found = [(named.unit, cell) for _, cell in told.of("party") for named in read_units(told, cell)]
    if len(found) < 2:
        return
    days = [(day, cell) for _, cell in told.of("date") if (day := _shown_day(told, cell))]
    for unit, cell in found[1:]:
        said = {"date": days[0][0]} if days else {}
        told.register.state(found[0][0], "signs_with", unit, said, told.span(cell), "table.agreement")


def _shown_day(told: Row, cell: Cell) -> str:
    """The day that a cell shows, as ISO; a month and day alone are of the document's year."""
    match = dates.PATTERN.match(told.text(cell))
    return dates.resolve(match, told.register.document.date, "").start if match else ""


def _chair(told: Row, named: Named, cell: Cell) -> None:
    """State the post of a person whom a note behind a unit names: (理事长：丁一，集团总裁)."""
    match = _CHAIR.match(named.note)
    if match is None:
        return
    text = told.page.block.text
    start = text.find(match["name"], cell.start, cell.end)
    if start < 0:
        return
    person = _named(told, start, start + len(match["name"]))
    at_unit = match["post"] not in _ALLIANCE_POSTS
    owner = named.unit if at_unit else told.subject
    if owner is not None:
        told.register.state(person, "holds_post", owner, {"title": match["post"]}, told.span(cell), "table.post")


def noted_day(note: str) -> str:
    """The day of joining that a note in brackets gives (2013-05 副理事长单位), as ISO, or nothing."""
    match = re.search(_DAY, note)
    return "-".join(part.zfill(2) for part in match.groups() if part) if match and match[2] else ""


def _noted(heading: Heading, note: str) -> Heading:
    """The heading with what a note in brackets adds: (原常务理事单位，申请退出), (新增)."""
    noted = read_heading(rank[0]) if (rank := _RANK.search(note)) else Heading("other")
    status = heading.status or status_of(note)
    if noted.what in {"lead", "member"} and heading.role in {"", "成员单位"}:
        return Heading("member" if status == "revoked" else noted.what, noted.role, status)
    return replace(heading, status=status)


def _date(told: Row, heading: Heading) -> str:
    """The day that a date column gives, as ISO; for those who join or leave, else the day of the meeting reported."""
    for _, cell in told.of("date"):
        if match := _DAY.match(told.text(cell)):
            return "-".join(part.zfill(2) for part in match.groups() if part)
    event = told.article.event
    day = told.register.drafts[event].date if heading.status and event is not None else None
    return day if day and len(day) == 10 else ""


def _seats(told: Row, unit: int) -> None:
    """State where a unit sits when a column says so."""
    if told.register.drafts[unit].kind != "Organization":
        return
    for _, cell in told.of("seat"):
        for place in told.register.places(told.page, cell.start, cell.end):
            told.register.state(unit, "located_in", place, {}, told.span(cell), "table.seat")


def people(told: Row, alliance: int | None) -> None:
    """State the posts of the persons that a row names."""
    for heading, cell in told.of("person", "post"):
        for start, end in parts(told.text(cell)):
            person_of(told, cell.start + start, cell.start + end, cell, alliance if heading.what == "post" else None)
    named = told.of("name")
    if not named:
        _beside_post(told)
        return
    match = _PERSON.match(told.text(named[0][1]))
    if match is None:
        return
    cell = named[0][1]
    person = _named(told, cell.start, cell.start + match.end("name"))
    owners = [unit.unit for _, c in told.of("unit", "member", "lead") for unit in read_units(told, c)]
    owners = owners or told.article.row_units
    told.article.row_units = owners
    titles = told.of("title")
    for heading, title in titles:
        if "单位" in (title.heading or ""):
            _phrased(told, told.text(title), title.start, person, (named[0][1], told.text(cell)[: match.end("name")]))
            continue
        beside_unit = any("单位" in (other.heading or "") for _, other in titles)
        owner = alliance if heading.own or beside_unit else owners[0] if owners else None
        for start, end in _titles(told, title):
            if owner is not None:
                said = {"title": told.page.printed(start, end)}
                told.register.state(person, "holds_post", owner, said, told.span(title), "table.post")


def _beside_post(told: Row) -> None:
    """State the unit and post that the column after one of chairmen or secretaries gives (理事长 | 单位及职务)."""
    for (heading, cell), (after, title) in zip(told.cells, told.cells[1:], strict=False):
        match = _PERSON.match(told.text(cell)) if heading.what in {"person", "post"} else None
        if match is not None and after.what == "title" and "单位" in (title.heading or ""):
            person = _named(told, cell.start, cell.start + match.end("name"))
            _phrased(told, told.text(title), title.start, person, (cell, match["name"]))


def _titles(told: Row, cell: Cell) -> list[tuple[int, int]]:
    """The spans of the posts that a cell names; ranks of units and honours (教授) are none."""
    if told.text(cell).endswith("单位"):
        return []
    honours = told.register.knowledge.posts["honour"]
    found: list[tuple[int, int]] = []
    for start, end in parts(told.text(cell)):
        at = cell.start + start
        for title in told.text(cell)[start:end].split("兼"):
            if len(title) > 1 and title not in honours:
                found.append((at, at + len(title)))
            at += len(title) + 1
    return found


def _named(told: Row, start: int, end: int) -> int:
    form = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", told.page.printed(start, end))
    return told.register.drafts.entity("Person", form, *told.page.block.span(start, end))


def person_of(told: Row, start: int, end: int, cell: Cell, body: int | None) -> int | None:
    """A person of a group of posts: the post is the heading; a note in brackets may tell another one."""
    words = told.page.block.text[start:end]
    match = _LAST.match(words) or _PERSON.match(words)
    if match is None:
        return None
    person = _named(told, start + match.start("name"), start + match.end("name"))
    if body is not None and cell.heading:
        title = re.sub(r"^联盟|^理事会|\s", "", cell.heading)
        told.register.state(person, "holds_post", body, {"title": title}, told.span(cell), "table.post")
    for group in ("note", "told", "later"):
        for clause in _CLAUSE.finditer(match.groupdict().get(group) or ""):
            at = start + match.start(group) + clause.start()
            _phrased(told, clause[0], at, person, (cell, match["name"]))
    return person


def _phrased(told: Row, words: str, offset: int, person: int, named: tuple[Cell, str]) -> None:
    """State the posts that words name with their bodies (某公司董事长), as running text before a name would."""
    cell, name = named
    blank = {at for gap in _BLANKS.finditer(words) for at in range(*gap.span())}
    kept = [at for at in range(len(words) + 1) if at not in blank]  # 某公司  董事长 is read as one
    reading = read_text(_BLANKS.sub("", words) + name, told.register.knowledge, Learnt.of({}, [name]))
    for phrase in reading.encoded.within(0, len(reading.encoded.code), "P"):
        if isinstance(phrase, Phrase):
            _noted_posts(told, phrase, [offset + at for at in kept], person, cell)


def _noted_posts(told: Row, phrase: Phrase, places: list[int], person: int, cell: Cell) -> None:
    """The posts that a note after a person's name tells; ``places`` are the offsets of its characters in the block."""
    for named in phrase.people:
        for at, title in named.posts:
            if at is None:
                continue
            shifted = Mention(
                at.letter, places[at.start], places[at.end - 1] + 1, at.name, at.value, at.rule, at.score, at.parent
            )
            owner = told.register.body(shifted, told.page, told.article, (0, len(told.page.encoded.code)))
            if owner is not None:
                told.register.state(person, "holds_post", owner, {"title": title.name}, told.span(cell), "table.post")
