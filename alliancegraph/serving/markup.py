"""HTML as a tree, so that no text can become markup."""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Child = Element | str | None

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WEB = ("http://", "https://")


def tag(name: str, /, *children: Child | Iterable[Child], **attributes: str | None) -> Element:
    """An element. ``class_`` is the attribute ``class``; attributes that are None are left out."""
    made = Element(
        name,
        {key.rstrip("_").replace("_", "-"): plain(value) for key, value in attributes.items() if value is not None},
    )
    for child in children:
        if isinstance(child, Element | str) or child is None:
            _add(made, child)
        else:
            for each in child:
                _add(made, each)
    return made


def _add(parent: Element, child: Child) -> None:
    if isinstance(child, Element):
        parent.append(child)
    elif child is not None and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + plain(child)
    elif child is not None:
        parent.text = (parent.text or "") + plain(child)


def plain(text: str) -> str:
    """The text without characters that HTML can't hold."""
    return _UNFIT.sub("\ufffd", text)


def link(address: str, *children: Child, **attributes: str | None) -> Element:
    """A link; an address that is neither of the web nor on this server stays plain text."""
    if address.startswith(_WEB) or address.startswith(("/", "#", "?")):
        return tag("a", *children, href=address, **attributes)
    return tag("span", *children)


def table(headings: Sequence[str], rows: Iterable[Sequence[Child | Sequence[Child]]]) -> Element:
    """A table; a cell is a child or several."""
    head = tag("tr", (tag("th", heading, scope="col") for heading in headings))
    body = (tag("tr", (tag("td", cell) for cell in row)) for row in rows)
    return tag("div", tag("table", tag("thead", head), tag("tbody", body)), class_="table")


def document(root: Element) -> str:
    """The tree as an HTML document."""
    return "<!DOCTYPE html>\n" + ElementTree.tostring(root, encoding="unicode", method="html") + "\n"
