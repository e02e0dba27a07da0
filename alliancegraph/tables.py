"""`tables`: loads a folder of fact tables."""

import os
from pathlib import Path
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import by_stage, progress_bar
from alliancegraph.report import show_report


def tables(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder with alliances.csv, memberships.csv and so on.")
    ],
    as_json: Json = False,
) -> None:
    """Load a folder of fact tables, each row with the page it was read on.

    Example: alliancegraph tables data
    """
    from loaders.pipeline import ingest_tables

    settings = read_settings(os.environ)
    with open_store(settings) as store, progress_bar() as bar:
        report = ingest_tables(store, settings, folder, progress=by_stage(bar))
    show_report(report, as_json)
