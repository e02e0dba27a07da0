"""Read a document: drop it in, watch it being read, see what was understood, withdraw what was loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.app_pages.coverage import legend
from dashboard.frame import View, heading, html, note
from dashboard.services import coverage, places, uploads
from dashboard.services.markup import Markup, Piece, join, table, tag
from dashboard.services.passages import marked
from dashboard.services.trial import try_out
from graph.errors import AllianceGraphError
from graph.model import Reading
from graph.report import DocumentReport, Report
from loaders.pipeline import ingest, retract
from loaders.readers.columns import read_option
from loaders.rules import load_rulebook
from queries.status import status

FACTS_SHOWN = 200
TEXT_SHOWN = 60_000
DETAILED = 3
"""So many documents of an archive are shown with their facts and text; the others by their state."""
TABS = ("upload", "paste", "documents")


@dataclass(frozen=True, slots=True)
class _Given:
    """What a person gave to be read: file name, bytes, whether to replace, roles of a list's columns."""

    filename: str
    data: bytes
    replace: bool
    columns: tuple[str, ...] = ()


def show(view: View) -> None:
    """The page ``/ingest``; ``?tab=`` chooses the way in or the list of loaded documents."""
    t = view.t
    heading(t("ingest.title"), t("ingest.lead"))
    asked = view.parameter("tab")
    tab = st.segmented_control(
        t("ingest.title"),
        TABS,
        default=asked if asked in TABS else TABS[0],
        required=True,
        format_func=lambda name: t(f"ingest.{name}_tab"),
        key=f"tab-{asked}",
        label_visibility="collapsed",
    )
    if tab != (asked or TABS[0]):
        view.update(tab=tab)
    if tab == "documents":
        _documents(view)
        return
    given = _upload(view) if tab == "upload" else _paste(view)
    if given is not None:
        _read(view, given)
    if "ingested" in st.session_state:
        report, readings = st.session_state["ingested"]
        _outcome(view, report, readings)


def _upload(view: View) -> _Given | None:
    """What is given, once the reader has pressed the button."""
    t = view.t
    html(Markup(f"<style>{_uploader_words(t('ingest.upload_button'), t('ingest.upload_hint'))}</style>"))
    file = st.file_uploader(t("ingest.upload_label"), max_upload_size=50)
    columns = st.text_input(t("ingest.columns"), placeholder=t("ingest.columns_hint"), max_chars=400)
    replace = st.checkbox(t("ingest.replace"), key="replace-upload")
    pressed = st.button(t("ingest.start"), type="primary", disabled=file is None, key="start-upload")
    if not pressed or file is None:
        return None
    return _Given(file.name, file.getvalue(), replace, tuple(columns.replace("；", ";").replace(";", " ").split()))


