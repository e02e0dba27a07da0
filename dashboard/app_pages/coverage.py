"""Coverage: a document coloured by what became of its lines, with what was not read and what was expected."""

from collections.abc import Sequence

import streamlit as st

from dashboard.frame import View, heading, html, note
from dashboard.services import coverage
from dashboard.services.links import integer
from dashboard.services.markup import Piece, join, table, tag
from dashboard.services.passages import fits, marked, quote, window
from graph.model import Reading
from graph.state import load_readings
from loaders.coverage.report import Coverage, Passage, coverage_of
from queries.passage import SourceEntry, documents

SHOWN = 12_000
"""Texts of at most so many code points are shown whole; of longer ones, so many around the place looked at."""
ROWS = 200
"""At most so many unread lines, and as many remarks, are listed."""
SCROLL = (
    "<script>for (const wait of [0, 250, 750]) setTimeout("
    "() => document.getElementById('ag-hit')?.scrollIntoView({block: 'center'}), wait);</script>"
)
"""Brings the place into view; again a little later, since what is drawn after it moves the page."""


def show(view: View) -> None:
    """The page ``/coverage``, and ``/coverage?document=&start=&end=`` for one document and a place in it."""
    t = view.t
    heading(t("coverage.title"), t("coverage.lead"))
    entries = documents(view.store)
    if not entries:
        note(t("coverage.empty"), " ", view.link(t("menu.ingest"), "ingest"))
        return
    names = [entry.id for entry in entries]
    asked = view.parameter("document")
    chosen = st.selectbox(
        t("coverage.choose"),
        names,
        index=names.index(asked) if asked in names else None,
        placeholder=t("coverage.choose_placeholder"),
        key=f"coverage-{asked}",
    )
    if chosen is not None and chosen != asked:
        view.update(document=chosen, start=None, end=None)
    if chosen is None:
        if asked:
            note(t("source.unknown", document=asked))
        _overview(view, entries)
        return
    _document(view, load_readings(view.store, [chosen])[chosen])


def _overview(view: View, entries: Sequence[SourceEntry]) -> None:
    """All documents with what became of their lines."""
    t = view.t
    states = ("total", "stated", "ignored", "unread")
    rows = (
        (view.link(entry.title or entry.id, "coverage", document=entry.id), *(_number(entry.lines[s]) for s in states))
        for entry in entries
    )
    headings = (t("common.document"), *(t(f"ingest.{state}") for state in states))
    html(table(headings, rows, label=t("coverage.title")))


def _document(view: View, reading: Reading) -> None:
    t, found = view.t, coverage_of(reading)
    counts: list[Piece] = [
        tag("div", tag("b", f"{count:,}"), tag("span", t(f"ingest.{state}")), cls="ag-count")
        for state, count in found.lines.items()
    ]
    counts.append(tag("div", tag("b", f"{len(found.remarks):,}"), tag("span", t("coverage.remarks")), cls="ag-count"))
    html(
        tag("h2", reading.document.title or reading.document.name, cls="ag-section"),
        tag("div", *counts, cls="ag-counts"),
    )
    _text(view, reading)
    _rules(view, found)
    _unread(view, found)
    _remarks(view, found)


def _text(view: View, reading: Reading) -> None:
    """The key, and the coloured text; a place of the address is marked and in view."""
    t, text = view.t, reading.document.text
    start, end = integer(view.parameter("start")), integer(view.parameter("end"))
    hit = (start, end) if fits(text, start, end) else None
    low, high = (0, len(text)) if len(text) <= SHOWN else window(text, start, end if hit else start, SHOWN // 2)
    html(
        legend(view),
        _extent(view, reading.document.name, low, high, len(text)),
        marked(text, coverage.coloured(reading, t, hit), low, high),
    )
    if hit:
        st.html(SCROLL, unsafe_allow_javascript=True)


def legend(view: View) -> Piece:
    """What the colours of a document's lines mean."""
    t = view.t
    key: list[Piece] = [tag("mark", t(f"ingest.{state}"), cls=style) for state, style in coverage.STYLES.items()]
    key.append(tag("mark", t("coverage.remark"), cls=coverage.REMARK))
    return tag("p", *key, tag("span", t("coverage.hover"), cls="ag-dim"), cls="ag-key")


def _extent(view: View, name: str, low: int, high: int, total: int) -> Piece:
    """Which part of a long text is shown, and the links to the parts before and after it; nothing for a short one."""
    t = view.t
    if (low, high) == (0, total):
        return None
    links: list[Piece] = [t("source.shown", low=low + 1, high=high, total=total)]
    if low > 0:
        links.append(view.link(t("coverage.before"), "coverage", document=name, start=max(low - SHOWN // 2, 0) or "0"))
    if high < total:
        links.append(view.link(t("coverage.after"), "coverage", document=name, start=high + SHOWN // 2))
    return tag("p", join(links, " · "), cls="ag-detail")


def _rules(view: View, found: Coverage) -> None:
    """How many lines each rule stated and ignored."""
    t = view.t
    for state, counts in (("stated", found.stated), ("ignored", found.ignored)):
        if counts:
            chips = (tag("span", f"{rule} ", tag("b", count), cls="ag-chip") for rule, count in counts.items())
            html(tag("h2", t(f"coverage.by_{state}"), cls="ag-section"), tag("p", *chips))


def _unread(view: View, found: Coverage) -> None:
    t = view.t
    rows = [(_place(view, found, each), _link(view, found, each, each.text)) for each in found.unread[:ROWS]]
    _listed(view, t("ingest.unread"), (t("coverage.place"), t("coverage.text")), rows, len(found.unread))


def _remarks(view: View, found: Coverage) -> None:
    t = view.t
    rows = [
        (
            _place(view, found, passage),
            t(f"coverage.{remark.kind}"),
            _link(view, found, passage, remark.words),
            tag("span", remark.detail, cls="ag-dim") if remark.detail else None,
        )
        for remark, passage in found.remarks[:ROWS]
    ]
    headings = (t("coverage.place"), t("coverage.remark"), t("coverage.words"), t("coverage.detail"))
    _listed(view, t("coverage.remarks"), headings, rows, len(found.remarks))


def _listed(view: View, title: str, headings: Sequence[Piece], rows: Sequence[Sequence[Piece]], total: int) -> None:
    """A section with a table, or nothing where there is nothing to list."""
    if not rows:
        return
    limit = tag("p", view.t("coverage.limit", count=len(rows), total=total), cls="ag-detail")
    html(
        tag("h2", title, tag("small", total), cls="ag-section"),
        table(headings, rows, label=title),
        limit if total > len(rows) else None,
    )


def _place(view: View, found: Coverage, passage: Passage) -> Piece:
    words = passage.place or f"{passage.start}–{passage.end}"
    return _link(view, found, passage, words)


def _link(view: View, found: Coverage, passage: Passage, words: str) -> Piece:
    """A link to the passage in the coloured text of this page."""
    return view.link(quote(words), "coverage", document=found.document, start=passage.start or "0", end=passage.end)


def _number(value: int) -> Piece:
    return tag("span", f"{value:,}", cls="ag-number")
