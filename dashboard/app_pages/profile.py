"""Profile: all that is known of one entity, each fact with the words it was read from."""

from dashboard.app_pages.searching import kind_chip
from dashboard.frame import View, html, note
from dashboard.services import places, words
from dashboard.services.facts import Fact, Group, groups
from dashboard.services.markup import Markup, Piece, join, tag
from dashboard.services.passages import quote
from graph.errors import QueryError
from queries.passage import Passage
from queries.profile import Profile, profile

FACTS_SHOWN = 20
PASSAGES_SHOWN = 1
NAMES_SHOWN = 12


def show(view: View) -> None:
    """The page ``/entity?id=``."""
    t = view.t
    identifier = view.parameter("id")
    if not identifier:
        note(t("entity.missing_id"), " ", view.link(t("menu.search"), "search"))
        return
    try:
        found = profile(view.store, identifier)
    except QueryError:
        note(
            tag("strong", t("entity.unknown", id=identifier)),
            tag("p", t("entity.unknown_hint"), " ", view.link(t("menu.search"), "search")),
        )
        return
    _head(view, found)
    sections = groups(found, view.vocabulary, t)
    if not sections:
        note(t("entity.no_facts"))
    html(_values(view, [group for group in sections if group.value]))
    html(*(_group(view, group) for group in sections if not group.value))


def _head(view: View, found: Profile) -> None:
    t = view.t
    kind = "Official" if found.official else found.kind
    chips: list[Piece] = [tag("span", kind_chip(view, kind), cls="ag-chip")]
    chips += [
        tag("span", words.code(view.vocabulary, name, value, view.language), cls="ag-chip")
        for name, value in found.attributes.items()
    ]
    others = [name.form for name in found.names if name.form != found.name]
    html(
        tag("h1", found.name, cls="ag-title"),
        tag("p", *chips, view.link(t("common.open_network"), "network", id=found.id)),
        tag("p", t("entity.names_more", names=t("common.separator").join(others[:NAMES_SHOWN])), cls="ag-lead")
        if others
        else None,
    )


def _values(view: View, values: list[Group]) -> Markup | None:
    """Founding dates, fields and the like: one section, the property before each value."""
    if not values:
        return None
    lines = (_fact(view, fact, group) for group in values for fact in group.facts)
    return tag("section", tag("h2", view.t("entity.value_facts"), cls="ag-section"), *lines)


def _group(view: View, group: Group) -> Markup:
    t = view.t
    count = tag("small", t("entity.facts_count", count=len(group.facts)))
    rest = group.facts[FACTS_SHOWN:]
    more = (
        tag(
            "details",
            tag("summary", t("entity.rest", count=len(rest))),
            *(_fact(view, fact) for fact in rest),
        )
        if rest
        else None
    )
    shown = (_fact(view, fact) for fact in group.facts[:FACTS_SHOWN])
    return tag("section", tag("h2", group.title, count, cls="ag-section"), *shown, more)


def _fact(view: View, fact: Fact, values: Group | None = None) -> Markup:
    """A fact as a line with its first passage; ``values`` is the property that a value belongs to."""
    t = view.t
    other = fact.other
    name = other if isinstance(other, str) else view.link(other.name, "entity", id=other.id)
    how = list(fact.how)
    if fact.confidence < 1:
        how.append(t("entity.confidence", value=f"{fact.confidence:.2f}"))
    if fact.sources > 1:
        how.append(t("entity.sources_count", count=fact.sources))
    label = tag("span", values.title, cls="ag-property") if values else None
    conflict = tag("span", t("entity.conflict"), cls="ag-chip ag-warn") if values and values.conflict else None
    first = [_quote(view, passage) for passage in fact.passages[:PASSAGES_SHOWN]]
    rest = fact.passages[PASSAGES_SHOWN:]
    more = (
        tag(
            "details",
            tag("summary", t("entity.more_sources", count=len(rest))),
            *(_quote(view, passage) for passage in rest),
        )
        if rest
        else None
    )
    return tag(
        "div",
        label,
        tag("span", name, cls="ag-what"),
        tag("span", " · ".join(how), cls="ag-how"),
        conflict,
        *first,
        more,
        cls="ag-fact",
    )


def _quote(view: View, passage: Passage) -> Markup:
    """The passage on one line, with its document and the way into it."""
    title = passage.page_title or passage.title or passage.document
    date = passage.page_date or passage.date
    place = view.link(view.t("common.open_source"), "source", **_place(passage))
    where = places.place(passage.place, view.t)
    dash = " —— " if view.language == "zh" else " — "
    origin = tag("span", dash, title, f" ({date})" if date else None, f" {where}" if where else None, " ")
    return tag("div", quote(passage.text, row=passage.genre == "table"), join([origin, place]), cls="ag-quote")


def _place(passage: Passage) -> dict[str, object]:
    return {"document": passage.document, "start": passage.start or "0", "end": passage.end, "page": passage.page}
