"""Gold: what a careful reader took from a document, kept as JSON beside it (the annotation format of the project).

A gold file has three keys: ``document`` (id, kind, title, date, issuer, number), ``entities`` (id, kind, name, aliases,
type, date, number, optional) and ``statements`` (s, p, o, q, quote, optional). An optional item counts neither as
missed nor as a false alarm; a statement about an optional entity is optional.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.text import match_key

_ENTITY_KEYS = frozenset(("id", "kind", "name", "aliases", "type", "date", "date_end", "number", "optional"))
_STATEMENT_KEYS = frozenset(("s", "p", "o", "q", "quote", "optional"))


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of a gold file; ``forms`` are its name, aliases and (of a policy document) 文号, folded."""

    kind: str
    name: str
    forms: frozenset[str]
    type: str | None = None
    date: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement of a gold file; ``subject`` and ``object`` index :attr:`GoldDocument.entities`."""

    subject: int
    predicate: str
    object: int
    qualifiers: Mapping[str, str]
    quote: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What one document states, by its name."""

    name: str
    entities: tuple[GoldEntity, ...]
    statements: tuple[GoldStatement, ...]


def load_gold(folder: Path) -> dict[str, GoldDocument]:
    """The gold files of a folder, by the name of their document (the file's stem).

    Raises:
        InputError: the folder holds no gold file, or one is malformed.
    """
    found = {path.stem: read_gold(path) for path in sorted(folder.glob("*.json"))}
    if not found:
        raise InputError(f"{folder} holds no gold file (*.json); name the folder with the annotations.")
    return found


def read_gold(path: Path) -> GoldDocument:
    """One gold file.

    Raises:
        InputError: it can't be read, has unknown keys, or a statement names an entity that is not there.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        number = {row["id"]: at for at, row in enumerate(raw["entities"])}
        entities = tuple(_entity(row) for row in raw["entities"])
        statements = tuple(_statement(row, number, entities) for row in raw["statements"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a gold file ({error!r}); see the annotation guide for its form.") from error
    return GoldDocument(path.stem, entities, statements)


def _entity(row: Mapping[str, Any]) -> GoldEntity:
    _known(row, _ENTITY_KEYS)
    number = row.get("number") if row["kind"] == "PolicyDocument" else None
    forms = frozenset(match_key(form) for form in (row["name"], *row.get("aliases", ()), number or "")) - {""}
    return GoldEntity(row["kind"], row["name"], forms, row.get("type"), row.get("date"), row.get("optional") is True)


def _statement(row: Mapping[str, Any], number: Mapping[str, int], entities: tuple[GoldEntity, ...]) -> GoldStatement:
    _known(row, _STATEMENT_KEYS)
    subject, object_ = number[row["s"]], number[row["o"]]
    optional = "optional" in row or entities[subject].optional or entities[object_].optional
    return GoldStatement(subject, row["p"], object_, row["q"], row["quote"], optional)


def _known(row: Mapping[str, Any], keys: frozenset[str]) -> None:
    if unknown := sorted(set(row) - keys):
        raise ValueError(f"unknown keys: {', '.join(unknown)}")
