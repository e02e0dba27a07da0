"""From a block's text to its encoded form: all mention grammars in their order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.knowledge import Knowledge
from loaders.layout import Cell
from loaders.mentions.aliases import Alias, absorb
from loaders.mentions.bodies import bodies, has_offices
from loaders.mentions.dates import written
from loaders.mentions.encode import Encoded, Item, encode
from loaders.mentions.events import events
from loaders.mentions.learnt import NOTHING, Learnt
from loaders.mentions.mention import START, Covered, Mention, choose
from loaders.mentions.names import Names, barriers
from loaders.mentions.numbers import numbers
from loaders.mentions.places import places
from loaders.mentions.posts import post_words, posts
from loaders.mentions.scan import HARD, Scan, normal
from loaders.mentions.slots import slots
from loaders.mentions.titles import composites, quotes, titles
from loaders.persons import read_persons


@dataclass(frozen=True, slots=True)
class BlockReading:
    """A block's text with everything found in it: ``encoded`` is what rules read."""

    text: str
    encoded: Encoded
    aliases: tuple[Alias, ...]
    bodies: tuple[Mention, ...]
    people: tuple[Mention, ...]


def _closed_forms(text: str) -> list[Mention]:
    """Titles, 文号 and dates: their edges are sure, nothing else is looked for inside."""
    found = [*titles(text)]
    found += Covered(len(text), found).free(numbers(text))
    found = composites(text, sorted(found, key=START))
    dates = [Mention("D", match.start(), match.end(), match[0], "", "date", 1.0) for match in written(text)]
    return sorted((*found, *Covered(len(text), found).free(dates)), key=START) if found else dates


def _learnt_bodies(text: str, learnt: Learnt) -> list[Mention]:
    return [
        Mention(letter, start, end, name, "", "learnt", 0.96)  # type: ignore[arg-type]
        for name, start, end in learnt.finder.all_in(text)
        if (letter := learnt.bodies.get(name)) is not None
    ]


def _named(text: str, scan: Scan, closed: list[Mention], learnt: Learnt) -> tuple[list[Mention], list[Alias]]:
    """The bodies, closed forms, quotations and places of a text that do not overlap, and the short names it defines."""
    scan.barriers.update(mention.end for mention in closed)
    known = _learnt_bodies(text, learnt)
    scan.ends.update(mention.end for mention in known)
    found = [*bodies(scan), *known]
    chosen = choose(Covered(len(text), closed).free(found) if closed else found)
    quoted = Covered(len(text), (c for c in closed if c.letter != "D")).free(quotes(text))
    if not quoted:
        return absorb(text, sorted((*closed, *chosen), key=START))
    named = {m.name for m in chosen if m.letter in "OA"}
    inside = [
        q
        for q in quoted
        if text.startswith(_HONOURS, q.end) or q.name not in named and q.name not in scan.knowledge.organs
    ]
    within = Covered(len(text), (q._replace(start=q.start + 1, end=q.end - 1) for q in inside))
    kept = [m for m in chosen if not within.holds(m.start, m.end)]
    inside = Covered(len(text), kept).free(inside)
    quoting = Covered(len(text), inside)
    closed = [c for c in closed if c.letter != "D" or not quoting.touches(c.start, c.end)]
    return absorb(text, sorted((*closed, *kept, *inside), key=START))


def read_cells(text: str, cells: Iterable[Cell]) -> BlockReading:
    """Read a table row: a cell is a name or it is not, so no grammar looks for the edges of names in it."""
    text = normal(text)
    found = [
        Mention(
            "A" if text[c.start : c.end].endswith("联盟") else "O", c.start, c.end, text[c.start : c.end], "", "cell"
        )
        for c in cells
        if c.heading is not None and _NAME_CELL.search(c.heading) and c.end - c.start > 2
    ]
    return BlockReading(text, encode(text, ()), (), tuple(found), ())


_HONOURS = ("称号", "荣誉", "奖")
_NAME_CELL = re.compile("联盟|单位|企业|公司|机构|名称")
_OFFICE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,18}[处司局厅部室院所委]$")


