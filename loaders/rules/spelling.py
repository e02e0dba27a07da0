"""Spelling: a rule's pattern cut into its parts, and written so that people can read it."""

import re
from collections.abc import Sequence

from loaders.rules.language import translate

_SLOT = re.compile(r"\{([A-Z])(\+?)(?::(\w+))?\}")
_GAP = re.compile(r"~(\d+)")
_REPEAT = re.compile(r"(?:\{\d*,?\d*\}|[?*+])[?+]?")
_WORDS = {
    "B": "body",
    "X": "named body",
    "C": "alliance or 联盟",
    "A": "alliance",
    "O": "organization",
    "H": "联盟",
    "P": "person",
    "S": "person or body",
    "J": "post",
    "T": "《title》",
    "N": "文号",
    "D": "date",
    "G": "place",
    "Q": "“quotation”",
    "E": "event",
    "V": "event referred to",
    "K": "office",
    "L": "words of a place",
    "W": "those present",
    "I": "guests",
}


def readable(pattern: str) -> str:
    """A pattern with its slots and gaps in words.

    >>> readable("由{P+:who}(?:共同)?~8主持")
    '由‹who: persons›(?:共同)?‹up to 8 characters›主持'
    """
    return _GAP.sub(r"‹up to \1 characters›", _SLOT.sub(_slot, pattern))


def _slot(match: re.Match[str]) -> str:
    word = _WORDS.get(match[1], match[1])
    several = word if match[1] in "WI" else "bodies" if word == "body" else f"{word}s"
    named = f"{match[3]}: " if match[3] else ""
    return f"‹{named}{several if match[2] else word}›"


def parts(pattern: str) -> list[str]:
    """The parts of a pattern one after the other: characters, classes, groups, slots and gaps with their quantifiers.

    A pattern of alternatives is one part.

    >>> parts("(?:{E})?由{P+:who}主持")
    ['(?:{E})?', '由', '{P+:who}', '主', '持']
    """
    found: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            return [pattern]
        end = _end(pattern, at)
        quantifier = _REPEAT.match(pattern, end)
        end = quantifier.end() if quantifier else end
        found.append(pattern[at:end])
        at = end
    return found


def _end(pattern: str, at: int) -> int:
    """Where the part that begins at an offset ends, its quantifier apart."""
    if match := _SLOT.match(pattern, at) or _GAP.match(pattern, at):
        return match.end()
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        end = pattern.index("]", at + 2 if pattern[at + 1 : at + 2] != "^" else at + 3)
        return end + 1
    if pattern[at] != "(":
        return at + 1
    depth = 0
    while True:
        if pattern[at] == "[":
            at = _end(pattern, at)
            continue
        depth += {"(": 1, ")": -1}.get(pattern[at], 0)
        at += 2 if pattern[at] == "\\" else 1
        if depth == 0:
            return at


def longest_prefix(pattern: str, code: str) -> tuple[int, re.Match[str]] | None:
    """How many parts of a pattern match in an encoded sentence, and where; None when not even the first ones do.

    Prefixes that match without a character are none.
    """
    whole: Sequence[str] = parts(pattern)
    for count in range(len(whole) - 1, 0, -1):
        prefix = re.compile(translate("".join(whole[:count])))
        best = max(prefix.finditer(code), key=lambda match: match.end() - match.start(), default=None)
        if best is not None and best.end() > best.start():
            return count, best
    return None
