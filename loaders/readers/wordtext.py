"""The text of a Word paragraph as Word shows it."""

from collections.abc import Iterator
from typing import Any

from loaders.readers.numbering import W

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_UNSEEN = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "txbxContent", "sdtPr", "tbl")
)
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXTS = frozenset((f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
_HEADING = ("heading", "title", "标题")


def blocks(container: Any, *names: str) -> Iterator[Any]:
    """The paragraphs and tables (or the elements ``names``) of a container in order, whatever wraps them."""
    wanted = {f"{W}{name}" for name in names or ("p", "tbl")}
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from blocks(child, *names)
        elif child.tag == f"{_COMPATIBLE}AlternateContent":
            for chosen in _chosen(child):
                yield from blocks(chosen, *names)


def paragraph_text(paragraph: Any) -> str:
    """What a paragraph says: its runs, links and insertions; a line break in it is ``\\n``."""
    return "".join(_texts(paragraph))


def box_texts(paragraph: Any) -> list[str]:
    """The paragraphs of the text boxes that hang on a paragraph, those of alternatives once."""
    found: list[str] = []
    for box in _boxes(paragraph):
        found += [text for element in box.iter(f"{W}p") if (text := " ".join(paragraph_text(element).split()))]
    return found


def has_heading_style(paragraph: Any) -> bool:
    """Whether the paragraph's style is one of headings."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").lower().startswith(_HEADING)


def indent(paragraph: Any) -> str:
    """Two ideographic blanks for a paragraph whose first line is indented."""
    given = paragraph.find(f"{W}pPr/{W}ind")
    wide = given is not None and any(
        given.get(f"{W}{name}", "0").isdigit() and int(given.get(f"{W}{name}", "0")) >= 100
        for name in ("firstLine", "firstLineChars")
    )
    return "\u3000\u3000" if wide else ""


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _TEXTS:
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}br":
            yield "" if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif tag == f"{_COMPATIBLE}AlternateContent":
            for chosen in _chosen(child):
                yield from _texts(chosen)
        elif isinstance(tag, str) and tag not in _UNSEEN:
            yield from _texts(child)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_COMPATIBLE}AlternateContent":
            for chosen in _chosen(child):
                yield from _boxes(chosen)
        elif isinstance(child.tag, str):
            yield from _boxes(child)


def _chosen(alternative: Any) -> list[Any]:
    """The first of the alternative forms of one thing."""
    return [*alternative.iterfind(f"{_COMPATIBLE}Choice"), *alternative.iterfind(f"{_COMPATIBLE}Fallback")][:1]
