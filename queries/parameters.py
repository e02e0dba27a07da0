"""From what a user gives to what Cypher gets: parameters checked, converted, and names turned into entities."""

import math
from collections.abc import Mapping
from typing import Any

from graph.dates import is_partial_date
from graph.errors import QueryError
from graph.store import Store
from graph.text import BASE
from queries.cypher import statement
from queries.index import Match
from queries.question import Parameter, Question
from queries.search import SearchIndex, kind_of

_NAMED: frozenset[str] = frozenset({"name", "alias"})
"""Only these matches are the entity meant; all others are suggestions."""
_SHOWN = 8


def bind(
    store: Store, question: Question, given: Mapping[str, str], as_of: str | None, index: SearchIndex
) -> dict[str, Any]:
    """The values of all parameters of the question, ``as_of`` among them.

    Raises QueryError, naming parameter and question, for a parameter that is unknown, missing, not of its type or out
    of its bounds, and for an entity that is not found or not told apart.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise QueryError(
                f"The question «{question.id}» has no parameter «{name}»; it takes {', '.join(known)} and as-of."
            )
    if as_of is not None and not is_partial_date(as_of):
        raise QueryError(f"The date «{as_of}» for as-of must be written 2013, 2013-10 or 2013-10-30.")
    values: dict[str, Any] = {"as_of": as_of}
    for parameter in question.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None or (text.strip() == "" and parameter.default is None):
            raise QueryError(f"The question «{question.id}» needs the parameter «{parameter.name}».")
        values[parameter.name] = _value(store, parameter, text.strip(), index)
    return values


def _value(store: Store, parameter: Parameter, text: str, index: SearchIndex) -> str | int | float:
    if parameter.type == "entity":
        return resolve(store, text, parameter.kinds, index)
    if parameter.type == "date" and text and not is_partial_date(text):
        raise QueryError(
            f"The parameter «{parameter.name}» must be a date as 2013, 2013-10 or 2013-10-30, not «{text}»."
        )
    if parameter.type in ("integer", "number"):
        return _number(parameter, text)
    return text


def _number(parameter: Parameter, text: str) -> int | float:
    try:
        value = int(text) if parameter.type == "integer" else float(text)
    except ValueError as error:
        what = "a whole number" if parameter.type == "integer" else "a number"
        raise QueryError(f"The parameter «{parameter.name}» must be {what}, not «{text}».") from error
    low, high = parameter.minimum, parameter.maximum
    if not math.isfinite(value) or (low is not None and value < low) or (high is not None and value > high):
        bounds = " and ".join(
            f"{word} {bound:g}" for word, bound in (("at least", low), ("at most", high)) if bound is not None
        )
        raise QueryError(f"The parameter «{parameter.name}» must be {bounds or 'a number'}, not {text}.")
    return value


def resolve(store: Store, text: str, kinds: tuple[str, ...], index: SearchIndex) -> str:
    """The id of the entity that ``text`` names: an id, an IRI, a name or another form of its name.

    Raises QueryError when nothing bears that name (with the nearest names), when several entities do (with their
    ids), or when the entity is of another kind than those asked for.
    """
    key = text.removeprefix(f"{BASE}id/").rpartition("/")[2] if text.startswith(BASE) else text
    rows = store.read(statement("entity"), id=key)
    if rows:
        labels = rows[0]["labels"]
        if kinds and not set(kinds) & set(labels):
            raise QueryError(
                f"{key} ({rows[0]['properties']['name']}) is of the kind {kind_of(labels)}, {_wanted(kinds)}."
            )
        return key
    names = index.current()
    matches = [match for match in names.find(text, kinds, _SHOWN + 1) if match.reason in _NAMED]
    best = [match for match in matches if match.reason == matches[0].reason]
    if len(best) == 1:
        return best[0].named.id
    if best:
        more = " and more" if len(best) > _SHOWN else ""
        raise QueryError(
            f"Several entities are called «{text}»: {_listed(best[:_SHOWN])}{more}; give the id of the one you mean."
        )
    elsewhere = [match for match in names.find(text, (), 1) if kinds and match.reason in _NAMED]
    if elsewhere:
        raise QueryError(f"«{text}» is of the kind {elsewhere[0].named.kind}, {_wanted(kinds)}.")
    near = names.nearest(text, kinds)
    hint = f"; the nearest names are {_listed(near)}" if near else "; call search to look around"
    raise QueryError(f"There is no {' or '.join(kinds) or 'entity'} called «{text}»{hint}.")


def _wanted(kinds: tuple[str, ...]) -> str:
    return f"but {' or '.join(kinds)} is wanted here"


def _listed(matches: list[Match]) -> str:
    return ", ".join(f"{m.named.name} ({m.named.id}, {m.named.kind}, {m.named.degree} facts)" for m in matches)
