"""Partial ISO dates: ``2011``, ``2011-08``, ``2011-08-23``; to compare two, both are cut to the shorter first."""

import re

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_partial_date(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day in ISO form."""
    return _PARTIAL.fullmatch(text) is not None


def compare(left: str, right: str) -> int:
    """-1, 0 or 1 as ``left`` is before, indistinguishable from, or after ``right`` at their common precision."""
    length = min(len(left), len(right))
    a, b = left[:length], right[:length]
    return (a > b) - (a < b)


def agree(left: str | None, right: str | None) -> bool:
    """Whether two dates may be the same day; an unknown date agrees with every other."""
    return left is None or right is None or compare(left, right) == 0
