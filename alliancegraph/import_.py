"""`import`: loads an export back."""

import os
from pathlib import Path
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import by_stage, progress_bar
from alliancegraph.report import show_report
from graph.errors import UsageError


def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A file that `export` wrote.")],
    format_: Annotated[
        str | None,
        typer.Option("--format", help="jsonl, nt, nq, ttl, trig, jsonld or rdfxml; else told by the file's name."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Load an export back: documents with all they state, which merge with what the store has.

    Example: alliancegraph import graph.nq
    """
    from graph.rdf.read import FORMATS, LINES, format_of, read_rows
    from loaders.restore import restore
    from ontology import load_vocabulary

    if format_ is not None and format_ != LINES and format_ not in FORMATS:
        raise UsageError(f"The format «{format_}» can't be read back: use one of {LINES}, {', '.join(FORMATS)}.")
    settings = read_settings(os.environ)
    rows = read_rows(path, format_ or format_of(path), load_vocabulary())
    with open_store(settings) as store, progress_bar() as bar:
        report = restore(store, settings, rows, progress=by_stage(bar))
    show_report(report, as_json)
