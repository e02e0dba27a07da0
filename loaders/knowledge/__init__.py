"""What the extractor knows: word lists and rules, kept in files beside this package and loaded once."""

from loaders.knowledge.lexicon import Knowledge, Organ, load_knowledge

__all__ = ["Knowledge", "Organ", "load_knowledge"]
