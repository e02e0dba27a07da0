"""Literals: values of the graph as RDF terms and back, so that nothing of a value is lost.

Dates become xsd:date, xsd:gYearMonth or xsd:gYear as precise as known, whole numbers xsd:integer, confidences
xsd:decimal, names are Chinese (``zh``). A text with characters that XML can't hold is written as JSON escapes of the
datatype ag:escaped. What is no legal value of the datatype wanted stays a plain string.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.dates import is_partial_date
from graph.errors import InputError

Term = NamedNode | BlankNode | Literal | Triple
"""What may stand as an object; only IRIs and literals do in our data."""

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = NamedNode(f"{XSD}string")
INTEGER = NamedNode(f"{XSD}integer")
DECIMAL = NamedNode(f"{XSD}decimal")
URI = NamedNode(f"{XSD}anyURI")
ESCAPED = NamedNode("https://w3id.org/alliancegraph/ns#escaped")
DATES = {4: NamedNode(f"{XSD}gYear"), 7: NamedNode(f"{XSD}gYearMonth"), 10: NamedNode(f"{XSD}date")}

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]").search
_WHOLE = re.compile(r"-?[0-9]+").fullmatch


def text(value: str) -> Literal:
    """A string."""
    return Literal(value) if _UNFIT(value) is None else Literal(json.dumps(value), datatype=ESCAPED)


def chinese(value: str) -> Literal:
    """A name, tagged ``zh``."""
    return Literal(value, language="zh") if _UNFIT(value) is None else text(value)


def english(value: str) -> Literal:
    """A label, tagged ``en``."""
    return Literal(value, language="en") if _UNFIT(value) is None else text(value)


def day(value: str) -> Literal:
    """A year, month or day; a day that no calendar has stays a string."""
    if not is_partial_date(value) or value.startswith("0000"):
        return text(value)
    if len(value) == 10:
        try:
            date.fromisoformat(value)
        except ValueError:
            return text(value)
    return Literal(value, datatype=DATES[len(value)])


def digits(value: str) -> Literal:
    """A whole number that the graph keeps as a string."""
    return Literal(value, datatype=INTEGER) if _WHOLE(value) else text(value)


def whole(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=INTEGER)


def decimal(value: float) -> Literal:
    """A number with a point; a Python int is written without one, so that it comes back as an int."""
    lexical = repr(value)
    if "e" in lexical:
        lexical = format(Decimal(lexical), "f")
        lexical += "" if "." in lexical else ".0"
    return Literal(lexical, datatype=DECIMAL)


def address(value: str) -> Literal:
    """A web address, as it was written."""
    return Literal(value, datatype=URI) if _UNFIT(value) is None else text(value)


def to_text(term: Term) -> str:
    """The string that any of the writers above was given; raises InputError when the term is no literal."""
    if not isinstance(term, Literal):
        raise InputError(f"{term} stands where a literal is wanted.")
    if term.datatype == ESCAPED:
        try:
            return str(json.loads(term.value))
        except ValueError as error:
            raise InputError(f"{term} is no JSON string, as ag:escaped must be.") from error
    return term.value


def to_whole(term: Term) -> int:
    """The whole number of a literal; raises InputError when it has none."""
    number: int = _number(term, int)
    return number


def to_decimal(term: Term) -> float:
    """The number of a literal, an int when it is written without a point; raises InputError when it has none."""
    number: float = _number(term, lambda written: float(written) if "." in written else int(written))
    return number


def _number(term: Term, read: Callable[[str], Any]) -> Any:
    written = to_text(term)
    try:
        return read(written)
    except ValueError as error:
        raise InputError(f"{term} is no number.") from error


def to_iri(term: Term) -> str:
    """The IRI of a node; raises InputError when the term is a literal or blank."""
    if not isinstance(term, NamedNode):
        raise InputError(f"{term} stands where an IRI is wanted.")
    return term.value
