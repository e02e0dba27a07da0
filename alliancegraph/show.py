"""`show`: one entity, with every statement about it and where it was read."""

import os
from typing import Annotated, Any

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_text


def show(
    entity: Annotated[str, typer.Argument(metavar="ID", help="An entity's id or IRI, as `search` gives it.")],
    as_json: Json = False,
) -> None:
    """Show an entity: its names, and its statements with the passages they were read from.

    Example: alliancegraph show ID
    """
    from queries.profile import profile

    with open_store(read_settings(os.environ)) as store:
        found = profile(store, entity)
    form: dict[str, Any] = found.as_json()
    if as_json:
        print_json(form)
        return
    print_text(f"{form['kind']}: {form['name']}\n{form['iri']}\n")
