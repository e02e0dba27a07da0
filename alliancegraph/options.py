"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to standard output.")]

Rules = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="A folder of further rules (*.yaml); else that of ALLIANCEGRAPH_RULES."),
]
