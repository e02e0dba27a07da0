"""What one document contributes to the graph, once its entities are resolved: mentions, passages, assertions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.entity import Mentioned
from graph.errors import StateError, VocabularyError
from graph.fact import Assertion, Ends, short_hash
from graph.model import Page, Reading, Statement, ValueStatement
from graph.text import page_id, span_id
from ontology import Vocabulary


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A span of a document's text: the public page of a table row, the page or cells of a file that has them."""

    id: str
    start: int
    end: int
    text: str
    page: str | None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ValueNode:
    """A value or a concept that a value fact points at: its id, labels and properties."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document's contribution: every part of it can be added to and taken from the graph."""

    document: str
    mentions: tuple[Mentioned, ...]
    passages: tuple[PassageRow, ...]
    pages: tuple[Page, ...]
    values: Mapping[str, ValueNode]
    assertions: Mapping[Ends, tuple[Assertion, ...]]


def mentions_of(reading: Reading) -> list[Mentioned]:
    """How the document speaks of its entities; their keys are not known yet (``entity`` is empty)."""
    bodies: dict[int, list[int]] = defaultdict(list)
    for statement in reading.statements:
        if statement.predicate == "holds_post":
            bodies[statement.subject].append(statement.object)
    series = (f"series:{reading.document.series}",) if reading.document.series else ()
    name = reading.document.name
    return [
        Mentioned(
            id=f"{name}#{index}",
            document=name,
            index=index,
            entity="",
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            defined=entity.defined,
            type=entity.type,
            date=entity.date,
            date_end=entity.date_end,
            number=entity.number,
            ties=tuple(sorted({*entity.ties, *series})) if entity.kind == "Person" else entity.ties,
            bodies=tuple(sorted(set(bodies[index]))),
        )
        for index, entity in enumerate(reading.entities)
    ]


def resolve(reading: Reading, keys: Mapping[str, str], vocabulary: Vocabulary) -> DocumentFacts:
    """The document's facts under the given entity keys (by mention id).

    Raises VocabularyError when a value's property or concept is not in the vocabulary.
    """
    mentions = tuple(replace(m, entity=keys[m.id]) for m in mentions_of(reading))
    passages: dict[str, PassageRow] = {}
    assertions: dict[Ends, list[Assertion]] = defaultdict(list)
    values: dict[str, ValueNode] = {}
    pages = {page.url: page for page in reading.pages}

    def passage(item: Statement | ValueStatement) -> str:
        row = _passage(reading, item.start, item.end, item.page)
        passages[row.id] = row
        return row.id

    for statement in reading.statements:
        predicate = vocabulary.predicates[statement.predicate]
        subject, target = mentions[statement.subject].entity, mentions[statement.object].entity
        if predicate.symmetric and target < subject:
            subject, target = target, subject
        ends = Ends(predicate.relationship, subject, target)
        assertions[ends].append(_assertion(reading, statement, passage(statement), statement.qualifiers, pages))
    for value in reading.values:
        node = value_node(value.property, value.value, value.datatype, vocabulary)
        values[node.id] = node
        ends = Ends(vocabulary.properties[value.property].relationship, mentions[value.subject].entity, node.id)
        qualifiers = {"property": value.property} | ({"date": value.date} if value.date else {})
        assertions[ends].append(_assertion(reading, value, passage(value), qualifiers, pages))
    for mention in reading.mentions:
        row = _passage(reading, mention.start, mention.end, None)
        passages[row.id] = row
    return DocumentFacts(
        reading.document.name,
        mentions,
        tuple(passages.values()),
        tuple(pages.values()),
        values,
        {ends: tuple(told) for ends, told in assertions.items()},
    )


def value_node(name: str, value: str, datatype: str, vocabulary: Vocabulary) -> ValueNode:
    """The node that a value fact points at: a Concept of the property's scheme, or a Value."""
    known = vocabulary.properties.get(name)
    if known is None:
        raise VocabularyError(
            f"The vocabulary has no property {name!r}; use one of {', '.join(vocabulary.properties)}."
        )
    if known.scheme is None:
        key = "value-" + short_hash([datatype, value], 16)
        return ValueNode(key, ("Value",), {"value": value, "datatype": datatype})
    concept = vocabulary.schemes[known.scheme].concepts.get(value)
    labels = (concept.label_zh, concept.label_en) if concept else (value, value)
    row = {"scheme": known.scheme, "notation": value, "label_zh": labels[0], "label_en": labels[1]}
    return ValueNode(f"concept-{known.scheme}-{value}", ("Concept",), row)


def _passage(reading: Reading, start: int, end: int, url: str | None) -> PassageRow:
    document = reading.document
    page = page_id(url) if url else None
    key = span_id(document.text_sha256, start, end)
    return PassageRow(key, start, end, document.text[start:end], page, document.place(start, end))


def _assertion(
    reading: Reading,
    item: Statement | ValueStatement,
    passage: str,
    qualifiers: Mapping[str, str],
    pages: Mapping[str, Page],
) -> Assertion:
    document = reading.document
    if item.page is None:
        dated = document.date
    elif item.page in pages:
        dated = pages[item.page].date
    else:
        raise StateError(f"{document.name}: a row rests on the page {item.page}, which the reading does not list.")
    return Assertion(
        document=document.name,
        passage=passage,
        start=item.start,
        rule=item.rule,
        confidence=item.confidence,
        qualifiers=dict(sorted(qualifiers.items())),
        source=page_id(item.page) if item.page else document.name,
        observed=qualifiers.get("date") or dated,
        source_date=dated,
    )
