"""Home: one search box, what is here, the best-connected alliances, and how to load when nothing is."""

from dashboard.app_pages.searching import kind_chip, search_box
from dashboard.frame import View, heading, html
from dashboard.services.markup import table, tag
from queries.status import Status, status

ALLIANCES = 12


def show(view: View) -> None:
    """The page ``/``."""
    heading(view.t("home.title"), view.t("app.tagline"))
    words = search_box(view, "")
    if words:
        view.go("search", q=words)
    found = status(view.store)
    if not found.documents:
        _empty(view)
        return
    _counts(view, found)
    _alliances(view)


def _empty(view: View) -> None:
    t = view.t
    html(
        tag(
            "div",
            tag("strong", t("home.empty_title")),
            tag("p", t("home.empty_text")),
            tag("p", tag("code", "alliancegraph tables data")),
            tag("p", view.link(t("home.empty_link"), "ingest")),
            cls="ag-note",
        )
    )


def _counts(view: View, found: Status) -> None:
    """How many of each kind, how many facts and documents, and how far the data reach."""
    t = view.t
    cards = [
        tag("div", tag("b", f"{count:,}"), tag("span", kind_chip(view, kind)), cls="ag-count")
        for kind, count in found.entities.items()
        if count
    ]
    facts = sum(found.statements.values()) + sum(found.values.values())
    cards.append(tag("div", tag("b", f"{facts:,}"), tag("span", t("home.statements")), cls="ag-count"))
    dates = [document.date for document in found.documents if document.date]
    count = len(found.documents)
    words = t("home.data_date", date=max(dates), documents=count) if dates else t("home.no_date", documents=count)
    html(
        tag("h2", t("home.counts"), cls="ag-section"),
        tag("div", *cards, cls="ag-counts"),
        tag("p", words, cls="ag-detail"),
    )


def _alliances(view: View) -> None:
    """The best-connected alliances: the order of the search index, which ranks by links."""
    t = view.t
    largest = [named for named in view.index.current().entities if named.kind == "Alliance"][:ALLIANCES]
    if not largest:
        return
    rows = (
        (
            view.link(named.name, "entity", id=named.id),
            tag("span", t("common.separator").join(named.aliases[:2]), cls="ag-dim") if named.aliases else None,
            tag("span", named.degree, cls="ag-number"),
            view.link(t("common.open_network"), "network", id=named.id),
        )
        for named in largest
    )
    html(
        tag("h2", t("home.alliances"), cls="ag-section"),
        table((t("common.name"), t("common.aliases"), t("common.degree"), ""), rows, label=t("home.alliances")),
    )
