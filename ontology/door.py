"""The checks at the door: pure functions that say nothing when all is well and raise a clear sentence when not."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from ontology.terms import Predicate, Qualifier, Scheme, VocabularyViolation

T = TypeVar("T")

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def listed(names: Iterable[str]) -> str:
    """Names in one line for a message, sorted."""
    return ", ".join(sorted(names)) or "none"


def known(terms: Mapping[str, T], name: str, what: str) -> T:
    """The term called ``name``; raises when there is none, and lists those that there are."""
    term = terms.get(name)
    if term is None:
        raise VocabularyViolation(f"Unknown {what} {name!r}; known: {listed(terms)}.")
    return term


def is_date(value: str) -> bool:
    """Whether ``value`` is an ISO year, month or day of the calendar (``2011``, ``2011-08``, ``2011-08-23``)."""
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def check_literal(what: str, value: str, datatype: str) -> None:
    """Raises unless ``value`` is written as ``datatype`` wants; ``what`` opens the message."""
    if not isinstance(value, str) or not value.strip():
        raise VocabularyViolation(f"{what} is empty; leave it out where the source does not say.")
    if datatype == "date" and not is_date(value):
        raise VocabularyViolation(f"{what} {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD.")
    if datatype == "integer" and not _INTEGER.fullmatch(value):
        raise VocabularyViolation(f"{what} {value!r} is no whole number; write it in digits without leading zeros.")
    if datatype == "decimal" and not _DECIMAL.fullmatch(value):
        raise VocabularyViolation(f"{what} {value!r} is no decimal number.")


def check_coded(what: str, value: str, scheme: Scheme) -> None:
    """Raises unless ``value`` is a notation of ``scheme`` or the scheme is open to it."""
    check_literal(what, value, "text")
    if not scheme.open and value not in scheme.concepts:
        raise VocabularyViolation(
            f"{what} {value!r} is not in the scheme {scheme.name}; it has: {listed(scheme.concepts)}."
        )


def check_qualifiers(
    predicate: Predicate,
    values: Mapping[str, str],
    qualifiers: Mapping[str, Qualifier],
    schemes: Mapping[str, Scheme],
) -> None:
    """Raises unless ``values`` are qualifiers that ``predicate`` takes, with values it allows, and none is missing.

    ``schemes`` gives the scheme for each coded qualifier of this predicate.
    """
    missing = [name for name in predicate.required if name not in values]
    if missing:
        raise VocabularyViolation(f"{predicate.name} needs the qualifier {listed(missing)}.")
    for name, value in values.items():
        if name not in predicate.qualifiers:
            raise VocabularyViolation(
                f"{predicate.name} takes no qualifier {name!r}; it takes: {listed(predicate.qualifiers)}."
            )
        what = f"The {name} of {predicate.name}"
        if name in schemes:
            check_coded(what, value, schemes[name])
        else:
            check_literal(what, value, qualifiers[name].datatype)


def check_period(start: str | None, end: str | None) -> None:
    """Raises when ``end`` lies before ``start``, both cut to the shorter of the two."""
    if start is None or end is None:
        return
    length = min(len(start), len(end))
    if end[:length] < start[:length]:
        raise VocabularyViolation(f"The end date {end} lies before the date {start}; swap or correct them.")
