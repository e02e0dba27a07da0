"""Sides: how a decision on identity names an entity by its content, so that it survives another reading.

An entity is named by its kind, its folded name and what tells it from others of that name: the 文号 or date of a
document, the date of an event or project, and for a person a body at which a post is held, a page, a series or, where
nothing else is known, the document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.entity import Mentioned
from graph.text import match_key

_ORDER = ("body:", "series:", "page-", "doc:")


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One of the two entities of a decision: folded name and what tells it apart (empty for kinds known by name)."""

    name: str
    apart: str = ""


def sides(mention: Mentioned, index: Mapping[str, Mentioned]) -> tuple[Side, ...]:
    """All sides that mean this mention, the most telling first; ``index`` has the mentions of its document by id."""
    name = match_key(mention.name)
    if mention.kind == "PolicyDocument":
        return (Side(name, match_key(mention.number or "") or mention.date or ""),)
    if mention.kind in {"Event", "Project"}:
        undated = f"doc:{mention.document}" if mention.kind == "Event" else ""
        return (Side(name, mention.date or undated),)
    if mention.kind != "Person":
        return (Side(name),)
    held = (index.get(f"{mention.document}#{body}") for body in mention.bodies)
    apart = {f"body:{match_key(body.name)}" for body in held if body} | set(mention.ties) | {f"doc:{mention.document}"}
    return tuple(Side(name, tie) for tie in sorted(apart, key=lambda tie: (_rank(tie), tie)))


def _rank(tie: str) -> int:
    return next((i for i, prefix in enumerate(_ORDER) if tie.startswith(prefix)), len(_ORDER))


@dataclass(frozen=True, slots=True)
class Link:
    """What a reviewer decided on two entities of a kind: that they are the same (or not)."""

    kind: str
    left: Side
    right: Side
    same: bool


def bearers(
    kind: str, mentions: Sequence[Mentioned], index: Mapping[str, Mentioned], links: Sequence[Link]
) -> list[tuple[bool, list[str], list[str]]]:
    """The links of a kind as ids of mentions: whether they are the same, those of the left and of the right side."""
    links = [link for link in links if link.kind == kind]
    if not links:
        return []
    found: dict[Side, list[str]] = {side: [] for link in links for side in (link.left, link.right)}
    for mention in mentions:
        for side in sides(mention, index):
            if side in found:
                found[side].append(mention.id)
    return [
        (link.same, found[link.left], found[link.right]) for link in links if found[link.left] and found[link.right]
    ]
