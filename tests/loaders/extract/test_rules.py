"""Every rule with its own examples and counterexamples, read by the whole extractor."""

from collections.abc import Callable

import pytest

from graph.model import Reading
from loaders.rules import Rule, load_rulebook

Read = Callable[[str], Reading]
Tells = Callable[[Reading, str], bool]

EXAMPLES = [(rule, example) for rule in load_rulebook().rules for example in rule.examples]
COUNTER = [(rule, text) for rule in load_rulebook().rules for text in rule.counterexamples]


def test_there_are_rules_and_each_has_its_own_id() -> None:
    rules = load_rulebook().rules
    assert len(rules) > 50
    assert len({rule.id for rule in rules}) == len(rules)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(EXAMPLES)])
def test_examples_are_read(rule: Rule, example: object, read: Read, tells: Tells) -> None:
    text = f"{example.title}\n\n{example.text}" if example.title else example.text  # type: ignore[attr-defined]
    reading = read(text)
    for fact in example.facts:  # type: ignore[attr-defined]
        stated = [
            f"{reading.entities[s.subject].name} {s.predicate} {reading.entities[s.object].name} {dict(s.qualifiers)}"
            for s in reading.statements
        ]
        assert tells(reading, fact), f"{rule.id}: {fact} is not among {stated}"


@pytest.mark.parametrize(("rule", "text"), COUNTER, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(COUNTER)])
def test_counterexamples_are_not(rule: Rule, text: str, read: Read) -> None:
    reading = read(text)
    assert rule.id not in {s.rule for s in reading.statements} | {v.rule for v in reading.values}
