"""Examples: every rule's own sentences read by the whole extractor, and what does not come out as the rule says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import Reading
from graph.text import match_key
from loaders.extract import extract
from loaders.rules import Example, Rule, Rulebook
from loaders.rules.lint import pattern_fault
from loaders.rules.rule import fault
from loaders.source import document_from_bytes
from loaders.units import FILE, Unit, load_units


@dataclass(frozen=True, slots=True)
class Failure:
    """An example, counterexample or pattern that is not as its rule says: the sentence, and what is wrong."""

    rule: str
    file: str
    kind: Literal["example", "counterexample", "pattern"]
    text: str
    problem: str


def check_rules(rulebook: Rulebook) -> list[Failure]:
    """All that fails among the rules of a rulebook, in its order, then among the units of the parse of persons."""
    failures = [failure for rule in rulebook.rules for failure in check_rule(rule, rulebook)]
    return failures + [failure for unit in load_units() for failure in check_unit(unit, rulebook)]


def check_unit(unit: Unit, rulebook: Rulebook) -> Iterator[Failure]:
    """What fails of one unit: its pattern, facts of its examples not read, facts of its counterexamples read."""
    if (wrong := pattern_fault(unit.pattern.pattern)) is not None:
        yield Failure(unit.id, FILE, "pattern", unit.id, wrong)
    for text, facts in unit.examples:
        reading = _read(text, rulebook)
        for fact in facts:
            if not tells(reading, fact):
                yield Failure(unit.id, FILE, "example", text, f"{fact} is not read; read is: {_all(reading)}")
    for text, facts in unit.counterexamples:
        reading = _read(text, rulebook)
        for fact in facts:
            if tells(reading, fact):
                yield Failure(unit.id, FILE, "counterexample", text, f"{fact} is read")


def check_rule(rule: Rule, rulebook: Rulebook) -> Iterator[Failure]:
    """What fails of one rule: facts of its examples that are not read, counterexamples it reads something in."""
    if (wrong := fault(rule)) is not None:
        yield Failure(rule.id, rule.file, "pattern", rule.source, wrong)
    for example in rule.examples:
        reading = _read(_whole(example), rulebook)
        for fact in example.facts:
            if not tells(reading, fact):
                problem = f"{fact} is not read; read is: {_all(reading)}"
                yield Failure(rule.id, rule.file, "example", example.text, problem)
    for text in rule.counterexamples:
        reading = _read(text, rulebook)
        if rule.id in {s.rule for s in reading.statements} | {v.rule for v in reading.values}:
            stated = "; ".join(told(reading, rule.id))
            yield Failure(rule.id, rule.file, "counterexample", text, f"the rule reads in it: {stated}")


def tells(reading: Reading, fact: str) -> bool:
    """Whether a reading states ``subject | predicate | object | key=value …``; ends may be any form of the entity."""
    subject, predicate, object_, *said = (part.strip() for part in fact.split("|"))
    wanted = dict(part.split("=", 1) for part in said)
    return any(
        s.predicate == predicate
        and match_key(subject) in _forms(reading, s.subject)
        and match_key(object_) in _forms(reading, s.object)
        and all(s.qualifiers.get(key) == value for key, value in wanted.items())
        for s in reading.statements
    )


def told(reading: Reading, rule: str | None = None) -> list[str]:
    """The statements and values of a reading (of one rule) in the form in which examples write facts."""
    names = [entity.name for entity in reading.entities]
    found = [
        " | ".join((names[s.subject], s.predicate, names[s.object], *(f"{k}={v}" for k, v in s.qualifiers.items())))
        for s in reading.statements
        if rule in {None, s.rule}
    ]
    return found + [f"{names[v.subject]} | {v.property} | {v.value}" for v in reading.values if rule in {None, v.rule}]


def _all(reading: Reading) -> str:
    return "; ".join(told(reading)) or "nothing"


def _forms(reading: Reading, entity: int) -> set[str]:
    found = reading.entities[entity]
    return {match_key(form) for form in (found.name, *found.aliases, found.number or "") if form}


def _whole(example: Example) -> str:
    """An example's text below the headline that it stands under."""
    return f"{example.title}\n\n{example.text}" if example.title else example.text


def _read(text: str, rulebook: Rulebook) -> Reading:
    return extract(document_from_bytes(text.encode(), "example"), rulebook)
