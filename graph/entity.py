"""Entities: how several documents speak of one thing, folded into the properties of its node."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.text import match_key, pinyin_forms

ATTRIBUTES = ("type", "date", "date_end", "number")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How one document speaks of one entity: the ``MENTIONS`` relationship from source document to entity.

    ``id`` is ``{document}#{index in the reading}``; ``entity`` the entity's key. ``bodies`` are, for a person, the
    indexes of the bodies at which this document says a post is held; ``ties`` as in :class:`graph.model.Entity`.
    """

    id: str
    document: str
    index: int
    entity: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    type: str | None = None
    date: str | None = None
    date_end: str | None = None
    number: str | None = None
    ties: tuple[str, ...] = ()
    bodies: tuple[int, ...] = ()

    def properties(self) -> dict[str, Any]:
        """The properties of the relationship; what is empty is left out."""
        row = {
            "id": self.id,
            "index": self.index,
            "kind": self.kind,
            "name": self.name,
            "aliases": list(self.aliases),
            "defined": list(self.defined),
            "type": self.type,
            "date": self.date,
            "date_end": self.date_end,
            "number": self.number,
            "ties": list(self.ties),
            "bodies": list(self.bodies),
        }
        return {key: value for key, value in row.items() if value not in (None, [])}

    @classmethod
    def from_properties(cls, document: str, entity: str, row: Mapping[str, Any]) -> "Mentioned":
        """The mention that :meth:`properties` wrote."""
        lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
        return cls(document=document, entity=entity, **{**row, **lists})


def _most_told(values: Iterable[tuple[str, str]]) -> str | None:
    """The value told by most documents, then the longer, then the first in text order; values are (value, document)."""
    told: dict[str, set[str]] = defaultdict(set)
    for value, document in values:
        told[value].add(document)
    return min(told, key=lambda value: (-len(told[value]), -len(value), value)) if told else None


def chosen_name(mentions: Sequence[Mentioned]) -> str:
    """The entity's name: a full form before a defined short one or a bare document number, then as most tell it."""
    short = {match_key(form) for m in mentions for form in (*m.defined, m.number or "")}
    full = [m for m in mentions if match_key(m.name) not in short] or list(mentions)
    name = _most_told((m.name, m.document) for m in full)
    assert name is not None
    return name


def entity_properties(mentions: Sequence[Mentioned]) -> dict[str, Any]:
    """The properties of an entity's node from everything that documents say of it, values that won aside."""
    name = chosen_name(mentions)
    forms = {form for m in mentions for form in (m.name, *m.aliases)}
    aliases = sorted(forms - {name})
    spelled = [pinyin_forms(form) for form in (name, *aliases)]
    row: dict[str, Any] = {
        "name": name,
        "aliases": aliases,
        "pinyin": _lines(full for full, _ in spelled),
        "initials": _lines(initials for _, initials in spelled),
    }
    for attribute in ATTRIBUTES:
        value = _most_told((v, m.document) for m in mentions if (v := getattr(m, attribute)) is not None)
        if value is not None:
            row["document_number" if attribute == "number" else attribute] = value
    return row


def _lines(forms: Iterable[str]) -> str:
    """Every form enclosed by line feeds, so that CONTAINS '\\n' + q finds prefixes on a TEXT index."""
    return "\n" + "\n".join(dict.fromkeys(forms)) + "\n"
