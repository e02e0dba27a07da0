"""`store start`, `store stop`, `store info`: the embedded Neo4j by itself."""

import os
from typing import TYPE_CHECKING, Any

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_text, progress_bar
from graph.errors import StateError, StoreUnavailableError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.address import Address

app = typer.Typer(
    help="Start, stop and describe the embedded Neo4j by itself.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def start(as_json: Json = False) -> None:
    """Start the store, or join the running one; it then runs until `store stop` or `down`.

    Example: alliancegraph store start
    """
    settings = read_settings(os.environ)
    if settings.embedded:
        from graph.embedded import start as start_server

        with progress_bar() as progress:
            start_server(settings, held=True, progress=progress)
    _print_info(_describe(settings), as_json)


@app.command()
def stop() -> None:
    """Stop the store cleanly.

    Example: alliancegraph store stop
    """
    from graph.embedded import stop as stop_server

    settings = read_settings(os.environ)
    if not settings.embedded:
        raise StateError(f"The store is {settings.neo4j_uri} (NEO4J_URI), which is not ours to stop.")
    print_text("Stopped the store." if stop_server(settings) else f"No store runs in {settings.home}.")


@app.command()
def info(as_json: Json = False) -> None:
    """Print the Bolt address, the user and where the password is kept.

    Example: alliancegraph store info --json
    """
    _print_info(_describe(read_settings(os.environ)), as_json)


def _describe(settings: Settings) -> dict[str, Any]:
    if not settings.embedded:
        with open_store(settings) as store:
            version = store.info().version
        return _form(settings.neo4j_uri, settings.neo4j_username, None, version, None)
    from graph.embedded import info as find

    address: Address | None = find(settings)
    if address is None:
        raise StoreUnavailableError(f"No store runs in {settings.home}: start it with 'alliancegraph store start'.")
    return _form(address.uri, address.username, str(address.password_file), address.version, address.pid)


def _form(
    uri: str | None, user: str, password_file: str | None, version: str | None, pid: int | None
) -> dict[str, Any]:
    return {
        "uri": uri,
        "user": user,
        "password_file": password_file,
        "version": version,
        "embedded": pid is not None,
        "pid": pid,
    }


def _print_info(form: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(form)
        return
    for key, value in form.items():
        if value is not None:
            print_text(f"{key.replace('_', ' '):14}{value}")
