"""Units of the parse of persons, read from ``knowledge/persons.yaml`` and compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import VocabularyError
from loaders.mentions.encode import CODE

FILE = "persons.yaml"
NAME = chr(0xE100)
"""The character that stands for a person's name while persons are read."""
_LETTERS = {"O": "[" + CODE["O"] + CODE["A"] + CODE["H"] + "]", "J": CODE["J"], "K": CODE["K"], "¤": NAME}
_KEYS = frozenset(("id", "match", "cost", "missing", "examples", "counterexamples"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A pattern of the parse with its cost (in hundredths); one without its own body costs ``missing`` more.

    ``examples`` are texts with facts that must be read in them, ``counterexamples`` with facts that must not.
    """

    id: str
    pattern: re.Pattern[str]
    cost: int
    missing: int
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    counterexamples: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def load_units() -> tuple[Unit, ...]:
    """The units in the order of the file.

    Raises:
        VocabularyError: a unit has unknown or missing keys, or a wrong pattern.
    """
    raw = yaml.safe_load(files("loaders.knowledge").joinpath(FILE).read_text(encoding="utf-8"))
    words = {letter: _filled(word, _LETTERS) for letter, word in raw["words"].items()}
    return tuple(_unit(row, words | _LETTERS) for row in raw["units"])


def _unit(row: Mapping[str, Any], letters: Mapping[str, str]) -> Unit:
    if wrong := sorted(_KEYS ^ set(row)):
        raise VocabularyError(f"{FILE}: unit {row.get('id')}: {', '.join(wrong)} is unknown or missing.")
    try:
        pattern = re.compile(_filled(row["match"], letters))
    except re.error as error:
        raise VocabularyError(f"{FILE}: unit {row['id']} has a wrong pattern: {error}.") from error
    shown, against = (
        tuple((each["text"], tuple(each["facts"])) for each in row[key]) for key in ("examples", "counterexamples")
    )
    return Unit(row["id"], pattern, row["cost"], row["missing"], shown, against)


def _filled(pattern: str, letters: Mapping[str, str]) -> str:
    """A pattern with the words that its capital letters stand for; names of groups are in small letters."""
    return re.sub(r"\(\?P<|[A-Z¤]", lambda match: letters.get(match[0], match[0]), pattern)
