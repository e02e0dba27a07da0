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
        print_json(found)
        return
    home = found["store"]
    print_text(f"Neo4j {home['version']} {home['edition']}, {home['uri']}{' (embedded)' if home['embedded'] else ''}\n")
    print_table(["entities", "count"], found["entities"].items())
    print_text("")
    print_table(["statements", "count"], found["statements"].items())
    print_text("")
    columns = ["document", "title", "date", "statements"]
    print_table(columns, [[document[column] for column in columns] for document in found["documents"]])
