"""The named questions: a form made from each question's header, its answer as a table, a stable address."""

import streamlit as st

from dashboard.app_pages.choosing import choose_entity
from dashboard.frame import View, heading, html, note
from dashboard.services import answers
from dashboard.services.export import csv_bytes
from dashboard.services.markup import table, tag
from queries.catalogue import ask, load_catalogue
from queries.question import MIN_CONFIDENCE, Parameter, Question

ROWS_SHOWN = 300


def show(view: View) -> None:
    """The page ``/questions``; ``?id=`` and the question's own parameters are the state."""
    t = view.t
    heading(t("questions.title"), t("questions.lead"))
    catalogue = load_catalogue()
    asked = view.parameter("id")
    chosen = st.selectbox(
        t("questions.choose"),
        list(catalogue),
        index=list(catalogue).index(asked) if asked in catalogue else 0,
        format_func=lambda identifier: catalogue[identifier].question.in_(view.language),
        key=f"question-{asked}",
    )
    if chosen != asked:
        st.query_params.from_dict({k: v for k, v in st.query_params.to_dict().items() if k == "lang"})
        view.update(id=chosen)
    question = catalogue[chosen]
    html(tag("p", question.description.in_(view.language), cls="ag-lead"))
    given = _form(view, question)
    lacking = [p for p in question.parameters if p.default is None and not given.get(p.name)]
    if lacking:
        labels = t("common.separator").join(p.label.in_(view.language) for p in lacking)
        html(tag("p", t("questions.missing", labels=labels), cls="ag-detail"))
        return
    _answer(view, question, given)


def _form(view: View, question: Question) -> dict[str, str]:
    """The fields of a question; a change goes into the address, and the values of the address come back."""
    t = view.t
    given = {p.name: view.parameter(p.name) for p in question.parameters} | {"as_of": view.parameter("as_of")}
    typed = dict(given)
    entities = [p for p in question.parameters if p.type == "entity"]
    for parameter, column in zip(entities, st.columns(max(len(entities), 2)), strict=False):
        with column:
            label = parameter.label.in_(view.language)
            typed[parameter.name] = choose_entity(view, parameter.name, label, parameter.kinds, given[parameter.name])
    others = [p for p in question.parameters if p.type != "entity"]
    plain = [p for p in others if p is not MIN_CONFIDENCE]
    for parameter, column in zip(plain, st.columns(max(len(plain), 2)), strict=False):
        with column:
            typed[parameter.name] = _field(view, parameter, given[parameter.name])
    with st.expander(t("questions.more"), expanded=bool(given["as_of"] or given[MIN_CONFIDENCE.name])):
        left, right = st.columns(2)
        with left:
            key = f"as_of-{question.id}-{given['as_of']}"
            typed["as_of"] = st.text_input(t("questions.as_of"), given["as_of"], max_chars=10, key=key).strip()
        with right:
            typed[MIN_CONFIDENCE.name] = _field(view, MIN_CONFIDENCE, given[MIN_CONFIDENCE.name])
    if typed != given:
        view.update(**typed)
    if question.example and not any(given.values()):
        html(tag("p", view.link(t("questions.example"), "questions", id=question.id, **question.example)))
    return {name: value for name, value in given.items() if value}


def _field(view: View, parameter: Parameter, value: str) -> str:
    """A field for a word, a number or a date; its default stands in it as a hint."""
    key = f"{parameter.name}-{value}"
    label = parameter.label.in_(view.language)
    return st.text_input(label, value, placeholder=parameter.default, max_chars=100, key=key).strip()


def _answer(view: View, question: Question, given: dict[str, str]) -> None:
    t = view.t
    values = {name: value for name, value in given.items() if name != "as_of"}
    answer = ask(view.store, question, values, as_of=given.get("as_of"), index=view.index)
    if not answer.rows:
        note(*(tag("p", each.in_(view.language)) for each in answer.notes))
        return
    reader = answers.Reader(view.vocabulary, t, view.link)
    html(tag("h2", t("questions.rows", count=len(answer.rows)), cls="ag-section"))
    rows = (answers.cells(answer.columns, row, reader) for row in answer.rows[:ROWS_SHOWN])
    html(table(answers.headings(answer.columns, view.language), rows, label=question.question.in_(view.language)))
    if len(answer.rows) > ROWS_SHOWN:
        html(tag("p", t("questions.row_limit", count=ROWS_SHOWN), cls="ag-detail"))
    every = [column.heading.in_(view.language) for column in answer.columns]
    st.download_button(
        t("questions.download"),
        csv_bytes(every, (answers.written(answer.columns, row, reader) for row in answer.rows)),
        file_name=f"{question.id}.csv",
        mime="text/csv",
        on_click="ignore",
    )
