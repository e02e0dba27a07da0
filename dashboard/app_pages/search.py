"""Search: names, short names, pinyin and initials; every result says why it matched."""

import streamlit as st

from dashboard.app_pages.searching import kind_chip, kind_names, search_box
from dashboard.frame import View, heading, html, note
from dashboard.services.markup import Piece, table, tag
from queries.search import Hit

LIMIT = 60
ALIASES_SHOWN = 4


def show(view: View) -> None:
    """The page ``/search?q=&kind=``."""
    t = view.t
    text, kind = view.parameter("q"), view.parameter("kind")
    heading(t("search.title"), t("search.hint"))
    words = search_box(view, text)
    if words and words != text:
        view.update(q=words)
    chosen = _kind(view, kind)
    if chosen != kind:
        view.update(kind=chosen)
    if not text:
        return
    hits = view.index.search(text, kind=kind or None, limit=LIMIT)
    if not hits:
        note(tag("strong", t("search.none", text=text)), tag("p", t("search.none_hint")))
        return
    html(tag("p", t("search.limited" if len(hits) == LIMIT else "search.found", count=len(hits)), cls="ag-detail"))
    headings = [t(f"common.{name}") for name in ("name", "kind", "aliases", "degree")]
    html(table([*headings, t("search.reason")], (_row(view, hit) for hit in hits), label=t("search.title")))


def _kind(view: View, kind: str) -> str:
    """The kind to search in, empty for all."""
    kinds = ["", *kind_names(view)]
    return (
        st.segmented_control(
            view.t("common.kind"),
            kinds,
            default=kind if kind in kinds else "",
            required=True,
            format_func=lambda name: view.vocabulary.label(name, view.language) if name else view.t("common.all"),
            key=f"kind-{kind}",
            label_visibility="collapsed",
        )
        or ""
    )


def _row(view: View, hit: Hit) -> list[Piece]:
    aliases = view.t("common.separator").join(hit.aliases[:ALIASES_SHOWN])
    return [
        view.link(hit.name, "entity", id=hit.id),
        kind_chip(view, hit.kind),
        tag("span", aliases, cls="ag-dim") if aliases else None,
        tag("span", hit.degree, cls="ag-number"),
        tag("span", view.t(f"reason.{hit.reason}"), cls="ag-dim"),
    ]
