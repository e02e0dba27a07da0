"""The numbers that Word writes before paragraphs by itself: they are shown, but stand nowhere in the file."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how numbers are written, and the text around them (``%1、``)."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted; lives inside one reading.

    ``levels`` are known by list and depth, ``styles`` gives the list (and depth) that a paragraph style belongs to.
    """

    levels: Mapping[tuple[str, int], Level]
    styles: Mapping[str, tuple[str, str]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph (``<w:p>``), counting it; empty when it shows none."""
        key, at = self._list(paragraph)
        level = self.levels.get((key, int(at))) if at.isdigit() else None
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts = self.counts[key]
        counts[int(at)] = counts.get(int(at), level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > int(at)]:
            del counts[deeper]
        text = level.text
        for depth in range(9):
            if f"%{depth + 1}" in text:
                upper = self.levels.get((key, depth), level)
                text = text.replace(f"%{depth + 1}", _written(counts.get(depth, upper.start), upper.form))
        return text if text.endswith(("、", ")", "）", ".", " ")) or not text else f"{text} "

    def _list(self, paragraph: Any) -> tuple[str, str]:
        """The list that a paragraph belongs to, by itself or by its style, and how deep it stands in it."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        if given is not None:
            return _value(given, "numId", ""), _value(given, "ilvl", "0")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(f"{W}val", ""), ("", "")) if style is not None else ("", "")


def read_numbering(root: Any, styles: Any) -> Numbering:
    """The lists that ``numbering.xml`` and ``styles.xml`` define; each is a root element or None."""
    levels: dict[tuple[str, int], Level] = {}
    styled = dict(_styled(styles)) if styles is not None else {}
    if root is None:
        return Numbering(levels, styled)
    abstract = {item.get(f"{W}abstractNumId"): item for item in root.iter(f"{W}abstractNum")}
    for number in root.iter(f"{W}num"):
        link = number.find(f"{W}abstractNumId")
        defined = abstract.get(link.get(f"{W}val")) if link is not None else None
        for item in defined.iter(f"{W}lvl") if defined is not None else ():
            at = item.get(f"{W}ilvl", "")
            if at.isdigit():
                levels[number.get(f"{W}numId", ""), int(at)] = _level(item)
    return Numbering(levels, styled)


def _styled(root: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """The paragraph styles that number, each with its list and depth."""
    for style in root.iter(f"{W}style"):
        given = style.find(f"{W}pPr/{W}numPr")
        if given is not None:
            yield style.get(f"{W}styleId", ""), (_value(given, "numId", ""), _value(given, "ilvl", "0"))


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", default)) if found is not None else default


def _level(item: Any) -> Level:
    start = _value(item, "start", "1")
    return Level(int(start) if start.isdigit() else 1, _value(item, "numFmt", "decimal"), _value(item, "lvlText", ""))


def _chinese(number: int) -> str:
    """A number below a hundred as 二十三; greater ones in digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones or not tens else ""
    )


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}


def _written(number: int, form: str) -> str:
    return _FORMS.get(form, str)(number)
