"""The box in which a person chooses one entity: type a name, a short name or pinyin, then pick from what was found."""

from collections.abc import Sequence

import streamlit as st

from dashboard.frame import View, html
from dashboard.services.markup import tag
from queries.search import hit_of

CANDIDATES = 12


def choose_entity(view: View, key: str, label: str, kinds: Sequence[str], chosen: str) -> str:
    """The id that is chosen, or an empty text; ``chosen`` is the one of the address.

    The first match is taken at once when the name typed is an entity's own; otherwise the reader picks.
    """
    t = view.t
    current = view.index.current().get(chosen) if chosen else None
    name = current.name if current else chosen
    text = st.text_input(
        t("questions.entity_label", label=label),
        name,
        max_chars=100,
        key=f"{key}-{chosen}",
        type="search",
        placeholder=t("common.search_placeholder"),
    ).strip()
    if text == name:
        return chosen
    if not text:
        return ""
    hits = [hit_of(match) for match in view.index.current().nearest(text, kinds, CANDIDATES)]
    if not hits:
        html(tag("p", t("questions.entity_none", text=text), cls="ag-detail"))
        return chosen
    if len(hits) == 1 or hits[0].name == text:
        return hits[0].id
    names = {hit.id: hit.name for hit in hits}
    picked = st.selectbox(
        t("questions.entity_pick", label=label),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=t("ingest.withdraw_choose"),
        key=f"{key}-{chosen}-pick-{text}",
    )
    return picked or chosen
