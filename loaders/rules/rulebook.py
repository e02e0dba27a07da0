"""The rulebook: all rules of an extraction, those shipped and those of an analyst's folder, with their confidences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from ahocorasick_rs import AhoCorasick, Implementation

from graph.errors import InputError, VocabularyError
from loaders.rules.confidence import BuiltIn, Measured, Readable, read_built_in, read_measured
from loaders.rules.rule import Rule, fault, read_rule
from ontology import load_vocabulary

MEASURED = "confidence.tsv"
"""The file of measured confidences, in the shipped knowledge and in an analyst's folder."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules in their order, the rules that are code, and what was measured of both.

    ``folder`` is the analyst's folder among whose files some of them stand, or None.
    """

    rules: tuple[Rule, ...]
    built_in: Mapping[str, BuiltIn]
    measured: Mapping[str, Measured]
    folder: Path | None
    _automaton: AhoCorasick
    _calls: tuple[frozenset[int], ...]
    _confidences: Mapping[str, float]

    @classmethod
    def of(
        cls,
        rules: Iterable[Rule],
        built_in: Mapping[str, BuiltIn],
        measured: Mapping[str, Measured],
        folder: Path | None = None,
    ) -> "Rulebook":
        """A rulebook of these rules; what was measured replaces their priors."""
        sure = {rule.id: measured[rule.id].confidence for rule in rules if rule.id in measured}
        known = tuple(replace(rule, confidence=sure.get(rule.id, rule.prior)) for rule in rules)
        calls: dict[str, set[int]] = {}
        for number, rule in enumerate(known):
            for word in rule.when:
                calls.setdefault(word, set()).add(number)
        automaton = AhoCorasick(list(calls), implementation=Implementation.DFA)
        code = {name: measured[name].confidence if name in measured else rule.prior for name, rule in built_in.items()}
        confidences = {**code, **{rule.id: rule.confidence for rule in known}}
        called = tuple(frozenset(numbers) for numbers in calls.values())
        return cls(known, built_in, measured, folder, automaton, called, confidences)

    def triggered(self, text: str) -> list[Rule]:
        """The rules one of whose trigger words stands in a text, in the order of the rulebook."""
        found = {word for word, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        numbers = frozenset().union(*(self._calls[word] for word in found))
        return [self.rules[number] for number in sorted(numbers)]

    def confidence(self, rule: str) -> float:
        """The confidence of a rule, also of one that is code.

        Raises:
            VocabularyError: no rule has this id.
        """
        try:
            return self._confidences[rule]
        except KeyError as error:
            raise VocabularyError(
                f"The rule {rule} stands in no rule file and not in built_in.tsv; give it a prior there."
            ) from error

    def knows(self, rule: str) -> bool:
        """Whether a rule of this id has a confidence."""
        return rule in self._confidences


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The shipped rules, and those of an analyst's ``folder``: a rule of the same id takes the other's place.

    Files are read in the order of their names. The shipped rulebook is read once for a process.

    Raises:
        InputError: the folder is none, or holds no ``*.yaml`` file.
        VocabularyError: a rule is malformed, or a folder's rule could run for ever (see ``loaders.rules.lint``).
    """
    shipped = _shipped()
    return shipped if folder is None else _with_folder(shipped, folder)


@cache
def _shipped() -> Rulebook:
    knowledge = files("loaders.knowledge")
    rules: dict[str, Rule] = {}
    for entry in sorted((knowledge / "rules").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            _add(rules, read_file(entry, f"rules/{entry.name}"))
    measured = knowledge / MEASURED
    found = read_measured(measured) if measured.is_file() else {}
    return Rulebook.of(rules.values(), read_built_in(knowledge / "built_in.tsv"), found)


def _with_folder(shipped: Rulebook, folder: Path) -> Rulebook:
    """The shipped rulebook with the rules and measured confidences of a folder."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder of rules; create it, or name another with --rules.")
    entries = sorted(folder.glob("*.yaml"))
    if not entries:
        raise InputError(f"{folder} holds no rule file (*.yaml); write one, or leave --rules out.")
    own: dict[str, Rule] = {}
    for entry in entries:
        _add(own, read_file(entry, str(entry)))
    for rule in own.values():
        if (wrong := fault(rule)) is not None:
            raise VocabularyError(wrong)
    rules = {rule.id: rule for rule in shipped.rules} | own
    # What was measured of a shipped rule says nothing of the one that took its place.
    measured = {name: row for name, row in shipped.measured.items() if name not in own}
    if (folder / MEASURED).is_file():
        measured |= read_measured(folder / MEASURED)
    return Rulebook.of(rules.values(), shipped.built_in, measured, folder)


def _add(rules: dict[str, Rule], found: Iterable[Rule]) -> None:
    for rule in found:
        if rule.id in rules:
            other = rules[rule.id].file
            raise VocabularyError(f"{rule.file}: rule {rule.id} stands in {other} too; give one of them another id.")
        rules[rule.id] = rule


def read_file(file: Readable, name: str) -> list[Rule]:
    """The rules of one file, called ``name`` in messages.

    Raises:
        VocabularyError: it is not YAML, not a list, or one of its rules is malformed.
    """
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{name} is not YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(rows, list):
        raise VocabularyError(f"{name} is no list of rules; begin each rule with `- id: name`.")
    vocabulary = load_vocabulary()
    return [read_rule(row, name, vocabulary) for row in rows]
