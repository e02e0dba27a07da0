"""Words of N-Triples taken apart: kind of node, text, datatype, and what order compares them."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

XSD = "http://www.w3.org/2001/XMLSchema#"
LANGSTRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
Ordered = tuple[str, Decimal | float | str | date | datetime]
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tbnrf"\'\\])')
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ZONE = r"(Z|[+-]\d{2}:\d{2})?"
_FORMS = {
    "integer": r"[+-]?\d+",
    "nonNegativeInteger": r"\+?\d+|-0+",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "int": r"[+-]?\d+",
    "long": r"[+-]?\d+",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "float": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "boolean": r"true|false|0|1",
    "gYear": r"-?\d{4,}" + _ZONE,
    "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])" + _ZONE,
}
_NUMBERS = frozenset({"integer", "nonNegativeInteger", "positiveInteger", "int", "long", "decimal", "double", "float"})


def is_iri(word: str) -> bool:
    """Whether the word is an IRI."""
    return word[0] == "<"


def is_literal(word: str) -> bool:
    """Whether the word is a literal."""
    return word[0] == '"'


def shown(word: str) -> str:
    """The IRI without brackets, the text of a literal, a blank node as it is."""
    return word[1:-1] if word[0] == "<" else literal(word)[0] if word[0] == '"' else word


@lru_cache(maxsize=50_000)
def literal(word: str) -> tuple[str, str, str]:
    """Text, datatype (an IRI without brackets) and language tag (lower case, or empty) of a literal."""
    end = word.rindex('"')
    text, tail = word[1:end], word[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if tail.startswith("@"):
        return text, LANGSTRING, tail[1:].lower()
    return text, tail[3:-1] if tail else f"{XSD}string", ""


def _unescaped(match: re.Match[str]) -> str:
    what = match[1]
    return chr(int(what[1:], 16)) if len(what) > 1 else _CONTROL.get(what, what)


def well_formed(text: str, datatype: str) -> bool:
    """Whether ``text`` is in the lexical space of a datatype; of datatypes that are not known, everything is."""
    name = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if name == "date":
        return _date(text) is not None
    if name == "dateTime":
        return _datetime(text) is not None
    return name not in _FORMS or re.fullmatch(_FORMS[name], text) is not None


def _date(text: str) -> date | None:
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})" + _ZONE, text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _datetime(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?" + _ZONE, text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def ordered(word: str) -> Ordered | None:
    """What compares a literal with others: the sort of its order and a key; None when it has no order."""
    text, datatype, language = literal(word) if is_literal(word) else ("", "", "")
    name = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if language or not name or not well_formed(text, datatype):
        return None
    if name in _NUMBERS:
        return "number", float(text.replace("INF", "inf")) if name in ("double", "float") else Decimal(text)
    if name == "date" and (day := _date(text)):
        return "date", day
    if name == "dateTime" and (moment := _datetime(text)):
        return ("moment with zone" if moment.tzinfo else "moment"), moment
    return (name, text) if name in ("string", "gYear", "gYearMonth", "boolean") else None


def compared(left: str, right: str) -> int | None:
    """-1, 0 or 1; None when the two have no common order."""
    a, b = ordered(left), ordered(right)
    if a is None or b is None or a[0] != b[0]:
        return None
    return (a[1] > b[1]) - (a[1] < b[1])  # type: ignore[operator]
