"""Cypher text in files: reading it, filling in what it shares, and looking at it without running it.

A file may use placeholders. ``@facts`` is the list of relationship types between entities, taken from the vocabulary
(``LEADS|MEMBER_OF|…``). ``@name(variable)`` is the expression in ``snippets/name.cypher``, written there about a
variable called ``it``. Nothing else is ever put into Cypher text: what a user types is always a parameter.
"""

import re
from functools import cache
from pathlib import Path

from graph.errors import VocabularyError
from ontology import load_vocabulary

FOLDER = Path(__file__).parent

_OPAQUE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_PLACEHOLDER = re.compile(r"@(\w+)(?:\((\w+)\))?")
_PARAMETER = re.compile(r"\$(\w+)")
_RETURN = re.compile(r"\bRETURN\b(?:\s+DISTINCT\b)?", re.IGNORECASE)
_RETURN_END = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b|;", re.IGNORECASE)
_UNION = re.compile(r"\bUNION\b", re.IGNORECASE)
_ALIAS = re.compile(r"(?:^|\bAS\s+)(\w+)\s*$", re.IGNORECASE)
_DEPTH = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def masked(text: str) -> str:
    """The text with comments and the insides of strings blanked out, every other character in its place."""
    return _OPAQUE.sub(lambda found: " " * len(found.group()), text)


def parameters_of(text: str) -> frozenset[str]:
    """The names of the parameters that the Cypher text uses."""
    return frozenset(_PARAMETER.findall(masked(text)))


def columns_of(text: str) -> tuple[str, ...]:
    """The names of the columns that the outermost RETURN gives, in order.

    Raises ValueError when there is none, when the outermost level holds a UNION (put it into a CALL), or when a column
    is an expression without a name.
    """
    outer = _outermost(masked(text))
    if _UNION.search(outer):
        raise ValueError("the outermost level may not hold a UNION; put it into CALL () { … }")
    returns = list(_RETURN.finditer(outer))
    if not returns:
        raise ValueError("it has no RETURN")
    start = returns[-1].end()
    end = _RETURN_END.search(outer, start)
    names = []
    for part in outer[start : end.start() if end else len(outer)].split(","):
        alias = _ALIAS.search(part.strip())
        if alias is None:
            raise ValueError(f"the column «{part.strip()}» of its RETURN has no name; add AS name")
        names.append(alias.group(1))
    return tuple(names)


def _outermost(text: str) -> str:
    """The text with everything inside brackets blanked out."""
    depth, kept = 0, []
    for character in text:
        step = _DEPTH.get(character, 0)
        depth += min(step, 0)
        kept.append(character if depth == 0 and not step else " ")
        depth += max(step, 0)
    return "".join(kept)


def expand(text: str) -> str:
    """The text with its placeholders filled in; raises VocabularyError for one that doesn't exist."""
    code, at, parts = masked(text), 0, []
    for found in _PLACEHOLDER.finditer(code):
        parts += [text[at : found.start()], _filling(found.group(1), found.group(2))]
        at = found.end()
    return "".join(parts) + text[at:]


def statement(name: str) -> str:
    """The Cypher of ``statements/name.cypher``, ready to run."""
    return expand((FOLDER / "statements" / f"{name}.cypher").read_text(encoding="utf-8"))


def _filling(name: str, variable: str | None) -> str:
    if name == "facts" and variable is None:
        return "|".join(sorted(p.relationship for p in load_vocabulary().predicates.values()))
    snippet = _snippets().get(name)
    if snippet is None or variable is None:
        known = ", ".join(["@facts", *(f"@{each}(variable)" for each in sorted(_snippets()))])
        raise VocabularyError(f"The placeholder @{name} doesn't exist; there are {known}.")
    return "(" + expand(re.sub(r"\bit\b", variable, snippet)) + ")"


@cache
def _snippets() -> dict[str, str]:
    files = sorted((FOLDER / "snippets").glob("*.cypher"))
    return {file.stem: _COMMENT.sub("", file.read_text(encoding="utf-8")).strip() for file in files}
