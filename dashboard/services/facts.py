"""The facts of a profile, grouped and in words, ready to be laid out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.i18n import Texts
from dashboard.services import words
from ontology import Vocabulary
from queries.passage import Passage
from queries.profile import End, Profile, StatementEntry, ValueEntry


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as a line: the other end (an entity, or the words of a value), how it holds, and what it rests on."""

    other: End | str
    how: tuple[str, ...]
    confidence: float
    passages: tuple[Passage, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one sort: values of one property (``value``) or relations of one predicate in one direction.

    ``conflict`` when the values can't all be true.
    """

    title: str
    facts: tuple[Fact, ...]
    value: bool = False
    conflict: bool = False


def groups(profile: Profile, vocabulary: Vocabulary, t: Texts) -> list[Group]:
    """All facts of a profile: values first, then relations in the vocabulary's order, outgoing before incoming."""
    found = [_value_group(vocabulary, t, name, entries) for name, entries in _by_property(profile, vocabulary)]
    for predicate in vocabulary.predicates:
        entries = [entry for entry in profile.statements if entry.predicate == predicate]
        symmetric = vocabulary.predicates[predicate].symmetric
        outgoing = [e for e in entries if e.subject.id == profile.id or symmetric]
        incoming = [e for e in entries if e.subject.id != profile.id and not symmetric]
        for members, inward in ((outgoing, False), (incoming, True)):
            if members:
                title = words.relation(vocabulary, t, predicate, inward)
                lines = (_fact(vocabulary, t, entry, profile.id) for entry in members)
                found.append(Group(title, tuple(sorted(lines, key=_rank))))
    return found


def conflicting(values: Iterable[str]) -> bool:
    """Whether dates or numbers contradict each other: none of two is a coarser form of the other."""
    distinct = sorted(set(values))
    return any(not b.startswith(a) for i, a in enumerate(distinct) for b in distinct[i + 1 :])


def _by_property(profile: Profile, vocabulary: Vocabulary) -> list[tuple[str, list[ValueEntry]]]:
    entries = {name: [v for v in profile.values if v.property == name] for name in vocabulary.properties}
    return [(name, values) for name, values in entries.items() if values]


def _value_group(vocabulary: Vocabulary, t: Texts, name: str, entries: Sequence[ValueEntry]) -> Group:
    ordered = sorted(entries, key=lambda e: (not e.wins, -len(e.support.sources), e.value))
    facts = (
        Fact(
            words.value(vocabulary, name, entry.value, t.language),
            tuple(words.period(t, entry.period)),
            entry.support.confidence,
            entry.support.evidence,
            len(entry.support.sources),
        )
        for entry in ordered
    )
    plain = vocabulary.properties[name].datatype in {"date", "integer"}
    conflict = plain and conflicting(entry.value for entry in entries)
    return Group(words.term(vocabulary, name, t.language), tuple(facts), value=True, conflict=conflict)


def _fact(vocabulary: Vocabulary, t: Texts, entry: StatementEntry, own: str) -> Fact:
    other = entry.object if entry.subject.id == own else entry.subject
    how = (*words.qualifiers(vocabulary, t, entry.predicate, entry.qualifiers), *words.period(t, entry.period))
    return Fact(other, how, entry.support.confidence, entry.support.evidence, len(entry.support.sources))


def _rank(fact: Fact) -> tuple[int, str, str]:
    """Well-supported facts first, then by name."""
    other = fact.other
    return (-fact.sources, other.name if isinstance(other, End) else other, "".join(fact.how))
