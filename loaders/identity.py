"""Identity across documents: which mentions are one entity, as a pure function of all mentions.

The rule is the graph contract's: alliances, organizations, awards, standards and places are one when their full names
agree; policy documents by 文号, or by title where one side has none and dates do not differ; events and projects by
name and date; persons by name and a shared body, a shared page or one series of documents. A short name that a text
defines (简称) ties when no other entity bears it, and the word list of organs says which names are of one organ.
Nothing merges on likeness, and the order of loading does not count. What reviewers decided goes before all of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import agree
from graph.entity import Mentioned
from graph.text import match_key
from loaders.groups import Groups
from loaders.knowledge.lexicon import load_organs
from loaders.sides import Link, bearers

BY_NAME = frozenset({"Alliance", "Organization", "Award", "Standard", "Place"})


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions (by id) that are one entity, with the identity keys under which the registry may know it, best first."""

    kind: str
    name: str
    mentions: tuple[str, ...]
    keys: tuple[str, ...]


def cluster(
    mentions: Sequence[Mentioned],
    mint: Callable[[Cluster], str],
    decided: Sequence[Link] = (),
    former: Callable[[Cluster], Sequence[str]] = lambda _: (),
) -> dict[str, str]:
    """The entity key of every mention, by mention id.

    ``mint`` gives a cluster's key (the registry's); ``decided`` is what reviewers decided, which goes before all
    rules; ``former`` gives the keys that a cluster's parts had before they became one, so that the persons at a body
    keep theirs. Persons come last, since a shared body is told by its key.
    """
    everyone = {mention.id: mention for mention in mentions}
    by_kind: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        by_kind[mention.kind].append(mention)
    keys: dict[str, str] = {}
    bodies: dict[str, list[str]] = {}
    for kind in sorted(by_kind, key=lambda k: (k == "Person", k)):
        members = by_kind[kind]
        links = bearers(kind, members, everyone, decided)
        if kind in BY_NAME:
            clusters = _by_name(members, links)
        elif kind == "PolicyDocument":
            clusters = _policies(members, links)
        elif kind == "Person":
            clusters = _persons(members, bodies, links)
        else:
            clusters = _dated(members, links)
        for group in clusters:
            key = mint(group)
            keys.update(dict.fromkeys(group.mentions, key))
            bodies.update(dict.fromkeys(group.mentions, [key, *(old for old in former(group) if old != key)]))
    return keys


_Links = Sequence[tuple[bool, Sequence[str], Sequence[str]]]


def _groups(items: Iterable[str], links: _Links) -> Groups:
    """The items, those apart that reviewers keep apart, those together that they join."""
    groups = Groups(items)
    for same, left, right in links:
        if not same:
            groups.part(left, right)
    for same, left, right in links:
        if same:
            groups.join([*left, *right])
    return groups


def _key(kind: str, name: str, apart: str = "") -> str:
    return f"{kind}|{match_key(name)}|{apart}"


def _clusters(groups: Groups, index: Mapping[str, Mentioned], keys: Mapping[str, Sequence[str]]) -> list[Cluster]:
    """The groups with their identity keys; an identity that reviewers divided stays with the first group."""
    found = []
    taken: set[str] = set()
    for ids in sorted(map(sorted, groups.members().values())):
        members = [index[i] for i in ids]
        weak = {match_key(form) for m in members for form in m.defined}
        names = sorted({m.name for m in members}, key=lambda n: (match_key(n) in weak, -len(match_key(n)), n))
        own = {key for i in ids for key in keys[i]}
        if groups.parted(ids[0]):
            own = own - taken or {_key(members[0].kind, members[0].name, f"doc:{ids[0]}")}
            taken |= own
        ranked = sorted(own, key=lambda key: (key.split("|")[1] in weak, _weight(key), key))
        found.append(Cluster(members[0].kind, names[0], tuple(ids), tuple(ranked)))
    return sorted(found, key=lambda c: c.keys)


def _weight(key: str) -> tuple[int, int]:
    """Stronger identity keys first; the longer of two names first."""
    apart = key.split("|", 2)[2]
    order = ("no:", "body:", "series:", "page-", "doc:")
    return next((i for i, prefix in enumerate(order) if apart.startswith(prefix)), 0), -len(key)


