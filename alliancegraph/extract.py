"""`extract`: reads documents and prints what they state, without any store."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from alliancegraph.options import Columns, Jobs, Json, Rules
from alliancegraph.output import Progress, complain, print_table, print_text, progress_bar
from alliancegraph.rules import rules_folder
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.model import Reading

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
    column: Columns = None,
    rules: Rules = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Read documents and print the statements found, each with its place; touches no store.

    Text, Markdown, HTML, PDF, DOCX, CSV and XLSX lists, and ZIP archives of these are read.

    Example: alliancegraph extract notice-2013-632.pdf --format jsonl > statements.jsonl
    """
    from loaders.statements import lines as statement_lines

    as_lines, failed = as_json or format_ == "jsonl", False
    rows: list[tuple[str, ...]] = []
    with progress_bar(aside=as_lines) as bar:
        for reading in readings_of(files, name, rules, column or (), jobs, bar):
            if isinstance(reading, str):
                complain(reading)
                failed = True
                continue
            for line in statement_lines(reading, values):
                if as_lines:
                    print_text(json.dumps(line, ensure_ascii=False))
                else:
                    rows.append(table_row(line))
    if rows:
        print_table(COLUMNS, rows)
    if failed:
        raise typer.Exit(1)


def readings_of(
    files: Sequence[Path],
    name: str | None,
    rules: Path | None,
    columns: Sequence[str] = (),
    jobs: int | None = None,
    bar: Progress | None = None,
) -> "Iterator[Reading | str]":
    """What each document states, or the sentence that says why it could not be read; fact tables come last.

    ``rules``, ``columns`` and ``jobs`` are the values of the options of these names.
    """
    from loaders.parallel import read_documents
    from loaders.readers.columns import read_option
    from loaders.source import Failure, read_sources
    from loaders.tables import is_table, read_tables

    tables = [path for path in files if path.is_file() and is_table(path)]
    given = read_option(columns)
    sources = read_sources([path for path in files if path not in tables], name, columns=given, progress=bar)
    for left_out, reason in (*sources.skipped, *sources.unread):
        complain(f"{left_out} is left out: {reason}")
    yield from (f"{failure.name}: {failure.message}" for failure in sources.failures)
    for read in read_documents(sources.documents, rules=rules_folder(rules), jobs=jobs, tell=bar):
        yield f"{read.name}: {read.message}" if isinstance(read, Failure) else read
    for path in tables:
        try:
            yield from read_tables(path)
        except InputError as error:
            yield str(error)


def table_row(line: Mapping[str, Any]) -> tuple[str, ...]:
    """A statement, a value or an entity without either, as a row for people."""
    place = f"{line['document']}:{line['start']}-{line['end']}"
    if line.get("place"):
        place += f" ({line['place']})"
    if "entity" in line:
        return (line["entity"]["name"], "", "", line["entity"]["kind"], place, "", "")
    certainty = (place, line["rule"], str(line["confidence"]))
    if "property" in line:
        return (line["subject"]["name"], line["property"], line["value"], line.get("date", ""), *certainty)
    qualifiers = ", ".join(line["qualifiers"].values())
    return (line["subject"]["name"], line["predicate"], line["object"]["name"], qualifiers, *certainty)
