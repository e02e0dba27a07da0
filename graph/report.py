"""Reports: what a load or a withdrawal did, in the form the command line prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

DocumentState = Literal["loaded", "unchanged", "replaced", "retracted", "failed"]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many nodes, relationships and pieces of evidence a call added, removed or changed."""

    entities_added: int = 0
    entities_removed: int = 0
    entities_changed: int = 0
    statements_added: int = 0
    statements_removed: int = 0
    statements_changed: int = 0
    evidence_added: int = 0
    evidence_removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        """The changes of two steps together."""
        return Changes(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def none(self) -> bool:
        """Whether nothing changed at all."""
        return not any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document; ``message`` says why when ``state`` is ``failed``."""

    document: str
    state: DocumentState
    sha256: str | None = None
    kind: str | None = None
    statements: int = 0
    lines: Mapping[str, int] | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a call for all its documents; ``skipped`` are files of folders left out, with reasons."""

    documents: tuple[DocumentReport, ...]
    changes: Changes = field(default_factory=Changes)
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any document failed."""
        return any(document.state == "failed" for document in self.documents)

    def as_json(self) -> dict[str, Any]:
        """The JSON form of the command-line contract."""
        return {"documents": [asdict(document) for document in self.documents], "changes": asdict(self.changes)}
