"""Those present, one on a line below a heading: 与会嘉宾：, then a line for each guest."""

import re

from loaders.facts import events
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
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
    if _HEADING.search(page.reading.text[-_LONGEST:]) is not None:
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


_MEETING = Mention("V", 0, 0, "会议", "meeting", "event.anaphor")
