"""`sparql`: runs SPARQL that only reads."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import complain
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.sparql.formats import Format


def sparql(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="One SPARQL query; - reads it from standard input.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="json, xml, csv or tsv for SELECT and ASK; ttl, jsonld, nt, rdfxml, nq or trig for CONSTRUCT and "
            "DESCRIBE. The first of them is the default.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many rows or triples.", min=1)] = 10_000,
    timeout: Annotated[float, typer.Option(help="At most so many seconds.", min=0.001)] = 30.0,
    as_json: Json = False,
) -> None:
    """Run SPARQL that only reads, with a time limit and a row limit. Prints SPARQL 1.1 JSON results.

    The prefixes ag, scheme, org, skos, prov, dcterms, eli, foaf, oa, owl, rdf, rdfs and xsd need no declaration. The
    default graph is the union of all graphs; each source has a named graph of its own.

    Example: alliancegraph sparql 'SELECT ?name { ?a a ag:Alliance ; skos:prefLabel ?name } LIMIT 5'
    """
    from graph.sparql.endpoint import Limits, open_endpoint
    from ontology import load_vocabulary

    if as_json and format_ not in (None, "json", "jsonld"):
        raise UsageError(f"--json and --format {format_} do not go together; give one of them.")
    wanted = "json" if as_json else format_
    query = sys.stdin.read() if text == "-" else text
    with open_store(read_settings(os.environ)) as store, open_endpoint(store, load_vocabulary()) as endpoint:
        answer, _ = endpoint.ask(query, Limits(limit, timeout), lambda formats: choose(formats, wanted))
    sys.stdout.flush()
    sys.stdout.buffer.write(answer.body)
    sys.stdout.flush()
    if answer.truncated:
        complain(f"Only the first {limit} are shown; --limit allows more.")


def choose(formats: "tuple[Format, ...]", wanted: str | None) -> "Format":
    """The format called ``wanted`` (``json`` also means JSON-LD), the first without one; raises UsageError."""
    if wanted is None:
        return formats[0]
    names: dict[str, Format] = {each.name: each for each in formats}
    name = "jsonld" if wanted == "json" and "json" not in names else wanted
    if name not in names:
        raise UsageError(f"A query of this form is not answered in «{wanted}»; formats are {', '.join(names)}.")
    return names[name]
