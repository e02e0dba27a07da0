"""What the fact tables look like: ``tables.yaml`` as frozen objects, checked against the vocabulary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import VocabularyError
from ontology import Vocabulary, load_vocabulary

BODY, ANYONE = "body", "anyone"
"""Kinds of columns whose names decide for themselves: alliance or organization; these or a person."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cells hold, and for a choice the words that may stand there.

    ``holds`` is ``text``, ``name``, ``choice``, ``date``, ``year``, ``count``, ``number``, ``uscc`` or ``url``;
    ``kind`` the kind of a name. ``values`` is None where any text may stand.
    """

    name: str
    holds: str = "text"
    kind: str | None = None
    several: bool = False
    required: bool = False
    values: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Belief:
    """How far rows are believed whose page is of one of these kinds of site."""

    site_kinds: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class NameRules:
    """How a name in a mixed column finds its kind: tables to look it up in, and the look of names."""

    tables: tuple[str, ...]
    alliance: re.Pattern[str]
    person: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Formats:
    """All of ``tables.yaml``: the columns of each table, in the order in which tables are read, and the rules."""

    tables: Mapping[str, Mapping[str, Column]]
    meanings: Mapping[str, Mapping[str, str | None]]
    implied_roles: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]
    names: NameRules
    beliefs: tuple[Belief, ...]
    confidence: float
    longest_span: int
    longest_entry: int
    project_name: str
    other_files: frozenset[str]

    def confidence_of(self, site_kind: str | None) -> float:
        """How far a row is believed that was read on a page of this kind of site."""
        return next((b.confidence for b in self.beliefs if site_kind in b.site_kinds), self.confidence)


@cache
def load_formats() -> Formats:
    """``tables.yaml``, checked against the vocabulary.

    Raises:
        VocabularyError: the file names a kind, scheme, predicate or qualifier value that the vocabulary lacks.
    """
    data = yaml.safe_load(files(__package__).joinpath("tables.yaml").read_text(encoding="utf-8"))
    return build_formats(data, load_vocabulary())


def build_formats(data: Mapping[str, Any], vocabulary: Vocabulary) -> Formats:
    """The formats that ``data`` (the parsed YAML) describes; see :func:`load_formats`."""
    meanings = data["meanings"]
    _check_meanings(meanings, vocabulary)
    for rule in data["implied_roles"].values():
        _check_word(rule["predicate"], "role", rule["role"], vocabulary)
    names, confidence, limits = data["names"], data["confidence"], data["limits"]
    return Formats(
        tables={
            table: {
                name: _column(f"{table}.{name}", name, spec, meanings, vocabulary) for name, spec in columns.items()
            }
            for table, columns in data["tables"].items()
        },
        meanings=meanings,
        implied_roles={column: rule["role"] for column, rule in data["implied_roles"].items()},
        patterns={name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        names=NameRules(tuple(names["tables"]), re.compile(names["alliance"]), re.compile(names["person"])),
        beliefs=tuple(Belief(frozenset(rule["site_kind"]), rule["confidence"]) for rule in confidence["pages"]),
        confidence=confidence["usual"],
        longest_span=limits["span"],
        longest_entry=limits["entry"],
        project_name=data["project_name"],
        other_files=frozenset(data["other_files"]),
    )


def _column(
    where: str, name: str, spec: Mapping[str, Any], meanings: Mapping[str, Mapping[str, Any]], vocabulary: Vocabulary
) -> Column:
    kind = spec.get("kind")
    if kind not in (None, BODY, ANYONE) and kind not in vocabulary.kinds:
        raise VocabularyError(f"tables.yaml, {where}: kind {kind} is not in the vocabulary.")
    values = spec.get("values") or (tuple(meanings[spec["meaning"]]) if "meaning" in spec else None)
    if "scheme" in spec:
        scheme = vocabulary.schemes.get(spec["scheme"])
        if scheme is None:
            raise VocabularyError(f"tables.yaml, {where}: scheme {spec['scheme']} is not in the vocabulary.")
        values = None if scheme.open else scheme.concepts
    return Column(
        name=name,
        holds=spec.get("is", "text"),
        kind=kind,
        several=spec.get("list", False),
        required=spec.get("required", False),
        values=None if values is None else tuple(values),
    )


def _check_meanings(meanings: Mapping[str, Mapping[str, str | None]], vocabulary: Vocabulary) -> None:
    """Every word on the right must be one that the vocabulary allows in that place."""
    for role, predicate in meanings["role"].items():
        if predicate is None or predicate not in vocabulary.predicates:
            raise VocabularyError(f"tables.yaml, role {role}: predicate {predicate} is not in the vocabulary.")
        _check_word(predicate, "role", role, vocabulary)
    statuses = (
        ("membership_status", "member_of"),
        ("membership_status", "leads"),
        ("post_status", "holds_post"),
        ("designation_status", "designates"),
    )
    for meaning, predicate in statuses:
        for word in meanings[meaning].values():
            if word is not None:
                _check_word(predicate, "status", word, vocabulary)


def _check_word(predicate: str, qualifier: str, word: str, vocabulary: Vocabulary) -> None:
    allowed = vocabulary.allowed_values(predicate, qualifier)
    if allowed is not None and word not in allowed:
        raise VocabularyError(f"tables.yaml: {word} is no {qualifier} of {predicate} in the vocabulary.")
