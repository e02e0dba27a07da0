"""The console: Cypher that only reads, with what is in the graph beside it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.frame import View, heading, html, note
from dashboard.services.assignments import assignments, written
from dashboard.services.markup import join, table, tag
from dashboard.services.values import plain
from graph.errors import QueryError
from graph.guard import run_guarded
from queries.catalogue import load_catalogue
from queries.parameters import bind
from queries.question import Question

ROW_LIMIT = 500
TIMEOUT = 20.0


def show(view: View) -> None:
    """The page ``/console``; ``?template=`` is a question to start from."""
    t = view.t
    heading(t("console.title"), t("console.lead"))
    left, right = st.columns([2.2, 1])
    with right:
        _schema(view)
    with left:
        _editor(view)


def _editor(view: View) -> None:
    t = view.t
    catalogue = load_catalogue()
    asked = view.parameter("template")
    template = st.selectbox(
        t("console.template"),
        ["", *catalogue],
        index=["", *catalogue].index(asked) if asked in catalogue else 0,
        format_func=lambda name: catalogue[name].question.in_(view.language) if name else t("console.no_template"),
        key=f"template-{asked}",
    )
    if template != asked:
        view.update(template=template)
    question = catalogue.get(template)
    with st.form("console", border=False):
        text = st.text_area(
            t("console.editor"), question.cypher if question else "", height=240, key=f"cypher-{template}"
        )
        lines = st.text_area(
            t("console.parameters"),
            written(_example(view, question)) if question else "",
            height=90,
            key=f"parameters-{template}",
        )
        pressed = st.form_submit_button(t("console.run"), type="primary")
    if pressed and text.strip():
        _result(view, text, lines)


def _example(view: View, question: Question) -> Mapping[str, Any]:
    """The question's example as parameters; where this graph lacks the one it is about, its name stands there."""
    try:
        return bind(view.store, question, question.example, None, view.index)
    except QueryError:
        return {"as_of": None, **{p.name: p.default for p in question.parameters}, **question.example}


def _result(view: View, text: str, lines: str) -> None:
    t = view.t
    found = run_guarded(view.store, text, assignments(lines), row_limit=ROW_LIMIT, timeout=TIMEOUT)
    if not found.rows:
        note(t("console.no_rows"))
        return
    html(
        tag("h2", t("console.rows", count=len(found.rows)), cls="ag-section"),
        tag("p", t("console.truncated", count=ROW_LIMIT), cls="ag-detail") if found.truncated else None,
        table(found.columns, ([plain(value) for value in row] for row in found.rows), label=t("console.title")),
    )


def _schema(view: View) -> None:
    """Labels, relationship types and properties, from the vocabulary."""
    t, vocabulary = view.t, view.vocabulary
    kinds = [(tag("code", kind.name), vocabulary.label(kind.name, view.language)) for kind in vocabulary.kinds.values()]
    facts = [
        (
            tag("code", predicate.relationship),
            join(
                [
                    vocabulary.label(predicate.name, view.language),
                    tag("span", _ends(predicate.subjects, predicate.objects), cls="ag-dim ag-block"),
                ]
            ),
        )
        for predicate in vocabulary.predicates.values()
    ]
    values = [
        (
            tag("code", each.relationship),
            join([tag("code", each.name), vocabulary.label(each.name, view.language)], " "),
        )
        for each in vocabulary.properties.values()
    ]
    for title, rows in (("console.kinds", kinds), ("console.relationships", facts), ("console.values", values)):
        html(tag("details", tag("summary", t(title)), table(("", ""), rows, cls="ag-schema"), open=""))


def _ends(subjects: frozenset[str], objects: frozenset[str]) -> str:
    return f"{', '.join(sorted(subjects))} → {', '.join(sorted(objects))}"
