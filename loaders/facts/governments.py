"""Governments: the body that a mayor or party secretary is at; a bare 县长 is of the county that the text speaks of."""

import re
from collections import Counter
from dataclasses import dataclass

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import Mention

_LEVEL = "省|自治区|市|县|区|州|镇|乡|旗|盟"
_STATE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{0,12}}?)(?P<title>(?:原|前|时任|现任)?(?:常务|党组)?(?:副|代理?)?(?P<level>{_LEVEL})长)"
)
_PARTY = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{0,12}}?)(?P<level>{_LEVEL})委"
    r"(?P<title>(?:原|时任)?(?:常务)?(?:副?书记|常委|委员|副?秘书长|[\u4e00-\u9fff]{2}部部长|[\u4e00-\u9fff]{2}部长))"
)
_STEM = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{_LEVEL})")


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of the state: the place (perhaps nothing), its level, the kind of body and the bare title."""

    place: str
    level: str
    kind: str
    title: str


def office(title: str, body: Mention | None) -> Office | None:
    """The office of the state that a title is; ``body`` is the one that the words around it put it at, if any.

    A 区长 after a 区委书记 is at the district's government. None when the title is of no government and no party
    committee.
    """
    if found := _STATE.fullmatch(title):
        place = found["place"] or (re.sub("(?:人民)?政府$|委$", "", body.name) if body is not None else "")
        if not place.endswith(found["level"]) and not found["place"]:
            place = ""
        return Office(_levelled(place, found["level"]), found["level"], "人民政府", found["title"])
    if found := _PARTY.fullmatch(title):
        return Office(_levelled(found["place"], found["level"]), found["level"], "委", found["title"])
    return None


def _levelled(place: str, level: str) -> str:
    return place if not place or place.endswith(level) else place + level


def near(level: str, register: Register, article: Article) -> str:
    """The place of a level that an article speaks of most, of equals the one named first; empty when it names none."""
    counted: Counter[str] = Counter()
    for page in article.pages:
        counted.update(
            place
            for item in (*page.reading.bodies, *page.encoded.within(0, len(page.encoded.code), "G"))
            if isinstance(item, Mention) and item.letter in "OG" and (place := _place_in(item.name, level, register))
        )
    return max(counted, key=lambda name: counted[name]) if counted else ""


def _place_in(name: str, level: str, register: Register) -> str:
    """The place of this level at the head of a body's or a place's name; empty when there is none."""
    at = 0
    while stem := _STEM.match(name, at):
        if stem[0] not in register.knowledge.places:
            return ""
        at = stem.end()
        if stem[0].endswith(level):
            return stem[0]
    return ""


def seat(office_: Office, register: Register, page: Page, where: tuple[int, int]) -> int:
    """The draft of the body that an office is at; ``where`` is the passage that speaks of it."""
    full = office_.place + office_.kind
    key = office_.place + "政府" if office_.kind == "人民政府" else full
    found = register.drafts.entity("Organization", full, *page.block.span(*where), key=key)
    if key != full:
        register.drafts.alias(found, key)
    return found
