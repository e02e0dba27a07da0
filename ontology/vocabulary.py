"""The vocabulary as one frozen object, with the checks at the door.

>>> from ontology import load_vocabulary
>>> vocabulary = load_vocabulary()
>>> vocabulary.predicates["member_of"].relationship
'MEMBER_OF'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology import door
from ontology.terms import (
    Attribute,
    Concept,
    Kind,
    Link,
    Predicate,
    Property,
    Qualifier,
    Scheme,
    Term,
    VocabularyViolation,
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by name, each mapping in the order for lists and legends.

    ``coded`` gives the scheme for (predicate, qualifier). ``namespace`` ends in ``#``; ``version`` is that of the
    version IRI. ``relations`` are the n-ary classes of RDF.
    """

    namespace: str
    version: str
    kinds: Mapping[str, Kind]
    predicates: Mapping[str, Predicate]
    qualifiers: Mapping[str, Qualifier]
    properties: Mapping[str, Property]
    attributes: Mapping[str, Attribute]
    links: Mapping[str, Link]
    relations: Mapping[str, Term]
    schemes: Mapping[str, Scheme]
    coded: Mapping[tuple[str, str], str]

    @property
    def entity_kinds(self) -> tuple[Kind, ...]:
        """The kinds that documents state: neither structural nor derived."""
        return tuple(kind for kind in self.kinds.values() if not kind.structural and not kind.derived)

    @property
    def relationships(self) -> tuple[str, ...]:
        """The relationship types that have an ``id``: of all predicates, properties and identified links, each once."""
        names = [predicate.relationship for predicate in self.predicates.values()]
        names += [prop.relationship for prop in self.properties.values()]
        names += [link.relationship for link in self.links.values() if link.identified]
        return tuple(dict.fromkeys(names))

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether ``kind`` is ``ancestor`` or one of its sub-kinds."""
        at: str | None = kind
        while at is not None and at != ancestor:
            at = self.kinds[at].parent
        return at is not None

    def label(self, name: str, language: str) -> str:
        """The label of the term called ``name`` (or of the relationship type ``name``) in ``zh`` or ``en``.

        Where several sorts of term bear the name, the first of kinds, predicates, properties, qualifiers, attributes,
        links, schemes, relations counts. Raises :class:`VocabularyViolation` when there is none.
        """
        families: tuple[Mapping[str, Term], ...] = (
            self.kinds,
            self.predicates,
            self.properties,
            self.qualifiers,
            self.attributes,
            self.links,
            self.schemes,
            self.relations,
        )
        for family in families:
            if name in family:
                return family[name].label(language)
        related: tuple[Predicate | Link | Property, ...] = (
            *self.predicates.values(),
            *self.links.values(),
            *self.properties.values(),
        )
        for term in related:
            if term.relationship == name:
                return term.label(language)
        raise VocabularyViolation(f"Unknown term {name!r}.")

    def allowed_values(self, predicate: str, qualifier: str) -> frozenset[str] | None:
        """The notations that ``qualifier`` may have with ``predicate``; None where any text (or date) may stand."""
        scheme = self.coded.get((predicate, qualifier))
        if scheme is None or self.schemes[scheme].open:
            return None
        return frozenset(self.schemes[scheme].concepts)

    def concept(self, scheme: str, notation: str) -> Concept:
        """The concept of ``notation`` in ``scheme``; raises :class:`VocabularyViolation` when there is none."""
        return door.known(self.schemes, scheme, "scheme").concept(notation)

    def check_statement(
        self, predicate: str, subject_kind: str, object_kind: str, qualifiers: Mapping[str, str]
    ) -> None:
        """Raises :class:`VocabularyViolation` unless a statement of this shape is in the vocabulary."""
        term = door.known(self.predicates, predicate, "predicate")
        self._check_end(predicate, "subject", subject_kind, term.subjects)
        self._check_end(predicate, "object", object_kind, term.objects)
        schemes = {
            name: self.schemes[self.coded[predicate, name]]
            for name in term.qualifiers
            if (predicate, name) in self.coded
        }
        door.check_qualifiers(term, qualifiers, self.qualifiers, schemes)

    def check_value(self, property: str, subject_kind: str, value: str, datatype: str) -> None:
        """Raises :class:`VocabularyViolation` unless ``property`` may have ``value`` for an entity of this kind."""
        term = door.known(self.properties, property, "property")
        self._check_end(property, "subject", subject_kind, term.subjects)
        if datatype != term.datatype:
            raise VocabularyViolation(f"The value of {property} is a {term.datatype}, not a {datatype}.")
        what = f"The value of {property}"
        if term.scheme is None:
            door.check_literal(what, value, datatype)
        else:
            door.check_coded(what, value, self.schemes[term.scheme])

    def check_entity(
        self,
        kind: str,
        type: str | None = None,
        date: str | None = None,
        date_end: str | None = None,
        number: str | None = None,
    ) -> None:
        """Raises :class:`VocabularyViolation` unless a document can state such an entity.

        ``number`` is the document number of a policy document; attributes that are None are not given.
        """
        term = door.known(self.kinds, kind, "kind")
        if term.structural or term.derived:
            raise VocabularyViolation(f"{kind} is not a kind that a document states; use one of: {self._stated()}.")
        given = {"type": type, "date": date, "date_end": date_end, "document_number": number}
        for name, value in given.items():
            if value is None:
                continue
            attribute = self.attributes[name]
            if not any(self.is_a(kind, subject) for subject in attribute.subjects):
                raise VocabularyViolation(f"{kind} has no {name}; only {door.listed(attribute.subjects)} may have it.")
            what = f"The {name} of {kind}"
            if attribute.scheme is None:
                door.check_literal(what, value, attribute.datatype)
            else:
                door.check_coded(what, value, self.schemes[attribute.scheme])
        door.check_period(date, date_end)

    def _stated(self) -> str:
        return door.listed(kind.name for kind in self.entity_kinds)

    def _check_end(self, term: str, end: str, kind: str, allowed: frozenset[str]) -> None:
        door.known(self.kinds, kind, "kind")
        if not any(self.is_a(kind, ancestor) for ancestor in allowed):
            raise VocabularyViolation(f"{term} can't have a {kind} as its {end}; it takes: {door.listed(allowed)}.")


@cache
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of ``folder`` (by default the shipped one), read once a process.

    ``folder`` holds ``alliance.ttl`` and ``schemes/*.ttl``. Raises :class:`MalformedVocabulary` when they can't be
    read or do not make a vocabulary.
    """
    # rdflib takes 0.2 s to import: only those who read Turtle pay for it.
    from ontology.reader import read_vocabulary  # noqa: PLC0415

    return read_vocabulary(Path(__file__).parent if folder is None else folder)
