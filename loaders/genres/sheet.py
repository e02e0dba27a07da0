"""Lists whose cells are known (CSV, XLSX): each sheet an article with its title, headings and rows."""

from collections.abc import Mapping, Sequence

from loaders.genres.build import Builder
from loaders.genres.cells import row_of_lines
from loaders.genres.tables import announced
from loaders.genres.traced import Traced, traced
from loaders.layout import Layout
from loaders.readers.columns import comparable
from loaders.readers.sheet import Plan, plan_of, tables

GENRE = "text"


def segment(folded: str, source: str, given: Mapping[str, str]) -> Layout:
    """The layout of a text that :func:`loaders.readers.sheet.read_sheets` made.

    ``given`` are the roles of columns that a person gave. A row with one cell among wider ones is a remark or a title.
    """
    builder = Builder()
    titles: list[str] = []
    for rows in tables(source):
        plan = plan_of([cells for _, cells in rows], given)
        lines = [_cells(folded, at, cells) for at, cells in rows]
        builder.open_article()
        titles.append(_add_titles(builder, lines[: plan.titles]))
        if plan.headings:
            _add_rows(builder, lines[plan.titles :], plan, titles[-1])
    title = next((text for text in titles if text), None)
    return Layout(GENRE, tuple(builder.blocks), tuple(builder.articles), tuple(builder.lists), title=title)


def _cells(folded: str, at: int, cells: Sequence[str]) -> list[Traced]:
    """The cells of a line that begins at the source offset ``at``."""
    found: list[Traced] = []
    for cell in cells:
        found.append(traced(folded, at, at + len(cell)).strip())
        at += len(cell) + 1
    return found


def _add_titles(builder: Builder, lines: Sequence[Sequence[Traced]]) -> str:
    """Adds what stands above the headings; the first line is the title."""
    title = ""
    for cells in lines:
        row = row_of_lines(cells, [])
        if title or len(row.cells) > 1:
            builder.add("paragraph", row.body)
        else:
            builder.name_article(builder.add("title", row.body))
            title = row.body.text
    return title


def _add_rows(builder: Builder, lines: Sequence[Sequence[Traced]], plan: Plan, title: str) -> None:
    """Adds headings and rows under a new list number."""
    names = [column.heading or "" for column in plan.columns]
    list_id = builder.open_list(title, announced(title))
    for number, cells in enumerate(lines):
        if number < plan.headings or _repeats(cells, plan):
            head = row_of_lines(cells, [])
            builder.add("table_header", head.body, cells=head.cells, list_id=list_id)
            continue
        row = row_of_lines(cells, names)
        if len(plan.columns) > 1 and len(row.cells) == 1:
            builder.add("paragraph", row.body)
        else:
            told = [cell for cell in row.cells if cell.heading]  # the others are text that nothing is read from
            builder.add("row", row.body, cells=told, list_id=list_id)


def _repeats(cells: Sequence[Traced], plan: Plan) -> bool:
    """Whether a row is the headings once more, as on each printed page."""
    written = [comparable(cell.text) for cell in cells if cell.text]
    return len(written) > 1 and written == [comparable(column.written) for column in plan.columns if column.written]
