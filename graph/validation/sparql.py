"""``sh:sparql`` constraints: each ``sh:select`` is asked once for all focus nodes of its shape.

SHACL binds ``$this`` before the query runs, node by node. Here the focus nodes are put into the data under a predicate
of their own, and the query's first pattern binds ``$this`` to them, which gives the same rows for queries that keep
SHACL's own rules (no MINUS, SERVICE or VALUES; a sub-select gives ``$this`` out); others are refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import InputError
from graph.validation.report import Result
from graph.validation.shape import Constraint, Shape
from graph.validation.triples import Triples

FOCUS = "urn:alliancegraph:focus:"
_FORBIDDEN = re.compile(r"\b(MINUS|SERVICE|VALUES|LOAD|INSERT|DELETE)\b", re.IGNORECASE)
_OPENING = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_QUIET = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*')


@dataclass(frozen=True, slots=True)
class _Question:
    constraint: Constraint
    shape: Shape
    nodes: Sequence[str]


class Asker:
    """Gathers the queries of a run, so that the data is loaded once and only when there are any."""

    def __init__(self, data: Triples) -> None:
        self._data = data
        self._questions: list[_Question] = []

    def ask(self, constraint: Constraint, shape: Shape, nodes: Sequence[str]) -> None:
        """Notes a query for the focus nodes of a shape."""
        if nodes:
            self._questions.append(_Question(constraint, shape, nodes))

    def results(self) -> list[Result]:
        """The rows of all queries as results. Raises InputError for a query that can't be asked."""
        if not self._questions:
            return []
        store = ox.Store()
        lines = [f"{s} {p} {o} .\n" for s, p, o in self._data.words()]
        lines += [
            f"{node} <{FOCUS}{number}> true .\n"
            for number, question in enumerate(self._questions)
            for node in question.nodes
            if node[0] != '"'
        ]
        store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        return [result for number, each in enumerate(self._questions) for result in _answer(store, number, each)]


def _answer(store: ox.Store, number: int, question: _Question) -> list[Result]:
    text = _bound_to(question, number)
    try:
        solutions = store.query(text)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        rows = [{n: str(value) for n in names if (value := row[n]) is not None} for row in solutions]
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise InputError(f"The query of the shape {question.shape.id} can't be asked: {error}.") from error
    shape = question.shape
    messages = question.constraint.messages or shape.messages
    path = shape.path.text if shape.path else ""
    found = []
    for row in rows:
        value = row.get("value", row["this"] if shape.path is None else None)
        where = row["path"][1:-1] if row.get("path", "").startswith("<") else path
        found.append(Result(row["this"], where, value, shape.severity, "sparql", shape.id, messages))
    return found


def _bound_to(question: _Question, number: int) -> str:
    """The query with its first pattern binding ``$this``."""
    text = question.constraint.options["select"]
    bare = _QUIET.sub(lambda match: " " * len(match[0]), text)
    forbidden = _FORBIDDEN.search(bare)
    if forbidden:
        raise InputError(f"The query of the shape {question.shape.id} uses {forbidden[0]}, which SHACL does not allow.")
    opening = _OPENING.search(bare)
    if opening is None or not re.search(r"[?$]this\b", bare):
        raise InputError(f"The query of the shape {question.shape.id} must be SELECT $this … WHERE {{ … }}.")
    text = f"{text[: opening.end()]} $this <{FOCUS}{number}> true . {text[opening.end() :]}"
    path = question.shape.path
    if path and path.predicate:
        text = text.replace("$PATH", path.predicate)
    elif "$PATH" in text:
        raise InputError(f"The query of the shape {question.shape.id} uses $PATH, which needs a path of one predicate.")
    return text
