"""The pages of the dashboard as data, in the order of the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.app_pages import console, coverage, home, ingest, network, profile, questions, search, source
from dashboard.frame import View, framed
from dashboard.services.links import PATHS


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name (see ``links.PATHS``), what shows it, and whether the menu lists it."""

    name: str
    show: Callable[[View], None]
    visibility: Literal["visible", "hidden"] = "visible"


ENTRIES = (
    Entry("home", home.show),
    Entry("search", search.show),
    Entry("network", network.show),
    Entry("questions", questions.show),
    Entry("ingest", ingest.show),
    Entry("coverage", coverage.show),
    Entry("console", console.show),
    Entry("entity", profile.show, "hidden"),
    Entry("source", source.show, "hidden"),
)


def build(view: View) -> list[Page]:
    """Streamlit's pages for a view, titled in its language; the session keeps them for ``View.go``."""
    pages = {
        entry.name: st.Page(
            framed(view, entry.name, entry.show),
            title=view.t(f"menu.{entry.name}"),
            url_path=PATHS[entry.name] or None,
            default=entry.name == "home",
            visibility=entry.visibility,
        )
        for entry in ENTRIES
    }
    st.session_state["pages"] = pages
    return list(pages.values())
