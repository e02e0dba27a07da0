"""Rules: patterns over the encoded text, kept in ``knowledge/rules/*.yaml`` and compiled once."""

from loaders.rules.rule import Emit, Example, Rule
from loaders.rules.rulebook import Rulebook, load_rulebook

__all__ = ["Emit", "Example", "Rule", "Rulebook", "load_rulebook"]
