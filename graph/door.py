"""The check at the door: nothing enters the graph that the vocabulary does not know or the text does not hold."""

from graph.dates import is_partial_date
from graph.errors import InputError, VocabularyError
from graph.model import Entity, Reading
from graph.text import match_key
from ontology import Vocabulary, VocabularyViolation

LONGEST_PASSAGE = 300
"""The most characters a passage may have (issue and contract: the smallest unit that supports the fact)."""


def check_reading(reading: Reading, vocabulary: Vocabulary) -> None:
    """Raises VocabularyError for a wrong kind, predicate or value, InputError for evidence that the text does not hold.

    Every passage must lie within the text, be at most 300 characters long and hold a form of the subject or the object.
    """
    name = reading.document.name
    try:
        for entity in reading.entities:
            _check_entity(entity, vocabulary)
        for statement in reading.statements:
            subject, target = reading.entities[statement.subject], reading.entities[statement.object]
            vocabulary.check_statement(statement.predicate, subject.kind, target.kind, statement.qualifiers)
            _check_span(reading, statement.start, statement.end, (subject, target))
            _check_confidence(name, statement.rule, statement.confidence)
        for value in reading.values:
            subject = reading.entities[value.subject]
            vocabulary.check_value(value.property, subject.kind, value.value, value.datatype)
            _check_span(reading, value.start, value.end, (subject,), value.value)
            _check_confidence(name, value.rule, value.confidence)
            if value.date and not is_partial_date(value.date):
                raise VocabularyError(f"{name}: {value.date!r} is no ISO date (rule {value.rule}).")
    except VocabularyViolation as error:
        raise VocabularyError(f"{name}: {error}") from error


def _check_entity(entity: Entity, vocabulary: Vocabulary) -> None:
    vocabulary.check_entity(
        entity.kind, type=entity.type, date=entity.date, date_end=entity.date_end, number=entity.number
    )


def _check_confidence(document: str, rule: str, confidence: float) -> None:
    if not 0 <= confidence <= 1:
        raise InputError(f"{document}: rule {rule} gives the confidence {confidence}; it must lie between 0 and 1.")


def _check_span(reading: Reading, start: int, end: int, entities: tuple[Entity, ...], value: str = "") -> None:
    text, name = reading.document.text, reading.document.name
    if not 0 <= start < end <= len(text):
        raise InputError(f"{name}: the evidence {start}..{end} lies outside the text of {len(text)} characters.")
    if end - start > LONGEST_PASSAGE:
        raise InputError(f"{name}: the evidence {start}..{end} is longer than {LONGEST_PASSAGE} characters.")
    held = match_key(text[start:end])
    forms = [form for e in entities for form in (e.name, *e.aliases, e.number or "") if form]
    if not any(match_key(form) in held for form in [*forms, *([value] if value else [])]):
        raise InputError(
            f"{name}: the evidence {start}..{end} holds no form of {' or '.join(e.name for e in entities)}."
        )
