"""Differences: what must be written and deleted so that the graph says what the remaining assertions say. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.document_facts import ValueNode
from graph.entity import Mentioned, entity_properties
from graph.fact import Assertion, Ends, Fact, Shape, fold_facts, winner
from ontology import Vocabulary


@dataclass(frozen=True, slots=True)
class FactDifference:
    """Relationships to write (by id) and to delete (id to its ends), with counts for the report."""

    write: Mapping[str, Fact]
    delete: Mapping[str, Ends]
    added: int
    changed: int
    evidence_added: int
    evidence_removed: int

    @property
    def ends(self) -> set[Ends]:
        """The pairs between which something changes."""
        return {*(fact.ends for fact in self.write.values()), *self.delete.values()}


@dataclass(frozen=True, slots=True)
class EntityDifference:
    """Entities to write (key to kind and properties) and to delete, with counts for the report."""

    write: Mapping[str, tuple[str, Mapping[str, Any]]]
    delete: frozenset[str]
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class ValueFact:
    """A value fact as it stands in the store: its relationship, its object's id and plain value, its properties."""

    relationship: str
    object: str
    value: str
    properties: Mapping[str, Any] = field(default_factory=dict)


def compare_facts(
    touched: Iterable[Ends],
    before: Mapping[Ends, Sequence[Mapping[str, Any]]],
    asserted: Mapping[Ends, Sequence[Assertion]],
    shapes: Mapping[str, Shape],
) -> FactDifference:
    """Folds the assertions of every touched pair and compares the outcome with what the store holds."""
    write: dict[str, Fact] = {}
    delete: dict[str, Ends] = {}
    added = changed = gained = lost = 0
    for ends in touched:
        old = {row["id"]: row for row in before.get(ends, ())}
        for fact in fold_facts(ends, shapes[ends.relationship], asserted.get(ends, ())):
            row = old.pop(fact.id, None)
            if row == {"id": fact.id, **fact.properties}:
                continue
            write[fact.id] = fact
            added += row is None
            changed += row is not None
            had, has = set(row["evidence"] if row else ()), set(fact.properties["evidence"])
            gained += len(has - had)
            lost += len(had - has)
        for key, row in old.items():
            delete[key] = ends
            lost += len(row["evidence"])
    return FactDifference(write, delete, added, changed, gained, lost)


def compare_entities(
    keys: Iterable[str],
    before: Mapping[str, tuple[frozenset[str], Mapping[str, Any]]],
    mentions: Mapping[str, Sequence[Mentioned]],
    values: Mapping[str, Mapping[str, Any]],
) -> EntityDifference:
    """Folds the mentions of every touched entity and compares with the store's labels and properties.

    ``before`` gives each node's labels and properties, ``values`` the winning values of each entity.
    """
    write: dict[str, tuple[str, Mapping[str, Any]]] = {}
    delete: set[str] = set()
    added = changed = 0
    for key in keys:
        labels, row = before.get(key, (frozenset(), None))
        if not mentions.get(key):
            delete |= {key} if row is not None else set()
            continue
        kind = mentions[key][0].kind
        properties = {"id": key, **entity_properties(mentions[key]), **values.get(key, {})}
        if row != properties or kind not in labels:
            write[key] = (kind, properties)
            added += row is None
            changed += row is not None
    return EntityDifference(write, frozenset(delete), added, changed)


def winning_values(
    stored: Mapping[str, Sequence[ValueFact]],
    facts: FactDifference,
    nodes: Mapping[str, ValueNode],
    vocabulary: Vocabulary,
) -> dict[str, dict[str, Any]]:
    """The values that win for each entity once the fact difference is written; integers become numbers."""
    plain = {f.object: f.value for told in stored.values() for f in told}
    plain |= {key: node.properties.get("value", node.properties.get("notation", "")) for key, node in nodes.items()}
    lines: dict[str, dict[str, list[tuple[str, Assertion]]]] = defaultdict(lambda: defaultdict(list))

    def tell(entity: str, target: str, properties: Mapping[str, Any]) -> None:
        for line in properties["assertions"]:
            lines[entity][properties["property"]].append((plain[target], Assertion.from_json(line)))

    for entity, told in stored.items():
        for fact in told:
            if fact.properties["id"] not in facts.write and fact.properties["id"] not in facts.delete:
                tell(entity, fact.object, fact.properties)
    for new in facts.write.values():
        if "property" in new.properties:
            tell(new.ends.subject, new.ends.object, new.properties)
    found: dict[str, dict[str, Any]] = {}
    for entity, properties in lines.items():
        won = {name: winner(told) for name, told in properties.items()}
        found[entity] = {
            name: int(value) if vocabulary.properties[name].datatype == "integer" else value
            for name, value in won.items()
            if value is not None
        }
    return found
