"""Asking a named question by SPARQL: the same rows as by Cypher, from the RDF of the same graph."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graph.errors import QueryError
from graph.rdf.names import last_segment
from graph.sparql.endpoint import Endpoint, Limits
from graph.store import Store
from graph.text import BASE
from ontology import Vocabulary, load_vocabulary
from queries import sparql
from queries.catalogue import ROW_LIMIT, TIMEOUT, Answer, cut_at
from queries.cypher import statement
from queries.parameters import bind
from queries.question import CERTAINTY, HOLDS, Column, Question
from queries.search import SearchIndex

Binding = Mapping[str, Mapping[str, str]]

EVERYTHING = 10_000_000
"""Row limit of our own look-ups."""


def ask_by_sparql(
    store: Store,
    endpoint: Endpoint,
    question: Question,
    parameters: Mapping[str, str],
    *,
    as_of: str | None = None,
    timeout: float = TIMEOUT,
    row_limit: int = ROW_LIMIT,
    index: SearchIndex | None = None,
) -> Answer:
    """Asks a question as :func:`queries.catalogue.ask` does, of the endpoint; names are looked up in the store.

    Evidence is in the order of the passages' IRIs. Raises QueryError for a question that has no SPARQL twin, for
    parameters that don't fit, and when a limit is passed.
    """
    if question.sparql is None:
        raise QueryError(f"The question «{question.id}» is not written in SPARQL; ask it by Cypher.")
    values = bind(store, question, parameters, as_of, index or SearchIndex(store))
    text = sparql.fill(question.sparql, _terms(store, question, values))
    bindings, truncated = _select(endpoint, text, Limits(row_limit, timeout))
    told = _told(endpoint, bindings, timeout)
    reader = _Reader(load_vocabulary())
    columns = (*question.columns, CERTAINTY) if as_of is not None else question.columns
    rows = tuple(tuple(reader.cell(column, row, told) for column in columns) for row in bindings)
    notes = () if rows else (question.empty,)
    if truncated:
        notes = (cut_at(row_limit),)
    return Answer(question, columns, rows, values, truncated, notes)


def _terms(store: Store, question: Question, values: Mapping[str, Any]) -> dict[str, sparql.Value]:
    """The parameters as they go into the text: entities are IRIs, no day is the empty text."""
    entities = {parameter.name for parameter in question.parameters if parameter.type == "entity"}
    terms: dict[str, sparql.Value] = {}
    for name, value in values.items():
        terms[name] = _iri(store, value) if name in entities else "" if value is None else value
    return terms


def _iri(store: Store, key: str) -> NamedNode:
    (row,) = store.read(statement("entity"), id=key)
    kind = next(label for label in sorted(row["labels"]) if label not in ("Entity", "Official"))
    return NamedNode(f"{BASE}id/{kind.lower()}/{key}")


def _select(endpoint: Endpoint, text: str, limits: Limits) -> tuple[list[Binding], bool]:
    answer, _ = endpoint.ask(text, limits)
    return json.loads(answer.body)["results"]["bindings"], answer.truncated


def _told(endpoint: Endpoint, bindings: Sequence[Binding], timeout: float) -> dict[str, tuple[set[str], set[str]]]:
    """For every fact that the rows rest on, its passages and its sources."""
    facts = sorted({fact for row in bindings for fact in row[sparql.FACTS]["value"].split()})
    if not facts:
        return {}
    text = sparql.fill(sparql.statement("evidence"), {"facts": tuple(map(NamedNode, facts))})
    found: dict[str, tuple[set[str], set[str]]] = {fact: (set(), set()) for fact in facts}
    for row in _select(endpoint, text, Limits(EVERYTHING, timeout))[0]:
        for place, name in enumerate(("passage", "source")):
            if name in row:
                found[row["fact"]["value"]][place].add(row[name]["value"])
    return found


class _Reader:
    """Turns the terms of an answer into what Cypher gives: ids, notations, names of properties, numbers."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = {c.iri: c.notation for scheme in vocabulary.schemes.values() for c in scheme.concepts.values()}
        self._names |= {prop.iri: name for name, prop in vocabulary.properties.items()}

    def cell(self, column: Column, row: Binding, told: Mapping[str, tuple[set[str], set[str]]]) -> Any:
        """The value of a column in a row; None where the variable is not bound."""
        if column.type in ("evidence", "sources"):
            facts = row[sparql.FACTS]["value"].split()
            found = set().union(*(told[fact][column.type == "sources"] for fact in facts))
            return sorted(found) if column.type == "evidence" else len(found)
        name = HOLDS if column.type == "certainty" else column.name
        if column.type == "texts":
            return sorted(row[name]["value"].split("\n")) if row.get(name, {}).get("value") else []
        if name not in row:
            return None
        value = row[name]["value"]
        if row[name]["type"] == "uri":
            return self._names.get(value) or last_segment(value)
        return _number(value) if column.type == "number" else value


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)
