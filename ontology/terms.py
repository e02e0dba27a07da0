"""The terms of the vocabulary as frozen objects, and what is raised when they are wrong or wrongly used.

Names are derived from the local part of the IRI: a class keeps its name (``Alliance``), a property ``memberOf`` is
the name ``member_of`` and the relationship ``MEMBER_OF``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
Datatype = Literal["text", "integer", "decimal", "date", "iri", "concept"]


class MalformedVocabulary(ValueError):
    """The Turtle files do not make a vocabulary: a label is missing, a kind is unknown, names collide and the like."""


class VocabularyViolation(ValueError):
    """Something at the door is not in the vocabulary; the message says what, and what would be allowed."""


@dataclass(frozen=True, slots=True)
class Term:
    """What every term has: its IRI, its name in code and graph, labels and definitions in Chinese and English."""

    iri: str
    name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str

    def label(self, language: str) -> str:
        """The label in ``language``: ``zh`` or, for anything else, ``en``."""
        return self.label_zh if language == "zh" else self.label_en

    def definition(self, language: str) -> str:
        """The definition in ``language``: ``zh`` or, for anything else, ``en``."""
        return self.definition_zh if language == "zh" else self.definition_en


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A node label. ``parent`` is the kind it specializes, or None.

    ``structural`` kinds keep sources and values and are never subject or object of a statement; ``derived`` ones
    (Official) follow from other facts and are never stated by a document.
    """

    parent: str | None
    structural: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class Predicate(Term):
    """A relationship between entities.

    ``subjects`` and ``objects`` are kinds (their sub-kinds are meant too). ``qualifiers`` may, ``required`` must be
    there; ``identity`` are those that tell facts with the same two ends apart. ``in_guide`` is false for predicates
    that only tables state. ``relation`` is the IRI of the n-ary class in RDF, ``subject_end`` and ``object_end`` the
    IRIs of the properties from its node to the two ends.
    """

    relationship: str
    subjects: frozenset[str]
    objects: frozenset[str]
    qualifiers: tuple[str, ...]
    required: tuple[str, ...]
    identity: tuple[str, ...]
    symmetric: bool
    in_guide: bool
    relation: str
    subject_end: str
    object_end: str


@dataclass(frozen=True, slots=True)
class Qualifier(Term):
    """What a statement says beside its two ends. ``datatype`` ``concept``: the predicate's scheme lists the values."""

    datatype: Datatype


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A fact whose object is a value. Coded ones have a ``scheme``, datatype ``concept`` and a relationship of their
    own to a Concept; the others are ``HAS_VALUE`` to a Value.
    """

    relationship: str
    subjects: frozenset[str]
    datatype: Datatype
    scheme: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class Attribute(Term):
    """A key of nodes or relationships that is no fact of its own.

    ``subjects`` are kinds, ``Entity`` or ``Record`` for all of them, ``Relation`` for the relationships that carry
    facts, or ``Trace`` for what keeps books.
    """

    subjects: frozenset[str]
    datatype: Datatype
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Link(Term):
    """A relationship that keeps books (``IN``, ``MENTIONS``); ``identified`` when it has an ``id`` of its own."""

    relationship: str
    subjects: frozenset[str]
    objects: frozenset[str]
    identified: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A coded value: ``notation`` is what statements and tables write. ``id`` is its key as a node of the graph."""

    scheme: str
    notation: str
    label_zh: str
    label_en: str
    definition_zh: str = ""
    definition_en: str = ""
    iri: str = ""

    @property
    def id(self) -> str:
        """``concept-{scheme}-{notation}``."""
        return f"concept-{self.scheme}-{self.notation}"

    def label(self, language: str) -> str:
        """The label in ``language``: ``zh`` or, for anything else, ``en``."""
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Scheme(Term):
    """A list of coded values, by notation, in their order. An ``open`` one takes any further notation."""

    open: bool
    concepts: Mapping[str, Concept]

    def concept(self, notation: str) -> Concept:
        """The concept of ``notation``; an open scheme makes one whose labels are the notation itself.

        Raises :class:`VocabularyViolation` when the scheme is closed and does not list it, or it is empty.
        """
        known = self.concepts.get(notation)
        if known is not None:
            return known
        if not self.open or not notation.strip():
            raise VocabularyViolation(
                f"{notation!r} is not in the scheme {self.name}; it has: {', '.join(self.concepts) or 'any text'}."
            )
        return Concept(self.name, notation, notation, notation)


def snake(name: str) -> str:
    """``memberOf`` → ``member_of``, ``gradeACount`` → ``grade_a_count``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
