"""The one-hop network as an ECharts option: places computed here, so the same network always looks the same.

The entity stands in the middle; its neighbours stand in columns to its left and right, grouped by kind, so that every
name has its own line and can be read. Coordinates are those of the chart's own plane (any unit; the chart fits them).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

COLUMN = 22
"""Nodes in one column, at most: what fits the chart's height with one line of text each."""
LINE, HALF = 25.0, 220.0
"""Height of a line, and how far the outermost column stands from the middle; about pixels in a chart 820 wide."""

PALETTE = ("#1f5f99", "#2f8f6b", "#c26a1b", "#8a4fa3", "#b23a48", "#5b7083", "#a38a1c", "#2b8ca3", "#7a5c45", "#6d7a1e")
"""Colours of the kinds, in the vocabulary's order; chosen to be told apart on white and on dark grey."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the chart; ``degree`` is its number of facts in the whole graph."""

    id: str
    name: str
    kind: str
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two entities of the chart, with the words for it."""

    source: str
    target: str
    label: str


def height(nodes: int) -> int:
    """Pixels for a chart of so many nodes: a line each in the fullest column, with room for the legend."""
    rows = min(COLUMN, nodes // 2 + 1)
    return max(320, int(rows * LINE) + 90)


def colours(kinds: Sequence[str]) -> dict[str, str]:
    """A colour for each kind; more kinds than colours start again."""
    return {kind: PALETTE[i % len(PALETTE)] for i, kind in enumerate(kinds)}


def places(centre: str, nodes: Sequence[Node], kinds: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Where each node stands: the centre at (0, 0), the others by kind, then name, in columns left and right."""
    order = {kind: i for i, kind in enumerate(kinds)}
    others = sorted(
        (node for node in nodes if node.id != centre),
        key=lambda node: (order.get(node.kind, len(order)), node.name, node.id),
    )
    found = {centre: (0.0, 0.0)}
    right = (len(others) + 1) // 2
    for side, members in ((1.0, others[:right]), (-1.0, others[right:])):
        columns = [members[i : i + COLUMN] for i in range(0, len(members), COLUMN)]
        for number, column in enumerate(columns):
            for row, node in enumerate(column):
                height = (row - (len(column) - 1) / 2) * LINE + (LINE / 2 if number % 2 else 0.0)
                found[node.id] = (side * HALF * (number + _bend(row, len(column))) / len(columns), height)
    return found


def _bend(row: int, rows: int) -> float:
    """How far out a row of a column stands, 0.75 to 1: a gentle arc, so that edges don't run over names."""
    along = 2 * row / (rows - 1) - 1 if rows > 1 else 0.0
    return 1.0 - 0.25 * along**2


def chart(
    centre: str, nodes: Sequence[Node], edges: Sequence[Edge], kinds: Sequence[str], labels: Mapping[str, str]
) -> dict[str, Any]:
    """The ECharts option of a network around ``centre``; ``labels`` are the kinds' names in the reader's language."""
    where = places(centre, nodes, kinds)
    shown = [kind for kind in kinds if any(node.kind == kind for node in nodes)]
    crowded = len(nodes) > 2 * COLUMN + 1
    return {
        "tooltip": {"confine": True},
        "legend": {"data": [labels[kind] for kind in shown], "top": 0, "selectedMode": "multiple"},
        "color": [colours(kinds)[kind] for kind in shown],
        "animation": False,
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "top": 48,
                "bottom": 16,
                "left": "12%" if crowded else "23%",
                "right": "12%" if crowded else "23%",
                "preserveAspect": True,
                "roam": True,
                "scaleLimit": {"min": 0.5, "max": 6},
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": "#111", "borderWidth": 2}},
                "categories": [{"name": labels[kind]} for kind in shown],
                "data": [_node(node, centre, where[node.id], shown, crowded) for node in nodes],
                "links": [_edge(edge) for edge in edges],
                "lineStyle": {"color": "#9aa7b4", "width": 1, "opacity": 0.55, "curveness": 0.08},
                "emphasis": {"focus": "adjacency", "lineStyle": {"width": 2}},
                "labelLayout": {"hideOverlap": True},
            }
        ],
    }


def _node(node: Node, centre: str, at: tuple[float, float], kinds: Sequence[str], crowded: bool) -> dict[str, Any]:
    middle = node.id == centre
    return {
        "id": node.id,
        "name": node.name,
        "x": at[0],
        "y": at[1],
        "category": kinds.index(node.kind) if node.kind in kinds else 0,
        "symbolSize": 26 if middle else 9 + min(node.degree, 60) ** 0.5,
        "label": {
            "show": True,
            "position": "bottom" if middle else ("right" if at[0] > 0 else "left"),
            "fontSize": 14 if middle else 12,
            "fontWeight": "bold" if middle else "normal",
            "width": 220 if middle else (90 if crowded else 180),
            "overflow": "truncate",
        },
        "tooltip": {"formatter": escape(node.name)},
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {"source": edge.source, "target": edge.target, "tooltip": {"formatter": escape(edge.label)}}


def selected(state: Any, nodes: Sequence[Node]) -> Node | None:
    """The node that was clicked, from the state that the chart element returns."""
    for group in state.selection.selected:
        if group["data_type"] in {"node", "main"} and group["data_indices"]:
            index = group["data_indices"][0]
            return nodes[index] if 0 <= index < len(nodes) else None
    return None
