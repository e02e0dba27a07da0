"""The profile of an entity: its names and all that is stated about it, each fact with the passages it was read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import QueryError
from graph.store import Store
from graph.text import match_key
from queries.cypher import statement
from queries.passage import Passage, passages
from queries.search import entity_iri, kind_of

QUALIFIERS = ("role", "title", "status", "number", "date")
PERIOD = ("valid_from", "valid_until", "observed_on", "last_observed_on")


@dataclass(frozen=True, slots=True)
class Name:
    """A form of the entity's name: ``full`` or ``alias`` (as the documents use it), and the documents that use it."""

    form: str
    kind: Literal["full", "alias"]
    documents: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As an entry of ``names``."""
        return {"form": self.form, "kind": self.kind, "documents": list(self.documents)}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a statement."""

    id: str
    kind: str
    name: str

    def as_json(self) -> dict[str, Any]:
        """As subject or object of an entry of ``statements``."""
        return {"id": self.id, "kind": self.kind, "name": self.name}


@dataclass(frozen=True, slots=True)
class Support:
    """What a fact rests on: how sure it is, which rules made it, the ids of its sources, and its passages."""

    confidence: float
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[Passage, ...]

    def as_json(self) -> dict[str, Any]:
        """The keys that it gives to an entry of ``statements``."""
        return {
            "confidence": self.confidence,
            "rules": list(self.rules),
            "sources": list(self.sources),
            "evidence": [passage.as_json() for passage in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A fact between two entities. ``period`` holds ``valid_from``, ``valid_until``, ``observed_on`` and
    ``last_observed_on`` where known, ``qualifiers`` role, title, status, number and date where stated.
    """

    id: str
    predicate: str
    subject: End
    object: End
    qualifiers: Mapping[str, str]
    period: Mapping[str, str]
    support: Support

    def as_json(self) -> dict[str, Any]:
        """As an entry of ``statements``."""
        return {
            "id": self.id,
            "predicate": self.predicate,
            "subject": self.subject.as_json(),
            "object": self.object.as_json(),
            "qualifiers": dict(self.qualifiers),
            **self.period,
            **self.support.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """A fact whose object is a value. A coded one has datatype ``concept`` and the labels of its concept; ``wins``
    says whether it is the value that stands on the entity.
    """

    id: str
    property: str
    value: str
    datatype: str
    scheme: str | None
    label_zh: str | None
    label_en: str | None
    period: Mapping[str, str]
    support: Support
    wins: bool

    def as_json(self) -> dict[str, Any]:
        """As an entry of ``values``."""
        return {
            "id": self.id,
            "property": self.property,
            "value": self.value,
            "datatype": self.datatype,
            "scheme": self.scheme,
            "label": {"zh": self.label_zh or self.value, "en": self.label_en or self.value},
            "wins": self.wins,
            **self.period,
            **self.support.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with all that is known of it. ``attributes`` are type, dates and document number where it has them."""

    id: str
    iri: str
    kind: str
    official: bool
    name: str
    names: tuple[Name, ...]
    attributes: Mapping[str, str]
    statements: tuple[StatementEntry, ...]
    values: tuple[ValueEntry, ...]

    def as_json(self) -> dict[str, Any]:
        """The output of ``show ID --json``."""
        return {
            "id": self.id,
            "iri": self.iri,
            "kind": self.kind,
            "official": self.official,
            "name": self.name,
            "names": [name.as_json() for name in self.names],
            "attributes": dict(self.attributes),
            "statements": [entry.as_json() for entry in self.statements],
            "values": [entry.as_json() for entry in self.values],
        }


def profile(store: Store, entity_id: str) -> Profile:
    """The profile of the entity with this id; raises QueryError when there is none."""
    found = store.read(statement("entity"), id=entity_id)
    if not found:
        raise QueryError(f"There is no entity with the id «{entity_id}»; find ids with: alliancegraph search NAME.")
    labels, properties = found[0]["labels"], found[0]["properties"]
    facts = store.read(statement("facts_of"), id=entity_id)
    values = store.read(statement("values_of"), id=entity_id)
    told = _passages_of(store, (row["properties"] for row in (*facts, *values)))
    attributes = ("type", "date", "date_end", "document_number")
    return Profile(
        id=entity_id,
        iri=entity_iri(kind_of(labels), entity_id),
        kind=kind_of(labels),
        official="Official" in labels,
        name=properties["name"],
        names=_names(properties, store.read(statement("mentions"), id=entity_id)),
        attributes={name: properties[name] for name in attributes if name in properties},
        statements=tuple(_statement(row, told) for row in facts),
        values=tuple(_value(row, told, properties) for row in values),
    )


def _passages_of(store: Store, facts: Iterable[Mapping[str, Any]]) -> dict[str, list[Passage]]:
    told: dict[str, list[Passage]] = {}
    for passage in passages(store, (key for fact in facts for key in fact["evidence"])):
        told.setdefault(passage.id, []).append(passage)
    return told


def _names(properties: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
    """Every form, the chosen name first; a form is full when some document takes it for the full one."""
    documents: dict[str, set[str]] = {form: set() for form in (properties["name"], *properties.get("aliases", []))}
    full = {properties["name"]}
    for mention in mentions:
        full.add(mention["name"])
        for form in (mention["name"], *(mention["aliases"] or ())):
            documents.setdefault(form, set()).add(mention["document"])
    first = properties["name"]
    ordered = sorted(documents, key=lambda form: (form != first, form not in full, match_key(form), form))
    return tuple(Name(form, "full" if form in full else "alias", tuple(sorted(documents[form]))) for form in ordered)


def _support(fact: Mapping[str, Any], told: Mapping[str, list[Passage]]) -> Support:
    evidence = (passage for key in fact["evidence"] for passage in told[key])
    return Support(
        confidence=fact["confidence"],
        rules=tuple(fact["rules"]),
        sources=tuple(fact["sources"]),
        # A text kept under two names has its passages in both; the fact rests on those of the documents it names.
        evidence=tuple(passage for passage in evidence if passage.document in fact["documents"]),
    )


def _statement(row: Mapping[str, Any], told: Mapping[str, list[Passage]]) -> StatementEntry:
    fact = row["properties"]
    return StatementEntry(
        id=fact["id"],
        predicate=row["relationship"].lower(),
        subject=_end(row["subject"]),
        object=_end(row["object"]),
        qualifiers={name: fact[name] for name in QUALIFIERS if fact.get(name) is not None},
        period={name: fact[name] for name in PERIOD if fact.get(name) is not None},
        support=_support(fact, told),
    )


def _end(node: Mapping[str, Any]) -> End:
    return End(node["id"], kind_of(node["labels"]), node["name"])


def _value(row: Mapping[str, Any], told: Mapping[str, list[Passage]], entity: Mapping[str, Any]) -> ValueEntry:
    fact = row["properties"]
    return ValueEntry(
        id=fact["id"],
        property=fact["property"],
        value=str(row["value"]),
        datatype=row["datatype"],
        scheme=row["scheme"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        period={name: fact[name] for name in PERIOD if fact.get(name) is not None},
        support=_support(fact, told),
        wins=str(entity.get(fact["property"])) == str(row["value"]),
    )
