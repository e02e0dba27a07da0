"""Every rule with its own examples and counterexamples, read by the whole extractor; every id has a confidence."""

import re
from pathlib import Path

import pytest

import loaders.facts
from loaders.examples import check_rule, check_unit
from loaders.rules import Rule, load_rulebook
from loaders.units import Unit, load_units

RULES = load_rulebook().rules


def test_there_are_rules_and_each_has_its_own_id() -> None:
    assert len(RULES) > 50
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_are_read_and_counterexamples_are_not(rule: Rule) -> None:
    assert [f"{failure.text}: {failure.problem}" for failure in check_rule(rule, load_rulebook())] == []


@pytest.mark.parametrize("unit", load_units(), ids=lambda unit: unit.id)
def test_units_of_persons_read_their_examples(unit: Unit) -> None:
    assert unit.examples
    assert unit.counterexamples
    assert [f"{failure.text}: {failure.problem}" for failure in check_unit(unit, load_rulebook())] == []


def test_every_rule_that_is_code_has_a_prior() -> None:
    """Each id of built_in.tsv stands in the code that states facts, and each such id there has a confidence."""
    folder = Path(loaders.facts.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.py"), folder.parent / "telling.py"))
    written = set(re.findall(r'"([a-z]+\.[a-z-]+)"', code))
    book = load_rulebook()
    assert set(book.built_in) <= written
    kinds = {name.partition(".")[0] for name in book.built_in}
    assert [name for name in written if name.partition(".")[0] in kinds and not book.knows(name)] == []
