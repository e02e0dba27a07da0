"""`ingest`: reads and loads documents."""

import os
from pathlib import Path
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Columns, Jobs, Json
from alliancegraph.output import by_stage, progress_bar
from alliancegraph.report import show_report
from graph.errors import UsageError


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input (with --name).")
    ],
    name: Annotated[str | None, typer.Option(help="Name of the document in the graph, instead of the file's.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a document of that name read elsewhere.")] = False,
    column: Columns = None,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Read documents and load what they state, with the sentence each fact was read from.

    Text, Markdown, HTML, PDF, DOCX, CSV and XLSX lists, and ZIP archives of these are read. Loading the same document
    twice changes nothing; a changed file replaces its older version.

    Example: alliancegraph ingest notice-2013-632.txt members.xlsx newsletters/
    """
    if name is not None and len(paths) > 1:
        raise UsageError("--name names one document; give one path with it.")
    if Path("-") in paths and name is None:
        raise UsageError("A document from standard input needs a name: add --name NAME.")
    from loaders.pipeline import ingest as load
    from loaders.readers.columns import read_option

    columns = read_option(column or ())
    settings = read_settings(os.environ)
    with open_store(settings) as store, progress_bar() as bar:
        report = load(
            store, settings, paths, name=name, replace=replace, columns=columns, jobs=jobs, progress=by_stage(bar)
        )
    show_report(report, as_json)
