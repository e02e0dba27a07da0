"""`search`: finds entities by what people call them."""

import os
from typing import Annotated

import typer

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import complain, print_json, print_table


def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name or a part of it, a short name, pinyin or initials.")
    ],
    kind: Annotated[str | None, typer.Option(help="Only this kind: Alliance, Organization, Person …")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
    as_json: Json = False,
) -> None:
    """Find entities by name, short name, alias, pinyin or pinyin initials.

    Example: alliancegraph search 粉末冶金 --kind Alliance
    """
    from queries.search import search as find

    with open_store(read_settings(os.environ)) as store:
        hits = find(store, text, kind=kind, limit=limit)
    if as_json:
        print_json([hit.as_json() for hit in hits])
        return
    print_table(
        ["id", "kind", "name", "facts", "also called"], [(h.id, h.kind, h.name, h.degree, h.aliases) for h in hits]
    )
    if not hits:
        complain(f"Nothing is called «{text}»: try a shorter part of the name, or its pinyin.")
