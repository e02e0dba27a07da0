"""The words that coverage looks for, read from ``knowledge/coverage.yaml`` and compiled once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from graph.errors import VocabularyError
from loaders.knowledge import load_knowledge
from loaders.mentions.encode import CODE

_KEYS = frozenset(("counters", "post_ends", "after_names", "unit_verbs", "not_names", "not_units", "unit_columns"))
_BODY, _PERSON, _POST = f"[{CODE['O']}{CODE['A']}{CODE['H']}]", CODE["P"], CODE["J"]
_HAN = "[\u4e00-\u9fff]"
_EDGE = f"(?:^|(?<=[，。；：、）\\s{CODE['O']}{CODE['A']}{CODE['H']}{CODE['P']}]))"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What coverage searches encoded sentences for; groups are named ``post``, ``unit``, ``list``, ``number``."""

    list_end: re.Pattern[str]
    opened_list: re.Pattern[str]
    post_before: re.Pattern[str]
    post_after: re.Pattern[str]
    unit_before_verb: re.Pattern[str]
    unit_before_person: re.Pattern[str]
    not_units: re.Pattern[str]
    unit_columns: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns of ``knowledge/coverage.yaml``; raises VocabularyError for unknown or missing keys."""
    raw = yaml.safe_load(files("loaders.knowledge").joinpath("coverage.yaml").read_text(encoding="utf-8"))
    if wrong := sorted(_KEYS ^ set(raw)):
        raise VocabularyError(f"coverage.yaml: {', '.join(wrong)} is unknown or missing; see the head of the file.")
    knowledge = load_knowledge()
    family = f"(?:{_any(knowledge.double_surnames)}|[{''.join(sorted(knowledge.surnames))}])"
    names = f"(?!{_any(raw['not_names'])}){family}{_HAN}{{1,2}}"
    ends, after = _any(raw["post_ends"]), f"(?=[，。；、）]|$|{_any(raw['after_names'])})"
    counter = _any(raw["counters"])
    item = "[^，。；：、和]{1,30}"  # no 和 in an item, or a list could be cut in two to the power of its length ways
    return Patterns(
        list_end=re.compile(rf"等(?:共|全部)?(?P<number>[0-9]{{1,4}})(?:余|多)?(?:{counter})"),
        opened_list=re.compile(
            rf"(?P<number>[0-9]{{1,4}})(?:{counter})[^，。；：、]{{0,20}}(?:：|分别为|分别是|即|——)"
            rf"(?P<list>{item}(?:[、和]{item}){{1,400}})(?=[，。；]|$)"
        ),
        post_before=re.compile(rf"{_EDGE}(?P<post>{_HAN}{{0,8}}?(?:{ends})){names}{after}"),
        post_after=re.compile(rf"{_PERSON}(?P<post>{_HAN}{{1,8}}?(?:{ends})){after}"),
        unit_before_verb=re.compile(
            rf"(?:^|(?<=[，。；：、]))(?P<unit>[\u4e00-\u9fffA-Za-z0-9]{{2,14}}?)(?:{_any(raw['unit_verbs'])})"
        ),
        unit_before_person=re.compile(
            rf"(?:^|(?<=[，。；：、]))(?P<unit>[\u4e00-\u9fffA-Za-z0-9]{{2,14}})(?={_PERSON})"
        ),
        not_units=re.compile(_any(raw["not_units"])),
        unit_columns=re.compile(raw["unit_columns"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