def _uploader_words(button: str, hint: str) -> str:
    """Streamlit has no translation of its uploader: its own words are hidden and ours put in their place."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    return (
        f'{zone} button p {{ font-size: 0; }} {zone} button p::after {{ content: "{button}"; font-size: .9rem; }}'
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] {{ font-size: 0; }}'
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] * {{ font-size: 0; }}'
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{hint}"; font-size: .9rem; }}'
    )


def _paste(view: View) -> _Given | None:
    """What is given, once the reader has pressed the button."""
    t = view.t
    with st.form("paste", border=False):
        name = st.text_input(t("ingest.paste_name"), placeholder=t("ingest.paste_name_hint"), max_chars=80)
        text = st.text_area(t("ingest.paste_text"), height=260)
        replace = st.checkbox(t("ingest.replace"))
        pressed = st.form_submit_button(t("ingest.start"), type="primary")
    if not pressed:
        return None
    if not name.strip():
        note(t("ingest.need_name"))
        return None
    if not text.strip():
        note(t("ingest.need_text"))
        return None
    return _Given(uploads.document_name(name) + ".txt", text.encode(), replace)


def _read(view: View, given: _Given) -> None:
    """Reads and loads a file, showing each stage; the outcome is kept for this session."""
    t = view.t
    st.session_state.pop("ingested", None)
    name = uploads.document_name(given.filename)
    with st.status(t("ingest.running", document=name), expanded=True) as box:
        bar = st.progress(0.0)

        def progress(_document: str, stage: str, done: int, total: int) -> None:
            words = t("ingest.stage", stage=t(f"ingest.stage_{stage}"), done=done, total=total)
            bar.progress(min(done / total, 1.0) if total else 0.0, text=words)

        try:
            columns = read_option(given.columns)
            readings = try_out(given.filename, given.data, load_rulebook(view.settings.rules), columns)
            path = uploads.keep(view.settings.home, given.filename, given.data)
            report = ingest(
                view.store,
                view.settings,
                [path],
                name=name,
                replace=given.replace,
                columns=columns,
                progress=progress,
            )
        except AllianceGraphError:
            # The box folds away when it fails: the sentence is shown below it, where all errors are.
            box.update(label=t("ingest.failed", document=name), state="error", expanded=False)
            raise
        bar.progress(1.0)
        key = "ingest.failed" if report.failed else "ingest.done"
        box.update(label=t(key, document=name), state="error" if report.failed else "complete", expanded=False)
    st.session_state["ingested"] = (report, readings)


def _outcome(view: View, report: Report, readings: Mapping[str, Reading]) -> None:
    """State, ledger, facts and coloured text of what was read last, and what was left out."""
    t = view.t
    for number, document in enumerate(report.documents):
        note(
            tag("strong", document.document),
            " ",
            t(f"ingest.state_{document.state}", statements=document.statements),
            " " + t("ingest.added", entities=report.changes.entities_added, statements=report.changes.statements_added)
            if document.state in {"loaded", "replaced"} and not number
            else None,
            tag("p", document.message, cls="ag-detail") if document.message else None,
        )
        reading = readings.get(document.document)
        if document.state != "failed" and reading is not None and number < DETAILED:
            _ledger(view, document)
            _facts(view, document, reading)
            _text(view, reading)
    if report.skipped:
        left_out = (tag("p", f"{where}: {reason}", cls="ag-detail") for where, reason in report.skipped)
        html(tag("h2", t("ingest.left_out"), cls="ag-section"), *left_out)


def _ledger(view: View, document: DocumentReport) -> None:
    if document.lines is None:
        return
    counts = [
        tag("div", tag("b", document.lines[state]), tag("span", view.t(f"ingest.{state}")), cls="ag-count")
        for state in ("total", "stated", "ignored", "unread")
    ]
    html(
        tag("h2", view.t("ingest.ledger"), cls="ag-section"),
        tag("div", *counts, cls="ag-counts"),
        tag("p", view.link(view.t("ingest.coverage"), "coverage", document=document.document)),
    )


def _facts(view: View, document: DocumentReport, reading: Reading) -> None:
    t = view.t
    facts = coverage.found(reading, view.vocabulary, t)
    if not facts:
        return
    rows = [
        (
            join(
                [view.link(f.subject, "search", q=f.subject), tag("span", f.relation, cls="ag-dim"), _object(view, f)],
                " ",
            ),
            tag("span", f.how, cls="ag-dim") if f.how else None,
            tag("span", f"{f.confidence:.2f}", cls="ag-number"),
            join(
                [
                    view.link(f.text, "source", document=document.document, start=f.start or "0", end=f.end),
                    tag("span", where, cls="ag-dim") if (where := places.place(f.place, t)) else None,
                ],
                " ",
            ),
        )
        for f in facts[:FACTS_SHOWN]
    ]
    html(
        tag("h2", t("ingest.facts"), tag("small", len(facts)), cls="ag-section"),
        table((t("ingest.fact"), "", t("ingest.confidence"), t("common.open_source")), rows, label=t("ingest.facts")),
        tag("p", t("ingest.facts_limit", count=FACTS_SHOWN, total=len(facts)), cls="ag-detail")
        if len(facts) > FACTS_SHOWN
        else None,
    )


def _object(view: View, fact: coverage.Found) -> Piece:
    return view.link(fact.object, "search", q=fact.object) if fact.entity else fact.object


def _text(view: View, reading: Reading) -> None:
    t = view.t
    text = reading.document.text
    html(
        tag("h2", t("ingest.text"), cls="ag-section"),
        legend(view),
        tag("p", t("ingest.text_limit", count=TEXT_SHOWN), cls="ag-detail") if len(text) > TEXT_SHOWN else None,
        marked(text, coverage.coloured(reading, t), 0, TEXT_SHOWN),
    )


def _documents(view: View) -> None:
    """The loaded documents, and the way to withdraw one."""
    t = view.t
    if "withdrawn" in st.session_state:
        note(st.session_state.pop("withdrawn"))
    documents = status(view.store).documents
    if not documents:
        note(t("ingest.no_documents"))
        return
    rows = [(view.link(d.id, "source", document=d.id), d.title, d.date, d.statements) for d in documents]
    html(table((t("common.document"), t("ingest.title_column"), t("common.date"), t("ingest.statements")), rows))
    html(tag("h2", t("ingest.withdraw"), cls="ag-section"), tag("p", t("ingest.withdraw_hint"), cls="ag-lead"))
    chosen = st.selectbox(
        t("ingest.withdraw_label"),
        [d.id for d in documents],
        index=None,
        placeholder=t("ingest.withdraw_choose"),
        key="withdraw",
    )
    if chosen is not None and st.button(t("ingest.withdraw_confirm", document=chosen), type="primary"):
        changes = retract(view.store, view.settings, [chosen]).changes
        st.session_state["withdrawn"] = t(
            "ingest.withdrawn",
            document=chosen,
            statements=changes.statements_removed,
            entities=changes.entities_removed,
        )
        st.session_state.pop("ingested", None)
        st.session_state.pop("withdraw", None)
        st.rerun()
