"""The catalogue of named questions, and asking one. Adding a question is dropping in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from graph.errors import QueryError, VocabularyError
from graph.guard import Table, run_guarded
from graph.store import Store
from queries import sparql
from queries.cypher import FOLDER
from queries.header import parse_question
from queries.parameters import bind
from queries.question import CERTAINTY, HOLDS, Bilingual, Column, Question
from queries.search import SearchIndex

TIMEOUT = 30.0
ROW_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave: its columns, the rows with one value for each, whether there were more rows than the limit.

    ``values`` are the parameters as they were understood (names turned into ids). ``notes`` say in zh and en what a
    reader must know: why there is no row, that rows were cut off. Asked as of a day, the last column is ``holds``.
    """

    question: Question
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    values: Mapping[str, Any]
    truncated: bool
    notes: tuple[Bilingual, ...]

    def as_json(self) -> dict[str, Any]:
        """The output of ``query ID --json``."""
        return {
            "columns": [column.name for column in self.columns],
            "rows": [list(row) for row in self.rows],
            "truncated": self.truncated,
            "notes": [{"zh": note.zh, "en": note.en} for note in self.notes],
        }


def load_catalogue(folder: Path | None = None) -> Mapping[str, Question]:
    """All questions of a folder (the shipped ones by default) by id, in the order of their ids.

    Raises VocabularyError, naming the file, for a file that breaks a rule of :mod:`queries.header`.
    """
    files = sorted((folder or FOLDER / "questions").glob("*.cypher"))
    if not files:
        raise VocabularyError(f"There is no question (*.cypher) in {folder or 'the shipped folder'}.")
    questions = {}
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise VocabularyError(f"{file.name} is not UTF-8; save it as such.") from error
        question = parse_question(text, file.name)
        twin = file.with_suffix(".rq")
        questions[question.id] = with_twin(question, twin) if twin.exists() else question
    return MappingProxyType(questions)


def with_twin(question: Question, file: Path) -> Question:
    """The question with the SPARQL of this file; raises VocabularyError when it doesn't fit the question."""
    text = sparql.expand(file.read_text(encoding="utf-8"))
    sparql.check(question, text, file.name)
    return replace(question, sparql=text)


def find_question(catalogue: Mapping[str, Question], question_id: str) -> Question:
    """The question with this id; raises QueryError with the likeliest ids when there is none."""
    question = catalogue.get(question_id)
    if question is None:
        near = [
            name
            for name, _, _ in process.extract(
                question_id, list(catalogue), scorer=fuzz.token_set_ratio, processor=default_process, limit=3
            )
        ]
        raise QueryError(
            f"There is no question «{question_id}»; did you mean {', '.join(near)}? query --list shows all."
        )
    return question


def ask(
    store: Store,
    question: Question,
    parameters: Mapping[str, str],
    *,
    as_of: str | None = None,
    timeout: float = TIMEOUT,
    row_limit: int = ROW_LIMIT,
    index: SearchIndex | None = None,
) -> Answer:
    """Asks a question. Parameters are texts, as a user gives them; an entity may be given by id or by name.

    ``as_of`` is a day, month or year: then only what certainly or likely held then counts, and each row says which.
    ``timeout`` is in seconds. Pass an ``index`` that you keep, so that names are not read for every question. Raises
    QueryError for parameters that don't fit, and when the time limit is passed.
    """
    values = bind(store, question, parameters, as_of, index or SearchIndex(store))
    table = _run(store, question, values, row_limit, timeout)
    columns, rows = (*question.columns, CERTAINTY), table.rows
    if as_of is None:
        columns, rows = question.columns, tuple(row[:-1] for row in rows)
    notes = () if rows else (_why_empty(store, question, values, row_limit, timeout),)
    if table.truncated:
        notes = (cut_at(row_limit),)
    return Answer(question, columns, tuple(tuple(row) for row in rows), values, table.truncated, notes)


def cut_at(row_limit: int) -> Bilingual:
    """The note that there are more rows than those shown."""
    return Bilingual(f"只显示前 {row_limit} 行。", f"Only the first {row_limit} rows are shown.")


def _run(store: Store, question: Question, values: Mapping[str, Any], row_limit: int, timeout: float) -> Table:
    table = run_guarded(store, question.cypher, values, row_limit=row_limit, timeout=timeout)
    expected = (*(column.name for column in question.columns), HOLDS)
    if tuple(table.columns) != expected:
        raise QueryError(
            f"The question «{question.id}» gave the columns {', '.join(table.columns)}; its file is wrong."
        )
    return table


def _why_empty(
    store: Store, question: Question, values: Mapping[str, Any], row_limit: int, timeout: float
) -> Bilingual:
    """Why there is no row: nothing on that day, nothing sure enough, or nothing at all."""
    day, least = values["as_of"], values["min_confidence"]
    if day is not None:
        count = len(_run(store, question, {**values, "as_of": None}, row_limit, timeout).rows)
        if count:
            return Bilingual(
                f"没有资料说明 {day} 时的情况；不限日期则有 {count} 行。",
                f"Nothing is known to hold on {day}; without a date the answer has {_rows(count)}.",
            )
    if least > 0:
        count = len(_run(store, question, {**values, "as_of": None, "min_confidence": 0.0}, row_limit, timeout).rows)
        if count:
            return Bilingual(
                f"没有置信度达到 {least:g} 的记载；降低要求则有 {count} 行。",
                f"Nothing is as sure as {least:g}; with less confidence the answer has {_rows(count)}.",
            )
    return question.empty


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