def _with_departments(
    text: str, scan: Scan, named: list[Mention], offices: list[Mention], people: list[Mention]
) -> list[Mention]:
    """The mentions and the departments that stand unknown before a name with its post: 甲处李某处长."""
    posts_at = {j.start for j in offices}
    known = Covered(len(text), (*named, *offices, *people))
    beside = [n for n in people if n.end in posts_at and n.start > 0 and n.start - 1 not in known]
    if not beside:
        return named
    found = list(named)
    for name in beside:
        at = name.start
        while at > 0 and at - 1 not in known and text[at - 1] not in HARD and at not in scan.stops:
            if at in scan.conjunctions and at != name.start and scan.conjunctions[at] in known:
                break
            at -= 1
        owner = next((m for m in named if m.end == at and m.letter in "OA"), None)
        if _OFFICE.fullmatch(text[at : name.start]) and owner is not None and has_offices(owner):
            found.remove(owner)
            whole = text[owner.start : name.start]
            found.append(Mention("O", owner.start, name.start, whole, "", "org.department", 0.8, owner.name))
        elif _OFFICE.fullmatch(text[at : name.start]) and owner is not None:
            found.append(Mention("K", at, name.start, text[at : name.start], "", "office", 0.8))
        elif _OFFICE.fullmatch(text[at : name.start]):
            seat = next((m for m in found if m.end == at and m.letter == "G"), None)
            if seat is not None and text[name.start - 1] in "所院":
                found.remove(seat)
                at = seat.start
            found.append(Mention("O", at, name.start, text[at : name.start], "", "slot.department", 0.7))
    return sorted(found, key=lambda m: m.start)


def _begun(
    text: str, knowledge: Knowledge, learnt: Learnt
) -> tuple[Scan, list[re.Match[str]], list[Mention], list[Alias]]:
    """The scan of a normal text, its words for posts, and the names with sure edges in it."""
    scan = Scan.of(text, knowledge)
    words = post_words(scan)
    barriers(scan, choose(posts(scan, words, frozenset())) if words else [], learnt)
    return scan, words, *_named(text, scan, _closed_forms(text), learnt)


def read_whole(text: str, knowledge: Knowledge) -> Mention | None:
    """The body that a whole text names (a cell of a table), as running text would read it; None when it names none."""
    found = _whole(_begun(normal(text), knowledge, NOTHING)[2], len(text))
    return found or _whole(read_text(text, knowledge).bodies, len(text))


def _whole(mentions: Iterable[Mention], length: int) -> Mention | None:
    return next((m for m in mentions if m.start == 0 and m.end == length and m.letter in "AO"), None)


def read_text(text: str, knowledge: Knowledge, learnt: Learnt = NOTHING) -> BlockReading:
    """Read one block. ``learnt`` makes it the second reading, with the names that the first one showed."""
    text = normal(text)
    scan, words, named, aliases = _begun(text, knowledge, learnt)
    for _ in range(2):
        body_ends = frozenset(m.end for m in named if m.letter in "OAH")
        offices = choose(posts(scan, words, body_ends))
        taken = Covered(len(text), named)
        offices = taken.free(offices)
        taken.add(offices)
        known = encode(text, sorted((*named, *offices), key=START))
        extra = taken.free(choose(slots(scan, known)))
        if not extra:
            break
        named = sorted((*named, *extra), key=START)
    taken.add(extra)
    located = taken.free(places(scan))
    beside = sorted((*named, *located), key=START) if located else named
    people = taken.free(Names(scan, beside, offices).find(learnt))
    if located and people:  # 秘书长都兰: after a post a place's name is a person's
        located = Covered(len(text), people).free(located)
    if located:
        named = sorted((*named, *located), key=START)
    if people:
        named = _with_departments(text, scan, named, offices, people)
    if extra or located or people:
        known = encode(text, sorted((*named, *offices), key=START))
    level = _with_phrases(text, known, read_persons(known, people))
    encoded = _with_phrases(text, level, events(scan, level))
    body_mentions = tuple(m for m in named if m.letter in "OA")
    return BlockReading(text, encoded, tuple(aliases), body_mentions, tuple(people))


def _with_phrases(text: str, known: Encoded, longer: Sequence[Item]) -> Encoded:
    """The encoded text with longer mentions in the place of those that they touch."""
    if not longer:
        return known
    others = Covered(len(text), longer).free(known.items)
    return encode(text, sorted((*others, *longer), key=START))
