"""`export`: writes the graph to a file."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_text
from graph.errors import UsageError

LATER = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", "csv", "graphml", "gexf", "neo4j")


def export(
    output: Annotated[Path, typer.Option(help="The file to write.")],
    format_: Annotated[str, typer.Option("--format", help="jsonl: everything, one sorted line each.")] = "jsonl",
    as_json: Json = False,
) -> None:
    """Write the whole graph to a file; the same graph gives the same bytes.

    Example: alliancegraph export --format jsonl --output graph.jsonl
    """
    if format_ in LATER:
        raise UsageError(f"This version does not write {format_} yet: use --format jsonl.")
    if format_ != "jsonl":
        raise UsageError(f"The format «{format_}» is unknown: use --format jsonl.")
    from graph.export import export_jsonl
    from ontology import load_vocabulary

    with open_store(read_settings(os.environ)) as store:
        result = export_jsonl(store, output, load_vocabulary())
    if as_json:
        print_json(asdict(result))
    else:
        print_text(f"{result.path}: {result.statements} statements, {result.bytes} bytes, SHA-256 {result.sha256}")
