"""The characters of a PDF page with their boxes, and how characters become lines."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.fold import CJK

RADICALS: dict[int, int | str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **str.maketrans(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⼾⾭", "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙户青"
    ),
}
"""Radicals that fonts put in the place of the words they are drawn like; one character for one."""

_WIDE = re.compile(f"[{CJK}，。、；：！？“”‘’《》〈〉「」『』【】〔〕（）—…\u3000]")
_NONE = frozenset((0, 2, 0xFFFE, 0xFFFF))
"""Codes of no character: unknown glyphs and hyphens at the end of a line."""
_NEW_LINE = 0.6
"""A glyph that is lower than the last by so much of its height stands on a new line."""
_ROOM = 2.5
"""A line that leaves so many characters free in its cell has ended by itself."""


class Glyph(NamedTuple):
    """A character with its box in points; blanks that the page does not draw have no box (``right`` ≤ ``left``)."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half way between its foot and its head."""
        return (self.bottom + self.top) / 2

    @property
    def wide(self) -> bool:
        """Whether it is as wide as an ideograph."""
        return _WIDE.match(self.char) is not None

    @property
    def em(self) -> float:
        """The size of its font: as wide as an ideograph is, else somewhat less than its box is high."""
        return self.right - self.left if self.wide else 0.85 * (self.top - self.bottom)


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The characters of a page in the order of its content; a line break is a glyph ``\\n`` without a box.

    Raises:
        PdfiumError: when the page is damaged.
    """
    textpage = page.get_textpage()
    box = pdfium_c.FS_RECTF()
    found: list[Glyph] = []
    half = 0
    try:
        for index in range(textpage.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(textpage, index)
            if 0xD800 <= code < 0xDC00:
                half = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00 if half else 0
            half = 0
            if code in _NONE:
                continue
            char = chr(code).translate(RADICALS) if 0x2E80 <= code < 0x2FE0 else chr(code)
            if char in "\r\n":
                if found and found[-1].char != "\n":
                    found.append(Glyph("\n", 0, 0, 0, 0))
            elif not pdfium_c.FPDFText_IsGenerated(textpage, index) and pdfium_c.FPDFText_GetLooseCharBox(
                textpage, index, box
            ):
                found.append(Glyph(char, box.left, box.bottom, box.right, box.top))
            else:
                found.append(Glyph(char, 0, 0, 0, 0))
    finally:
        textpage.close()
    return found


def joined(lines: Sequence[Sequence[Glyph]], width: float) -> str:
    """The lines of one cell as one text.

    A line that reaches the cell's border goes on in the next; after a line that leaves room the next begins anew, and
    a blank parts the two, as it does words of Latin letters.
    """
    text = ""
    room = False
    for line in lines:
        words = "".join(glyph.char for glyph in line).strip()
        if not words:
            continue
        if text and (room or not (_WIDE.match(text[-1]) or _WIDE.match(words[0]))):
            text += " "
        text += words
        drawn = [glyph for glyph in line if glyph.right > glyph.left]
        size = max((glyph.em for glyph in drawn), default=0.0)
        used = max((g.right for g in drawn), default=0.0) - min((g.left for g in drawn), default=0.0)
        room = width - used > _ROOM * size
    return text


def broken(cell: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of a cell as lines: a new one begins where the writing goes down."""
    lines: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in cell:
        drawn = glyph.right > glyph.left
        if last is None or (drawn and last.middle - glyph.middle > _NEW_LINE * (glyph.top - glyph.bottom)):
            lines.append([])
        lines[-1].append(glyph)
        last = glyph if drawn or last is None else last
    return lines
