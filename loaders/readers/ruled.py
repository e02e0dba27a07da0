"""Ruled tables of a PDF page: the lines drawn on it make a grid, and the grid says in which cell a point lies."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_THIN = 3.0
"""A filled shape that is narrower (in points) is a line."""
_NEAR = 2.5
"""Ends and lines that are closer than so many points meet."""
_SHORTEST = 6.0
_MOST_LINES = 3_000
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: it runs from ``low`` to ``high`` (x when horizontal, else y) at ``at`` on the other axis."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the x of its columns' borders ascending, the y of its rows' borders descending.

    ``owner[row][column]`` is the cell (row, column of its upper left corner) that a square of the grid belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell in which a point lies, or None when it lies outside of the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, -y, key=lambda border: -border), len(self.ys) - 1) - 1
        return self.owner[row][column]

    def width(self, cell: tuple[int, int]) -> float:
        """How wide a cell is, in points."""
        row = self.owner[cell[0]]
        last = max(column for column, owner in enumerate(row) if owner == cell)
        return self.xs[last + 1] - self.xs[cell[1]]


def grids(page: pdfium.PdfPage) -> list[Grid]:
    """The ruled tables of a page, from top to bottom; a frame around text is none.

    Raises:
        PdfiumError: when the page is damaged.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(page):
        if abs(y1 - y0) <= _THIN < _SHORTEST <= abs(x1 - x0):
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _THIN < _SHORTEST <= abs(y1 - y0):
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(across) + len(down) > _MOST_LINES:
            return []
    across, down = _joined(across), _joined(down)
    found = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (-grid.ys[0], grid.xs[0]))


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines drawn on a page: sides of outlines, and filled shapes thin enough to be lines."""
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=_DEPTH):
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium_c.FPDFPath_GetDrawMode(item, filled, stroked):
            continue
        points = _outline(item)
        if stroked.value:
            yield from ((*start, *stop) for start, stop in zip(points, points[1:], strict=False) if start and stop)
        elif filled.value and (drawn := [point for point in points if point]):
            xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                yield min(xs), min(ys), max(xs), max(ys)


def _outline(item: pdfium.PdfObject) -> list[tuple[float, float] | None]:
    """The points of a path on the page; None where the pen is lifted."""
    matrices = [item.get_matrix()]
    holder = item.container
    while holder is not None:
        matrices.append(holder.get_matrix())
        holder = holder.container
    points: list[tuple[float, float] | None] = []
    first: tuple[float, float] | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), _MOST_LINES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            points.append(None)
            first = point
        points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(first)
    return points


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that lie on one another or follow each other put together."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lanes and rule.at - lanes[-1][0].at <= _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    joined: list[Rule] = []
    for lane in lanes:
        at = lane[0].at
        low = high = None
        for rule in sorted(lane, key=lambda rule: rule.low):
            if low is None or high is None:
                low, high = rule.low, rule.high
            elif rule.low <= high + _NEAR:
                high = max(high, rule.high)
            else:
                joined.append(Rule(at, low, high))
                low, high = rule.low, rule.high
        if low is not None and high is not None:
            joined.append(Rule(at, low, high))
    return joined


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch each other, directly or over others."""
    parents = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for i, flat in enumerate(across):
        for j, steep in enumerate(down):
            if flat.low - _NEAR <= steep.at <= flat.high + _NEAR and steep.low - _NEAR <= flat.at <= steep.high + _NEAR:
                parents[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, steep in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(steep)
    return list(groups.values())


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    """The grid that crossing lines make; None when it has less than two columns or is but a frame."""
    xs = _distinct(rule.at for rule in down)
    ys = _distinct(rule.at for rule in across)[::-1]
    if len(xs) < 3 or len(ys) < 2:
        return None
    owner: list[list[tuple[int, int]]] = []
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        cells: list[tuple[int, int]] = []
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            if column and not _covers(down, xs[column], middle):
                cells.append(cells[-1])
            elif row and not _covers(across, ys[row], centre):
                cells.append(owner[row - 1][column])
            else:
                cells.append((row, column))
        owner.append(cells)
    return Grid(tuple(xs), tuple(ys), tuple(tuple(cells) for cells in owner))


def _covers(rules: Iterable[Rule], at: float, point: float) -> bool:
    """Whether a line stands at ``at`` beside ``point``."""
    return any(abs(rule.at - at) <= _NEAR and rule.low - _NEAR <= point <= rule.high + _NEAR for rule in rules)


def _distinct(values: Iterable[float]) -> list[float]:
    """The values ascending, those that meet taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
