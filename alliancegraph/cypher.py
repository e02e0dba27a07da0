"""`cypher`: runs Cypher that only reads."""

import json
import os
import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import complain, print_json, print_table
from graph.errors import UsageError

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def cypher(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="One Cypher query that only reads.")],
    param: Annotated[
        list[str] | None,
        typer.Option(help='NAME=VALUE: a number, true, false, null, JSON ([…], {…}, "…"), or else text.'),
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many rows.", min=1)] = 1000,
    timeout: Annotated[float, typer.Option(help="At most so many seconds.", min=0.001)] = 30.0,
    as_json: Json = False,
) -> None:
    """Run Cypher that only reads, with a time limit and a row limit.

    Example: alliancegraph cypher 'MATCH (a:Alliance) WHERE a.name CONTAINS $word RETURN a.name' --param word=冶金
    """
    from graph.guard import run_guarded

    parameters = read_parameters(param or [])
    with open_store(read_settings(os.environ)) as store:
        table = run_guarded(store, text, parameters, row_limit=limit, timeout=timeout)
    if as_json:
        print_json({"columns": table.columns, "rows": table.rows, "truncated": table.truncated})
        return
    print_table(table.columns, table.rows)
    if table.truncated:
        complain(f"Only the first {limit} rows are shown; --limit allows more.")


def read_parameters(assignments: Sequence[str]) -> dict[str, Any]:
    """The parameters that ``NAME=VALUE`` words stand for. Raises UsageError."""
    parameters: dict[str, Any] = {}
    for assignment in assignments:
        name, separator, value = assignment.partition("=")
        if not separator or not name.isidentifier():
            raise UsageError(f"«{assignment}» is not NAME=VALUE.")
        if name in parameters:
            raise UsageError(f"The parameter «{name}» is given twice.")
        parameters[name] = read_value(value, name)
    return parameters


def read_value(text: str, name: str) -> Any:
    """A number, true, false, null or JSON in brackets or quotes as such; everything else is text. Raises UsageError."""
    if not (NUMBER.fullmatch(text) or text in {"true", "false", "null"} or text[:1] in {"[", "{", '"'}):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"The value of «{name}» begins like JSON but is none ({error}).") from error
