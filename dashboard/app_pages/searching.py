"""The search box that home and the search page share, and a kind with its colour."""

import streamlit as st

from dashboard.frame import View
from dashboard.services.chart import colours
from dashboard.services.markup import Markup, tag


def search_box(view: View, text: str) -> str:
    """A box with a button; the words in it once the button or Enter was pressed, else an empty text."""
    t = view.t
    with st.form("search", border=False):
        box, button = st.columns([5, 1], vertical_alignment="bottom")
        with box:
            words = st.text_input(
                t("common.search_label"),
                text,
                placeholder=t("common.search_placeholder"),
                max_chars=100,
                type="search",
                key=f"search-{text}",
            )
        with button:
            pressed = st.form_submit_button(t("common.search_button"), type="primary", width="stretch")
    return words.strip() if pressed else ""


def kind_names(view: View) -> list[str]:
    """The kinds of entity of the vocabulary, in its order."""
    return [kind.name for kind in view.vocabulary.kinds.values() if not kind.structural]


def kind_chip(view: View, kind: str) -> Markup:
    """A kind with its colour."""
    colour = colours(kind_names(view)).get(kind, "#5b7083")
    dot = tag("span", cls="ag-dot", style=f"background:{colour}")
    return tag("span", dot, view.vocabulary.label(kind, view.language), cls="ag-kind")
