"""The rulebook: rules read from YAML, compiled, and checked against the vocabulary when they are loaded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, Implementation

from graph.errors import VocabularyError
from loaders.rules.language import lists_in, translate
from ontology import Vocabulary, load_vocabulary

_KEYS = frozenset(
    (
        "id",
        "when",
        "match",
        "emit",
        "do",
        "confidence",
        "examples",
        "counterexamples",
        "needs",
        "roles",
        "note",
        "unless",
    )
)
_NEEDS = frozenset(("event", "notice", "visit"))
_ACTIONS = frozenset(
    (
        "held",
        "visit",
        "number",
        "appoint",
        "member_as",
        "appointing",
        "signing",
        "launch",
        "revoke",
        "awards",
        "founded",
    )
)
_SAFE = re.compile(r"\{[A-Z]\+?(?::\w+)?\}|\[(?:\\.|[^\]\\])*\]|\\.")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")


@dataclass(frozen=True, slots=True)
class Emit:
    """One statement that a match makes: subject and object terms, predicate, qualifiers.

    A term is a group of the pattern, with ``:Kind`` when it makes an entity of that kind out of words, or one of
    ``@event``, ``@document``, ``@subject``. A qualifier is a word, or ``$group`` for the words of a group.
    """

    subject: str
    predicate: str
    object: str
    qualifiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts that must be read in it, each as ``subject | predicate | object``."""

    text: str
    facts: tuple[str, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule. It is tried on sentences that hold one of its trigger words and none of ``unless``."""

    id: str
    pattern: re.Pattern[str]
    when: tuple[str, ...]
    unless: tuple[str, ...]
    emit: tuple[Emit, ...]
    do: tuple[str, ...]
    confidence: float
    needs: frozenset[str]
    lists: frozenset[str]
    roles: frozenset[str]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]


def _emit(text: str, rule: str, vocabulary: Vocabulary) -> Emit:
    parts = text.split()
    if len(parts) < 3:
        raise VocabularyError(f"Rule {rule} emits {text!r}; write it as subject predicate object.")
    qualifiers = dict(part.split("=", 1) for part in parts[3:])
    predicate = vocabulary.predicates.get(parts[1])
    if predicate is None:
        raise VocabularyError(f"Rule {rule} emits the predicate {parts[1]}, which the vocabulary does not have.")
    for name, value in qualifiers.items():
        if name not in predicate.qualifiers:
            raise VocabularyError(f"Rule {rule} gives {parts[1]} the qualifier {name}, which it can't have.")
        allowed = vocabulary.allowed_values(parts[1], name)
        if allowed is not None and not value.startswith("$") and value not in allowed:
            raise VocabularyError(
                f"Rule {rule} gives {name} the value {value}; it may be: {', '.join(sorted(allowed))}."
            )
    return Emit(parts[0], parts[1], parts[2], qualifiers)


def _example(raw: Any) -> Example:
    return Example(raw["text"], tuple(raw.get("facts", ())), raw.get("title"))


def _rule(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Rule:
    name = str(raw.get("id"))
    if unknown := sorted(set(raw) - _KEYS):
        raise VocabularyError(f"Rule {name} has unknown keys: {', '.join(unknown)}.")
    wrong = {*raw.get("do", ())} - _ACTIONS | {*raw.get("needs", ())} - _NEEDS
    if wrong:
        raise VocabularyError(f"Rule {name} asks for {', '.join(sorted(wrong))}, which the engine does not know.")
    if not raw.get("examples") or not raw.get("counterexamples"):
        raise VocabularyError(f"Rule {name} needs an example and a counterexample.")
    if _UNBOUNDED.search(_SAFE.sub("", raw["match"])):
        raise VocabularyError(f"Rule {name} has an unbounded quantifier; give it an upper bound.")
    try:
        pattern = re.compile(translate(raw["match"]))
    except (re.error, KeyError) as error:
        raise VocabularyError(f"Rule {name} has a wrong pattern: {error}.") from error
    return Rule(
        id=name,
        pattern=pattern,
        when=tuple(raw["when"]),
        unless=tuple(raw.get("unless", ())),
        emit=tuple(_emit(text, name, vocabulary) for text in raw.get("emit", ())),
        do=tuple(raw.get("do", ())),
        confidence=float(raw["confidence"]),
        needs=frozenset(raw.get("needs", ())),
        lists=lists_in(raw["match"]),
        roles=frozenset(raw.get("roles", ("paragraph", "title", "item", "guide"))),
        examples=tuple(_example(example) for example in raw["examples"]),
        counterexamples=tuple(raw["counterexamples"]),
    )


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of the files' names and of the files.

    Raises:
        VocabularyError: a rule is malformed, has no example, or emits what the vocabulary does not have.
    """
    vocabulary = load_vocabulary()
    folder = files("loaders.knowledge") / "rules"
    found: list[Rule] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            rows = yaml.safe_load(entry.read_text(encoding="utf-8")) or ()
            found += [_rule(row, vocabulary) for row in rows]
    if len(names := {rule.id for rule in found}) != len(found):
        raise VocabularyError(f"Two rules have the same id among {len(found)} rules ({len(names)} ids).")
    return tuple(found)


@cache
def _triggers() -> tuple[AhoCorasick, tuple[frozenset[int], ...]]:
    """The automaton of all trigger words, and for each word the rules it calls, by their place in the rulebook."""
    calls: dict[str, set[int]] = {}
    for number, rule in enumerate(load_rules()):
        for word in rule.when:
            calls.setdefault(word, set()).add(number)
    automaton = AhoCorasick(list(calls), implementation=Implementation.DFA)
    return automaton, tuple(frozenset(rules) for rules in calls.values())


def triggered(text: str) -> list[Rule]:
    """The rules one of whose trigger words stands in a text, in the order of the rulebook."""
    automaton, calls = _triggers()
    found = {word for word, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
    numbers = frozenset().union(*(calls[word] for word in found))
    rules = load_rules()
    return [rules[number] for number in sorted(numbers)]
