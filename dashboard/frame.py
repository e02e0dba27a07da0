"""What every page stands in: language, links, the language switch, and the one place where errors become sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NoReturn

import streamlit as st

from dashboard.i18n import LANGUAGES, Texts, load
from dashboard.services import links
from dashboard.services.markup import Markup, Piece, join, link, tag
from dashboard.store import forget_store, shared_index, shared_store
from graph.errors import AllianceGraphError, StoreUnavailableError
from graph.settings import Settings
from graph.store import Store
from ontology import Vocabulary, load_vocabulary
from queries.search import SearchIndex

ASSETS = Path(__file__).with_name("assets")
Language = Literal["zh", "en"]


@dataclass(frozen=True)
class View:
    """What a page is shown with: settings, texts, and whether the address has to carry the language."""

    settings: Settings
    t: Texts

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary, for labels and legends."""
        return load_vocabulary()

    @property
    def store(self) -> Store:
        """The store; reading it connects."""
        return shared_store(self.settings)

    @property
    def index(self) -> SearchIndex:
        """The search index over the store."""
        return shared_index(self.store)

    @property
    def language(self) -> Language:
        """``zh`` or ``en``."""
        return "en" if self.t.language == "en" else "zh"

    def address(self, page: str, /, **parameters: object) -> str:
        """The address of a page; it carries the language where that is not the installation's own."""
        own = self.language == self.settings.language
        return links.address(page, **parameters, lang=None if own else self.language)

    def link(self, label: Piece, page: str, /, **parameters: object) -> Markup:
        """A link to a page."""
        return link(label, self.address(page, **parameters))

    def go(self, page: str, /, **parameters: str) -> NoReturn:
        """Ends this page and shows another."""
        own = self.language == self.settings.language
        st.switch_page(
            st.session_state["pages"][page], query_params=parameters | ({} if own else {"lang": self.language})
        )

    def parameter(self, name: str) -> str:
        """A parameter of this page's address, empty where absent."""
        value = st.query_params.get(name)
        return value if isinstance(value, str) else ""

    def update(self, **parameters: object) -> None:
        """Changes parameters of this page's address (None or empty removes) and shows the page anew."""
        for name, value in parameters.items():
            if value is None or value == "":
                st.query_params.pop(name, None)
            else:
                st.query_params[name] = str(value)
        st.rerun()


def choose_view(settings: Settings) -> View:
    """The view in the language of the address, else of this session, else of the installation."""
    asked = st.query_params.get("lang")
    language = asked if asked in LANGUAGES else st.session_state.get("language", settings.language)
    st.session_state["language"] = language
    if language not in (settings.language, asked):
        st.query_params["lang"] = language
    return View(settings, load(language))


def html(*pieces: Piece) -> None:
    """Shows pieces of HTML one below the other; nothing where all are empty."""
    whole = join(pieces).html
    if whole:
        st.html(whole)


def heading(title: Piece, lead: Piece = None) -> None:
    """The heading of a page, with one line of explanation."""
    html(tag("h1", title, cls="ag-title"), tag("p", lead, cls="ag-lead") if lead is not None else None)


def note(*pieces: Piece) -> None:
    """A calm box: nothing found, nothing loaded, not known."""
    html(tag("div", *pieces, cls="ag-note"))


def framed(view: View, name: str, show: Callable[[View], None]) -> Callable[[], None]:
    """The page ``show`` with its style sheet, language switch and error handling, as Streamlit calls it."""

    def page() -> None:
        st.html(ASSETS / "style.css")
        _language(view, name)
        try:
            show(view)
        except StoreUnavailableError as error:
            note(tag("strong", view.t("error.store")), tag("p", str(error), cls="ag-detail"))
            if st.button(view.t("error.retry"), type="primary"):
                forget_store()
                st.rerun()
        except AllianceGraphError as error:
            sentence(view, error)

    page.__name__ = name
    return page


def sentence(view: View, error: AllianceGraphError) -> None:
    """An error as its one sentence."""
    html(tag("div", tag("strong", view.t("error.failed")), " ", str(error), cls="ag-note ag-error", role="alert"))


def _language(view: View, name: str) -> None:
    """The link to the same view in the other language, and the language of the page for readers and fonts."""
    other = "zh" if view.language == "en" else "en"
    parameters = {key: value for key, value in st.query_params.to_dict().items() if key != "lang"}
    switch = link(view.t("app.other_language"), links.address(name, **parameters, lang=other))
    st.html(tag("nav", switch, cls="ag-language", aria_label=view.t("app.language")).html)
    code = "zh-CN" if view.language == "zh" else "en"
    st.html(f"<script>document.documentElement.lang = '{code}';</script>", unsafe_allow_javascript=True)
