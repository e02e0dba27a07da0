"""Matching: which statements of a reading a gold document bears out, by the comparison rules of the annotation guide.

Names are compared folded (:func:`graph.text.match_key`). A predicted entity is a gold entity of its kind when they
share a form; a place also when one name holds the other; events and projects are paired one to one, best pair first,
also by likeness. A body named …联盟 may be an Organization on one side and an Alliance on the other. A statement is
borne out when predicate, subject and object are; ``signs_with`` either way round; ``holds_post`` when one title
contains the other.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from graph.model import Reading
from graph.text import match_key
from loaders.gold import GoldDocument, GoldEntity, GoldStatement
from ontology import load_vocabulary

Verdict = Literal["right", "wrong", "open"]
"""``open``: optional in gold, told before by another statement of the reading, or no matter of the guide."""

_CONTAINED = {"Place": 2, "Event": 6, "Project": 6}
_PAIRED = {"Event": 0.6, "Project": 0.6}


@dataclass(slots=True)
class _Entity:
    """An entity as a reading speaks of it; those of one kind and name are one."""

    kind: str
    name: str
    forms: set[str]
    type: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What gold says of a reading: a verdict for each of its statements, and the gold statements it lacks."""

    statements: tuple[Verdict, ...]
    missed: tuple[GoldStatement, ...]

    def count(self, verdict: Verdict) -> int:
        """How many statements have this verdict."""
        return self.statements.count(verdict)


def compare(reading: Reading, gold: GoldDocument) -> Verdicts:
    """The verdict of a gold document on each statement of a reading of the same document."""
    entities, place = _entities(reading)
    links = _links(entities, gold.entities)
    told = _told(reading, place)
    fits = [
        (closeness, -rank, -j, at)
        for rank, at in enumerate(told)
        for j, statement in enumerate(gold.statements)
        if (closeness := _fit(reading, at, statement, links, place))
    ]
    fitting = {at for *_, at in fits}
    paired: dict[int, int] = {}
    for _, _, j, at in sorted(fits, reverse=True):
        if -j not in paired and at not in paired.values():
            paired[-j] = at
    right = {at for j, at in paired.items() if not gold.statements[j].optional}
    verdicts: list[Verdict] = ["open"] * len(reading.statements)
    for at in told:
        statement = reading.statements[at]
        ends = (links[place[statement.subject]], links[place[statement.object]])
        optional = any(found and gold.entities[found[0]].optional for found in ends)
        verdicts[at] = "right" if at in right else "open" if at in fitting or optional else "wrong"
    missed = (s for j, s in enumerate(gold.statements) if not s.optional and j not in paired)
    return Verdicts(tuple(verdicts), tuple(missed))


def _entities(reading: Reading) -> tuple[list[_Entity], dict[int, int]]:
    """The entities of a reading in the order in which its statements and mentions speak of them, each name once.

    The second part gives for each index of ``Reading.entities`` its place in the first.
    """
    guide = _guide()
    told: list[tuple[int, int, int, tuple[int, ...]]] = [
        (s.start, s.end, 0, (s.subject, s.object)) for s in reading.statements if s.predicate in guide
    ]
    told += [(m.start, m.end, 2, (m.entity,)) for m in reading.mentions]
    found: list[_Entity] = []
    by_name: dict[tuple[str, str], int] = {}
    place: dict[int, int] = {}
    for *_, ends in sorted(told, key=lambda row: row[:3]):
        for index in ends:
            entity = reading.entities[index]
            number = entity.number if entity.kind == "PolicyDocument" else None
            forms = {match_key(form) for form in (entity.name, *entity.aliases, number or "")} - {""}
            at = by_name.setdefault((entity.kind, match_key(entity.name)), len(found))
            if at == len(found):
                found.append(_Entity(entity.kind, entity.name, set(), entity.type, entity.date))
            known = found[at]
            known.forms |= forms
            known.type, known.date = known.type or entity.type, known.date or entity.date
            place[index] = at
    return found, place


