"""Triples by subject and predicate, each term a word of N-Triples: quick to build, to look up and to compare.

A word is ``<iri>``, ``_:label`` or ``"text"`` with ``@language`` or ``^^<datatype>``. Python objects per term would
cost more than all checks together.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = f"<{RDF}type>"
FIRST, REST, NIL = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
_NONE: Mapping[str, Sequence[str]] = {}


@dataclass(slots=True)
class _Classes:
    """Classes with what is under them, and the instances of each class asserted."""

    below: dict[str, set[str]] = field(default_factory=dict)
    instances: dict[str, list[str]] = field(default_factory=dict)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pauses the search for cycles: none are made here, and looking for them takes as long as all the rest."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _indexed(lines: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    subjects: dict[str, dict[str, list[str]]] = {}
    last = ""
    row: dict[str, list[str]] = {}
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        # Triples mostly come subject by subject: compare before hashing.
        if subject != last:
            last = subject
            row = subjects.get(subject) or subjects.setdefault(subject, {})
        found = row.get(predicate)
        if found is None:
            row[predicate] = [value]
        else:
            found.append(value)
    return subjects


class Triples:
    """A set of triples. Values of a pair of subject and predicate may repeat; :meth:`values` gives each once."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Takes triples as lines of canonical N-Triples without the full stop: three words with a blank between."""
        with _no_collection():
            self.subjects: Mapping[str, Mapping[str, list[str]]] = _indexed(lines)
        self._inverse: dict[str, dict[str, list[str]]] = {}

    @classmethod
    def of(cls, triples: Iterable[ox.Quad] | Iterable[ox.Triple]) -> "Triples":
        """The triples of quads of any graphs: the union."""
        written = ox.serialize(
            (t if isinstance(t, ox.Triple) else t.triple for t in triples), format=ox.RdfFormat.N_TRIPLES
        )
        # A line feed within a literal is escaped: this never cuts one.
        lines = (written or b"").decode().split(" .\n")
        return cls(lines[:-1])

    def row(self, subject: str) -> Mapping[str, Sequence[str]]:
        """All values of a subject, by predicate."""
        return self.subjects.get(subject, _NONE)

    def values(self, subject: str, predicate: str) -> Sequence[str]:
        """The values of one predicate, each once, in the order in which they came."""
        found = self.row(subject).get(predicate, ())
        return found if len(found) < 2 else list(dict.fromkeys(found))

    def value(self, subject: str, predicate: str) -> str | None:
        """The first value, or None."""
        found = self.row(subject).get(predicate)
        return found[0] if found else None

    def members(self, head: str) -> list[str]:
        """The members of an RDF list; a list that bites its tail ends there."""
        found: list[str] = []
        seen: set[str] = set()
        at: str | None = head
        while at is not None and at != NIL and at not in seen:
            seen.add(at)
            found.extend(self.values(at, FIRST)[:1])
            at = self.value(at, REST)
        return found

    @cached_property
    def _classes(self) -> _Classes:
        classes = _Classes()
        for subject, row in self.subjects.items():
            for parent in row.get(SUBCLASS, ()):
                classes.below.setdefault(parent, set()).add(subject)
            for type_ in dict.fromkeys(row.get(TYPE, ())):
                classes.instances.setdefault(type_, []).append(subject)
        return classes

    def subclasses(self, name: str) -> frozenset[str]:
        """The class and everything under it."""
        found, todo = {name}, [name]
        while todo:
            new = self._classes.below.get(todo.pop(), set()) - found
            found |= new
            todo.extend(new)
        return frozenset(found)

    def instances(self, name: str) -> list[str]:
        """The instances of a class and of everything under it, each once."""
        listed: dict[str, None] = {}
        for each in sorted(self.subclasses(name)):
            listed.update(dict.fromkeys(self._classes.instances.get(each, ())))
        return list(listed)

    @cached_property
    def _having(self) -> dict[str, list[str]]:
        having: dict[str, list[str]] = {}
        for subject, row in self.subjects.items():
            for predicate in row:
                having.setdefault(predicate, []).append(subject)
        return having

    def having(self, predicate: str) -> Sequence[str]:
        """The subjects that have any value of a predicate."""
        return self._having.get(predicate, ())

    def subjects_of(self, value: str, predicate: str) -> Sequence[str]:
        """The subjects that have ``value``; the first call for a predicate turns its triples around."""
        inverse = self._inverse.get(predicate)
        if inverse is None:
            inverse = self._inverse[predicate] = {}
            for subject in self.having(predicate):
                for each in self.values(subject, predicate):
                    inverse.setdefault(each, []).append(subject)
        return inverse.get(value, ())

    def words(self, predicates: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
        """Every triple again, or those of some predicates."""
        for subject, row in self.subjects.items():
            for predicate, values in row.items():
                if predicates is None or predicate in predicates:
                    for value in values:
                        yield subject, predicate, value
