"""Facts: what several passages assert about one relationship, folded into that relationship's properties.

An :class:`Assertion` is the contribution of one passage of one document. A relationship of the graph is a pure
function of its assertions: loading a document adds its assertions, withdrawing it takes exactly them away, and the
properties are folded anew. The rules are those of the graph contract: identity by type, ends and what tells facts
apart; joining and leaving are evidence for one membership, a joining after an end is a new relationship.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.dates import compare, is_partial_date

STARTS = frozenset({"joined", "appointed"})
ENDS = frozenset({"revoked", "left"})
CONFIDENCE_CAP = 0.99
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def short_hash(parts: Iterable[str], length: int) -> str:
    """The first ``length`` characters of the lower-case base32 SHA-256 of the parts, joined by line feeds."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return base64.b32encode(digest[: length * 5 // 8 + 1]).decode().lower()[:length]


@dataclass(frozen=True, slots=True)
class Ends:
    """The type of a relationship and the ids of the nodes it joins."""

    relationship: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """One passage's contribution to a fact.

    ``source`` is the source document it rests on (the page of a table row, else the document itself), ``observed``
    the day on which the source shows it, ``source_date`` the date of that source, ``start`` the passage's offset.
    """

    document: str
    passage: str
    start: int
    rule: str
    confidence: float
    qualifiers: Mapping[str, str]
    source: str
    observed: str | None
    source_date: str | None

    def as_json(self) -> str:
        """One line of JSON with sorted keys, as it is kept on the relationship."""
        row = {name: getattr(self, name) for name in self.__slots__} | {"qualifiers": dict(self.qualifiers)}
        return _ENCODER.encode(row)

    @classmethod
    def from_json(cls, line: str) -> "Assertion":
        """The assertion that :meth:`as_json` wrote."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Shape:
    """How facts of one relationship type behave: which qualifiers tell them apart, whether they begin and end."""

    identity: tuple[str, ...]
    lasting: bool
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship as it stands in the graph: its ends, id and properties (see the graph contract)."""

    ends: Ends
    id: str
    properties: Mapping[str, Any]


def winner(candidates: Iterable[tuple[str, Assertion]]) -> str | None:
    """The value that wins: most sources, then the finer date, then the latest source, then text order."""
    groups: dict[str, list[Assertion]] = defaultdict(list)
    for value, assertion in candidates:
        groups[value].append(assertion)
    if len(groups) < 2:
        return next(iter(groups), None)

    def rank(value: str) -> tuple[int, int, str]:
        told = groups[value]
        fineness = len(value) if is_partial_date(value) else 0
        return len({a.source for a in told}), fineness, max(a.source_date or "" for a in told)

    best = max(rank(value) for value in groups)
    equal = [value for value in groups if rank(value) == best]
    return min(equal, key=lambda value: (min((a.document, a.start) for a in groups[value]), value))


def combined_confidence(assertions: Iterable[Assertion]) -> float:
    """Best passage of each source, sources combined as independent (noisy or), at most 0.99 when there are several."""
    best: dict[str, float] = {}
    for assertion in assertions:
        best[assertion.source] = max(best.get(assertion.source, 0.0), assertion.confidence)
    if len(best) == 1:
        return round(next(iter(best.values())), 4)
    doubt = 1.0
    for confidence in sorted(best.values()):
        doubt *= 1 - confidence
    return round(min(1 - doubt, CONFIDENCE_CAP), 4)


def fold_facts(ends: Ends, shape: Shape, assertions: Iterable[Assertion]) -> list[Fact]:
    """All relationships between one pair of nodes that these assertions make, in the order of their ids."""
    groups: dict[tuple[str, ...], list[Assertion]] = defaultdict(list)
    listed = list(assertions)
    for assertion in sorted(listed, key=_text_order) if len(listed) > 1 else listed:
        groups[tuple(assertion.qualifiers.get(name, "") for name in shape.identity)].append(assertion)
    facts = []
    for identity, members in groups.items():
        parts = [ends.relationship, ends.subject, ends.object, *identity]
        for number, segment in enumerate(_segments(members) if shape.lasting else [members]):
            properties = _properties(segment, shape)
            later = [str(properties.get("valid_from", ""))] if number else []
            facts.append(Fact(ends, short_hash([*parts, *later], 16), properties))
    return sorted(facts, key=lambda fact: fact.id)


def _text_order(assertion: Assertion) -> tuple[str, int, str]:
    return assertion.document, assertion.start, assertion.as_json()


def _day(assertion: Assertion) -> str | None:
    """The day an assertion speaks of: its own date, else the day on which its source shows it."""
    return assertion.qualifiers.get("date") or assertion.observed


def _segments(assertions: Sequence[Assertion]) -> list[list[Assertion]]:
    """Cuts assertions of one lasting fact at each start that follows an end."""
    starts = sorted({d for a in assertions if a.qualifiers.get("status") in STARTS and (d := a.qualifiers.get("date"))})
    ends = sorted({d for a in assertions if a.qualifiers.get("status") in ENDS and (d := _day(a))})
    cuts: list[str] = []
    for start in starts:
        since = cuts[-1] if cuts else ""
        if any(compare(end, start) <= 0 and (not since or compare(end, since) > 0) for end in ends) and start != since:
            cuts.append(start)
    segments: list[list[Assertion]] = [[] for _ in range(len(cuts) + 1)]
    for assertion in assertions:
        day = _day(assertion) or ""
        closing = assertion.qualifiers.get("status") in ENDS
        at = sum(bool(day) and (compare(day, cut) > 0 if closing else compare(day, cut) >= 0) for cut in cuts)
        segments[at].append(assertion)
    return [segment for segment in segments if segment]


def _properties(assertions: Sequence[Assertion], shape: Shape) -> dict[str, Any]:
    closing = [a for a in assertions if a.qualifiers.get("status") in ENDS]
    holding = [a for a in assertions if a not in closing]
    found: dict[str, Any] = {}
    for name in sorted({key for a in assertions for key in a.qualifiers}):
        if name == "date" and shape.lasting:
            continue
        told = closing if name == "status" and closing else assertions
        found[name] = winner((a.qualifiers[name], a) for a in told if name in a.qualifiers)
    if shape.lasting:
        started = [a for a in holding if a.qualifiers.get("status") in STARTS]
        found["valid_from"] = winner((d, a) for a in started if (d := a.qualifiers.get("date")))
        found["valid_until"] = winner((d, a) for a in closing if (d := _day(a)))
    shown = sorted(a.observed for a in holding if a.observed)
    if shown:
        found |= {"observed_on": shown[0], "last_observed_on": shown[-1]}
    found["confidence"] = combined_confidence(assertions)
    found["evidence"] = list(dict.fromkeys(a.passage for a in assertions))
    found["sources"] = sorted({a.source for a in assertions})
    found["documents"] = sorted({a.document for a in assertions})
    found["rules"] = sorted({a.rule for a in assertions})
    found["assertions"] = sorted({a.as_json() for a in assertions})
    return {key: value for key, value in found.items() if value is not None}
