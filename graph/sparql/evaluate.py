"""Evaluates one query on a store of RDF. Runs in a process that may be killed at any moment."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from graph.errors import QueryError
from graph.sparql.formats import rdf_format
from graph.sparql.results import WRITERS, Row, boolean

_Graph = NamedNode | BlankNode | DefaultGraph

LARGEST = 100_000_000
"""Bytes; an answer that grows beyond is refused."""

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_REASON = 160


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``format`` is a name of :mod:`graph.sparql.formats` that fits the form of the query.

    ``default`` and ``named`` are graph IRIs as in :class:`graph.sparql.tokens.Dataset`. ``rows`` is the most rows (or
    triples) that are wanted.
    """

    text: str
    format: str
    prefixes: Mapping[str, str]
    base: str
    rows: int
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as it is sent. ``truncated``: there was more than the row limit."""

    body: bytes
    truncated: bool


def evaluate(store: Store, question: Question) -> Answer:
    """Answers a question. Raises QueryError with line and column when the text is no query, and when it can't run."""
    try:
        found = _run(store, question)
        if isinstance(found, QueryBoolean):
            return Answer(boolean(bool(found), question.format).encode(), False)
        return _table(found, question) if isinstance(found, QuerySolutions) else _graph(found, question)
    except SyntaxError as error:
        raise QueryError(syntax_message(str(error), question.text)) from error
    except ValueError as error:
        raise QueryError(f"The query names something that is no IRI: {error}") from error
    except (RuntimeError, OSError) as error:
        raise QueryError(f"The query can't be answered: {error}.") from error


def syntax_message(words: str, text: str) -> str:
    """What the engine says of a malformed ``text``, as a sentence with line and column (in characters)."""
    match = _PLACE.fullmatch(words)
    if match is None:
        return f"The query is no SPARQL: {words}"
    line, at, reason = int(match[1]), int(match[2]), match[3]
    # The engine counts bytes of UTF-8.
    before = (text.split("\n")[line - 1 : line] or [""])[0].encode()[: at - 1]
    column = 1 + len(before.decode(errors="ignore"))
    reason = " ".join(reason.split())
    if "Prefix not found" in reason:
        reason = "this prefix is not declared"
    elif len(reason) > _LONGEST_REASON:
        reason = reason[:_LONGEST_REASON] + " …"
    return f"The query is no SPARQL: line {line}, column {column}: {reason}."


def _run(store: Store, question: Question) -> QuerySolutions | QueryBoolean | QueryTriples:
    prefixes, base = dict(question.prefixes), question.base
    if question.default is None and question.named is None:
        return store.query(question.text, prefixes=prefixes, base_iri=base)
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in question.default or ()]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in question.named or ()]
    if len(default) < 2:
        return store.query(question.text, prefixes=prefixes, base_iri=base, default_graph=default, named_graphs=named)
    merged = _merged(store, default, named)
    return merged.query(question.text, prefixes=prefixes, base_iri=base, named_graphs=named)


def _merged(store: Store, default: Iterable[_Graph], named: Iterable[_Graph]) -> Store:
    """A store of its own with the merge as default graph: the engine would give a triple once for each graph."""
    merged = Store()
    for graph in dict.fromkeys(default):
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    for graph in dict.fromkeys(named):
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _table(found: QuerySolutions, question: Question) -> Answer:
    names = [variable.value for variable in found.variables]
    rest = iter(found)
    rows: Iterator[Row] = (tuple(solution) for solution in islice(rest, question.rows))
    chunks: list[bytes] = []
    size = 0
    for chunk in WRITERS[question.format](names, rows):
        chunks.append(chunk.encode())
        size += len(chunks[-1])
        if size > LARGEST:
            raise QueryError(f"The answer is larger than {LARGEST // 1_000_000} MB: ask for less, or add a LIMIT.")
    return Answer(b"".join(chunks), next(rest, None) is not None)


def _used(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that something in the triples begins with."""
    heads = set()
    for node in {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}:
        if isinstance(node, NamedNode | Literal):
            iri = node.value if isinstance(node, NamedNode) else node.datatype.value
            heads.add(iri[: max(iri.rfind("#"), iri.rfind("/")) + 1])
    return {name: namespace for name, namespace in prefixes.items() if namespace in heads}


def _graph(found: QueryTriples, question: Question) -> Answer:
    rest = iter(found)
    triples = dict.fromkeys(islice(rest, question.rows))
    body = serialize(triples, format=rdf_format(question.format), prefixes=_used(triples, question.prefixes))
    if body is None or len(body) > LARGEST:
        raise QueryError(f"The answer is larger than {LARGEST // 1_000_000} MB: ask for less, or add a LIMIT.")
    return Answer(body, next(rest, None) is not None)
