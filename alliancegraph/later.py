"""Verbs of the contract that this version does not have yet."""

from collections.abc import Callable

import typer

from graph.errors import UsageError

VERBS = {
    "mcp": "Serve the Model Context Protocol.",
}
CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True}


def register(app: typer.Typer) -> None:
    """Adds the verbs, each of which says that it comes later and exits with 2."""
    for verb, purpose in VERBS.items():
        app.command(verb, help=f"(comes later) {purpose}", context_settings=CONTEXT)(_refusal(verb))


def _refusal(verb: str) -> Callable[[], None]:
    def refuse() -> None:
        raise UsageError(f"This version does not have '{verb}' yet; 'alliancegraph --help' lists what it has.")

    return refuse
