"""Small pieces of HTML: everything that comes from a document or a person is escaped here, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of finished HTML; plain strings are escaped when they are put together with it."""

    html: str

    def __str__(self) -> str:
        return self.html


Piece = Markup | str | int | float | None


def text(piece: Piece) -> str:
    """The HTML of a piece: markup as it is, all else escaped, None empty."""
    if isinstance(piece, Markup):
        return piece.html
    return "" if piece is None else escape(str(piece))


def tag(name: str, *pieces: Piece, cls: str | None = None, **attributes: str | int | None) -> Markup:
    """An element ``name`` around ``pieces``; attributes that are None are left out, ``_`` in a name is ``-``."""
    given = {"class": cls, **attributes}
    written = "".join(
        f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in given.items() if value is not None
    )
    return Markup(f"<{name}{written}>{join(pieces)}</{name}>")


def join(pieces: Iterable[Piece], separator: Piece = "") -> Markup:
    """Pieces one after the other."""
    return Markup(text(separator).join(text(piece) for piece in pieces))


def link(label: Piece, href: str, cls: str | None = None, title: str | None = None) -> Markup:
    """A link inside the dashboard."""
    return tag("a", label, cls=cls, href=href, title=title)


def outside(url: str) -> Markup:
    """A public address: a link only for http and https, otherwise plain text. Nothing fetches it but a click."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return tag("span", url)
    return tag("a", url, href=url, rel="noreferrer", cls="ag-outside")


def table(
    headings: Sequence[Piece], rows: Iterable[Sequence[Piece]], cls: str = "", label: str | None = None
) -> Markup:
    """A table with a heading row, in a frame that scrolls sideways on narrow screens."""
    head = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    whole = tag("table", tag("thead", head), tag("tbody", *body), cls=f"ag-table {cls}".strip(), aria_label=label)
    return tag("div", whole, cls="ag-scroll")
