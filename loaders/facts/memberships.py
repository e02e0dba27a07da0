"""Memberships in running text: who joined, left, or holds which rank, at a body named or the one that is spoken of."""

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from loaders.facts import referred
from loaders.facts.article import Article
from loaders.facts.headings import Heading, rank_of, status_of
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import START, Mention

if TYPE_CHECKING:
    from loaders.facts.emit import Match

_RANK = (
    r"(?:常务)?副理事长单位|副会长单位|常务理事单位|理事长单位|会长单位|理事单位|成员单位|会员单位|网员单位|盟员单位|"
    r"发起单位|牵头单位|责任主体单位|秘书处依托单位|依托单位|秘书长单位"
)
_BEFORE = re.compile(
    rf"(?P<new>新增|增补|增选|新发展|新加入)?(?P<the>该|本|我|其)?(?P<owner>联盟|协会|学会)?(?:的)?(?P<rank>{_RANK})(?:(?:之一)?(?:——|—|--|-|：|为|是|有|包括)|(?:代表)?)[“]?$"
)
_NOTED = re.compile(rf"\((?:联盟|为)?(?P<rank>{_RANK})\)")
_FORMER = re.compile(r"原(?:该|本)?(?:联盟)?(?:的)?$")
_JOINT = re.compile(r"^(?:[”])?(?:\([^()]{0,20}\))?(?:、|和|与|及|以及|暨)[“]?$")
_DAY = 10
_MEMBER_ROLES = frozenset(("理事长单位", "副理事长单位", "理事单位", "网员"))


