"""Source: a document's text with the passage that a fact rests on marked and in view."""

from dataclasses import dataclass

import streamlit as st

from dashboard.frame import View, html, note
from dashboard.services import places
from dashboard.services.links import integer
from dashboard.services.markup import Piece, join, outside, tag
from dashboard.services.passages import Mark, fits, marked, window
from graph.errors import QueryError
from graph.text import sha256_of, span_id
from queries.passage import SourceText, document_text, passages

WHOLE, AROUND = 3000, 500
"""Texts of at most so many code points are shown whole; of others, so many on each side of the passage."""
SCROLL = "<script>document.getElementById('ag-hit')?.scrollIntoView({block: 'nearest'});</script>"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where to look: a document, a passage in it, and the public page on which the passage rests."""

    document: str
    start: int
    end: int
    page: str = ""


def show(view: View) -> None:
    """The page ``/source?document=&start=&end=`` (or ``?passage=`` with a span's IRI); ``&all=1`` shows all of it."""
    t = view.t
    try:
        place = _place(view)
        if not place.document:
            note(t("source.missing"))
            return
        source = document_text(view.store, place.document)
        page = document_text(view.store, place.page) if place.page else None
    except QueryError:
        wanted = view.parameter("document") or view.parameter("passage")
        note(tag("strong", t("source.unknown", document=wanted)), tag("p", t("source.unknown_hint")))
        return
    _head(view, source, page, _spot(view, source, place))
    if source.text:
        _text(view, source, place)
    else:
        note(t("source.no_text"))


def _place(view: View) -> _Place:
    passage = view.parameter("passage")
    if passage:
        found = passages(view.store, [passage])[0]
        return _Place(found.document, found.start, found.end, found.page or "")
    return _Place(
        view.parameter("document"),
        integer(view.parameter("start")),
        integer(view.parameter("end")),
        view.parameter("page"),
    )


def _spot(view: View, source: SourceText, place: _Place) -> str | None:
    """The page or the cells of the file that the passage was read from, where the file has them."""
    if not fits(source.text, place.start, place.end):
        return None
    key = span_id(sha256_of(source.text.encode()), place.start, place.end)
    try:
        found = passages(view.store, [key])
    except QueryError:
        return None
    return next((places.place(passage.place, view.t) for passage in found if passage.document == source.id), None)


def _head(view: View, source: SourceText, page: SourceText | None, spot: str | None) -> None:
    """What the document says of itself, and the public address it stands at (shown, never visited)."""
    t = view.t
    of_page = [(t("entity.page"), join([page.title, page.date], " "))] if page else []
    url = (page.source_url if page else None) or source.source_url
    entries: list[tuple[str, Piece]] = [
        (t("common.document"), source.id),
        (t("common.date"), source.date),
        (t("source.issuer"), source.issuer),
        (t("source.number"), source.document_number),
        (t("source.place"), spot),
        *of_page,
        (t("source.address"), outside(url) if url else None),
    ]
    html(
        tag("h1", source.title or source.id, cls="ag-title"),
        tag("dl", *(join([tag("dt", name), tag("dd", value)]) for name, value in entries if value), cls="ag-facts"),
        tag("p", t("source.address_hint"), cls="ag-detail") if url else None,
    )


def _text(view: View, source: SourceText, place: _Place) -> None:
    t = view.t
    total = len(source.text)
    hit = fits(source.text, place.start, place.end)
    if place.end and not hit:
        note(t("source.bad_passage"))
    whole = view.parameter("all") == "1" or total <= WHOLE
    if whole:
        low, high = 0, total
    else:
        low, high = window(source.text, place.start if hit else 0, place.end if hit else 0, AROUND if hit else WHOLE)
    marks = [Mark(place.start, place.end, "ag-hit", t("source.passage"), "ag-hit")] if hit else []
    html(tag("p", _extent(view, low, high, total, place), cls="ag-detail"), marked(source.text, marks, low, high))
    if hit:
        st.html(SCROLL, unsafe_allow_javascript=True)


def _extent(view: View, low: int, high: int, total: int, place: _Place) -> Piece:
    """How much of the text is shown, and the link to more or less of it."""
    t = view.t
    state = {"document": place.document, "start": place.start or "0", "end": place.end or None, "page": place.page}
    if (low, high) != (0, total):
        words = t("source.shown", low=low + 1, high=high, total=total)
        return join([words, view.link(t("source.show_all"), "source", **state, all=1)], " ")
    words = t("source.characters", total=total)
    if total > WHOLE:
        return join([words, view.link(t("source.show_passage"), "source", **state)], " ")
    return words
