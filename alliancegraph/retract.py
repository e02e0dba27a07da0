"""`retract`: withdraws what rests on some documents alone."""

import os
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.report import show_report


def retract(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT", help="Names of documents, as `status` lists them.")
    ],
    as_json: Json = False,
) -> None:
    """Withdraw exactly what rests on these documents alone; what others state too stays.

    Example: alliancegraph retract notice-2013-632
    """
    from loaders.pipeline import retract as withdraw

    settings = read_settings(os.environ)
    with open_store(settings) as store:
        report = withdraw(store, settings, documents)
    show_report(report, as_json)
