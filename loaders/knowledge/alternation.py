"""Alternation: many words as one regular expression that shares their beginnings, so that it fails fast."""

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_END = ""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; where several fit, the longest is tried first.

    >>> any_of(["理事", "理事长", "会长"])
    '(?:理事长?|会长)'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return f"(?:{_alternatives(tree)})"


def _alternatives(tree: _Tree) -> str:
    return "|".join(re.escape(character) + _rest(below) for character, below in tree.items() if character != _END)


def _rest(tree: _Tree) -> str:
    """What may follow a character: nothing when a word ends there, longer words before shorter ones."""
    if list(tree) == [_END]:
        return ""
    body = _alternatives(tree)
    if len(tree) == 1:
        return body
    single = len(body) == 1 or len(body) == 2 and body[0] == "\\"
    return (body if single else f"(?:{body})") + ("?" if _END in tree else "")
