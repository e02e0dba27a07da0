"""The mark of the graph's state: cheap to read, another one whenever the graph has changed."""

from dataclasses import dataclass

from graph.store import Store

READ_MARK = (
    "OPTIONAL MATCH (state:GraphState {id: 'state'}) WITH coalesce(max(state.changes), 0) AS changes "
    "CALL () { MATCH (n) RETURN count(n) AS nodes } CALL () { MATCH ()-[r]->() RETURN count(r) AS relationships } "
    "RETURN changes, nodes, relationships"
)
"""All three are counters that the store keeps, so nothing is scanned."""


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """How often the writer changed the graph, and how many nodes and relationships there are.

    The counts tell of changes that other tools made, if they added or removed anything.
    """

    changes: int
    nodes: int
    relationships: int


def change_mark(store: Store) -> ChangeMark:
    """The mark of the graph as it is now."""
    (row,) = store.read(READ_MARK)
    return ChangeMark(row["changes"], row["nodes"], row["relationships"])
