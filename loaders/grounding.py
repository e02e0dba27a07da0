"""Grounding: the passage of a fact names one of the things that the fact is about (contract: statements)."""

from collections.abc import Iterable, Sequence

from graph.door import LONGEST_PASSAGE
from graph.model import Entity
from graph.text import match_key


def grounded(text: str, start: int, end: int, names: Sequence[str]) -> tuple[int, int] | None:
    """A passage of ``text`` that holds one of the ``names``: itself, or widened to the nearest place that does.

    A sentence may say 联盟 or 大会 for what the sentence before it names. None when no name stands within 300
    characters; a fact without a name to show for it can't be checked by its reader.
    """
    said = match_key(text[start:end])
    if any(match_key(name) in said for name in names):
        return start, end
    before = [at for name in names if (at := text.rfind(name, max(end - LONGEST_PASSAGE, 0), start)) >= 0]
    if before:
        return max(before), end
    after = [at + len(name) for name in names if (at := text.find(name, end, start + LONGEST_PASSAGE)) >= 0]
    return (start, min(after)) if after else None


def forms_of(entities: Iterable[Entity]) -> list[str]:
    """Every form and number by which a passage may name one of some entities."""
    return [form for entity in entities for form in (entity.name, *entity.aliases, entity.number) if form]
