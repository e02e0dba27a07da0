"""`status`: what the store holds."""

import os

from alliancegraph.environment import open_store, read_settings
from alliancegraph.options import Json
from alliancegraph.output import print_json, print_table, print_text


def status(as_json: Json = False) -> None:
    """Count entities, statements and documents.

    Example: alliancegraph status --json
    """
    from queries.status import status as count

    with open_store(read_settings(os.environ)) as store:
        found = count(store)
    if as_json:
        print_json(found.as_json())
        return
    print_text(f"Neo4j {found.version} {found.edition}, {found.uri}{' (embedded)' if found.embedded else ''}")
    for title, counts in (("entities", found.entities), ("statements", found.statements), ("values", found.values)):
        print_text("")
        print_table([title, "count"], [(name, count) for name, count in counts.items() if count])
    print_text("")
    rows = [(entry.id, entry.title, entry.date, entry.statements) for entry in found.documents]
    print_table(["document", "title", "date", "statements"], rows)
