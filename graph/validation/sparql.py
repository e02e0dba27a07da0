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
from graph.validation.triples import TYPE, Triples

FOCUS = "urn:alliancegraph:focus:"
_FORBIDDEN = re.compile(r"\b(MINUS|SERVICE|VALUES|LOAD|INSERT|DELETE)\b", re.IGNORECASE)
_OPENING = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_PREFIX = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w-]*:[\w.%-]*\w|\w+|\S"
)
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
        texts = [_bound_to(question, number) for number, question in enumerate(self._questions)]
        lines = [f"{s} {p} {o} .\n" for s, p, o in self._data.words(_predicates(texts))]
        lines += [
            f'{node} <{FOCUS}{number}> "" .\n'
            for number, question in enumerate(self._questions)
            for node in question.nodes
            if node[0] != '"'
        ]
        store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        return [
            result
            for question, text in zip(self._questions, texts, strict=True)
            for result in _answer(store, question, text)
        ]


def _predicates(texts: Sequence[str]) -> frozenset[str] | None:
    """The predicates that queries can ask for, so that no other triples need be loaded; None when it may be any.

    A predicate that is no IRI is a variable between two terms, or behind a semicolon; ``!`` stands for any other one.
    """
    found: set[str] = set()
    for text in texts:
        prefixes = dict(_PREFIX.findall(text))
        body = text[_OPENING.search(_quiet(text)).end() :]  # type: ignore[union-attr]
        tokens = [match[0] for match in _TOKEN.finditer(body) if not match[0].startswith("#")]
        for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
            if token == "!" and after in ("(", "^", "a", "<") or token == "!" and ":" in after:
                return None
            if token[0] in "?$" and _is_term(after) and (_is_term(before) or before == ";"):
                return None
            if token == "a":
                found.add(TYPE)
            elif token[0] == "<" and len(token) > 1:
                found.add(token)
            elif ":" in token and token[0] not in "\"'":
                prefix, _, local = token.partition(":")
                found.add(f"<{prefixes.get(prefix, '')}{local}>")
    return frozenset(found)


def _is_term(token: str) -> bool:
    return bool(token) and (token[0] in "?$\"'<" or ":" in token or token.isdecimal()) and token not in ("<", "<=")


def _quiet(text: str) -> str:
    """The query with strings, IRIs and comments blanked out; no offset moves."""
    return _QUIET.sub(lambda match: " " * len(match[0]), text)


def _answer(store: ox.Store, question: _Question, text: str) -> list[Result]:
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
    bare = _quiet(text)
    forbidden = _FORBIDDEN.search(bare)
    if forbidden:
        raise InputError(f"The query of the shape {question.shape.id} uses {forbidden[0]}, which SHACL does not allow.")
    opening = _OPENING.search(bare)
    if opening is None or not re.search(r"[?$]this\b", bare):
        raise InputError(f"The query of the shape {question.shape.id} must be SELECT $this … WHERE {{ … }}.")
    bound = f' $this <{FOCUS}{number}> "" . '
    text = text[: opening.end()] + bound + text[opening.end() :]
    path = question.shape.path
    if path and path.predicate:
        text = text.replace("$PATH", path.predicate)
    elif "$PATH" in text:
        raise InputError(f"The query of the shape {question.shape.id} uses $PATH, which needs a path of one predicate.")
    return text
