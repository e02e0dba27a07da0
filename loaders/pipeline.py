"""The pipeline: files and tables in, a report out. Bad documents are reported, the others are still loaded."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from graph.door import check_reading
from graph.errors import AllianceGraphError, InputError, UsageError
from graph.model import Document, Reading
from graph.report import DocumentReport, DocumentState, Report
from graph.schema import ensure_schema
from graph.serial import reading_to_json
from graph.settings import Settings
from graph.state import GraphState, StoredDocument, load_readings
from graph.store import Store
from loaders.load import Loader
from loaders.parallel import read_documents
from loaders.readers.choice import NOTHING
from loaders.source import Failure, read_sources
from loaders.tables import is_table, read_tables
from ontology import load_vocabulary

Progress = Callable[[str, str, int, int], None]
"""Told the document, the stage (read, extract, resolve, write), how much is done and how much there is."""

Read = Callable[[Sequence[Document]], Iterator[Reading | Failure]]
"""How documents become readings, or the reasons why they don't, in their order."""


def ingest(
    store: Store,
    settings: Settings,
    paths: Sequence[Path],
    *,
    name: str | None = None,
    replace: bool = False,
    columns: Mapping[str, str] = NOTHING,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads and loads documents: files, folders, archives, or ``-`` for standard input with ``name``.

    A CSV file with the name of a fact table is one; ``columns`` gives roles to columns of other lists, ``jobs`` the
    number of processes that read (else that of the processors). A loaded name from another path with other bytes fails
    unless ``replace``; the same path with other bytes replaces what was there. Raises StoreUnavailableError when the
    store goes away; nothing that was loaded before is lost.
    """
    tell = progress or _silent
    files = [path for path in paths if is_table(path)]
    texts = [path for path in paths if path not in files]
    if files and name is not None:
        raise UsageError("A fact table is named after its file; leave --name out.")
    found = read_sources(texts, name, columns=columns, progress=lambda d, done, total: tell(d, "read", done, total))
    failed = [DocumentReport(bad.name, "failed", message=bad.message) for bad in found.failures]
    tables, bad_tables = _read_files(files)
    failed += bad_tables
    documents = [*found.documents, *(reading.document for reading in tables.values())]

    def read(wanted: Sequence[Document]) -> Iterator[Reading | Failure]:
        texts = [document for document in wanted if document.name not in tables]
        told = partial(_told, tell)
        found = read_documents(texts, rules=settings.rules, jobs=jobs, tell=told)
        for document in wanted:
            yield tables[document.name] if document.name in tables else next(found)

    report = _enter(store, settings, documents, read, replace=replace, failed=failed, tell=tell)
    skipped = (*((str(path), why) for path, why in found.skipped), *found.unread)
    return Report(report.documents, report.changes, skipped)


def _read_files(paths: Sequence[Path]) -> tuple[dict[str, Reading], list[DocumentReport]]:
    """The fact tables in these files by document name, and the reports of those that can't be read or share a name."""
    tables: dict[str, Reading] = {}
    failed: list[DocumentReport] = []
    for path in dict.fromkeys(path.absolute() for path in paths):
        same = [other for other in paths if other.stem == path.stem and other.absolute() != path]
        if same:
            message = f"{path} and {same[0]} would both be named table/{path.stem}; load one of them."
            failed.append(DocumentReport(f"table/{path.stem}", "failed", message=message))
            continue
        try:
            tables |= {reading.document.name: reading for reading in read_tables(path)}
        except InputError as error:
            failed.append(DocumentReport(path.stem, "failed", message=str(error)))
    return tables, failed


def ingest_tables(store: Store, settings: Settings, folder: Path, *, progress: Progress | None = None) -> Report:
    """Loads a folder of fact tables, or one table; a table that is loaded already is replaced by what it says now."""
    readings = {reading.document.name: reading for reading in read_tables(folder)}
    return load_whole(store, settings, readings, replace=True, progress=progress)


def load_whole(
    store: Store,
    settings: Settings,
    readings: Mapping[str, Reading],
    *,
    replace: bool = False,
    before: Callable[[], None] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Loads readings that are made already, by the name of their documents; else as :func:`ingest`.

    ``before`` is called when nobody else can write, before anything is settled.
    """

    def read(wanted: Sequence[Document]) -> Iterator[Reading | Failure]:
        if before is not None:
            before()
        return (readings[document.name] for document in wanted)

    documents = [reading.document for reading in readings.values()]
    return _enter(store, settings, documents, read, replace=replace, failed=[], tell=progress or _silent)


def retract(store: Store, settings: Settings, names: Iterable[str]) -> Report:
    """Withdraws exactly what rests on these documents alone; an unknown name fails, the others are still withdrawn."""
    loader = _loader(store, settings)
    wanted = list(dict.fromkeys(names))
    with loader.alone():
        state = loader.state()
        known = [name for name in wanted if name in state.documents]
        changes = loader.change(state, {}, frozenset(known))
    return Report(tuple(_retracted(name, state.documents.get(name)) for name in wanted), changes)


def _silent(document: str, stage: str, done: int, total: int) -> None:
    """Tells nobody."""


def _loader(store: Store, settings: Settings) -> Loader:
    vocabulary = load_vocabulary()
    ensure_schema(store, vocabulary)
    return Loader(store, vocabulary, settings)


def _retracted(name: str, stored: StoredDocument | None) -> DocumentReport:
    if stored is None:
        message = f"No document is named {name!r}; `alliancegraph status` lists the names."
        return DocumentReport(name, "failed", message=message)
    return DocumentReport(name, "retracted", stored.sha256, stored.genre, stored.statements, stored.lines)


def _enter(
    store: Store,
    settings: Settings,
    documents: Sequence[Document],
    read: Read,
    *,
    replace: bool,
    failed: list[DocumentReport],
    tell: Progress,
) -> Report:
    loader = _loader(store, settings)
    with loader.alone():
        state = loader.state()
        reports = {report.document: report for report in failed}
        readings: dict[str, Reading] = {}
        wanted = []
        for document in documents:
            stored = state.documents.get(document.name)
            if (why := _clash(document, stored, replace=replace)) is not None:
                reports[document.name] = _failed(document, why)
            elif stored is not None and _is_loaded(document, stored) and not replace:
                reports[document.name] = _unchanged(stored)
            else:
                wanted.append(document)
        for document, found in zip(wanted, read(wanted), strict=True):
            try:
                reading = _checked(loader, state, document, found)
            except AllianceGraphError as error:
                if error.exit_code != 1:
                    raise
                reports[document.name] = _failed(document, str(error))
                continue
            if reading is None:
                reports[document.name] = _unchanged(state.documents[document.name])
            else:
                readings[document.name] = reading
        tell("", "resolve", 0, 1)
        changes = loader.change(state, readings, progress=lambda done, total: tell("", "write", done, total))
    for name, reading in readings.items():
        stored = state.documents.get(name)
        reports[name] = _loaded(reading, replaced=stored is not None and stored.state == "loaded")
    order = [*(report.document for report in failed), *(document.name for document in documents)]
    return Report(tuple(reports[name] for name in dict.fromkeys(order)), changes)


def _is_loaded(document: Document, stored: StoredDocument) -> bool:
    return stored.state == "loaded" and stored.sha256 == document.sha256


def _clash(document: Document, stored: StoredDocument | None, *, replace: bool) -> str | None:
    """Why a document may not take the place of the one that bears its name, or None."""
    if stored is None or replace or stored.sha256 == document.sha256 or stored.path == document.path:
        return None
    return (
        f"A document named {document.name!r} is loaded from {stored.path or 'standard input'} with other bytes; "
        f"give {document.path or 'this one'} another name with --name, or say --replace."
    )


def _checked(loader: Loader, state: GraphState, document: Document, found: Reading | Failure) -> Reading | None:
    """What was read of a document, or None when the graph says the same of it already.

    Raises:
        InputError: when it could not be read; VocabularyError when it states what the vocabulary does not have.
    """
    if isinstance(found, Failure):
        raise InputError(found.message)
    check_reading(found, loader.vocabulary)
    stored = state.documents.get(document.name)
    if stored is not None and _is_loaded(document, stored):
        before = load_readings(loader.store, [document.name])[document.name]
        if reading_to_json(before) == reading_to_json(found):
            return None
    return found


def _failed(document: Document, message: str) -> DocumentReport:
    return DocumentReport(document.name, "failed", document.sha256, message=message)


def _told(tell: Progress, document: str, done: int, total: int) -> None:
    tell(document, "extract", done, total)


def _unchanged(stored: StoredDocument) -> DocumentReport:
    return DocumentReport(stored.name, "unchanged", stored.sha256, stored.genre, stored.statements, stored.lines)


def _loaded(reading: Reading, replaced: bool) -> DocumentReport:
    document = reading.document
    lines: Mapping[str, int] = reading.ledger.totals
    statements = len(reading.statements) + len(reading.values)
    state: DocumentState = "replaced" if replaced else "loaded"
    return DocumentReport(document.name, state, document.sha256, document.genre, statements, lines)
