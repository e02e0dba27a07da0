"""Network: everything one step from an entity, as a chart and as a table."""

import streamlit as st

from dashboard.app_pages.choosing import choose_entity
from dashboard.app_pages.searching import kind_chip, kind_names
from dashboard.frame import View, heading, html, note
from dashboard.services import chart, words
from dashboard.services.markup import Piece, join, table, tag
from queries.network import Link, Neighbourhood, Node, neighbourhood

LIMIT = 300


def show(view: View) -> None:
    """The page ``/network?id=``."""
    t = view.t
    heading(t("network.title"), t("network.lead"))
    identifier = view.parameter("id")
    chosen = choose_entity(view, "id", t("network.entity"), (), identifier)
    if chosen != identifier:
        view.update(id=chosen)
    if not identifier:
        return
    found = neighbourhood(view.store, identifier, LIMIT)
    if not found.links:
        note(t("network.alone"))
        return
    if len(found.nodes) - 1 < found.total:
        html(tag("p", t("network.capped", shown=len(found.nodes) - 1, total=found.total), cls="ag-detail"))
    _picture(view, found)
    _table(view, found)


@st.fragment
def _picture(view: View, found: Neighbourhood) -> None:
    """The chart and, beside it, what was clicked; a click runs this part alone."""
    kinds = kind_names(view)
    labels = {kind: words.term(view.vocabulary, kind, view.language) for kind in kinds}
    nodes = [chart.Node(node.id, node.name, _kind(node), node.degree) for node in found.nodes]
    edges = [chart.Edge(link.subject, link.object, _sentence(view, found, link)) for link in found.links]
    left, right = st.columns([3.4, 1])
    with left:
        state = st.echarts_chart(
            chart.chart(found.centre, nodes, edges, kinds, labels),
            height=chart.height(len(nodes)),
            key=f"network-{found.centre}",
            on_select="rerun",
            alt=view.t("network.alt", name=found.nodes[0].name, count=len(nodes)),
        )
    with right:
        _side(view, found, chart.selected(state, nodes))


def _kind(node: Node) -> str:
    """An official is shown as one."""
    return "Official" if node.official else node.kind


def _side(view: View, found: Neighbourhood, node: chart.Node | None) -> None:
    t = view.t
    if node is None:
        html(tag("p", t("network.selected_hint"), cls="ag-detail"))
        return
    between = [link for link in found.links if {link.subject, link.object} == {node.id, found.centre}]
    lines = [tag("p", _sentence(view, found, link), cls="ag-detail") for link in between[:6]]
    html(
        tag(
            "div",
            tag("strong", view.link(node.name, "entity", id=node.id)),
            tag("p", kind_chip(view, node.kind)),
            tag("p", t("common.degree"), " ", node.degree),
            tag("p", view.link(t("common.open_profile"), "entity", id=node.id)),
            tag("p", view.link(t("network.go_there"), "network", id=node.id)) if node.id != found.centre else None,
            *lines,
            cls="ag-note",
        )
    )


def _sentence(view: View, found: Neighbourhood, link: Link) -> str:
    """A fact on one line: subject, relation with its qualifiers, object."""
    names = {node.id: node.name for node in found.nodes}
    how = view.t("common.separator").join(words.qualifiers(view.vocabulary, view.t, link.predicate, link.qualifiers))
    relation = words.term(view.vocabulary, link.predicate, view.language) + (f" ({how})" if how else "")
    return f"{names[link.subject]} — {relation} → {names[link.object]}"


def _table(view: View, found: Neighbourhood) -> None:
    t = view.t
    nodes = {node.id: node for node in found.nodes}
    own = [link for link in found.links if found.centre in {link.subject, link.object}]
    html(
        tag("h2", t("network.table"), tag("small", len(own)), cls="ag-section"),
        table(
            (t("network.relation"), t("common.name"), t("common.kind"), "", t("common.degree")),
            (_row(view, found.centre, link, nodes) for link in own),
            label=t("network.table"),
        ),
    )


def _row(view: View, centre: str, link: Link, nodes: dict[str, Node]) -> list[Piece]:
    incoming = link.subject != centre
    other = nodes[link.subject if incoming else link.object]
    how = [
        *words.qualifiers(view.vocabulary, view.t, link.predicate, link.qualifiers),
        *words.period(view.t, link.period),
    ]
    return [
        words.relation(view.vocabulary, view.t, link.predicate, incoming),
        view.link(other.name, "entity", id=other.id),
        kind_chip(view, _kind(other)),
        tag("span", join(how, " · "), cls="ag-dim") if how else None,
        tag("span", other.degree, cls="ag-number"),
    ]
