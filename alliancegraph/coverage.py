"""`coverage`: what became of every line of a document, and what was expected and not read."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.extract import readings_of
from alliancegraph.options import Json, Rules
from alliancegraph.output import complain, print_json, print_table, print_text
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.model import Reading
    from loaders.coverage.report import Coverage, Passage

WIDTH = 80
"""Characters of a passage that the table for people shows."""


def coverage(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files, folders, or - for standard input (with --name).")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A document in the graph; may be given again.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the document, instead of the file's.")] = None,
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Say what became of every line: stated, ignored by which rule, unread; and what was expected and not read.

    Example: alliancegraph coverage notice-2013-632.txt
    """
    from loaders.coverage.report import coverage_of

    if not files and not document:
        raise UsageError("coverage needs files to read, or --document NAME for one in the graph.")
    found: list[Coverage] = []
    failed = False
    for reading in _all(files or [], document or [], name, rules):
        if isinstance(reading, str):
            complain(reading)
            failed = True
        else:
            found.append(coverage_of(reading))
    if as_json:
        print_json([each.as_json() for each in found])
    elif found:
        _show(found)
    if failed:
        raise typer.Exit(1)


def _all(
    files: Sequence[Path], names: Sequence[str], name: str | None, rules: Path | None
) -> "Iterator[Reading | str]":
    """The readings of files, then those that the graph keeps; a sentence for each that there is not."""
    if files:
        yield from readings_of(files, name, rules)
    if names:
        from graph.state import load_readings

        with open_store(read_settings(os.environ)) as store:
            kept = load_readings(store, names)
        for wanted in names:
            yield kept.get(wanted) or f"No document is named {wanted!r}; `alliancegraph status` lists the names."


def _show(found: "Sequence[Coverage]") -> None:
    totals = [[c.document, c.genre, *c.lines.values(), len(c.remarks)] for c in found]
    print_table(["document", "kind", "total", "stated", "ignored", "unread", "remarks"], totals)
    ignored = [[c.document, rule, count] for c in found for rule, count in c.ignored.items()]
    _section("Ignored, by rule", ["document", "rule", "lines"], ignored)
    unread = [[_where(c, passage), _short(passage.text)] for c in found for passage in c.unread]
    _section("Unread", ["place", "text"], unread)
    remarks = [
        [_where(c, passage), remark.kind, _short(remark.words), remark.detail, _short(passage.text)]
        for c in found
        for remark, passage in c.remarks
    ]
    _section("Remarks", ["place", "remark", "words", "detail", "text"], remarks)


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    if kept := list(rows):
        print_text(f"\n{title}")
        print_table(columns, kept)


def _where(coverage: "Coverage", passage: "Passage") -> str:
    """The place of a passage, as `rules why` takes it, with the page or cell of the file."""
    there = f"{coverage.document}:{passage.start}-{passage.end}"
    return f"{there} ({passage.place})" if passage.place else there


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