def _told(reading: Reading, place: dict[int, int]) -> list[int]:
    """The statements of the guide's predicates in the order of the text, each fact once."""
    guide, seen = _guide(), set()
    order = sorted(
        range(len(reading.statements)), key=lambda i: (reading.statements[i].start, reading.statements[i].end)
    )
    told: list[int] = []
    for at in order:
        s = reading.statements[at]
        if s.predicate not in guide:
            continue
        ends = (place[s.subject], place[s.object])
        title = match_key(s.qualifiers.get("title", "")) if s.predicate == "holds_post" else None
        key = (s.predicate, tuple(sorted(ends)) if s.predicate == "signs_with" else ends, title)
        if key not in seen:
            seen.add(key)
            told.append(at)
    return told


def _span(reading: Reading, at: int) -> tuple[int, int]:
    return reading.statements[at].start, reading.statements[at].end


def _guide() -> frozenset[str]:
    return frozenset(name for name, predicate in load_vocabulary().predicates.items() if predicate.in_guide)


def _closeness(one: _Entity, gold: GoldEntity) -> tuple[int, float] | None:
    """3 equal, 2 one contains the other, 1 alike, with how alike they are; None when they can't be one."""
    bodies = {one.kind, gold.kind} == {"Alliance", "Organization"}
    if one.kind != gold.kind and not (bodies and any(form.endswith("联盟") for form in gold.forms)):
        return None
    if one.forms & gold.forms:
        return 3, float(match_key(one.name) in gold.forms)
    if gold.kind not in _CONTAINED:
        return None
    found: list[tuple[int, float]] = []
    for short, long in (sorted((a, b), key=len) for a in one.forms for b in gold.forms):
        alike = SequenceMatcher(None, short, long, False).ratio()
        contained = len(short) >= _CONTAINED[gold.kind] and short in long
        if contained or alike >= _PAIRED.get(gold.kind, 2):
            found.append((2 if contained else 1, alike))
    return max(found, default=None)


def _links(entities: list[_Entity], golds: tuple[GoldEntity, ...]) -> list[list[int]]:
    """The gold entities that each predicted one can be, best first; one at most for events and projects."""
    ranked = []
    for i, entity in enumerate(entities):
        for j, gold in enumerate(golds):
            if near := _closeness(entity, gold):
                same = (entity.date is not None and entity.date == gold.date) + (
                    entity.type is not None and entity.type == gold.type
                )
                ranked.append((entity.kind == gold.kind, near[0], round(near[1], 1), same, near[1], -i, -j))
    links: list[list[int]] = [[] for _ in entities]
    taken: set[tuple[str, int]] = set()
    for *_, i, j in sorted(ranked, reverse=True):
        ends = {("read", -i), ("gold", -j)}
        if golds[-j].kind not in _PAIRED or not taken & ends:
            links[-i].append(-j)
            taken |= ends
    return links


def _fit(
    reading: Reading, at: int, gold: GoldStatement, links: list[list[int]], place: dict[int, int]
) -> tuple[int, float, bool] | None:
    """How closely a statement of a reading fits a gold one (larger is closer); None when it does not."""
    said = reading.statements[at]
    if said.predicate != gold.predicate:
        return None
    one, other = links[place[said.subject]], links[place[said.object]]
    ways = [(one, other), (other, one)][: 2 if gold.predicate == "signs_with" else 1]
    best = [(s[0] == gold.subject) + (o[0] == gold.object) for s, o in ways if gold.subject in s and gold.object in o]
    title = 1.0
    if gold.predicate == "holds_post":
        title = _same_title(said.qualifiers.get("title", ""), gold.qualifiers.get("title", ""))
    return (max(best), title, not gold.optional) if best and title else None


def _same_title(one: str, other: str) -> float:
    """How far two titles are one: the share of the longer that the shorter is; 0 when it is another post (副…, 原…)."""
    short, long = sorted((match_key(one), match_key(other)), key=len)
    at = long.find(short) if short else -1
    return len(short) / len(long) if at == 0 or (at > 0 and long[at - 1] not in "副原") else 0.0
