"""Rules: patterns over the encoded text, kept in ``knowledge/rules/*.yaml`` and compiled once."""

from loaders.rules.rulebook import Example, Rule, load_rules, triggered

__all__ = ["Example", "Rule", "load_rules", "triggered"]
