"""Tables of a page: which are tables of data, and their cells as rows."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from loaders.fold import CJK
from loaders.readers.text import cell_of_lines

_ARRANGED = "table, h1, h2, ul, ol, form"
"""What stands in no cell of data."""
_LONGEST_CELL = 400
_MOST_BLOCKS = 4
_WIDEST_SPAN = 100
_WIDE = f"[{CJK}，。、；：！？“”‘’《》【】〔〕（）]"
_SPACE = re.compile("[ \t\r\n\f]+")
_TURN = re.compile(f"(?<={_WIDE})[ \t\r\n\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")


def page_table(table: LexborNode) -> list[list[str]] | None:
    """The rows of a table of data, or None when the table only arranges a page.

    Such a table holds another, has one column, or has cells that are long or of many paragraphs. A cell that spans
    rows stands in each of them; one that spans columns leaves the others empty, alone in its row it is a line.
    """
    if any(inner.mem_id != table.mem_id for inner in table.css(_ARRANGED)):
        return None
    rows = [[child for child in _children(row) if child.tag in {"td", "th"}] for row in table.css("tr")]
    texts = [[cell_text(cell) for cell in row] for row in rows]
    if max((len(row) for row in rows), default=0) < 2:
        return None
    for row, written in zip(rows, texts, strict=True):
        for cell, text in zip(row, written, strict=True):
            if len(text) > _LONGEST_CELL or len(cell.css("p, div")) > _MOST_BLOCKS:
                return None
    caption = table.css_first("caption")
    head = [[cell_text(caption)]] if caption is not None and cell_text(caption) else []
    return [*head, *(row for row in _spread(rows, texts) if any(row))]


def cell_text(cell: LexborNode) -> str:
    """The text of a cell on one line: parts that a page shows below each other are apart by a blank."""
    pieces: list[str] = []
    stack: list[LexborNode | str] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if node.tag == "-text":
            pieces.append(_SPACE.sub(" ", _TURN.sub("", node.text_content or "")))
            continue
        if node.tag in {"script", "style", "template"} or node.is_comment_node:
            continue
        apart = node.tag in {"br", "p", "div", "li"}
        if apart:
            pieces.append("\n")
            stack.append("\n")
        child = node.last_child
        while child is not None:
            stack.append(child)
            child = child.prev
    return cell_of_lines("".join(pieces).split("\n"))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _spread(rows: list[list[LexborNode]], texts: list[list[str]]) -> Iterator[list[str]]:
    """The rows with their cells at the columns where a page shows them."""
    hanging: dict[int, tuple[int, str]] = {}  # column → how many rows a cell from above still reaches down, its text
    for row, written in zip(rows, texts, strict=True):
        cells: dict[int, str] = {column: text for column, (_, text) in hanging.items()}
        hanging = {column: (left - 1, text) for column, (left, text) in hanging.items() if left > 1}
        taken = set(cells)
        column = 0
        for cell, text in zip(row, written, strict=True):
            while column in taken:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(across):
                cells[column + offset] = text if offset == 0 else ""
                if down > 1:
                    hanging[column + offset] = (down - 1, text if offset == 0 else "")
            taken.update(range(column, column + across))
            column += across
        filled = [text for text in cells.values() if text]
        if len(row) == 1 and len(filled) == 1:
            yield filled
        else:
            yield [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]


def _span(cell: LexborNode, name: str) -> int:
    written = cell.attributes.get(name) or "1"
    number = int(written) if re.fullmatch(r"\s*\d{1,4}\s*", written) else 1
    return min(max(number, 1), _WIDEST_SPAN)
