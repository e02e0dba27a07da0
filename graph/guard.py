"""Cypher from people, run so that it can only read: no change, no file, no network, no look at others, no hanging.

Neo4j Community has no roles, so a reader is made of several checks, each enough for what it covers: the words of the
text (a plan doesn't show what is nested in an expression), the plan the server makes of it, a session that may only
read, a limit on rows and a deadline. The allow lists are data, in ``guard.toml``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from neo4j import ResultSummary

from graph.deadline import Limits, read_excerpt
from graph.errors import QueryError
from graph.store import Store
from graph.tokens import called_functions, called_procedures, has_pair, has_unicode_escape, tokens
from graph.values import json_safe

RULES = Path(__file__).with_name("guard.toml")

READ_ONLY = "Only queries that read the graph are run here"


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a guarded query: JSON-safe rows, and whether the row limit cut some off."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``guard.toml`` says; a name with a trailing * is a prefix."""

    procedures: tuple[str, ...]
    function_namespaces: tuple[str, ...]
    refused_operators: tuple[str, ...]
    allowed_operators: tuple[str, ...]


@cache
def rules() -> Rules:
    """Read the rules."""
    return Rules(**{key: tuple(names) for key, names in tomllib.loads(RULES.read_text(encoding="utf-8")).items()})


def run_guarded(
    store: Store, cypher: str, parameters: Mapping[str, Any], *, row_limit: int = 1000, timeout: float = 30.0
) -> Table:
    """Run ``cypher`` if it only reads, for at most ``timeout`` seconds; returns at most ``row_limit`` rows.

    Raises QueryError when the text or its plan is refused, when it is wrong, or when it runs into a limit of time or
    memory; StoreUnavailableError and StoreRefusedError as the store does.
    """
    check_text(cypher)
    found = read_excerpt(store.address, cypher, parameters, Limits(row_limit, timeout), check_plan)
    rows = tuple(tuple(json_safe(value) for value in row) for row in found.rows)
    return Table(found.columns, rows, found.truncated)


def check_text(cypher: str) -> None:
    """Raise QueryError when the words of the text show something that is not allowed."""
    if not cypher.strip():
        raise QueryError("There is no query: give some Cypher, such as MATCH (n) RETURN n LIMIT 10.")
    if has_unicode_escape(cypher):
        raise QueryError("Write characters themselves, not as \\u escapes, or pass them as a parameter.")
    found = tokens(cypher)
    if has_pair(found, "load", "csv"):
        raise QueryError(f"{READ_ONLY}: LOAD CSV reads files and addresses.")
    if has_pair(found, "use", None):
        raise QueryError("Leave the USE clause out: a query reads the database of the connection.")
    for name in called_procedures(found):
        _check_procedure(name)
    for name in called_functions(found):
        if name.split(".")[0].casefold() not in rules().function_namespaces and not matches(name, rules().procedures):
            raise QueryError(f"{READ_ONLY}: the function {name} is not among Neo4j's own.")


def check_plan(summary: ResultSummary) -> None:
    """Raise QueryError when the server's plan shows anything but reading."""
    if summary.query_type != "r" or summary.plan is None:
        raise QueryError(f"{READ_ONLY}: this one changes it or administers the store.")
    for operator, details in operators(summary.plan):
        if operator == "ProcedureCall":
            _check_procedure(details.split("(")[0])
        elif matches(operator, rules().refused_operators) and operator not in rules().allowed_operators:
            raise QueryError(f"{READ_ONLY}: {operator} is not allowed.")


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every operator of a plan, without the database it stands for, and its details."""
    yield str(plan["operatorType"]).partition("@")[0], str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from operators(child)


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether ``name`` is one of the patterns, case aside; a pattern with a trailing * is a prefix."""
    folded = name.casefold()
    return any(
        folded.startswith(pattern[:-1].casefold()) if pattern.endswith("*") else folded == pattern.casefold()
        for pattern in patterns
    )


def _check_procedure(name: str) -> None:
    if not matches(name.replace("`", "").replace(" ", ""), rules().procedures):
        raise QueryError(f"{READ_ONLY}: the procedure {name} is not among {', '.join(rules().procedures)}.")
