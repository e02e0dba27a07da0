"""Measuring: how often each rule is right on documents whose facts are known, and the confidence that follows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Document
from loaders.extract import extract
from loaders.gold import GoldDocument
from loaders.matching import compare
from loaders.rules import Rulebook
from loaders.rules.confidence import Measured, confidence_of


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured on ``documents`` gold documents.

    ``rows`` has a row for each rule that gold judges at least once, ``silent`` the rules that stated nothing,
    ``unknown`` the ids in statements that have no prior, ``texts`` the documents without gold.
    """

    documents: int
    rows: Mapping[str, Measured]
    silent: tuple[str, ...]
    unknown: tuple[str, ...]
    texts: tuple[str, ...]


def measure(rulebook: Rulebook, documents: Iterable[Document], gold: Mapping[str, GoldDocument]) -> Measurement:
    """Read the documents that have gold and count for each rule the statements that gold bears out and judges.

    What is optional in gold, or told by another rule too, is not judged.
    """
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    said: set[str] = set()
    without: list[str] = []
    count = 0
    for document in documents:
        if document.name not in gold:
            without.append(document.name)
            continue
        count += 1
        reading = extract(document, rulebook)
        said |= {s.rule for s in reading.statements} | {v.rule for v in reading.values}
        verdicts = compare(reading, gold[document.name]).statements
        for statement, verdict in zip(reading.statements, verdicts, strict=True):
            if verdict != "open":
                seen[statement.rule] += 1
                right[statement.rule] += verdict == "right"
    priors = prior_of(rulebook)
    rows = {
        rule: Measured(rule, right[rule], seen[rule], confidence_of(right[rule], seen[rule], priors[rule]))
        for rule in sorted(seen)
        if rule in priors
    }
    unknown = tuple(sorted(said - set(priors)))
    return Measurement(count, rows, tuple(sorted(set(priors) - said)), unknown, tuple(without))


def prior_of(rulebook: Rulebook) -> dict[str, float]:
    """The author's prior of every rule, also of those that are code."""
    return {rule.id: rule.prior for rule in rulebook.rules} | {
        name: rule.prior for name, rule in rulebook.built_in.items()
    }
