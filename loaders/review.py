"""Review: which entities may be one. Pure proposals over all mentions; a reviewer decides, likeness never does.

Blocking by the character pairs of names keeps ten thousand names within seconds. Two alliances that one document names
in full, two rows of one table, or two entities of the shipped registry are known to be different and never proposed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.entity import Mentioned, chosen_name
from graph.text import match_key
from loaders import likeness
from loaders.cores import core, is_full
from loaders.decisions import Named, pair_id
from loaders.likeness import Ground
from loaders.sides import sides

_COMMON = 400
"""A pair of characters that more names than this hold tells nothing."""
_NAMESAKES = 8
_LIKE: Mapping[str, Callable[[str, str], Ground | None]] = {
    "Alliance": likeness.alliances,
    "Organization": likeness.organizations,
    "PolicyDocument": likeness.titles,
    "Award": likeness.titles,
    "Standard": likeness.titles,
    "Project": likeness.titles,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence on why two entities may be one, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be of one entity; ``joined`` when a document was read as if they were.

    ``sides`` name the two as a decision does, ``score`` (0 to 1) orders the list.
    """

    kind: str
    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...]
    sides: tuple[Named, Named]
    joined: bool = False

    @property
    def id(self) -> str:
        """The id of the pair, the same in either order and after every re-reading."""
        return pair_id(self.kind, self.sides[0].side, self.sides[1].side)


@dataclass(frozen=True, slots=True)
class _Known:
    """An entity as all documents speak of it."""

    key: str
    kind: str
    name: str
    side: Named
    forms: tuple[str, ...]
    documents: frozenset[str]
    full_in: frozenset[str]


def propose(mentions: Sequence[Mentioned], curated: Iterable[str] = ()) -> list[Proposal]:
    """The pairs a reviewer should look at, the likeliest first.

    ``mentions`` bear their entity keys; ``curated`` are the keys of the shipped registry, all known to be different.
    """
    known = _entities(mentions)
    apart = frozenset(curated)
    found: list[Proposal] = []
    for kind in sorted(_LIKE):
        entities = [entity for entity in known if entity.kind == kind]
        found += _unique(_alike(entities, _LIKE[kind], apart))
    found += _namesakes([entity for entity in known if entity.kind == "Person"], apart)
    found += _inside(mentions)
    best: dict[str, Proposal] = {}
    for proposal in sorted(found, key=lambda p: (-p.score, p.kind, p.left, p.right)):
        best.setdefault(proposal.id, proposal)
    return list(best.values())


def _entities(mentions: Sequence[Mentioned]) -> list[_Known]:
    index = {m.id: m for m in mentions}
    groups: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in mentions:
        groups[mention.entity].append(mention)
    found = []
    for key in sorted(groups):
        members = groups[key]
        name = chosen_name(members)
        bearer = min((m for m in members if m.name == name), key=lambda m: m.id)
        side = sides(bearer, index)[0]
        forms = tuple(dict.fromkeys((name, *sorted({f for m in members for f in (m.name, *m.aliases)}))))
        full = frozenset(m.document for m in members if is_full(m.name))
        documents = frozenset(m.document for m in members)
        found.append(_Known(key, bearer.kind, name, Named(name, side.apart), forms, documents, full))
    return found


def _alike(
    entities: Sequence[_Known], like: Callable[[str, str], Ground | None], apart: frozenset[str]
) -> Iterator[tuple[_Known, _Known, Ground]]:
    """The pairs of entities with the strongest ground between any two of their forms."""
    for one, other in _blocks(entities):
        if one.key in apart and other.key in apart or _rows_of_one_list(one, other):
            continue
        grounds = [g for a in one.forms for b in other.forms if (g := like(a, b)) is not None]
        if grounds:
            yield one, other, max(grounds, key=lambda g: (g.score, g.zh))


def _rows_of_one_list(one: _Known, other: _Known) -> bool:
    """Whether one document shows that the two are different: rows of one table, alliances it names in full."""
    shared = one.documents & other.documents
    return any(name.startswith("table/") for name in shared) or bool(one.full_in & other.full_in)


