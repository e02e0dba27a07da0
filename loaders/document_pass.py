"""The document pass: names learnt for a second reading, short and full names found to be one, duplicates removed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.cores import core, is_full, swapped, within
from loaders.facts.drafts import Drafts, Fact, match_key
from loaders.knowledge import Knowledge
from loaders.mentions.mention import Mention
from loaders.mentions.read import BlockReading, Learnt

_COMPANY = re.compile(r"(?:有限公司|股份公司|有限责任公司|集团公司|总公司)$")
_EDGE = "，。；：、！？\\s“”《》()和与及"
_PROGRAMME = re.compile(r"^[^，。、]{2,12}(?:计划|工程|行动|专项)$")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[省市]")


def learn(readings: Sequence[tuple[BlockReading, str]], knowledge: Knowledge) -> Learnt:
    """The names that a first reading shows in clean contexts, to be found anywhere by the second.

    ``readings`` are the blocks' readings with their roles. Learnt are short names that the text defines, names of
    alliances and bodies that stand in headlines or credits, bodies found in slots, the first words of full names where
    the text uses them alone (甲乙联盟, 甲乙丙丁 for 甲乙丙丁科技有限公司), and persons.
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
    for short, letter in _shortened(readings, knowledge):
        bodies.setdefault(short, letter)
    return Learnt(bodies, frozenset(name for name in people if len(name) > 2 or people[name] > 1))


def _shortened(readings: Sequence[tuple[BlockReading, str]], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The first words of full names that the text uses alone, with the letter of what they name."""
    text = "\n".join(reading.text for reading, _ in readings)
    names = {(m.name, m.letter) for reading, _ in readings for m in reading.bodies}
    ordinary = (*knowledge.alliance_verbs, *knowledge.alliance_generic, *knowledge.places)
    for name, letter in sorted(names):
        if letter == "A" and is_full(name) and len(found := core(name)) > 3:
            if found[:2] not in ordinary and (short := found[:2] + "联盟") in text:
                yield short, "A"
        elif letter == "O" and _COMPANY.search(name):
            for length in (6, 5, 4):
                brand = name[:length]
                if is_brand(brand, name, knowledge) and _alone(brand, text):
                    yield brand, "O"
                    break


def is_brand(brand: str, name: str, knowledge: Knowledge) -> bool:
    """Whether the first words of a company's name can stand for it: no other body and no place is called so."""
    known = brand in knowledge.organs or brand in knowledge.places or brand.startswith(("中国", "国家"))
    headed = any(brand.endswith(head) for head in knowledge.heads)
    return not known and not headed and len(name) - len(brand) > 3 and _COMPANY.search(name) is not None


def _alone(brand: str, text: str) -> bool:
    """Whether a brand stands between boundaries somewhere in the text, so that it is no part of a longer name."""
    return (
        brand in text and re.search(f"(?<![^{_EDGE}]){re.escape(brand)}(?=[{_EDGE}要将等的在为是]|$)", text) is not None
    )


def unite_companies(drafts: Drafts, knowledge: Knowledge) -> None:
    """A brand is the company whose full name begins with it, when only one does."""
    found = [i for i in drafts.roots() if drafts[i].kind == "Organization"]
    full = [(i, form) for i in found for form in drafts[i].forms if _COMPANY.search(form)]
    for entity in found:
        brand = next(iter(drafts[entity].forms))
        if not 4 <= len(brand) <= 6 or drafts[entity].organ or drafts.root(entity) != entity:
            continue
        fits = {
            drafts.root(other) for other, form in full if form.startswith(brand) and is_brand(brand, form, knowledge)
        } - {entity}
        if len(fits) == 1:
            drafts.merge(fits.pop(), entity)


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
            if not is_full(one) and is_full(other) and not _PLACE.match(a):
                b = _PLACE.sub("", b)
            if len(a) < 2 or len(b) < 2:
                continue
            if swapped(a, b):
                return True
            if len(a) > len(b) or not within(a, b):
                continue
            if not is_full(one) or len(b) - len(a) <= 2:
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
