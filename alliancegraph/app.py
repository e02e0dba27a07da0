"""The command: which verb is in which file."""

from typing import Annotated

import typer

from alliancegraph import (
    coverage,
    cypher,
    down,
    export,
    extract,
    import_,
    ingest,
    later,
    query,
    retract,
    review,
    rules,
    search,
    serve,
    show,
    sparql,
    status,
    store,
    tables,
    up,
    validate,
    why,
)

app = typer.Typer(
    name="alliancegraph",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def start(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error (may stand anywhere).")
    ] = False,
) -> None:
    """Chinese public documents on industry alliances as a knowledge graph, with a source for every fact.

    Start with: alliancegraph up
    """


app.command("up")(up.up)
app.command("down")(down.down)
app.add_typer(store.app, name="store")
app.command("extract")(extract.extract)
app.command("coverage")(coverage.coverage)
rules.app.command("why")(why.why)
app.add_typer(rules.app, name="rules")
app.command("ingest")(ingest.ingest)
app.command("tables")(tables.tables)
app.command("retract")(retract.retract)
app.command("status")(status.status)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("query", context_settings=query.CONTEXT)(query.query)
app.command("cypher")(cypher.cypher)
app.command("sparql")(sparql.sparql)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("validate")(validate.validate)
app.add_typer(review.app, name="review")
later.register(app)
