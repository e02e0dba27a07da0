"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to standard output.")]

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="HEADING=ROLE", help="What a column of a list (CSV, XLSX) is, as 名称=unit; repeatable."
    ),
]

Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="How many processes read; else one for each processor.")
]

Rules = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="A folder of further rules (*.yaml); else that of ALLIANCEGRAPH_RULES."),
]
