"""Shapes as frozen objects: what SHACL's Turtle says, ready to be checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SH = "http://www.w3.org/ns/shacl#"
Severity = Literal["Violation", "Warning", "Info"]
Step = tuple[Literal["to", "from"], str]
"""One predicate, followed to its values or back to its subjects."""


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: alternatives, each a sequence of steps. ``text`` is how people read it."""

    ways: tuple[tuple[Step, ...], ...]
    text: str

    @property
    def predicate(self) -> str | None:
        """The predicate, if the path is nothing but one."""
        if len(self.ways) == 1 and len(self.ways[0]) == 1 and self.ways[0][0][0] == "to":
            return self.ways[0][0][1]
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """How focus nodes are found: by class, by node, or as subjects or objects of a predicate."""

    kind: Literal["class", "node", "subjects", "objects"]
    term: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """One parameter of a shape: ``component`` is its name without prefix (``minCount``), ``value`` a word of
    N-Triples, a tuple of them, nested shapes, or the text of a query.
    """

    component: str
    words: tuple[str, ...] = ()
    shapes: tuple["Shape", ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def word(self) -> str:
        """The only word."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (``path`` is None) or a property shape, with its own severity and messages by language."""

    id: str
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    properties: tuple["Shape", ...]
    severity: Severity
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes that have targets, in the order of their ids; ``files`` says where they come from."""

    shapes: tuple[Shape, ...]
    files: tuple[str, ...] = ()
