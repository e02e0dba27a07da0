"""The document pass: names learnt for a second reading, and facts that were told twice written down once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache

from loaders.cores import core, is_full
from loaders.facts.drafts import Drafts, Fact
from loaders.knowledge import Knowledge
from loaders.mentions.learnt import Learnt, WordFinder
from loaders.mentions.mention import Mention
from loaders.mentions.read import BlockReading

_COMPANY = re.compile(r"(?:有限公司|股份公司|有限责任公司|集团公司|总公司)$")
_LEGAL = re.compile(r"(?:集团|控股)?(?:股份|责任)?(?:有限)?(?:责任)?(?:公司|总公司)$")
_EDGE = "，。；：、！？“”《》()和与及"
_AFTER = "要将等的在为是"
_PROGRAMME = re.compile(r"^[^，。、]{2,12}(?:计划|工程|行动|专项)$")


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
    return Learnt.of(bodies, [name for name in people if len(name) > 2 or people[name] > 1])


def _shortened(readings: Sequence[tuple[BlockReading, str]], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The first words of full names that the text uses alone, with the letter of what they name."""
    names = {(m.name, m.letter) for reading, _ in readings for m in reading.bodies}
    ordinary = (knowledge.alliance_verbs, knowledge.alliance_generic, knowledge.places)
    shorts: set[str] = set()
    brands: list[list[str]] = []
    for name, letter in sorted(names):
        if letter == "A" and is_full(name) and len(found := core(name)) > 3:
            if not any(found[:2] in words for words in ordinary):
                shorts.add(found[:2] + "联盟")
        elif letter == "O" and _COMPANY.search(name):
            shortened = (placeless(name, knowledge), name[:6], name[:5], name[:4])
            brands.append([brand for brand in shortened if len(brand) > 3 and is_brand(brand, name, knowledge)])
    used, alone = _used(shorts.union(*brands), [reading.text for reading, _ in readings])
    yield from ((short, "A") for short in sorted(shorts & used))
    for choice in brands:
        yield from ((brand, "O") for brand in [brand for brand in choice if brand in alone][:1])


def placeless(name: str, knowledge: Knowledge) -> str:
    """A company's name without its place and its legal form (甲市乙丙科技有限公司 → 乙丙科技)."""
    plain = _LEGAL.sub("", name)
    for length in range(min(8, len(plain) - 4), 1, -1):
        if any(plain[:length] + level in knowledge.places for level in ("", "县", "市", "区")):
            return plain[length:].removeprefix("市").removeprefix("县")
    return plain


def _used(words: Set[str], texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Those of the words that stand in the texts, and those that stand between boundaries, as no part of a name."""
    used: set[str] = set()
    alone: set[str] = set()
    finder = WordFinder(words)
    for text in texts:
        for word, start, end in finder.all_in(text):
            used.add(word)
            before, after = text[start - 1 : start] if start else "", text[end : end + 1]
            if (before in _EDGE or before.isspace()) and (after in _EDGE or after in _AFTER or after.isspace()):
                alone.add(word)
    return used, alone


def is_brand(brand: str, name: str, knowledge: Knowledge) -> bool:
    """Whether the first words of a company's name can stand for it: no other body and no place is called so."""
    known = brand in knowledge.organs or brand in knowledge.places or brand.startswith(("中国", "国家"))
    headed = brand.endswith(_heads(knowledge))
    return not known and not headed and len(name) - len(brand) > 3 and _COMPANY.search(name) is not None


@cache
def _heads(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.heads)


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
