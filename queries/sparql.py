"""SPARQL text of named questions: placeholders, parameters, and what it selects.

The SPARQL twin of a question stands in ``questions/<id>.rq`` beside its Cypher, and has no header: it takes the same
parameters as ``$name`` and selects the same columns, with two differences. In the place of ``evidence`` and ``sources``
it selects ``?facts``, the IRIs of the facts on which the row rests, parted by blanks; entities are their IRIs.

``@fact(?r)`` is what every question asks of a fact (``snippets/fact.rq``); it gives ``?r_holds``. ``@weakest(?r ?s)``
is how sure a row is that needs all these facts; those that are not bound do not count.
"""

import re
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from graph.errors import VocabularyError
from queries.cypher import FOLDER
from queries.question import HOLDS, Question

FACTS = "facts"
"""The variable with the facts that a row rests on."""

_TOKEN = re.compile(
    r'<[^<>"{}|^`\\\s]*>|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|#[^\n]*'
    r"|\$(?P<parameter>\w+)|@(?P<macro>\w+)\((?P<arguments>[^)]*)\)",
)
_SELECT = re.compile(r"\bSELECT\b\s*(?:DISTINCT\b)?(.*?)\bWHERE\b", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"\bAS\s+\?(\w+)\s*\)$|^\?(\w+)$", re.IGNORECASE)

Value = str | int | float | NamedNode | tuple[NamedNode, ...]


def expand(text: str) -> str:
    """The text with its placeholders filled in; raises VocabularyError for one that doesn't exist."""

    def filling(found: re.Match[str]) -> str:
        name, arguments = found["macro"], found["arguments"]
        if name is None:
            return found.group()
        variables = re.findall(r"\?(\w+)", arguments)
        if name == "fact" and len(variables) == 1:
            return re.sub(r"\?it(?=_|\b)", f"?{variables[0]}", _snippet("fact"))
        if name == "weakest" and variables:
            sure = " && ".join(f'COALESCE(?{each}_holds, "certain") = "certain"' for each in variables)
            return f'IF($as_of = "", "stated", IF({sure}, "certain", "likely"))'
        raise VocabularyError(f"The placeholder @{name} doesn't exist; there are @fact(?r) and @weakest(?r ?s).")

    return _TOKEN.sub(filling, text)


def parameters_of(text: str) -> frozenset[str]:
    """The names of the parameters that the text uses."""
    return frozenset(found["parameter"] for found in _TOKEN.finditer(text) if found["parameter"])


def fill(text: str, values: Mapping[str, Value]) -> str:
    """The text with each parameter as a term: nothing that a user gives becomes SPARQL. KeyError without a value."""
    return _TOKEN.sub(lambda found: _term(values[found["parameter"]]) if found["parameter"] else found.group(), text)


def selected(text: str) -> tuple[str, ...]:
    """The variables that the text selects, in order; raises ValueError when it has no plain SELECT … WHERE."""
    found = _SELECT.search(text)
    if found is None:
        raise ValueError("it has no SELECT … WHERE")
    names = []
    for part in _parts(found.group(1)):
        named = _NAMED.search(part)
        if named is None:
            raise ValueError(f"«{part}» of its SELECT has no name; write (… AS ?name)")
        names.append(named.group(1) or named.group(2))
    return tuple(names)


def check(question: Question, text: str, where: str) -> None:
    """That a twin fits its question; raises VocabularyError, naming the file, when it doesn't."""
    declared = {parameter.name for parameter in question.parameters} | {"as_of"}
    for name in sorted(parameters_of(text) ^ declared):
        word = "does not use" if name in declared else "uses"
        raise VocabularyError(
            f"{where} {word} the parameter ${name}; its question takes {', '.join(sorted(declared))}."
        )
    expected = {c.name for c in question.columns if c.type not in ("evidence", "sources")} | {FACTS, HOLDS}
    try:
        names = selected(text)
    except ValueError as error:
        raise VocabularyError(f"{where} can't be read: {error}.") from error
    if set(names) != expected or len(names) != len(expected):
        raise VocabularyError(
            f"{where} selects {', '.join(names)}, but its question wants {', '.join(sorted(expected))}."
        )


def statement(name: str) -> str:
    """The SPARQL of ``statements/name.rq``."""
    return (FOLDER / "statements" / f"{name}.rq").read_text(encoding="utf-8")


@cache
def _snippet(name: str) -> str:
    text = (FOLDER / "snippets" / f"{name}.rq").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _term(value: Value) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, NamedNode) else str(Literal(value))


def _parts(text: str) -> list[str]:
    """Variables and bracketed expressions, one by one."""
    depth, parts = 0, [""]
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character.isspace() and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]
