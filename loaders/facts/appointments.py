"""Appointments: who takes up which post, and whether the text reports it as news."""

import re
from typing import TYPE_CHECKING

from loaders.facts.posts import printed_title
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention

if TYPE_CHECKING:
    from loaders.facts.emit import Match

_NEWS = re.compile(
    "选出|当选|选举|推选|推举|获选|被选|受聘|获聘|聘任|聘请|聘为|增聘|任命|增补|增选|补选|接任|继任|续任|就任|表决|换届|决定|"
    "产生|新任|首任|首届|新一届|成立|改任|转任|升任|调任"
)
_ELSEWHERE = re.compile(
    "^副?主任委员$|(?:[组院校所处科局司厅市县区省乡镇村行厂站队团班台馆园室]长|董事长|总经理|总裁|经理|总工程师|书记|院士|召集人|主持人|主讲人|发言人)$"
)
_ASSOCIATION = re.compile("[\u4e00-\u9fff]{2,24}?(?:协会|学会|研究会|联合会|促进会|商会|基金会|协作网|联席会议)")
_STAYING = re.compile("连任|留任|连选")


def appoint(match: "Match") -> None:
    """State the posts that someone takes up; without a body they are at the one whose new posts were announced."""
    titles, span = match.mentions("title", "J"), match.span("who")
    if titles and span is not None:
        _state(match, titles, span)


def succeed(match: "Match") -> None:
    """State that someone takes over the post that was named last before the match (…卸任秘书长，由某某接任)."""
    span = match.span("who")
    titles = _named_before(match, span[0]) if span is not None else []
    if titles and span is not None:
        _state(match, titles, span)


def _named_before(match: "Match", place: int) -> list[Mention]:
    """The post that the sentence names last before a place of the code, by itself or as someone's."""
    for item in reversed(match.page.encoded.within(match.sentence[0], place, "JP")):
        if isinstance(item, Mention):
            return [item]
        held = [title for person in item.people for _, title in person.posts]
        if held:
            title = held[0]
            former = re.match("原|前|现任|时任", title.name)
            cut = former.end() if former else 0
            return [title._replace(start=title.start + cut, name=title.name[cut:])]
    return []


def _state(match: "Match", titles: list[Mention], span: tuple[int, int]) -> None:
    register, article, page = match.register, match.article, match.page
    bodies = match.mentions("body", "AOH")
    body = register.body(bodies[0], page, article, match.sentence) if bodies else None
    if body is None and any(_ELSEWHERE.search(title.name) for title in titles):
        body = article.company if article.headed else None
    elif body is None:
        alliance = register.spoken_of(page, titles[0].start, article)
        body = article.appointing if article.appointing is not None else alliance
        body = _convener(match) if body is None else body
    if body is None:
        return
    for phrase in page.encoded.within(*span, "P"):
        if not isinstance(phrase, Phrase):
            continue
        for person in register.people(phrase, page):
            for title in titles:
                where = page.evidence(match.sentence, (min(phrase.start, title.start), max(phrase.end, title.end)))
                said = {"title": printed_title(page, title)}
                if _reported(match):
                    said["status"] = "appointed"
                register.state(person, "holds_post", body, said, where, match.rule.id)


def _convener(match: "Match") -> int | None:
    """The association whose meeting the sentence or the article is about (某协会第六届理事会第一次会议 …选举)."""
    register, article, page = match.register, match.article, match.page
    named = [m.name for m in page.encoded.within(*match.sentence, "E") if isinstance(m, Mention)]
    if article.event is not None:
        named += register.drafts[article.event].forms
    owners = [found[0] for name in named if (found := _ASSOCIATION.match(name)) is not None]
    known = [body for name in owners if (body := register.drafts.find("Organization", name)) is not None]
    if known or not owners:
        return known[0] if known else None
    start = page.reading.text.find(owners[0])
    return (
        register.drafts.entity("Organization", owners[0], *page.block.span(start, start + len(owners[0])))
        if start >= 0
        else None
    )


def _reported(match: "Match") -> bool:
    """Whether the text reports the appointment: one that lasts (连任) or is only described (由某某担任) is none."""
    encoded, sentence = match.page.encoded, match.sentence
    start, end = match.place
    if _STAYING.search(encoded.code, start, end):
        return False
    held = match.article.event is not None and match.article.title is not None
    return (
        held
        or _NEWS.search(encoded.code, *sentence) is not None
        or any(_NEWS.match(item.name) for item in encoded.within(*sentence, "J") if isinstance(item, Mention))
    )


def appointing(match: "Match") -> None:
    """Remember the body whose new post holders are announced (某会新任副秘书长及各部门负责人)."""
    if any(m.name.startswith("新任") for m in match.mentions("what", "J")):
        bodies = match.mentions("body", "AOH")
        match.article.appointing = match.register.body(bodies[0], match.page, match.article, match.sentence)
