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

_TABLE: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP_WIDE},
    **{ord(blank): " " for blank in _BLANKS},
    **str.maketrans("〖〗﹝﹞｡､｢｣", "〔〕〔〕。、「」"),
}
_WIDE_MARKS = str.maketrans(",;:!?", "，；：！？")
CJK = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
"""Character-class text for ideographs, to be put inside […]."""

_NEIGHBOUR = f"[{CJK}。、…“”‘’《》〈〉「」『』【】〔〕()]"
_MARKS = re.compile(
    f"(?<={_NEIGHBOUR})[,;:!?，；：！？]+|[,;:!?，；：！？]+(?=[{CJK}“”‘’《》〈〉「」『』【】〔〕])"  # noqa: RUF001
)


def fold(text: str) -> str:
    """The folded text, of the same length; folding twice changes nothing more."""
    folded = text.translate(_TABLE)
    return _MARKS.sub(lambda match: match[0].translate(_WIDE_MARKS), folded)


def is_blank(character: str) -> bool:
    """Whether a character leaves no ink: white space, a line break or a zero-width character."""
    return character.isspace() or character in ZERO_WIDTH
