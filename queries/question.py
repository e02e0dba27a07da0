"""Named questions: what one is, with its parameters, columns and bilingual texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ParameterType = Literal["entity", "text", "integer", "number", "date"]
ColumnType = Literal["entity", "text", "texts", "date", "number", "document", "evidence", "sources", "certainty"]

HOLDS = "holds"
"""The column every question returns last and no header names."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know first.

    ``kinds`` are the kinds of entity an ``entity`` parameter takes (empty: any). ``default`` is the text used when no
    value is given; without one the parameter must be given. ``minimum`` and ``maximum`` bound integers and numbers.
    """

    name: str
    type: ParameterType
    label: Bilingual
    kinds: tuple[str, ...] = ()
    default: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer. Types: ``entity`` is an entity's id (the column of the same name without ``_id`` is its
    name), ``document`` the id of a source document, ``evidence`` a list of passage ids, ``sources`` how many sources
    the row rests on, ``texts`` a list of words, ``certainty`` certain or likely.
    """

    name: str
    type: ColumnType
    heading: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """A named question. ``cypher`` is ready to run; ``empty`` says what no row means; ``example`` fills parameters.

    ``sparql`` is its twin, where it has one, ready but for its parameters (see :mod:`queries.sparql`).
    """

    id: str
    question: Bilingual
    description: Bilingual
    empty: Bilingual
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    example: Mapping[str, str] = field(default_factory=dict)
    sparql: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry of ``query --list``: id, question, parameters, names of the columns."""
        return {
            "id": self.id,
            "question": {"zh": self.question.zh, "en": self.question.en},
            "description": {"zh": self.description.zh, "en": self.description.en},
            "parameters": [
                {
                    "name": p.name,
                    "type": p.type,
                    "kinds": list(p.kinds),
                    "default": p.default,
                    "label": {"zh": p.label.zh, "en": p.label.en},
                }
                for p in self.parameters
            ],
            "columns": [column.name for column in self.columns],
            "headings": {c.name: {"zh": c.heading.zh, "en": c.heading.en} for c in self.columns},
            "example": dict(self.example),
        }


CERTAINTY = Column(HOLDS, "certainty", Bilingual("当日是否成立", "Holds that day"))
MIN_CONFIDENCE = Parameter(
    "min_confidence", "number", Bilingual("最低置信度", "Least confidence"), default="0.5", minimum=0, maximum=1
)
