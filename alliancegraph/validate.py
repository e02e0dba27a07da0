"""`validate`: checks the graph by SHACL shapes."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import complain, print_json, print_table


def validate(
    shapes: Annotated[
        Path | None, typer.Option(help="A Turtle file of shapes, or a folder of them; without it the shipped ones.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the graph by SHACL shapes; exit code 0 when nothing is a Violation, else 1.

    Warnings and remarks (Info) are listed and change nothing. Shapes are SHACL Core, and sh:sparql with sh:select.

    Example: alliancegraph validate --shapes mine.ttl
    """
    from graph.validation import described, read_shapes, shipped_shapes
    from graph.validation import validate as check
    from graph.validation.whole import graph_data
    from ontology import load_vocabulary

    settings = read_settings(os.environ)
    # Before the store is asked: a mistake in the shapes needs no graph.
    wanted = shipped_shapes() if shapes is None else read_shapes(shapes)
    with open_store(settings) as store:
        data = graph_data(store, load_vocabulary())
    report = check(data, wanted)
    lines = described(report, data, settings.language)
    if as_json:
        print_json({"conforms": report.conforms, "results": [asdict(line) for line in lines]})
    else:
        print_table(["severity", "message", "path", "focus"], [(x.severity, x.message, x.path, x.focus) for x in lines])
        counts = ", ".join(f"{severity} {report.count(severity)}" for severity in ("Violation", "Warning", "Info"))
        complain(f"{'Conforms' if report.conforms else 'Does not conform'}: {counts}.")
    if not report.conforms:
        raise typer.Exit(1)
