"""`export`: writes the graph, or the neighbourhood of an entity, to a file or folder."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_text
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.formats import Writer


def writers() -> "Mapping[str, Writer]":
    """The writer of each format by the name it has here."""
    from graph.formats import WRITERS
    from graph.rdf.write import RDF_WRITERS

    return {**WRITERS, **RDF_WRITERS}


def export(
    output: Annotated[Path, typer.Option(help="The file to write; csv and neo4j: the folder.")],
    format_: Annotated[
        str, typer.Option("--format", help="jsonl; csv, graphml, gexf, neo4j; nt, nq, ttl, trig, jsonld or rdfxml.")
    ] = "jsonl",
    scope: Annotated[
        str | None, typer.Option(help="The id of an entity: write only it and its neighbourhood, with all evidence.")
    ] = None,
    hops: Annotated[int | None, typer.Option(help="How many facts wide the neighbourhood is. With --scope; 1.")] = None,
    as_json: Json = False,
) -> None:
    """Write the graph to a file or folder; the same graph gives the same bytes.

    Example: alliancegraph export --format graphml --output graph.graphml
    """
    known = writers()
    if format_ not in known:
        raise UsageError(f"The format «{format_}» is unknown: use one of {', '.join(known)}.")
    if hops is not None and scope is None:
        raise UsageError("--hops goes with --scope ID: give the id of the entity whose neighbourhood is meant.")
    from graph.export import ExportResult, export_rows
    from graph.scope import neighbourhood, within
    from ontology import load_vocabulary

    vocabulary = load_vocabulary()
    with open_store(read_settings(os.environ)) as store:
        rows = export_rows(store, vocabulary)
        if scope is not None:
            rows = within(rows, neighbourhood(store, scope, 1 if hops is None else hops))
        written = known[format_](rows, output, vocabulary)
    result = ExportResult(str(output), format_, written.statements, written.bytes, written.sha256)
    if as_json:
        print_json(asdict(result))
    else:
        print_text(f"{result.path}: {result.statements} statements, {result.bytes} bytes, SHA-256 {result.sha256}")
