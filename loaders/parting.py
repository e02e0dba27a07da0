"""Parting: an entity that a document was read to name in two ways is divided where a reviewer keeps the names apart.

The stored reading stays as it was read; it is divided each time it is resolved. What is told in a passage that uses
only the parted name goes with it, everything else stays. The new entity is marked with the tie ``parted:{index}``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.entity import Mentioned
from graph.model import Entity, Reading
from graph.text import match_key
from loaders.cores import core
from loaders.sides import Link

PARTED = "parted:"


def part(reading: Reading, decided: Sequence[Link]) -> Reading:
    """The reading with every entity divided that bears two names which were decided to be different."""
    for link in sorted(link_apart(decided), key=lambda link: (link.kind, link.left, link.right)):
        for index, entity in enumerate(reading.entities):
            if entity.kind == link.kind and {link.left.name, link.right.name} <= forms(entity):
                stays = link.left.name if match_key(entity.name) != link.right.name else link.right.name
                goes = link.right.name if stays == link.left.name else link.left.name
                reading = _divide(reading, index, _with(entity, goes, stays))
                break
    return reading


def as_loaded(reading: Reading, mentions: Iterable[Mentioned]) -> Reading:
    """The reading divided as it was when it was loaded; ``mentions`` are those of its document in the store."""
    parted = [(m.index, int(tie.removeprefix(PARTED)), m) for m in mentions for tie in m.ties if tie.startswith(PARTED)]
    for _, source, mention in sorted(parted, key=lambda row: row[0]):
        reading = _divide(reading, source, forms(mention))
    return reading


def outdated(mentions: Sequence[Mentioned], decided: Sequence[Link]) -> frozenset[str]:
    """The documents that stand in the store divided otherwise than the decisions say."""
    apart = list(link_apart(decided))
    index = {mention.id: mention for mention in mentions}
    found = set()
    for mention in mentions:
        own = forms(mention)
        if any(mention.kind == link.kind and {link.left.name, link.right.name} <= own for link in apart):
            found.add(mention.document)
        for tie in mention.ties:
            source = index.get(f"{mention.document}#{tie.removeprefix(PARTED)}") if tie.startswith(PARTED) else None
            if source is not None and not any(_between(link, own, forms(source)) for link in apart):
                found.add(mention.document)
    return frozenset(found)


def link_apart(decided: Sequence[Link]) -> Iterable[Link]:
    """The links that say different, of entities that are known by their names alone."""
    return (link for link in decided if not link.same and not link.left.apart and not link.right.apart)


def forms(entity: Entity | Mentioned) -> frozenset[str]:
    """All forms of an entity, folded."""
    return frozenset(match_key(form) for form in (entity.name, *entity.aliases))


def _between(link: Link, one: frozenset[str], other: frozenset[str]) -> bool:
    pair = link.left.name, link.right.name
    return (pair[0] in one and pair[1] in other) or (pair[1] in one and pair[0] in other)


def _with(entity: Entity, goes: str, stays: str) -> frozenset[str]:
    """The forms that go with a name: those of its core, unless the core is the other name's too."""
    if entity.kind != "Alliance" or core(goes) == core(stays):
        return frozenset({goes})
    return frozenset(form for form in forms(entity) if core(form) == core(goes))


def _divide(reading: Reading, source: int, leaving: frozenset[str]) -> Reading:
    entity = reading.entities[source]
    printed = [form for form in (entity.name, *entity.aliases) if match_key(form) in leaving]
    staying = [form for form in (entity.name, *entity.aliases) if match_key(form) not in leaving]
    if not printed or not staying:
        return reading
    name = max(printed, key=len)
    gone = replace(
        entity,
        name=name,
        aliases=tuple(form for form in printed if form != name),
        defined=tuple(form for form in entity.defined if form in printed and form != name),
        ties=(f"{PARTED}{source}",),
    )
    rest = replace(
        entity,
        name=staying[0],
        aliases=tuple(staying[1:]),
        defined=tuple(form for form in entity.defined if form in staying),
    )
    new = len(reading.entities)
    entities = (*reading.entities[:source], rest, *reading.entities[source + 1 :], gone)
    kept = frozenset(match_key(form) for form in staying)
    text = reading.document.text

    def end(index: int, start: int, stop: int) -> int:
        return new if index == source and _tells(match_key(text[start:stop]), leaving, kept) else index

    return replace(
        reading,
        entities=entities,
        statements=tuple(
            replace(s, subject=end(s.subject, s.start, s.end), object=end(s.object, s.start, s.end))
            for s in reading.statements
        ),
        values=tuple(replace(v, subject=end(v.subject, v.start, v.end)) for v in reading.values),
        mentions=tuple(replace(m, entity=end(m.entity, m.start, m.end)) for m in reading.mentions),
    )


def _tells(passage: str, leaving: frozenset[str], staying: frozenset[str]) -> bool:
    """Whether a folded passage uses only the names that leave."""
    for form in sorted(staying, key=len, reverse=True):
        if form in passage and not any(form in other for other in leaving if other in passage):
            return False
    return any(form in passage for form in leaving)
