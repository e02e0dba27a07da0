"""The document pass: names learnt for a second reading, short and full names found to be one, duplicates removed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from loaders.facts.drafts import Drafts, Fact, match_key
from loaders.knowledge import Knowledge
from loaders.mentions.mention import Mention
from loaders.mentions.read import BlockReading, Learnt

_TAIL = re.compile(r"(?:产业)?(?:技术|科技)?(?:协同)?(?:创新)?(?:战略|发展)?联盟$")
_FULL = re.compile(r"(?:产业|创新|战略|技术)联盟$|创新战略联盟$")
_PROGRAMME = re.compile(r"^[^，。、]{2,12}(?:计划|工程|行动|专项)$")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[省市]")
_LIGHT = re.compile(r"[及与和()“”·\s]|^中国|^国家")


def learn(readings: Iterable[tuple[BlockReading, str]], knowledge: Knowledge) -> Learnt:
    """The names that a first reading shows in clean contexts, to be found anywhere by the second.

    ``readings`` are the blocks' readings with their roles. Learnt are short names that the text defines, names of
    alliances and bodies that stand in headlines or credits, bodies found in slots, and persons.
    """
    bodies: dict[str, str] = {}
    people: dict[str, int] = defaultdict(int)
    for reading, role in readings:
        for alias in reading.aliases:
            if alias.mention.letter in "AO" and alias.short not in knowledge.organs and len(alias.short) > 1:
                bodies.setdefault(alias.short, alias.mention.letter)
        for mention in reading.bodies:
            clean = role in {"title", "credit", "guide", "row"} or mention.rule.startswith("slot.list")
            if clean and len(mention.name) > 2 and mention.name not in knowledge.organs:
                bodies.setdefault(mention.name, mention.letter)
            elif mention.rule == "alliance.bare-name" and len(mention.name) > 3:
                bodies.setdefault(mention.name, "A")
        for item in reading.encoded.items:
            if isinstance(item, Mention) and item.letter == "Q" and _PROGRAMME.search(item.name):
                bodies.setdefault(item.name, "Q")
        for name in reading.people:
            people[name.name] += 1
    return Learnt(bodies, frozenset(name for name in people if len(name) > 2 or people[name] > 1))


@lru_cache(maxsize=16384)
def core(name: str) -> str:
    """What tells an alliance apart: its name without 产业技术创新战略联盟, brackets and light words."""
    return _LIGHT.sub("", _TAIL.sub("", match_key(name)))


def _within(short: str, long: str) -> bool:
    """Whether ``short`` is a subsequence of ``long`` with the same first character."""
    if not short or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _swapped(one: str, other: str) -> bool:
    """Whether two names differ by two neighbouring characters that changed places."""
    if len(one) != len(other) or one == other:
        return False
    differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    i, j = differing
    return one[i] == other[j] and one[j] == other[i]


def unite_alliances(drafts: Drafts, articles: dict[int, set[int]]) -> None:
    """Find which names are of one alliance.

    Equal cores are one. A short name (…联盟) and a full one are one when its core is a subsequence of the full core and
    no third alliance fits; inside one article this needs no uniqueness. Two full names are one only when they differ by
    at most two characters or a swap and neither stands in a list. ``articles`` gives the articles of each draft.
    """
    by_core: dict[str, int] = {}
    for entity in _alliances(drafts):
        key = core(next(iter(drafts[entity].forms)))
        if key and key in by_core and not (drafts[entity].listed and drafts[by_core[key]].listed):
            drafts.merge(by_core[key], entity)
        elif key:
            by_core[key] = entity
    longest = sorted(_alliances(drafts), key=lambda i: -max(len(core(form)) for form in drafts[i].forms))
    loose = [i for i in longest if not drafts[i].listed]
    for entity in longest:  # the fuller short names first, so that they don't compete for the shortest ones
        if drafts.root(entity) != entity:
            continue
        others = [i for i in (loose if drafts[entity].listed else longest) if drafts.root(i) == i and i != entity]
        fits = [other for other in others if _may_be(drafts, entity, other)]
        near = [other for other in fits if articles.get(entity, set()) & articles.get(other, set())]
        chosen = near if len(near) == 1 else fits
        if len(chosen) == 1:
            drafts.merge(chosen[0], entity)


def _alliances(drafts: Drafts) -> list[int]:
    return [i for i in drafts.roots() if drafts[i].kind == "Alliance"]


def _may_be(drafts: Drafts, short: int, long: int) -> bool:
    """Whether the first alliance's name can shorten or misprint the second's."""
    if drafts[short].listed and drafts[long].listed:
        return False
    for one in drafts[short].forms:
        for other in drafts[long].forms:
            a, b = core(one), core(other)
            if _FULL.search(one) is None and _FULL.search(other) is not None and not _PLACE.match(a):
                b = _PLACE.sub("", b)
            if len(a) < 2 or len(b) < 2:
                continue
            if _swapped(a, b):
                return True
            if len(a) > len(b) or not _within(a, b):
                continue
            full = _FULL.search(one) is not None
            if not full or len(b) - len(a) <= 2:
                return True
    return False


def unite_offices(drafts: Drafts) -> None:
    """A department that stands alone is the one whose full name ends with it, when only one does."""
    found = [i for i in drafts.roots() if drafts[i].kind == "Organization"]
    for entity in found:
        name = next(iter(drafts[entity].forms))
        if (
            not re.search(r"[司处室局厅委]$", name)
            or len(name) < 4
            or drafts[entity].organ
            or drafts.root(entity) != entity
        ):
            continue
        longer = [
            other
            for other in found
            if drafts.root(other) == other
            and other != entity
            and any(_office_of(name, form) for form in drafts[other].forms)
        ]
        if len(longer) == 1:
            drafts.merge(longer[0], entity)


def _office_of(name: str, full: str) -> bool:
    if len(name) == len(full):
        return False
    short, long = sorted((name, full), key=len)
    if short[0] in "省市县区":
        return len(name) < len(full) and long.endswith(short) and len(long) - len(short) <= 3
    return long.endswith(short) and long[-len(short) - 1] in "司部局厅委院"


def unite_places(drafts: Drafts) -> None:
    """A bare place name is the one place whose last part it is: 深圳 in 广东省深圳市."""
    found = [i for i in drafts.roots() if drafts[i].kind == "Place"]
    for entity in found:
        name = next(iter(drafts[entity].forms))
        ends = (name, *(name + suffix for suffix in ("市", "县", "区", "省", "州")))
        longer = [
            other
            for other in found
            if other != entity
            and drafts.root(other) == other
            and any(len(form) > len(name) and form.endswith(ends) for form in drafts[other].forms)
        ]
        if len(longer) == 1 and drafts.root(entity) == entity and len(name) < 8:
            drafts.merge(longer[0], entity)


def unite_events(drafts: Drafts) -> None:
    """Events of equal name that no date tells apart are one."""
    by_name: dict[str, int] = {}
    for entity in drafts.roots():
        draft = drafts[entity]
        if draft.kind != "Event":
            continue
        for form in list(draft.forms):
            other = by_name.setdefault(match_key(form), entity)
            if drafts.root(other) != drafts.root(entity):
                dates = {drafts[other].date, draft.date} - {None}
                if len(dates) < 2:
                    drafts.merge(other, entity)


def deduplicated(drafts: Drafts) -> list[Fact]:
    """The facts by their final entities, each once: the surest wins, speaking includes attending."""
    best: dict[tuple[object, ...], Fact] = {}
    named = {
        (drafts.root(f.subject), f.qualifiers.get("title"))
        for f in drafts.facts
        if f.predicate == "holds_post" and f.rule != "post.bare"
    }
    for fact in drafts.facts:
        subject, object_ = drafts.root(fact.subject), drafts.root(fact.object)
        if subject == object_ or fact.rule == "post.bare" and (subject, fact.qualifiers.get("title")) in named:
            continue
        ends = tuple(sorted((subject, object_))) if fact.predicate == "signs_with" else (subject, object_)
        told = fact.qualifiers.get("title") if fact.predicate == "holds_post" else None
        told = fact.qualifiers.get("role") if fact.predicate in {"leads", "member_of", "organizes"} else told
        key = (fact.predicate, ends, told)
        known = best.get(key)
        if known is None or _rank(fact) > _rank(known):
            best[key] = Fact(
                subject, fact.predicate, object_, fact.qualifiers, fact.start, fact.end, fact.rule, fact.confidence
            )
    return list(best.values())


def _rank(fact: Fact) -> tuple[bool, bool, int, float]:
    """Which of two tellings of one fact is kept: the one that says more, then the surer one."""
    said = fact.qualifiers
    return said.get("role") == "speaks", "status" in said, len(said), fact.confidence
