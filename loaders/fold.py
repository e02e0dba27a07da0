"""Folding: the form of a text that rules read, one character for one, so that offsets never move.

Full-width letters, digits and brackets become half-width, all blanks but tabs and line breaks become U+0020, rare
bracket forms become 〔〕. The five marks ，；：！？ are always full-width beside Chinese text, whatever was typed.
Names are stored as printed: take them from the source text by offset, never from the folded text.
"""

import re

_KEEP_WIDE = "！，：；？"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters without a width: they stay in a folded text (it keeps its length) and in no block."""

_FORMS: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP_WIDE},
    **dict.fromkeys(_BLANKS, " "),
    **dict(zip("〖〗﹝﹞｡､｢｣", "〔〕〔〕。、「」", strict=True)),
}
_FOLDED = re.compile(f"[{re.escape(''.join(_FORMS))}]")
_WIDE_MARKS = str.maketrans(",;:!?", "，；：！？")
CJK = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
"""Character-class text for ideographs, to be put inside […]."""

_BEFORE = re.compile(f"[{CJK}。、…“”‘’《》〈〉「」『』【】〔〕()]")
_AFTER = re.compile(f"[{CJK}“”‘’《》〈〉「」『』【】〔〕]")
_MARKS = re.compile("[,;:!?][,;:!?，；：！？]*")  # noqa: RUF001


def fold(text: str) -> str:
    """The folded text, of the same length; folding twice changes nothing more."""
    folded = text
    for form in set(_FOLDED.findall(text)):  # few of them occur; replacing one by one is faster than a table
        folded = folded.replace(form, _FORMS[form])
    return _MARKS.sub(_widened, folded)


def _widened(marks: re.Match[str]) -> str:
    """A run of marks as it is written beside Chinese text, when it stands there."""
    text, first = marks.string, marks.start()
    while first and text[first - 1] in _KEEP_WIDE:
        first -= 1
    beside = (first and _BEFORE.match(text, first - 1)) or _AFTER.match(text, marks.end())
    return marks[0].translate(_WIDE_MARKS) if beside else marks[0]


def is_blank(character: str) -> bool:
    """Whether a character leaves no ink: white space, a line break or a zero-width character."""
    return character.isspace() or character in ZERO_WIDTH
