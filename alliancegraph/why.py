"""`rules why`: what fired at a place of a document, what nearly fired, and what blocked it."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancegraph.options import Json, Rules
from alliancegraph.output import print_json, print_table, print_text
from alliancegraph.rules import rulebook_of
from graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from graph.model import Document
    from loaders.explain import Explanation, Near

WIDTH = 60
"""Characters of a pattern or of the words it covers that the table for people shows; JSON has them whole."""


def read_place(place: str) -> tuple[Path, int]:
    """File and offset of FILE:OFFSET, or of FILE:START-END as `coverage` prints it; raises UsageError for other words.

    >>> read_place("notice.txt:12-40")
    (PosixPath('notice.txt'), 12)
    """
    file, colon, words = place.rpartition(":")
    offset = words.partition("-")[0]
    if not colon or not file or not (offset.isascii() and offset.isdigit()):
        raise UsageError(f"{place!r} is no place in a file; write FILE:OFFSET, such as notice.txt:1200.")
    return Path(file), int(offset)


def why(
    place: Annotated[
        str, typer.Argument(metavar="FILE:OFFSET", help="A document, and the number of a character in its text.")
    ],
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Say which rules fired at a place, which nearly did, what blocked them, and what was read there.

    Example: alliancegraph rules why notice-2013-632.txt:1200
    """
    from loaders.explain import explain

    file, offset = read_place(place)
    found = explain(_document(file), offset, rulebook_of(rules))
    if as_json:
        print_json(asdict(found))
    else:
        _show(found)


def _document(file: Path) -> "Document":
    from loaders.source import read_sources

    sources = read_sources([file])
    if sources.failures:
        raise InputError(f"{sources.failures[0].name}: {sources.failures[0].message}")
    if len(sources.documents) != 1:
        raise InputError(f"{file} holds {len(sources.documents)} documents; name a file with one.")
    return sources.documents[0]


def _show(found: "Explanation") -> None:
    state = f"{found.line.state}, {found.line.rule or 'no rule'}" if found.line else "no line of the document"
    print_text(f"{found.document}:{found.start}-{found.end} ({found.role or 'no block'}; {state})\n{found.text}")
    _section(
        "Fired",
        ("rule", "states", "confidence", "place", "kept"),
        [[f.rule, f.statement, f.confidence, f"{f.start}-{f.end}", f.kept] for f in found.fired],
    )
    _section(
        "Called, and stated nothing",
        ("rule", "why", "matched", "up to", "then missing", "remark"),
        [[n.rule, _reason(n), _short(n.matched), n.pattern, _short(n.then), n.detail] for n in found.near],
    )
    _section(
        "Read in the sentence",
        ("kind", "words", "place", "by", "score", "here", "chosen"),
        [[m.kind, m.words, f"{m.start}-{m.end}", m.rule, m.score, m.here, m.chosen] for m in found.mentions],
    )
    remarks = [[r.kind, r.words, r.detail, f"{r.start}-{r.end}"] for r in found.remarks]
    _section("Remarks", ("remark", "words", "detail", "place"), remarks)


def _section(title: str, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    print_text(f"\n{title}" + ("" if rows else ": nothing"))
    if rows:
        print_table(columns, rows)


def _short(words: str) -> str:
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def _reason(near: "Near") -> str:
    """In words why a rule stated nothing."""
    words = {
        "pattern": "the pattern does not match",
        "unknown": "what it speaks of is unknown",
        "role": "not for such lines",
        "unless": "a word of unless is there",
    }
    return words.get(near.reason, f"it needs: {near.reason}")
