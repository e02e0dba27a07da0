"""A rule: what one entry of a rule file says, compiled and checked against the vocabulary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from graph.errors import VocabularyError
from loaders.layout import Role
from loaders.rules.language import lists_in, translate
from loaders.rules.lint import UNBOUNDED, is_unbounded, pattern_fault, trigger_fault
from ontology import Vocabulary

_NEEDED = frozenset(("id", "when", "match", "confidence", "examples", "counterexamples"))
_KEYS = _NEEDED | {"emit", "do", "needs", "roles", "note", "unless"}
_NEEDS = frozenset(("event", "headed", "notice", "report", "visit"))
_ACTIONS = frozenset(
    (
        "appoint",
        "succeed",
        "awards",
        "founded",
        "member_as",
        "revoke",
        "appointing",
        "held",
        "launch",
        "opened",
        "reviewed",
        "renamed",
    )
)
_ACTIONS |= {
    "number",
    "signing",
    "visit",
    "joined",
    "left",
    "counted",
    "ranked",
    "rank_held",
    "designate",
    "pairs",
    "represented",
}
_ROLES = ("paragraph", "title", "item", "guide")


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
    """A compiled rule. It is tried on sentences that hold one of its trigger words and none of ``unless``.

    ``source`` is the pattern as written, ``pattern`` what it compiles to; ``confidence`` is the measured one, or the
    author's ``prior``; ``file`` names the rule file.
    """

    id: str
    source: str
    pattern: re.Pattern[str]
    when: tuple[str, ...]
    unless: tuple[str, ...]
    emit: tuple[Emit, ...]
    do: tuple[str, ...]
    prior: float
    confidence: float
    needs: frozenset[str]
    lists: frozenset[str]
    roles: frozenset[str]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    file: str


def read_rule(raw: object, file: str, vocabulary: Vocabulary) -> Rule:
    """The rule that an entry of a rule file describes.

    Raises:
        VocabularyError: it is malformed, has no example, emits what the vocabulary does not have, or its pattern has a
            quantifier without a bound; the message names file and rule and says what to do.
    """
    if not isinstance(raw, Mapping) or not isinstance(raw.get("id"), str):
        raise VocabularyError(f"{file}: an entry is no rule with an id ({str(raw)[:60]!r}); write `- id: name` first.")
    where = f"{file}: rule {raw['id']}"
    _check(raw, where)
    try:
        translated = translate(raw["match"])
        pattern = re.compile(translated)
    except (re.error, KeyError) as error:
        raise VocabularyError(f"{where} has a wrong pattern: {error}.") from error
    if is_unbounded(translated):
        raise VocabularyError(f"{where} is refused: {UNBOUNDED}.")
    missing = sorted(set(_groups(raw)) - set(pattern.groupindex))
    if missing:
        raise VocabularyError(f"{where} emits {', '.join(missing)}, which no group of its pattern is named.")
    return Rule(
        id=raw["id"],
        source=raw["match"],
        pattern=pattern,
        when=tuple(raw["when"]),
        unless=tuple(raw.get("unless", ())),
        emit=tuple(_emit(text, where, vocabulary) for text in raw.get("emit", ())),
        do=tuple(raw.get("do", ())),
        prior=float(raw["confidence"]),
        confidence=float(raw["confidence"]),
        needs=frozenset(raw.get("needs", ())),
        lists=lists_in(raw["match"]),
        roles=frozenset(raw.get("roles", _ROLES)),
        examples=tuple(_example(example, where) for example in raw["examples"]),
        counterexamples=tuple(raw["counterexamples"]),
        file=file,
    )


def fault(rule: Rule) -> str | None:
    """What is wrong with a rule's pattern or trigger words, as one sentence, or None."""
    found = pattern_fault(rule.pattern.pattern) or trigger_fault(rule.when, rule.unless)
    return f"{rule.file}: rule {rule.id} is refused: {found}." if found else None


def _check(raw: Mapping[str, Any], where: str) -> None:
    """Refuse what has unknown or missing keys or values of the wrong kind."""
    if unknown := sorted(set(map(str, raw)) - _KEYS):
        raise VocabularyError(f"{where} has unknown keys: {', '.join(unknown)}.")
    if not raw.get("examples") or not raw.get("counterexamples"):
        raise VocabularyError(f"{where} needs an example and a counterexample.")
    if missing := sorted(_NEEDED - set(raw)):
        raise VocabularyError(f"{where} lacks {', '.join(missing)}.")
    for key in ("when", "unless", "emit", "do", "needs", "roles", "counterexamples"):
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise VocabularyError(f"{where}: {key} must be a list of words, [one, two].")
    confidence = raw["confidence"]
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        raise VocabularyError(f"{where} has the confidence {confidence!r}; give a number above 0, at most 1.")
    if not isinstance(raw["match"], str):
        raise VocabularyError(f"{where}: match must be a pattern in quotation marks.")
    wrong = {*raw.get("do", ())} - _ACTIONS | {*raw.get("needs", ())} - _NEEDS
    wrong |= {*raw.get("roles", ())} - set(get_args(Role))
    if wrong:
        raise VocabularyError(f"{where} asks for {', '.join(sorted(wrong))}, which the engine does not know.")


def _groups(raw: Mapping[str, Any]) -> list[str]:
    """The groups of the pattern that a rule's statements speak of."""
    found: list[str] = []
    for text in raw.get("emit", ()):
        parts = text.split()
        terms = "|".join(parts[:1] + parts[2:3]).split("|")
        found += [term.partition(":")[0] for term in terms if term and not term.startswith("@")]
        found += [part.split("=$", 1)[1] for part in parts[3:] if "=$" in part]
    return [name for name in found if name not in {"day", "meeting", "member"}]


def _emit(text: str, where: str, vocabulary: Vocabulary) -> Emit:
    parts = text.split()
    if len(parts) < 3 or not all("=" in part for part in parts[3:]):
        raise VocabularyError(f"{where} emits {text!r}; write it as subject predicate object key=value.")
    qualifiers = dict(part.split("=", 1) for part in parts[3:])
    predicate = vocabulary.predicates.get(parts[1])
    if predicate is None:
        raise VocabularyError(f"{where} emits the predicate {parts[1]}, which the vocabulary does not have.")
    for name, value in qualifiers.items():
        if name not in predicate.qualifiers:
            raise VocabularyError(f"{where} gives {parts[1]} the qualifier {name}, which it can't have.")
        allowed = vocabulary.allowed_values(parts[1], name)
        if allowed is not None and not value.startswith("$") and value not in allowed:
            raise VocabularyError(f"{where} gives {name} the value {value}; it may be: {', '.join(sorted(allowed))}.")
    return Emit(parts[0], parts[1], parts[2], qualifiers)


def _example(raw: object, where: str) -> Example:
    """An example: a mapping with ``text``, ``facts`` and perhaps the ``title`` above it."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("text"), str) or set(raw) - {"text", "facts", "title"}:
        raise VocabularyError(f"{where}: an example needs a text, may have facts and a title, and nothing else.")
    return Example(raw["text"], tuple(raw.get("facts", ())), raw.get("title"))
