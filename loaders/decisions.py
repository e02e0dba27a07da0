"""Decisions: what reviewers said of two names, in ``decisions.jsonl`` of the home folder, which only grows.

A line is ``{"id", "kind", "left", "right", "verdict", "by", "on", "why"}``; a side is ``{"name", "apart"}`` as in
:mod:`loaders.sides`, with the name as printed. ``verdict`` is ``same``, ``different``, or ``undone``, which takes the
last one on this pair back. The last line on a pair holds; lines are never changed, so that the file tells who decided
what and when.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from graph.errors import StateError
from graph.fact import short_hash
from graph.text import match_key
from loaders.sides import Link, Side

Verdict = Literal["same", "different", "undone"]
_KEYS = frozenset({"id", "kind", "left", "right", "verdict", "by", "on", "why"})


@dataclass(frozen=True, slots=True)
class Named:
    """A side of a decision as it is shown and written: the printed name and what tells it apart."""

    name: str
    apart: str = ""

    @property
    def side(self) -> Side:
        """The side with its name folded."""
        return Side(match_key(self.name), self.apart)


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the file: the pair, the verdict, by whom, on which moment (ISO, UTC), and why."""

    kind: str
    left: Named
    right: Named
    verdict: Verdict
    by: str
    on: str
    why: str = ""

    @property
    def id(self) -> str:
        """The id of the pair."""
        return pair_id(self.kind, self.left.side, self.right.side)


def pair_id(kind: str, left: Side, right: Side) -> str:
    """The id of a pair: 12 characters made from the kind and both sides, in either order."""
    one, other = sorted((left, right))
    return short_hash([kind, one.name, one.apart, other.name, other.apart], 12)


def read_decisions(path: Path) -> list[Decision]:
    """All lines in their order; a torn last line (a killed process) is left out, a missing file is none.

    Raises StateError when a line is no decision.
    """
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    lines = text[: text.rfind("\n") + 1].splitlines()
    return [_decision(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _decision(line: str, path: Path, number: int) -> Decision:
    fault = StateError(f"{path}, line {number}, is no decision; mend or remove the line.")
    try:
        row: Mapping[str, Any] = json.loads(line)
        if set(row) != _KEYS or row["verdict"] not in get_args(Verdict):
            raise fault
        left, right = Named(**row["left"]), Named(**row["right"])
        return Decision(row["kind"], left, right, row["verdict"], row["by"], row["on"], row["why"])
    except (ValueError, TypeError) as error:
        raise fault from error


def append_decision(path: Path, decision: Decision) -> None:
    """Adds a line and syncs it to disk; raises StateError when the disk does not take it."""
    sides = {
        "left": {"name": decision.left.name, "apart": decision.left.apart},
        "right": {"name": decision.right.name, "apart": decision.right.apart},
    }
    row = {"id": decision.id, "kind": decision.kind, **sides, "verdict": decision.verdict}
    row |= {"by": decision.by, "on": decision.on, "why": decision.why}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
        if old and not old.endswith(b"\n"):
            os.truncate(path, old.rfind(b"\n") + 1)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StateError(
            f"The decisions {path} can't be written ({error.strerror}); free space or fix the folder."
        ) from (error)


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that holds for each pair, by its id, in the order in which they were taken."""
    found: dict[str, Decision] = {}
    for decision in decisions:
        found.pop(decision.id, None)
        if decision.verdict != "undone":
            found[decision.id] = decision
    return found


def links(decisions: Iterable[Decision]) -> tuple[Link, ...]:
    """The decisions in force as links for the clustering."""
    return tuple(Link(d.kind, d.left.side, d.right.side, d.verdict == "same") for d in in_force(decisions).values())
