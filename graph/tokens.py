"""The words of a Cypher text: enough to see what it calls, whatever is hidden in strings, comments or back quotes.

Not a parser. The server parses; this only has to agree with it on where strings, comments and quoted names begin and
end, which holds because Unicode escapes (which the server resolves before it reads) are found first and refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    //[^\r\n]* | /\*.*?(?:\*/|\Z)
    | (?P<string>'(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z))
    | `(?P<quoted>(?:``|[^`])*)(?:`|\Z)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d\w*)
    | (?P<mark>[!-/:-@\[-^{-~])
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = re.compile(r"\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: ``kind`` is string, quoted (a name in back quotes), word, number or mark."""

    kind: str
    text: str

    @property
    def is_name(self) -> bool:
        """Whether it can name something."""
        return self.kind in {"word", "quoted"}

    def is_word(self, word: str) -> bool:
        """Whether it is the keyword ``word`` (given in lower case), in any spelling the server might accept."""
        return self.kind == "word" and self.text.casefold() == word


def has_unicode_escape(text: str) -> bool:
    """Whether the text writes a character as ``\\uXXXX``."""
    return _ESCAPE.search(text) is not None


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` without comments and blanks (of any kind: whatever is no word and no ASCII mark)."""
    return [
        Token(match.lastgroup, match[match.lastgroup].replace("``", "`"))
        for match in _TOKEN.finditer(text)
        if match.lastgroup is not None
    ]


def called_procedures(found: Sequence[Token]) -> Iterator[str]:
    """The dotted names after CALL; a subquery (``CALL {`` or ``CALL (``) has none."""
    for index, token in enumerate(found[:-1]):
        if token.is_word("call") and found[index + 1].is_name:
            yield dotted_name(found, index + 1)[0]


def called_functions(found: Sequence[Token]) -> Iterator[str]:
    """The dotted names before an opening bracket: functions with a namespace, and procedures."""
    index = 0
    while index < len(found):
        if not found[index].is_name:
            index += 1
            continue
        name, end = dotted_name(found, index)
        if end - index > 1 and end < len(found) and found[end].text == "(" and found[end].kind == "mark":
            yield name
        index = end


def dotted_name(found: Sequence[Token], start: int) -> tuple[str, int]:
    """The name that begins at ``start``, its parts joined by dots, and the index after it."""
    parts, index = [found[start].text], start + 1
    while index + 1 < len(found) and found[index] == Token("mark", ".") and found[index + 1].is_name:
        parts.append(found[index + 1].text)
        index += 2
    return ".".join(parts), index


def has_pair(found: Sequence[Token], first: str, second: str | None) -> bool:
    """Whether the keyword ``first`` is followed by the keyword ``second``, or by any name when that is None."""
    return any(
        one.is_word(first) and (two.is_name if second is None else two.is_word(second))
        for one, two in zip(found, found[1:], strict=False)
    )