def _blocks(entities: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Pairs of entities that share enough pairs of characters: all of a short name's, else a third of them."""
    grams = [_grams(entity) for entity in entities]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(grams):
        for gram in found:
            holders[gram].append(number)
    for number, found in enumerate(grams):
        shared: dict[int, int] = defaultdict(int)
        for gram in found:
            if len(holders[gram]) <= _COMMON:
                for other in holders[gram]:
                    if other > number:
                        shared[other] += 1
        for other, count in sorted(shared.items()):
            if count * 3 >= min(len(found), len(grams[other])):
                yield entities[number], entities[other]


def _grams(entity: _Known) -> frozenset[str]:
    """The pairs of neighbouring characters of the shortest telling form."""
    words = [core(form) if entity.kind == "Alliance" else match_key(form) for form in entity.forms]
    word = min((w for w in words if len(w) > 1), key=len, default="")
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def _unique(pairs: Iterable[tuple[_Known, _Known, Ground]]) -> list[Proposal]:
    """The pairs as proposals; a short name that fits several full ones says so, and none of them is likely."""
    found = list(pairs)
    fits: dict[str, int] = defaultdict(int)
    for one, other, _ in found:
        shorter = min((one, other), key=lambda e: (len(e.name), e.name))
        fits[shorter.key] += 1
    proposals = []
    for one, other, ground in found:
        several = fits[min((one, other), key=lambda e: (len(e.name), e.name)).key]
        reasons = [Reason(ground.zh + "。", ground.en[0].upper() + ground.en[1:] + ".")]
        score = ground.score
        if several > 1:
            reasons.append(
                Reason(f"较短的名称与{several}个实体相近。", f"The shorter name is close to {several} entities.")
            )
            score = min(score, 0.5)
        proposals.append(_proposal(one, other, score, reasons))
    return proposals


def _proposal(one: _Known, other: _Known, score: float, reasons: Sequence[Reason]) -> Proposal:
    left, right = sorted((one, other), key=lambda e: (e.name, e.side.apart))
    return Proposal(left.kind, left.name, right.name, round(score, 2), tuple(reasons), (left.side, right.side))


def _namesakes(people: Sequence[_Known], apart: frozenset[str]) -> list[Proposal]:
    """Persons of one name that stay apart; a name that very many bear says nothing."""
    named: dict[str, list[_Known]] = defaultdict(list)
    for person in people:
        named[match_key(person.name)].append(person)
    found = []
    for same in named.values():
        if len(same) > _NAMESAKES:
            continue
        for one, other in combinations(same, 2):
            if one.key in apart and other.key in apart:
                continue
            where = "、".join(sorted(one.documents)[:2]), "、".join(sorted(other.documents)[:2])
            reasons = [
                Reason(
                    "同名，但没有共同的单位或文件系列。", "One name, with no body or series of documents in common."
                ),
                Reason(f"分别见于 {where[0]} 和 {where[1]}。", f"Named in {where[0]} and in {where[1]}."),
            ]
            found.append(_proposal(one, other, 0.5 if len(same) == 2 else 0.4, reasons))
    return found


def _inside(mentions: Sequence[Mentioned]) -> list[Proposal]:
    """Names that one document was read to give one body, though only their likeness says so; tables are curated."""
    found = []
    for mention in mentions:
        if mention.kind not in {"Alliance", "Organization"} or mention.document.startswith("table/"):
            continue
        defined = {match_key(form) for form in mention.defined}
        forms = [form for form in (mention.name, *mention.aliases) if match_key(form) not in defined]
        full = [form for form in forms if is_full(form)] if mention.kind == "Alliance" else []
        for one, other in combinations(sorted(full or forms), 2):
            ground = _LIKE[mention.kind](one, other)
            if ground is None or not (ground.doubt or not full and _only_core(mention.kind, one, other)):
                continue
            reasons = (
                Reason(ground.zh + "。", ground.en[0].upper() + ground.en[1:] + "."),
                Reason(f"{mention.document} 中按同一实体读取。", f"Read as one entity in {mention.document}."),
            )
            named = Named(one), Named(other)
            found.append(Proposal(mention.kind, one, other, round(ground.score, 2), reasons, named, joined=True))
    return found


def _only_core(kind: str, one: str, other: str) -> bool:
    """Whether two short names of alliances have one core but are not one name: 住宅科技联盟, 住宅联盟."""
    stems = (match_key(name).removesuffix("联盟") for name in (one, other))
    return kind == "Alliance" and core(one) == core(other) and len(set(stems)) > 1