def _by_name(mentions: Sequence[Mentioned], links: _Links) -> list[Cluster]:
    """One cluster for each full name; then defined short names that nobody else bears."""
    index = {m.id: m for m in mentions}
    groups = _groups(index, links)
    named: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        named[match_key(mention.name)].append(mention.id)
    for ids in named.values():
        groups.join(ids)
    _join_organs(named, groups)
    bearing: dict[str, set[str]] = defaultdict(set)
    definers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for form in mention.aliases:
            bearing[match_key(form)].add(match_key(mention.name))
        for form in mention.defined:
            definers[match_key(form)].add(match_key(mention.name))
    for short in sorted(definers):
        owners = definers[short] - {short}
        if len(owners) == 1 and bearing[short] | owners == owners and short in named:
            groups.join([*named[short], *named[next(iter(owners))]])
    return _clusters(groups, index, {m.id: [_key(m.kind, m.name)] for m in mentions})


def _join_organs(named: Mapping[str, Sequence[str]], groups: Groups) -> None:
    """Joins the names that the word list of organs gives to one body (科技部, 科学技术部); a successor is another."""
    forms = {match_key(form): organ.name for form, organ in load_organs().items()}
    same: dict[str, list[str]] = defaultdict(list)
    for name, ids in named.items():
        if name in forms:
            same[forms[name]] += ids
    for ids in same.values():
        groups.join(ids)


def _policies(mentions: Sequence[Mentioned], links: _Links) -> list[Cluster]:
    """By 文号; a mention without one joins by title the only document of that title whose date does not differ."""
    index = {m.id: m for m in mentions}
    groups = _groups(index, links)
    keys: dict[str, list[str]] = {}
    numbered: dict[str, list[str]] = defaultdict(list)
    titled: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.number:
            numbered[match_key(mention.number)].append(mention.id)
            keys[mention.id] = [_key(mention.kind, mention.number, "no:")]
        else:
            keys[mention.id] = [_key(mention.kind, mention.name, mention.date or "")]
        for form in {match_key(form) for form in (mention.name, *mention.aliases)}:
            titled[form].append(mention.id)
    for ids in numbered.values():
        groups.join(ids)
    for mention in mentions:
        if not mention.number:
            same = titled[match_key(mention.name)]
            _join_compatible(mention, [index[i] for i in same], groups)
    return _clusters(groups, index, keys)


def _join_compatible(mention: Mentioned, same: Sequence[Mentioned], groups: Groups) -> None:
    """Joins an unnumbered mention to its title's only possible owner, or to its unnumbered equals."""
    near = [m for m in same if m.id != mention.id and agree(m.date, mention.date)]
    owners = {groups.find(m.id) for m in near if m.number}
    if len(owners) == 1:
        groups.join([mention.id, *owners])
        return
    equals = [m for m in near if not m.number and match_key(m.name) == match_key(mention.name)]
    dates = {m.date for m in equals if m.date}
    if not owners and (mention.date or len(dates) <= 1):
        groups.join([mention.id, *(m.id for m in equals if m.date == mention.date or not (m.date and mention.date))])


def _dated(mentions: Sequence[Mentioned], links: _Links) -> list[Cluster]:
    """Events and projects: one for each name and date; an undated event stays with its document."""
    index = {m.id: m for m in mentions}
    groups = _groups(index, links)
    keys = {}
    same: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        apart = mention.date or (f"doc:{mention.document}" if mention.kind == "Event" else "")
        key = _key(mention.kind, mention.name, apart)
        keys[mention.id] = [key]
        same[key].append(mention.id)
    for ids in same.values():
        groups.join(ids)
    return _clusters(groups, index, keys)


def _persons(mentions: Sequence[Mentioned], bodies: Mapping[str, Sequence[str]], links: _Links) -> list[Cluster]:
    """By name and a body at which both hold a post, a page both were read on, or one series of documents."""
    index = {m.id: m for m in mentions}
    groups = _groups(index, links)
    keys = {}
    same: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        held = (bodies.get(f"{mention.document}#{body}", ()) for body in mention.bodies)
        apart = [*(f"body:{key}" for keys_of_body in held for key in keys_of_body), *mention.ties]
        keys[mention.id] = [_key(mention.kind, mention.name, tie) for tie in apart] or [
            _key(mention.kind, mention.name, f"doc:{mention.id}")
        ]
        for key in keys[mention.id]:
            same[key].append(mention.id)
    for ids in same.values():
        groups.join(ids)
    return _clusters(groups, index, keys)
