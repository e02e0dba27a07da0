"""Drafts: entities and facts of one document while it is being read; entities can still be found to be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.text import match_key as folded_name
from loaders.script import plain


@lru_cache(maxsize=65536)
def match_key(text: str) -> str:
    """:func:`graph.text.match_key` of the name in simplified characters; remembered, for names come again and again."""
    return folded_name(plain(text))


@dataclass(slots=True)
class Draft:
    """An entity in the making: its kind, its forms in the order they were met, and what is known of it."""

    kind: str
    forms: dict[str, None]
    start: int
    end: int
    defined: dict[str, None] = field(default_factory=dict)
    type: str | None = None
    date: str | None = None
    date_end: str | None = None
    number: str | None = None
    article: int | None = None
    listed: bool = False
    organ: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement between drafts, with its span in the source."""

    subject: int
    predicate: str
    object: int
    qualifiers: Mapping[str, str]
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ValueFact:
    """A value of a draft, with its span in the source."""

    subject: int
    property: str
    value: str
    datatype: str
    start: int
    end: int
    rule: str
    confidence: float


class Drafts:
    """All drafts of a document, found again by kind and name; :meth:`merge` makes two of them one."""

    def __init__(self) -> None:
        """An empty gathering."""
        self.entities: list[Draft] = []
        self.facts: list[Fact] = []
        self.values: list[ValueFact] = []
        self._parent: list[int] = []
        self._index: dict[tuple[str, str], int] = {}

    def root(self, entity: int) -> int:
        """The draft that this one has become part of."""
        parents = self._parent
        while (parent := parents[entity]) != entity:
            parents[entity] = parents[parent]
            entity = parents[entity]
        return entity

    def __getitem__(self, entity: int) -> Draft:
        if self._parent[entity] != entity:
            entity = self.root(entity)
        return self.entities[entity]

    def find(self, kind: str, name: str) -> int | None:
        """The draft of this kind that bears the name (or key), or None."""
        found = self._index.get((kind, match_key(name)))
        return None if found is None else self.root(found)

    def entity(self, kind: str, form: str, start: int, end: int, *, key: str | None = None) -> int:
        """The draft that ``form`` names, made when it is new; ``key`` stands for the name when forms share one."""
        by_form = (kind, match_key(form))
        index = (kind, match_key(key)) if key else by_form
        found = self._index.get(index)
        if found is None:
            found = self._index.get(by_form)
        if found is None:
            found = len(self.entities)
            self.entities.append(Draft(kind, {}, start, end))
            self._parent.append(found)
        root = self.root(found)
        self._index.setdefault(index, found)
        self._index.setdefault(by_form, root)
        draft = self.entities[root]
        draft.forms.setdefault(form)
        if start < draft.start:
            draft.start, draft.end = start, end
        return root

    def new(self, kind: str, form: str, start: int, end: int) -> int:
        """A draft of its own, not to be found by name (events: two of one name may be two)."""
        self.entities.append(Draft(kind, {form: None}, start, end))
        self._parent.append(len(self.entities) - 1)
        return len(self.entities) - 1

    def alias(self, entity: int, form: str, *, defined: bool = False) -> None:
        """Another form of a draft; ``defined`` when the text introduces it as a short name."""
        root = self.root(entity)
        draft = self.entities[root]
        draft.forms.setdefault(form)
        if defined:
            draft.defined.setdefault(form)
        self._index.setdefault((draft.kind, match_key(form)), root)

    def merge(self, one: int, other: int) -> int:
        """Make two drafts of one kind one; the forms of the first stay first."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return a
        kept, gone = self.entities[a], self.entities[b]
        kept.forms.update(gone.forms)
        kept.defined.update(gone.defined)
        for name in ("type", "date", "date_end", "number", "organ", "name"):
            if getattr(kept, name) is None:
                setattr(kept, name, getattr(gone, name))
        kept.listed = kept.listed or gone.listed
        if gone.start < kept.start:
            kept.start, kept.end = gone.start, gone.end
        self._parent[b] = a
        return a

    def roots(self) -> list[int]:
        """The drafts that are left, in the order they were made."""
        return [i for i in range(len(self.entities)) if self._parent[i] == i]