def ranked(register: Register, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """State the ranks that stand right before names: 联盟理事长单位甲公司、副理事长单位乙大学.

    Further names joined to one by 、 or 和 share its rank.
    """
    text = page.reading.text
    start, end = page.encoded.span(*sentence)
    heading, owner, last = None, None, -1
    bodies = page.reading.bodies
    for mention in islice(bodies, bisect_left(bodies, start, key=START), None):
        if mention.start >= end:
            break
        if mention.end > end or mention.start < last:
            continue
        found = _BEFORE.search(text, max(start, mention.start - 24), mention.start)
        if found is not None and not _FORMER.search(text, max(start, found.start() - 6), found.start()):
            heading = _heading(found)
            owner = _owner(register, page, article, sentence, found)
        elif heading is None or not _JOINT.match(text[last : mention.start]):
            heading = None
        last = mention.end
        if (noted := _NOTED.match(text, mention.end)) is not None and mention.letter == "O":
            _noted(register, page, article, sentence, mention, noted)
        if heading is None or owner is None:
            continue
        unit = register.body(mention, page, article, sentence)
        if unit is not None and unit != owner:
            tell(register, page, article, sentence, unit, owner, heading, (mention.start, mention.end), "member.ranked")


def _noted(
    register: Register,
    page: Page,
    article: Article,
    sentence: tuple[int, int],
    mention: Mention,
    noted: re.Match[str],
) -> None:
    """State the rank that stands in brackets behind a name: 甲公司（理事长单位）, of the alliance spoken of."""
    start = page.encoded.span(*sentence)[0]
    before = [m for m in page.reading.bodies if m.letter == "A" and start <= m.start and m.end <= mention.start]
    owner = register.body(before[-1], page, article, sentence) if before else article.subject
    unit = register.body(mention, page, article, sentence)
    if unit is not None and owner is not None and unit != owner:
        place = (mention.start, noted.end())
        tell(register, page, article, sentence, unit, owner, rank_of(noted["rank"]), place, "member.ranked")


def _heading(found: re.Match[str]) -> Heading:
    heading = rank_of(found["rank"])
    return Heading(heading.what, heading.role, "joined" if found["new"] else "")


def _owner(
    register: Register, page: Page, article: Article, sentence: tuple[int, int], found: re.Match[str]
) -> int | None:
    """The body whose rank a word is: the one written right before it, else the alliance that is spoken of."""
    before = [m for m in page.reading.bodies if m.end <= found.end()]
    named = next((m for m in reversed(before) if m.end == found.start() or m.end == found.start("rank")), None)
    if named is not None:
        return register.body(named, page, article, sentence)
    if found["the"] == "该" and (last := next((m for m in reversed(before) if m.letter == "A"), None)) is not None:
        return register.body(last, page, article, sentence)
    if found["owner"] in {"协会", "学会"}:
        return None
    start = page.encoded.span(*sentence)[0]
    spoken = (
        None
        if found["the"] or found["owner"] or found["new"]
        else next((m for m in reversed(before) if m.letter == "A" and m.start >= start), None)
    )
    return article.subject if spoken is None else register.body(spoken, page, article, sentence)


def tell(
    register: Register,
    page: Page,
    article: Article,
    sentence: tuple[int, int],
    unit: int,
    body: int,
    heading: Heading,
    place: tuple[int, int],
    rule: str,
    date: str = "",
) -> None:
    """State that a unit leads a body or belongs to it, in the role and with the change of status of a heading."""
    state(register, unit, body, heading, page.evidence(sentence, place), rule, date)


def state(
    register: Register, unit: int, body: int, heading: Heading, span: tuple[int, int], rule: str, date: str = ""
) -> None:
    """State what a heading says of a unit and a body; ``date`` is the day of joining or leaving, or nothing."""
    drafts = register.drafts
    leads = heading.what == "lead" and drafts[body].kind == "Alliance" and heading.status != "revoked"
    if leads and drafts[unit].kind == "Organization":
        register.state(unit, "leads", body, {"role": heading.role or "牵头单位"}, span, rule)
        return
    said = {"role": heading.role if heading.role in _MEMBER_ROLES else "成员单位"}
    if heading.status:
        said["status"] = heading.status
    if date:
        said["date"] = date
    register.state(unit, "member_of", body, said, span, rule)


def change(match: "Match", status: str | None = None) -> None:
    """State what a rule's match tells of units (``who``): their rank, and that they joined or left ``body``."""
    register, page, article = match.register, match.page, match.article
    span = match.text_span("rank")
    words = page.reading.text[slice(*page.encoded.span(*match.place))]
    heading = rank_of(page.reading.text[slice(*span)]) if span else Heading("member", "成员单位")
    heading = Heading(heading.what, heading.role, status_of(words) if status is None else status)
    bodies = match.mentions("body", "AOH")
    body = register.body(bodies[0], page, article, match.sentence) if bodies else None
    named = body is not None
    body = body if body is not None else alliance_before(match)
    if body is None or not has_members(register, body):
        return
    named_units = [(m, register.body(m, page, article, match.sentence)) for m in match.mentions("who", "AOH")]
    whole = page.encoded.span(*match.place)
    units = [((m.start, m.end), unit) for m, unit in named_units] or [(whole, who) for who in referred.subjects(match)]
    for place, unit in units:
        if unit is not None and not named and register.drafts[unit].kind == register.drafts[body].kind == "Alliance":
            body = network(register)  # alliances belong to bodies of alliances
            if body is None:
                return
        if unit is not None and unit != body:
            day = _day(match, place[0])
            tell(register, page, article, match.sentence, unit, body, heading, place, match.rule.id, day)


def counted(match: "Match") -> None:
    """State the members that a text tells by kinds (企业20家，包括甲公司): when it has spoken of members before."""
    at = match.page.encoded.span(*match.place)[0]
    if _OF_MEMBERS.search(match.page.reading.text, max(0, at - _NEAR), at):
        change(match, "")


def has_members(register: Register, body: int) -> bool:
    """Whether a body can have members: an alliance, an association, a network; no company, school or office."""
    draft = register.drafts[body]
    return draft.kind == "Alliance" or not all(_MEMBERLESS.search(form) for form in draft.forms)


def network(register: Register) -> int | None:
    """The body of alliances that the document speaks of first (a 协作网, a 联席会议); None when it names none."""
    drafts = register.drafts
    for entity in drafts.roots():
        draft = drafts.entities[entity]
        if draft.kind == "Organization" and any(_NETWORK.search(form) for form in draft.forms):
            return entity
    return None


_OF_MEMBERS = re.compile("成员|会员|盟员|理事单位|加盟|组成|发起单位")
_NEAR = 200
_MEMBERLESS = re.compile(r"(?:公司|集团|大学|学院|研究院|研究所|厂|局|厅|政府|医院|银行|[省市县区]委)$")
_NETWORK = re.compile(r"联盟.{0,8}(?:网|联席会议|促进会|联合会|联合体|联络组|共同体)$")


def held(match: "Match") -> None:
    """State the ranks that a clause without a subject tells of the unit an article is about: 某联盟副理事长单位."""
    register, page, article = match.register, match.page, match.article
    unit, span = article.company, match.text_span("rank")
    bodies = match.mentions("body", "AOH")
    body = register.body(bodies[0], page, article, match.sentence) if bodies else None
    if unit is None or span is None or body is None or unit == body:
        return
    heading = rank_of(page.reading.text[slice(*span)])
    place = (bodies[0].start, span[1])
    tell(register, page, article, match.sentence, unit, body, heading, place, match.rule.id)


def alliance_before(match: "Match") -> int | None:
    """The alliance that a match does not name: the last one before it in its sentence, else the article's.

    In an article about no alliance in particular it is the last one before it in its paragraph.
    """
    page, register = match.page, match.register
    start, end = page.encoded.span(*match.sentence)[0], page.encoded.span(*match.place)[0]
    named = [m for m in page.reading.bodies if m.letter == "A" and m.end <= end]
    if named and (named[-1].start >= start or match.article.subject is None):
        return register.body(named[-1], page, match.article, match.sentence)
    return match.article.subject


def _day(match: "Match", at: int) -> str:
    """The day of a change: the one that its own clause names, else that of the meeting which the article reports."""
    text = match.page.reading.text
    start, end = match.page.encoded.span(*match.place)
    begin = max(text.rfind(mark, 0, at) for mark in "。；") + 1
    days = [m for m in match.page.encoded.within(*match.sentence, "D") if isinstance(m, Mention)]
    near = [m for m in days if begin <= m.start and m.end <= max(end, start)]
    if near:
        return match.register.date(near[-1], match.article).start
    event = match.article.event
    day = match.register.drafts[event].date if event is not None else None
    return day if day and len(day) == _DAY else ""
