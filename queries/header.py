"""Reading a question's file, strictly.

A file holds one question: a comment block ``/* --- … --- */`` with a YAML header, then Cypher. The header says what the
question asks (zh and en), its parameters, the columns it gives, what an empty answer means, and an example. Every
question also takes ``min_confidence`` and ``as_of``, and returns a last column ``holds`` that is not in the header:
``certain`` or ``likely`` on the day asked about.
"""

import re
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from graph.errors import VocabularyError
from ontology import load_vocabulary
from queries.cypher import columns_of, expand, parameters_of
from queries.question import (
    HOLDS,
    MIN_CONFIDENCE,
    Bilingual,
    Column,
    ColumnType,
    Parameter,
    ParameterType,
    Question,
)

_HEADER = re.compile(r"\s*/\* ---\n(.*?)\n--- \*/", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def parse_question(text: str, where: str) -> Question:
    """The question that a file's text defines; ``where`` names the file in messages.

    Raises VocabularyError for whatever is missing, unknown or does not fit together: header keys, languages, types,
    kinds, parameters used but not declared (or the reverse), columns other than those of RETURN.
    """
    found = _HEADER.match(text)
    if found is None:
        raise VocabularyError(
            f"{where} does not begin with a header /* --- … --- */; add one as in the other questions."
        )
    try:
        header = yaml.safe_load(found.group(1))
    except yaml.YAMLError as error:
        raise VocabularyError(f"The header of {where} is not YAML ({' '.join(str(error).split())}).") from error
    fields = _Fields(header, where, "the header")
    identifier = fields.text("id")
    if not _ID.fullmatch(identifier):
        raise VocabularyError(f"The id «{identifier}» in {where} must be lower-case words joined by hyphens.")
    question = Question(
        id=identifier,
        question=fields.bilingual("question"),
        description=fields.bilingual("description"),
        empty=fields.bilingual("empty"),
        parameters=(*(_parameter(f) for f in fields.entries("parameters", "name")), MIN_CONFIDENCE),
        columns=tuple(_column(f) for f in fields.entries("columns", "name")),
        cypher=expand(text[found.end() :].strip()),
        example=fields.texts("example"),
    )
    fields.done()
    _check(question, where)
    return question


class _Fields:
    """A mapping whose keys are taken out one by one; what is left at the end is an error."""

    def __init__(self, row: object, where: str, part: str) -> None:
        if not isinstance(row, dict):
            raise VocabularyError(f"In {where}, {part} must be a mapping of keys to values.")
        self.row, self.where, self.part = dict(row), where, part

    def _take(self, key: str) -> Any:
        if self.row.get(key) is None:
            raise VocabularyError(f"In {self.where}, {self.part} lacks «{key}».")
        return self.row.pop(key)

    def text(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise VocabularyError(f"In {self.where}, «{key}» of {self.part} must be a text.")
        return value.strip()

    def optional(self, key: str) -> str | None:
        value = self.row.pop(key, None)
        return None if value is None else str(value)

    def number(self, key: str) -> float | None:
        value = self.row.pop(key, None)
        if value is not None and not isinstance(value, (int, float)):
            raise VocabularyError(f"In {self.where}, «{key}» of {self.part} must be a number.")
        return value

    def bilingual(self, key: str) -> Bilingual:
        inner = _Fields(self._take(key), self.where, f"«{key}» of {self.part}")
        value = Bilingual(inner.text("zh"), inner.text("en"))
        inner.done()
        return value

    def texts(self, key: str) -> dict[str, str]:
        value = self.row.pop(key, None) or {}
        if not isinstance(value, dict):
            raise VocabularyError(f"In {self.where}, «{key}» of {self.part} must be a mapping of names to values.")
        return {str(name): str(item) for name, item in value.items()}

    def words(self, key: str) -> tuple[str, ...]:
        value = self.row.pop(key, None) or []
        if not isinstance(value, list):
            raise VocabularyError(f"In {self.where}, «{key}» of {self.part} must be a list.")
        return tuple(str(item) for item in value)

    def entries(self, key: str, name: str) -> list["_Fields"]:
        value = self.row.pop(key, None) or []
        if not isinstance(value, list):
            raise VocabularyError(f"In {self.where}, «{key}» of {self.part} must be a list.")
        fields = [_Fields(item, self.where, f"entry {number} of «{key}»") for number, item in enumerate(value, 1)]
        names = [each.row.get(name) for each in fields]
        if len(set(names)) < len(names):
            raise VocabularyError(f"In {self.where}, two entries of «{key}» have the same {name}.")
        return fields

    def done(self) -> None:
        if self.row:
            raise VocabularyError(f"In {self.where}, {self.part} has the unknown key «{next(iter(self.row))}».")


def _name(fields: _Fields) -> str:
    name = fields.text("name")
    if not _NAME.fullmatch(name):
        raise VocabularyError(f"The name «{name}» in {fields.where} must be of lower-case letters, digits and _.")
    return name


def _choice(fields: _Fields, choices: tuple[str, ...]) -> str:
    value = fields.text("type")
    if value not in choices:
        raise VocabularyError(
            f"In {fields.where}, the type «{value}» of {fields.part} is unknown; types are {', '.join(choices)}."
        )
    return value


def _parameter(fields: _Fields) -> Parameter:
    parameter = Parameter(
        name=_name(fields),
        type=cast(ParameterType, _choice(fields, get_args(ParameterType))),
        label=fields.bilingual("label"),
        kinds=fields.words("kinds"),
        default=fields.optional("default"),
        minimum=fields.number("minimum"),
        maximum=fields.number("maximum"),
    )
    kinds = load_vocabulary().kinds
    for kind in parameter.kinds:
        if parameter.type != "entity" or kind not in kinds or kinds[kind].structural:
            raise VocabularyError(f"In {fields.where}, {fields.part} can't be of the kind «{kind}».")
    fields.done()
    return parameter


def _column(fields: _Fields) -> Column:
    types = tuple(each for each in get_args(ColumnType) if each != "certainty")
    column = Column(_name(fields), cast(ColumnType, _choice(fields, types)), fields.bilingual("heading"))
    fields.done()
    return column


def _check(question: Question, where: str) -> None:
    """That header and Cypher fit together."""
    if Path(where).suffix and Path(where).stem != question.id:
        raise VocabularyError(f"The question «{question.id}» must stand in {question.id}.cypher, not in {where}.")
    names = [parameter.name for parameter in question.parameters]
    if "as_of" in names or names.count(MIN_CONFIDENCE.name) > 1:
        raise VocabularyError(f"{where} must not declare as_of or min_confidence; every question takes them.")
    declared, used = {p.name for p in question.parameters} | {"as_of"}, parameters_of(question.cypher)
    for name in sorted(used - declared):
        raise VocabularyError(f"{where} uses the parameter ${name} but its header does not declare it.")
    for name in sorted(declared - used):
        raise VocabularyError(f"{where} does not use the parameter ${name}; every question honours what it offers.")
    for name in sorted(set(question.example) - declared):
        raise VocabularyError(
            f"The example of {where} fills the parameter «{name}», which the header does not declare."
        )
    for parameter in question.parameters:
        if parameter.default is None and parameter.name not in question.example:
            raise VocabularyError(f"The example of {where} must fill the parameter «{parameter.name}».")
    try:
        returned = columns_of(question.cypher)
    except ValueError as error:
        raise VocabularyError(f"{where} can't be read: {error}.") from error
    expected = (*(column.name for column in question.columns), HOLDS)
    if returned != expected:
        raise VocabularyError(
            f"{where} returns the columns {', '.join(returned)}, but its header says {', '.join(expected)}."
        )
    if not {"evidence", "sources"} <= {column.type for column in question.columns}:
        raise VocabularyError(
            f"{where} must say on what each row rests: a column of type evidence and one of type sources."
        )
