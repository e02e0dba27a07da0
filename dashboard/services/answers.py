"""The answer to a question as a table to read: names linked, passages numbered, codes in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dashboard.i18n import Texts
from dashboard.services import words
from dashboard.services.markup import Markup, Piece, join, tag
from dashboard.services.values import plain
from ontology import Vocabulary
from queries.question import Column

PASSAGES_SHOWN = 5


class Linker(Protocol):
    """Makes a link inside the dashboard, as ``View.link`` does."""

    def __call__(self, label: Piece, page: str, /, **parameters: object) -> Markup:
        """The link to ``page`` with ``parameters``."""
        ...


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom an answer is written: vocabulary and texts of the language, and how links are made."""

    vocabulary: Vocabulary
    t: Texts
    link: Linker


def visible(columns: Sequence[Column]) -> list[int]:
    """Which columns are shown: an entity's id goes into the link of its name."""
    names = {column.name for column in columns}
    return [i for i, column in enumerate(columns) if not (column.type == "entity" and _twin(column.name) in names)]


def headings(columns: Sequence[Column], language: str) -> list[str]:
    """The headings of the visible columns."""
    return [columns[i].heading.in_(language) for i in visible(columns)]


def cells(columns: Sequence[Column], row: Sequence[Any], reader: Reader) -> list[Piece]:
    """One row of the table: the visible columns as HTML."""
    ids = {_twin(column.name): row[i] for i, column in enumerate(columns) if column.type == "entity"}
    return [_cell(columns[i], row[i], ids, reader) for i in visible(columns)]


def written(columns: Sequence[Column], row: Sequence[Any], reader: Reader) -> list[Any]:
    """One row for a file: every column, codes in words, ids and numbers as they are."""
    return [_words(column, value, reader) for column, value in zip(columns, row, strict=True)]


def passages(ids: Sequence[str], reader: Reader) -> Piece:
    """Numbered links to the passages that a row rests on."""
    links = [reader.link(str(n), "source", passage=each) for n, each in enumerate(ids[:PASSAGES_SHOWN], 1)]
    rest = len(ids) - PASSAGES_SHOWN
    more = [tag("span", f"+{rest}", cls="ag-dim")] if rest > 0 else []
    return tag("span", join([*links, *more], " "), cls="ag-number") if links else None


def _twin(name: str) -> str:
    return name.removesuffix("_id")


def _words(column: Column, value: Any, reader: Reader) -> Any:
    if column.type == "certainty" and value is not None:
        return reader.t(f"questions.{value}")
    if column.type == "text" and isinstance(value, str):
        return words.code(reader.vocabulary, column.name, value, reader.t.language)
    return value


def _cell(column: Column, value: Any, ids: Mapping[str, Any], reader: Reader) -> Piece:
    if value is None:
        return None
    if column.type == "evidence":
        return passages(value, reader)
    if column.type == "document":
        return reader.link(plain(value), "source", document=value)
    text = plain(_words(column, value, reader))
    target = value if column.type == "entity" else ids.get(column.name)
    if target:
        return reader.link(text, "entity", id=target)
    return tag("span", text, cls="ag-number") if column.type in {"number", "sources", "date"} else text
