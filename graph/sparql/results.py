"""SPARQL 1.1 results as JSON, XML, CSV and TSV, row by row, so that reading can stop at a limit."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]
Writer = Callable[[Sequence[str], Iterable[Row]], Iterator[str]]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CSV_SPECIAL = re.compile('[",\r\n]')


def json_term(term: Term) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON has it (triples as in 1.2)."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        ends = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: json_term(end) for name, end in ends.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    typed = {} if term.datatype.value == XSD_STRING else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **typed}


def json_rows(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """``application/sparql-results+json``."""
    yield f'{{"head":{json.dumps({"vars": list(names)}, ensure_ascii=False)},"results":{{"bindings":['
    for number, row in enumerate(rows):
        bound = {name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield (",\n" if number else "\n") + json.dumps(bound, ensure_ascii=False)
    yield "\n]}}\n"


def xml_rows(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """``application/sparql-results+xml``; a character that XML can't hold becomes U+FFFD."""
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head>{variables}</head><results>\n'
    for row in rows:
        bound = ((name, term) for name, term in zip(names, row, strict=True) if term is not None)
        cells = "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        yield f"<result>{cells}</result>\n"
    yield "</results></sparql>\n"


def csv_rows(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """``text/csv``: plain values, lines end in CR LF."""
    yield ",".join(map(_csv_cell, names)) + "\r\n"
    for row in rows:
        yield ",".join("" if term is None else _csv_cell(_plain(term)) for term in row) + "\r\n"


def tsv_rows(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """``text/tab-separated-values``: terms as in Turtle."""
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


WRITERS: dict[str, Writer] = {"json": json_rows, "xml": xml_rows, "csv": csv_rows, "tsv": tsv_rows}


def boolean(value: bool, name: str) -> str:
    """The answer of an ASK in JSON or XML; CSV and TSV, for which no standard says how, hold the bare word."""
    word = "true" if value else "false"
    if name == "json":
        return f'{{"head":{{}},"boolean":{word}}}\n'
    if name == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head/><boolean>{word}</boolean></sparql>\n'
    return f"{word}\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, Triple):
        ends = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(end)}</{name}>' for name, end in ends)}</triple>"
    text = escape(_NO_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    typed = "" if term.datatype.value == XSD_STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{typed}>{text}</literal>"


def _plain(term: Term) -> str:
    if isinstance(term, Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _CSV_SPECIAL.search(text) else text
