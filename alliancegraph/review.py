"""`review list`, `review accept`, `review reject`, `review undo`: decisions on identity."""

import getpass
import os
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_table, print_text

if TYPE_CHECKING:
    from graph.report import Changes

app = typer.Typer(
    help="Decide whether entities with similar names are one.", no_args_is_help=True, rich_markup_mode=None
)

Pair = Annotated[str, typer.Argument(metavar="ID", help="The id of a pair, as `review list` shows it.")]
Why = Annotated[str, typer.Option(help="Why, for those who read the decisions later.")]
By = Annotated[str | None, typer.Option(help="Who decides; else the user of this computer.")]


@app.command("list")
def show(
    state: Annotated[str | None, typer.Option(help="Only what is open, accepted or rejected.")] = None,
    as_json: Json = False,
) -> None:
    """List the pairs that may be one entity, the likeliest first, and what was decided.

    Example: alliancegraph review list --state open
    """
    from graph.errors import UsageError
    from loaders.deciding import review_list

    if state not in {None, "open", "accepted", "rejected"}:
        raise UsageError(f"--state is «{state}»; it may be open, accepted or rejected.")
    settings = read_settings(os.environ)
    with open_store(settings) as store:
        items = [item for item in review_list(store, settings) if state in {None, item.state}]
    rows = [item.as_json(settings.language) for item in items]
    if as_json:
        print_json(rows)
        return
    columns = ["id", "left", "right", "score", "state", "reasons"]
    print_table(columns, [[row[column] for column in columns] for row in rows])


@app.command()
def accept(pair: Pair, why: Why = "", by: By = None, as_json: Json = False) -> None:
    """Make the two one entity, at once and for everything that is read later.

    Example: alliancegraph review accept k3v2m7q5c4ha --why "same chair and seat"
    """
    from loaders.deciding import accept as decide

    _run(decide, pair, why, by, as_json)


@app.command()
def reject(pair: Pair, why: Why = "", by: By = None, as_json: Json = False) -> None:
    """Keep the two apart, at once and for everything that is read later.

    Example: alliancegraph review reject k3v2m7q5c4ha
    """
    from loaders.deciding import reject as decide

    _run(decide, pair, why, by, as_json)


@app.command()
def undo(pair: Pair, why: Why = "", by: By = None, as_json: Json = False) -> None:
    """Take the decision on a pair back; the graph is then as it was before.

    Example: alliancegraph review undo k3v2m7q5c4ha
    """
    from loaders.deciding import undo as decide

    _run(decide, pair, why, by, as_json)


def _run(decide: "Callable[..., Changes]", pair: str, why: str, by: str | None, as_json: bool) -> None:
    settings = read_settings(os.environ)
    with open_store(settings) as store:
        changes = decide(store, settings, pair, by=by or getpass.getuser(), why=why)
    counts = asdict(changes)
    if as_json:
        print_json({"changes": counts})
        return
    print_text(", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts.items() if n) or "nothing changed")
