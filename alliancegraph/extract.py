"""`extract`: reads documents and prints what they state, without any store."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from alliancegraph.options import Json
from alliancegraph.output import complain, print_table, print_text
from graph.errors import InputError, UsageError

COLUMNS = ("subject", "predicate", "object", "qualifiers", "place", "rule", "confidence")


def extract(
    files: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input (with --name).")
    ],
    format_: Annotated[
        Literal["jsonl", "table"], typer.Option("--format", help="jsonl: one JSON object a line; table: for people.")
    ] = "jsonl",
    values: Annotated[
        bool, typer.Option("--values", help="Also facts that are a value, such as founding dates.")
    ] = False,
    name: Annotated[str | None, typer.Option(help="Name of the document, instead of the file's.")] = None,
    as_json: Json = False,
) -> None:
    """Read documents and print the statements found, each with its place; touches no store.

    Example: alliancegraph extract notice-2013-632.txt --format jsonl > statements.jsonl
    """
    if name is not None and len(files) > 1:
        raise UsageError("--name names one document; give one file with it.")
    if Path("-") in files and name is None:
        raise UsageError("A document from standard input needs a name: add --name NAME.")
    from loaders.extract import extract as read
    from loaders.source import read_sources
    from loaders.statements import lines

    sources = read_sources(files, name)
    failures = [f"{failure.name}: {failure.message}" for failure in sources.failures]
    rows: list[tuple[str, ...]] = []
    for document in sources.documents:
        try:
            reading = read(document)
        except InputError as error:
            failures.append(f"{document.name}: {error}")
            continue
        for line in lines(reading, values=values):
            if as_json or format_ == "jsonl":
                print_text(line)
            else:
                rows.append(table_row(json.loads(line)))
    if rows:
        print_table(COLUMNS, rows)
    for failure in failures:
        complain(failure)
    if failures:
        raise typer.Exit(1)


def table_row(line: Mapping[str, Any]) -> tuple[str, ...]:
    """A statement, a value or an entity without either, as a row for people."""
    place = f"{line['document']}:{line['start']}-{line['end']}"
    if "entity" in line:
        return (line["entity"]["name"], "", "", line["entity"]["kind"], place, "", "")
    certainty = (place, line["rule"], str(line["confidence"]))
    if "property" in line:
        return (line["subject"]["name"], line["property"], line["value"], line.get("date", ""), *certainty)
    qualifiers = ", ".join(line["qualifiers"].values())
    return (line["subject"]["name"], line["predicate"], line["object"]["name"], qualifiers, *certainty)
