"""Codes in words: predicates, properties, coded qualifiers and values, in the reader's language."""

from collections.abc import Iterator, Mapping

from dashboard.i18n import Texts
from graph.model import Statement
from ontology import Vocabulary, VocabularyViolation

ORDER = ("title", "role", "status", "number", "date")


def term(vocabulary: Vocabulary, name: str, language: str) -> str:
    """The label of a kind, predicate, property or qualifier; the name itself where the vocabulary has none."""
    try:
        return vocabulary.label(name, language)
    except VocabularyViolation:
        return name


def relation(vocabulary: Vocabulary, t: Texts, predicate: str, incoming: bool) -> str:
    """What a predicate is called as the heading over its other ends, seen from its subject or from its object.

    The interface has words of its own where the vocabulary's label, made for the whole fact, would mislead as a heading
    (成员 over the alliances that a unit is a member of).
    """
    label = term(vocabulary, predicate, t.language)
    if incoming and not vocabulary.predicates[predicate].symmetric:
        return t.entries.get(f"incoming.{predicate}") or t("entity.incoming", label=label)
    return t.entries.get(f"outgoing.{predicate}", label)


def qualifier(vocabulary: Vocabulary, t: Texts, predicate: str, name: str, value: str) -> str:
    """One qualifier in words: coded values by their label, a number with what it counts."""
    scheme = vocabulary.coded.get((predicate, name))
    if scheme is not None:
        return _coded(vocabulary, scheme, value, t.language)
    return t("entity.number", number=value) if name == "number" else value


def qualifiers(vocabulary: Vocabulary, t: Texts, predicate: str, given: Mapping[str, str]) -> list[str]:
    """All qualifiers of a fact in words, in a fixed order."""
    return [qualifier(vocabulary, t, predicate, name, given[name]) for name in ORDER if name in given]


def value(vocabulary: Vocabulary, property: str, written: str, language: str) -> str:
    """The value of a property in words: a coded one by its label."""
    scheme = vocabulary.properties[property].scheme
    return written if scheme is None else _coded(vocabulary, scheme, written, language)


def period(t: Texts, given: Mapping[str, str]) -> list[str]:
    """When a fact holds or was seen, in words."""
    words = []
    if "valid_from" in given:
        words.append(t("entity.since", date=given["valid_from"]))
    if "valid_until" in given:
        words.append(t("entity.until", date=given["valid_until"]))
    first, last = given.get("observed_on"), given.get("last_observed_on")
    if first and last and first != last:
        words.append(t("entity.observed", first=first, last=last))
    elif first or last:
        words.append(t("entity.observed_on", date=first or last))
    return words


def code(vocabulary: Vocabulary, column: str, written: str, language: str) -> str:
    """A code in a column of an answer in words; what is no code stays as it is."""
    if column in {"relation", "property", "predicate", "kind"}:
        return term(vocabulary, written, language)
    if column in {"role", "status", "value", "type"} and written.isascii():
        return next(_labels(vocabulary, column, written, language), written)
    return written


def statement(vocabulary: Vocabulary, t: Texts, fact: Statement) -> str:
    """The qualifiers of a statement on one line."""
    return t("common.separator").join(qualifiers(vocabulary, t, fact.predicate, fact.qualifiers))


def _labels(vocabulary: Vocabulary, column: str, written: str, language: str) -> Iterator[str]:
    """Labels of a notation: first in the schemes that code this qualifier, then in those of values."""
    names = [scheme for (_, name), scheme in vocabulary.coded.items() if name == column]
    if column in {"value", "type", "status"}:
        names += [
            p.scheme for p in vocabulary.properties.values() if p.scheme and not vocabulary.schemes[p.scheme].open
        ]
        names.append("event_type")
    for name in names:
        concept = vocabulary.schemes[name].concepts.get(written)
        if concept is not None:
            yield concept.label(language)


def _coded(vocabulary: Vocabulary, scheme: str, written: str, language: str) -> str:
    concept = vocabulary.schemes[scheme].concepts.get(written)
    return written if concept is None else concept.label(language)
