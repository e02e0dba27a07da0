"""Agreements: who signs with whom, where a list of parties or the name of a ceremony tells it."""

import re
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention

if TYPE_CHECKING:
    from loaders.facts.emit import Match

_MOST, _NEAR = 5, 28
_BESIDE = re.compile(r"(?:\([^()]{1,24}\))?(?:与|和|同|、|携手|及|联合|&|—{1,2}|--?|·)$")


def pairs(match: "Match") -> None:
    """State that each party of a list signed with each other one."""
    register, page = match.register, match.page
    parties: list[tuple[int, Mention]] = []
    for mention in match.mentions("all", "AOH"):
        body = register.body(mention, page, match.article, match.sentence)
        if body is not None and body not in (known for known, _ in parties):
            parties.append((body, mention))
    if len(parties) > _MOST:
        return
    for (one, first), (other, last) in combinations(parties, 2):
        where = page.evidence(match.sentence, (first.start, last.end))
        register.state(one, "signs_with", other, {}, where, match.rule.id)


def represented(match: "Match") -> None:
    """State that the bodies sign with each other whose people sign for them: 甲校校长与乙公司总经理代表双方签字."""
    register, page = match.register, match.page
    parties: list[tuple[int, Mention]] = []
    for group in ("one", "other"):
        span = match.span(group)
        for phrase in page.encoded.within(*span, "P") if span else ():
            people = phrase.people if isinstance(phrase, Phrase) else ()
            seats = [at for person in people for at, _ in person.posts if at is not None]
            body = register.body(seats[0], page, match.article, match.sentence) if seats else None
            if body is not None:
                parties.append((body, seats[0]))
    if len(parties) == 2 and parties[0][0] != parties[1][0]:
        where = page.evidence(match.sentence, (parties[0][1].start, parties[1][1].end))
        register.state(parties[0][0], "signs_with", parties[1][0], {}, where, match.rule.id)


def ceremony(register: Register, event: Mention, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """State that two bodies sign with each other whose ceremony is named after them (甲与乙战略合作签约仪式)."""
    if event.value != "signing":
        return
    bodies = page.reading.bodies
    inside = [m for m in bodies if event.start <= m.start and m.end <= event.end]
    if inside and inside[0].start == event.start:  # a joint may have ended the event's name
        before = [m for m in bodies if m.end < event.start][-1:]
        inside = [*before, *inside] if before and event.start - before[0].end < _NEAR else inside
    for first, last in zip(inside, inside[1:], strict=False):
        if _BESIDE.match(page.reading.text[first.end : last.start]) is None:
            continue
        one, other = (register.body(m, page, article, sentence) for m in (first, last))
        if one is not None and other is not None and one != other:
            where = page.evidence(sentence, (event.start, event.end))
            register.state(one, "signs_with", other, {}, where, "sign.ceremony")
        return
