"""Constraints as functions: of one value where the value alone decides, else of the focus node and all its values.

A value check answers the same for the same word, so the runner asks once for each distinct value of a shape.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from graph.errors import InputError
from graph.validation.shape import SH, Constraint
from graph.validation.triples import TYPE, Triples
from graph.validation.words import compared, is_literal, literal, ordered, shown, well_formed

ValueCheck = Callable[[str], bool]
"""Whether a value is as it should be."""
FocusCheck = Callable[[str, Sequence[str]], Iterable[str | None]]
"""The offending values of a focus node, given its values; None where the node itself offends."""

_KINDS = {"<": "IRI", '"': "Literal", "_": "BlankNode"}
_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}


def value_check(constraint: Constraint, data: Triples) -> ValueCheck | None:
    """The check of a constraint that each value meets or fails alone; None for the other constraints."""
    make = _VALUE_CHECKS.get(constraint.component)
    return make(constraint, data) if make else None


def focus_check(constraint: Constraint, data: Triples) -> FocusCheck | None:
    """The check of a constraint on a focus node and its values; None for the other constraints."""
    make = _FOCUS_CHECKS.get(constraint.component)
    return make(constraint, data) if make else None


def _class(constraint: Constraint, data: Triples) -> ValueCheck:
    wanted, subjects = data.subclasses(constraint.word), data.subjects
    none: dict[str, list[str]] = {}
    return lambda value: any(type_ in wanted for type_ in subjects.get(value, none).get(TYPE, ()))


def _datatype(constraint: Constraint, _: Triples) -> ValueCheck:
    wanted = shown(constraint.word)

    def check(value: str) -> bool:
        if not is_literal(value):
            return False
        text, datatype, _ = literal(value)
        return datatype == wanted and well_formed(text, datatype)

    return check


def _node_kind(constraint: Constraint, _: Triples) -> ValueCheck:
    wanted = shown(constraint.word).removeprefix(SH)
    known = {"IRI", "Literal", "BlankNode"}
    allowed = known & set(wanted.split("Or")) if wanted != "BlankNodeOrIRI" else {"BlankNode", "IRI"}
    if not allowed:
        raise InputError(f"sh:nodeKind can't be sh:{wanted}; use sh:IRI, sh:Literal, sh:BlankNode or two with Or.")
    return lambda value: _KINDS[value[0]] in allowed


def _bound(accepted: Callable[[int], bool]) -> Callable[[Constraint, Triples], ValueCheck]:
    def make(constraint: Constraint, _: Triples) -> ValueCheck:
        limit = constraint.word

        def check(value: str) -> bool:
            order = compared(value, limit)
            return order is not None and accepted(order)

        return check

    return make


def _length(accepted: Callable[[int, int], bool]) -> Callable[[Constraint, Triples], ValueCheck]:
    def make(constraint: Constraint, _: Triples) -> ValueCheck:
        limit = int(literal(constraint.word)[0])
        return lambda value: value[0] != "_" and accepted(len(shown(value)), limit)

    return make


def _pattern(constraint: Constraint, _: Triples) -> ValueCheck:
    flags = 0
    for letter in constraint.options.get("flags", ""):
        if letter not in _FLAGS:
            raise InputError(f"sh:flags can't have the letter {letter!r}; use i, s, m or x.")
        flags |= _FLAGS[letter]
    text = literal(constraint.word)[0]
    try:
        # XPath's $ is the very end of the text, Python's also stands before a last line feed.
        found = re.compile(re.sub(r"(?<!\\)((?:\\\\)*)\$$", r"\1\\Z", text), flags)
    except re.error as error:
        raise InputError(f"The sh:pattern {text!r} is no regular expression that can be used: {error}.") from error
    return lambda value: value[0] != "_" and found.search(shown(value)) is not None


def _in(constraint: Constraint, _: Triples) -> ValueCheck:
    allowed = frozenset(constraint.words)
    return lambda value: value in allowed


def _language_in(constraint: Constraint, _: Triples) -> ValueCheck:
    ranges = [literal(word)[0].lower() for word in constraint.words]

    def check(value: str) -> bool:
        tag = literal(value)[2] if is_literal(value) else ""
        return bool(tag) and any(r in ("*", tag) or tag.startswith(f"{r}-") for r in ranges)

    return check


def _unique_language(constraint: Constraint, _: Triples) -> FocusCheck:
    wanted = shown(constraint.word) in ("true", "1")

    def check(_: str, values: Sequence[str]) -> Iterable[str | None]:
        tags = Counter(literal(value)[2] for value in values if is_literal(value)) if wanted else Counter[str]()
        return [None for tag, count in sorted(tags.items()) if tag and count > 1]

    return check


def _has_value(constraint: Constraint, _: Triples) -> FocusCheck:
    wanted = constraint.word
    return lambda _, values: () if wanted in values else (None,)


def _equals(constraint: Constraint, data: Triples) -> FocusCheck:
    def check(focus: str, values: Sequence[str]) -> Iterable[str | None]:
        others = data.values(focus, constraint.word)
        return [v for v in values if v not in others] + [v for v in others if v not in values]

    return check


def _disjoint(constraint: Constraint, data: Triples) -> FocusCheck:
    def check(focus: str, values: Sequence[str]) -> Iterable[str | None]:
        others = data.values(focus, constraint.word)
        return [value for value in values if value in others]

    return check


def _less(accepted: Callable[[int], bool]) -> Callable[[Constraint, Triples], FocusCheck]:
    def make(constraint: Constraint, data: Triples) -> FocusCheck:
        def check(focus: str, values: Sequence[str]) -> Iterable[str | None]:
            pairs = ((v, compared(v, other)) for v in values for other in data.values(focus, constraint.word))
            return [value for value, order in pairs if order is None or not accepted(order)]

        return check

    return make


def _closed(constraint: Constraint, data: Triples) -> FocusCheck:
    allowed = frozenset(constraint.words)

    def check(_: str, values: Sequence[str]) -> Iterable[str | None]:
        return [
            word
            for value in values
            for predicate in data.row(value)
            if predicate not in allowed
            for word in data.values(value, predicate)
        ]

    return check


_VALUE_CHECKS: dict[str, Callable[[Constraint, Triples], ValueCheck]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minExclusive": _bound(lambda order: order > 0),
    "minInclusive": _bound(lambda order: order >= 0),
    "maxExclusive": _bound(lambda order: order < 0),
    "maxInclusive": _bound(lambda order: order <= 0),
    "minLength": _length(lambda length, limit: length >= limit),
    "maxLength": _length(lambda length, limit: length <= limit),
    "pattern": _pattern,
    "in": _in,
    "languageIn": _language_in,
}
_FOCUS_CHECKS: dict[str, Callable[[Constraint, Triples], FocusCheck]] = {
    "uniqueLang": _unique_language,
    "hasValue": _has_value,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less(lambda order: order < 0),
    "lessThanOrEquals": _less(lambda order: order <= 0),
    "closed": _closed,
}

__all__ = ["FocusCheck", "ValueCheck", "focus_check", "ordered", "value_check"]
