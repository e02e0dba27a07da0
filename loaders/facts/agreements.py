"""Agreements: who signs with whom, where a list of parties or the name of a ceremony tells it."""

import re
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import Mention

if TYPE_CHECKING:
    from loaders.facts.emit import Match

_MOST = 5
_BESIDE = re.compile(r"(?:\([^()]{1,24}\))?(?:与|和|同|、|携手|及|联合|&)$")


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


def ceremony(register: Register, event: Mention, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """State that two bodies sign with each other whose ceremony is named after them (甲与乙战略合作签约仪式)."""
    if event.value != "signing":
        return
    inside = [m for m in page.reading.bodies if event.start <= m.start and m.end <= event.end]
    for first, last in zip(inside, inside[1:], strict=False):
        if _BESIDE.match(page.reading.text[first.end : last.start]) is None:
            continue
        one, other = (register.body(m, page, article, sentence) for m in (first, last))
        if one is not None and other is not None and one != other:
            where = page.evidence(sentence, (event.start, event.end))
            register.state(one, "signs_with", other, {}, where, "sign.ceremony")
        return
