"""Identity across documents: which mentions are one entity, as a pure function of all mentions.

The rule is the graph contract's: alliances, organizations, awards, standards and places are one when their full names
agree; policy documents by 文号, or by title where one side has none and dates do not differ; events and projects by
name and date; persons by name and a shared body, a shared page or one series of documents. A short name that a text
defines (简称) ties when no other entity bears it. Nothing merges on likeness, and the order of loading does not count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import agree
from graph.entity import Mentioned
from graph.text import match_key

BY_NAME = frozenset({"Alliance", "Organization", "Award", "Standard", "Place"})


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions (by id) that are one entity, with the identity keys under which the registry may know it, best first."""

    kind: str
    name: str
    mentions: tuple[str, ...]
    keys: tuple[str, ...]


class _Groups:
    """Union-find over mention ids."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def find(self, item: str) -> str:
        while (parent := self._parent[item]) != item:
            self._parent[item] = self._parent[parent]
            item = self._parent[item]
        return item

    def join(self, items: Sequence[str]) -> None:
        roots = sorted({self.find(item) for item in items})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def members(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for item in self._parent:
            groups[self.find(item)].append(item)
        return groups


def cluster(mentions: Sequence[Mentioned], mint: Callable[[Cluster], str]) -> dict[str, str]:
    """The entity key of every mention, by mention id.

    ``mint`` gives a cluster's key (the registry's). Persons come last, since a shared body is told by its key.
    """
    by_kind: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        by_kind[mention.kind].append(mention)
    keys: dict[str, str] = {}
    for kind in sorted(by_kind, key=lambda k: (k == "Person", k)):
        members = by_kind[kind]
        if kind in BY_NAME:
            clusters = _by_name(members)
        elif kind == "PolicyDocument":
            clusters = _policies(members)
        elif kind == "Person":
            clusters = _persons(members, keys)
        else:
            clusters = _dated(members)
        for group in clusters:
            key = mint(group)
            keys.update(dict.fromkeys(group.mentions, key))
    return keys


def _key(kind: str, name: str, apart: str = "") -> str:
    return f"{kind}|{match_key(name)}|{apart}"


def _clusters(groups: _Groups, index: Mapping[str, Mentioned], keys: Mapping[str, Sequence[str]]) -> list[Cluster]:
    found = []
    for ids in groups.members().values():
        members = [index[i] for i in sorted(ids)]
        weak = {match_key(form) for m in members for form in m.defined}
        names = sorted({m.name for m in members}, key=lambda n: (match_key(n) in weak, -len(match_key(n)), n))
        ranked = sorted(
            {key for i in ids for key in keys[i]}, key=lambda key: (key.split("|")[1] in weak, _weight(key), key)
        )
        found.append(Cluster(members[0].kind, names[0], tuple(sorted(ids)), tuple(ranked)))
    return sorted(found, key=lambda c: c.keys)


def _weight(key: str) -> tuple[int, int]:
    """Stronger identity keys first; the longer of two names first."""
    apart = key.split("|", 2)[2]
    order = ("no:", "body:", "series:", "page-", "doc:")
    return next((i for i, prefix in enumerate(order) if apart.startswith(prefix)), 0), -len(key)


def _by_name(mentions: Sequence[Mentioned]) -> list[Cluster]:
    """One cluster for each full name; then defined short names that nobody else bears."""
    index = {m.id: m for m in mentions}
    groups = _Groups(index)
    named: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        named[match_key(mention.name)].append(mention.id)
    for ids in named.values():
        groups.join(ids)
    bearers: dict[str, set[str]] = defaultdict(set)
    definers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for form in mention.aliases:
            bearers[match_key(form)].add(match_key(mention.name))
        for form in mention.defined:
            definers[match_key(form)].add(match_key(mention.name))
    for short in sorted(definers):
        owners = definers[short] - {short}
        if len(owners) == 1 and bearers[short] | owners == owners and short in named:
            groups.join([*named[short], *named[next(iter(owners))]])
    return _clusters(groups, index, {m.id: [_key(m.kind, m.name)] for m in mentions})


def _policies(mentions: Sequence[Mentioned]) -> list[Cluster]:
    """By 文号; a mention without one joins by title the only document of that title whose date does not differ."""
    index = {m.id: m for m in mentions}
    groups = _Groups(index)
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


def _join_compatible(mention: Mentioned, same: Sequence[Mentioned], groups: _Groups) -> None:
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


def _dated(mentions: Sequence[Mentioned]) -> list[Cluster]:
    """Events and projects: one for each name and date; an undated event stays with its document."""
    index = {m.id: m for m in mentions}
    groups = _Groups(index)
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


def _persons(mentions: Sequence[Mentioned], bodies: Mapping[str, str]) -> list[Cluster]:
    """By name and a body at which both hold a post, a page both were read on, or one series of documents."""
    index = {m.id: m for m in mentions}
    groups = _Groups(index)
    keys = {}
    same: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        held = (bodies.get(f"{mention.document}#{body}") for body in mention.bodies)
        apart = [*(f"body:{key}" for key in held if key), *mention.ties]
        keys[mention.id] = [_key(mention.kind, mention.name, tie) for tie in apart] or [
            _key(mention.kind, mention.name, f"doc:{mention.id}")
        ]
        for key in keys[mention.id]:
            same[key].append(mention.id)
    for ids in same.values():
        groups.join(ids)
    return _clusters(groups, index, keys)
