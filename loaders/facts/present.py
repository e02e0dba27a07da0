"""Those present, one on a line below a heading or in a row of a list: 与会嘉宾：, then a line for each guest."""

import re

from loaders.facts import events, members
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.row import Row
from loaders.mentions.encode import CODE
from loaders.mentions.mention import Mention
from loaders.rules.language import translate

RULE = "attend.below"
_THERE = "(?:出席|参加|列席|参会|与会|到会|到场|莅会|应邀|受邀|特邀|就座|就坐|参训)"
_WHO = "(?:嘉宾|来宾|人员|领导|专家|代表|单位|同志|者|人)"
_HEADING = re.compile(
    rf"(?:{_THERE}[^。；，：]{{0,20}}(?:有|包括|为|是|如下|名单|{_WHO})(?:名单)?(?:\([^()]{{1,20}}\))?："
    rf"|^(?:[一二三四五六七八九十]{{1,2}}、)?{_THERE}(?:会议|活动|论坛|大会)?(?:的)?(?:主要)?{_WHO}(?:名单)?(?:\([^()]{{1,20}}\))?)$"
)
_LISTED = re.compile(
    rf"(?:{_THERE}|嘉宾|签到)[^。；，：]{{0,10}}(?:{_WHO}|名单|名册|签到表|一览表|表)(?:\([^()]{{1,20}}\))?：?$|嘉宾名单$"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?=\s+[^\s])")
_LINE = re.compile(
    translate(
        r"(?:[0-9]{1,3}[.、]|\([0-9]{1,3}\)|[·•—*-]{1,2})?[ \u3000]{0,3}(?:(?:{B}|(?!{S})[^，。；：]{1,12})：)?"
        r"(?P<who>{I+}(?:[，；、 \u3000]{1,3}{I+}){0,30})[，。；]?"
    )
)
_LONGEST = 120
_PEOPLE = frozenset(CODE[letter] for letter in "PAOH")


def tell(register: Register, page: Page, article: Article) -> None:
    """State that those named by a line below the heading of a list of guests attend what the article is about.

    A page that is such a heading begins the list, one that names no guests only ends it.
    """
    title = page.block.role == "table_title" and _LISTED.search(page.reading.text)
    if title or _HEADING.search(page.reading.text[-_LONGEST:]) is not None:
        article.guests = True
        return
    found = _LINE.fullmatch(page.encoded.code) if article.guests and len(page.encoded.code) <= _LONGEST else None
    if found is None or not _PEOPLE & set(found["who"]):
        article.guests = False
        return
    event = events.event_of(register, _MEETING, page, article)
    if event is None:
        return
    whole = (0, len(page.encoded.code))
    for item in page.encoded.within(*found.span("who"), "PAO"):
        span = page.evidence(whole, (item.start, item.end))
        if not isinstance(item, Mention):
            present = register.people(item, page)
        elif page.encoded.code[page.encoded.at(item.start) + 1 :].startswith(("的" + CODE["P"], CODE["P"])):
            continue
        else:
            body = register.body(item, page, article, whole)
            present = [] if body is None else [body]
        for who in present:
            register.state(who, "participates_in", event, {"role": "attends"}, span, RULE)


def row(told: Row) -> None:
    """State that the persons of a row attend what the article is about, when the line above the list or the headline
    says that those present are listed.
    """
    register, page, article = told.register, told.page, told.article
    headline = article.title is not None and _LISTED.search(article.title.reading.text) is not None
    if not article.guests and not headline:
        return
    event = events.event_of(register, _MEETING, page, article)
    if event is None:
        return
    for heading, cell in told.cells:
        if heading.what == "name":
            name = re.sub(r"\s", "", page.printed(cell.start, cell.end))
            person = register.drafts.find("Person", name)
        elif not cell.heading and (found := _NAME.match(told.text(cell))) and _family(register, found[0]):
            person = members.person_of(told, cell.start, cell.end, cell, None)
        else:
            continue
        if person is not None:
            register.state(person, "participates_in", event, {"role": "attends"}, told.span(cell), RULE)


def _family(register: Register, name: str) -> bool:
    """Whether a word begins with a family name."""
    return name[0] in register.knowledge.surnames or name[:2] in register.knowledge.double_surnames


_MEETING = Mention("V", 0, 0, "会议", "meeting", "event.anaphor")
