"""PDF: the text of each page in reading order, ruled tables as rows, pages apart by form feeds.

Running heads and page numbers stay in the text, at places of their own (``page 3, head``) by which the layout knows
them. First-line indents and wide gaps between paragraphs come as blanks and blank lines: paragraphs are known by them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from graph.errors import InputError
from loaders.readers.glyphs import Glyph, broken, glyphs, joined
from loaders.readers.ruled import Grid, grids
from loaders.readers.text import Lines, Progress, Text

_GAP = 1.7
"""A blank line stands where the way down to the next line is so many times the usual one."""
_WIDEST_INDENT = 30
_EDGE = 3
"""So many lines at the top and at the bottom of a page may be running ones."""
_OFTEN = 0.4
"""They stand on such a share of the pages (right and left pages may have their own) …"""
_LEVEL = 3.0
"""… at a height that differs by so many points at most."""
_ALIGNED = 0.4
"""The margin of a page is the leftmost place where lines begin with so much text as such a share of the fullest's."""
_FEWEST_LINES = 4
_MOST_PAGES = 20_000
_PRINTED = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[,，]?\s*(?:上午|下午)?\d{1,2}:\d{2}|(?:https?|file|about):\S+\s*\d{1,4}\s*/\s*\d{1,4}$"
)


@dataclass(slots=True)
class _Line:
    """A line of running text while it is put together."""

    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs).strip()

    @property
    def em(self) -> float:
        """The size of its ideographs, or of its letters when it has none."""
        drawn = self.drawn()
        return median([glyph.em for glyph in drawn if glyph.wide] or [glyph.em for glyph in drawn])

    def drawn(self) -> list[Glyph]:
        """The glyphs that leave ink."""
        return [glyph for glyph in self.glyphs if glyph.right > glyph.left and not glyph.char.isspace()]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page that may be running: what it says but for numbers, and how high it stands.

    ``line`` is its number in the text, ``side`` is ``head`` or ``foot``. ``printed`` says that it is what browsers
    print around a page: day and hour with the title, address and page number.
    """

    page: int
    line: int
    words: str
    height: float
    side: str
    printed: bool


@dataclass(slots=True)
class _Table:
    """A ruled table of a page with the glyphs of each cell."""

    grid: Grid
    cells: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)


def read(data: bytes, where: str, progress: Progress | None = None) -> Text:
    """The text of a PDF file with the page, and for tables the row, of every stretch.

    Raises:
        InputError: when the file is locked with a password, damaged, or holds pictures of text only.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise InputError(f"{where} is a PDF file locked with a password; save it without one.") from error
        raise InputError(f"{where} is a damaged PDF file ({error}); get it anew.") from error
    try:
        return _read(document, where, progress)
    except pdfium.PdfiumError as error:
        raise InputError(f"{where} is a damaged PDF file ({error}); get it anew.") from error
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, where: str, progress: Progress | None) -> Text:
    total = len(document)
    if total > _MOST_PAGES:
        raise InputError(f"{where} has {total} pages, more than {_MOST_PAGES}; cut it into several files.")
    lines = Lines()
    unread: list[tuple[str, str]] = []
    edges: list[_Edge] = []
    pictures = written = 0
    for number in range(1, total + 1):
        page = document[number - 1]
        try:
            if _add_page(lines, page, number, edges, last=number == total):
                written += 1
            elif _has_picture(page):
                pictures += 1
                unread.append((f"page {number}", "it is a picture without text; run text recognition (OCR) over it"))
        finally:
            page.close()
        if progress is not None:
            progress(number, total)
    for edge in _running(edges, written):
        lines.relabel(edge.line, f"page {edge.page}, {edge.side}")
    if not written and pictures:
        raise InputError(
            f"{where} holds pictures of text only ({pictures} of {total} pages); run text recognition (OCR) over it "
            "and give the file that results."
        )
    if not written:
        raise InputError(f"{where} is a PDF file without any text; give one with text.")
    return Text(lines.text(), lines.parts(), unread=tuple(unread))


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])), None) is not None


def _running(edges: Sequence[_Edge], pages: int) -> list[_Edge]:
    """The lines that stand at one height of many pages with the same words."""
    alike: dict[tuple[str, str], list[_Edge]] = {}
    for edge in edges:
        alike.setdefault((edge.words, edge.side), []).append(edge)
    found = [edge for edge in edges if edge.printed]
    for same in alike.values():
        usual = median(edge.height for edge in same)
        level = [edge for edge in same if abs(edge.height - usual) <= _LEVEL and not edge.printed]
        if len({edge.page for edge in level}) >= max(2, _OFTEN * pages):
            found += level
    return found


def _add_page(lines: Lines, page: pdfium.PdfPage, number: int, edges: list[_Edge], *, last: bool) -> bool:
    """Adds a page and notes its edges; returns whether it holds text. The last thing of a page is a form feed."""
    found = glyphs(page)
    tables = [_Table(grid) for grid in grids(page)] if any(not glyph.char.isspace() for glyph in found) else []
    blocks = _in_order(list(_blocks(found, tables)))
    running = [block for block in blocks if isinstance(block, _Line)]
    margin = _margin(running)
    pitch = _pitch(running)
    above: _Line | None = None
    end = "\n" if last else "\f"
    for place, block in enumerate(blocks):
        close = end if place + 1 == len(blocks) else "\n"
        if isinstance(block, _Table):
            lines.blank()
            _add_table(lines, block, f"page {number}, table {tables.index(block) + 1}", close)
            above = None
            continue
        tabled = place > 0 and isinstance(blocks[place - 1], _Table)
        if tabled or (above is not None and _way(above, block) > _GAP * pitch):
            lines.blank()
        line = lines.line(_indent(block, margin) + block.text, f"page {number}", close)
        above = block
        if (place < _EDGE or place >= len(blocks) - _EDGE) and block.text[-1] not in "。；，、：":
            side = "head" if place < len(blocks) / 2 else "foot"
            words = re.sub(r"[\d\s]+", "", block.text)
            printed = _PRINTED.match(block.text) is not None
            edges.append(_Edge(number, line, words, block.drawn()[0].bottom, side, printed))
    if not blocks:
        lines.line("", end=end)
    return bool(blocks)


def _blocks(found: Sequence[Glyph], tables: Sequence[_Table]) -> Iterator[_Line | _Table]:
    """Lines and tables in the order of the page's content; a table stands where its first cell does."""
    order: list[_Line | _Table] = []
    line = _Line()
    inside: list[Glyph] | None = None
    for glyph in found:
        if glyph.right <= glyph.left and glyph.char != "\n":
            (inside if inside is not None else line.glyphs).append(glyph)
            continue
        cell = None if glyph.char == "\n" else _cell(glyph, tables)
        if glyph.char == "\n":
            inside = None
        elif cell is not None:
            table, key = cell
            if all(table is not known for known in order):
                order += [line, table]
                line = _Line()
            inside = table.cells.setdefault(key, [])
            inside.append(glyph)
            continue
        else:
            inside = None
            line.glyphs.append(glyph)
            continue
        order.append(line)
        line = _Line()
    order.append(line)
    return (block for block in order if isinstance(block, _Table) or block.drawn())


def _in_order(blocks: list[_Line | _Table]) -> list[_Line | _Table]:
    """The blocks from top to bottom; in columns the order of the content stays, but for what stands above or below all.

    Writers often put down the head and the foot of a page before or after its text.
    """
    if len(blocks) < 2:
        return blocks
    boxes = {id(block): _box(block) for block in blocks}
    lines = sorted((boxes[id(block)] for block in blocks), key=lambda box: -box[3])
    beside = any(low[3] > high[1] + (low[3] - low[1]) / 2 for high, low in zip(lines, lines[1:], strict=False))
    if not beside:
        return sorted(blocks, key=lambda block: -boxes[id(block)][3])
    tops, feet = sorted(box[3] for box in lines), sorted(box[1] for box in lines)
    head = [block for block in blocks if boxes[id(block)][1] >= tops[-2]]
    foot = [block for block in blocks if boxes[id(block)][3] <= feet[1] and block not in head]
    return [*head, *(block for block in blocks if block not in head and block not in foot), *foot]


def _box(block: _Line | _Table) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a block."""
    if isinstance(block, _Table):
        return block.grid.xs[0], block.grid.ys[-1], block.grid.xs[-1], block.grid.ys[0]
    drawn = block.drawn()
    return (
        min(glyph.left for glyph in drawn),
        min(glyph.bottom for glyph in drawn),
        max(glyph.right for glyph in drawn),
        max(glyph.top for glyph in drawn),
    )


def _cell(glyph: Glyph, tables: Sequence[_Table]) -> tuple[_Table, tuple[int, int]] | None:
    for table in tables:
        key = table.grid.cell((glyph.left + glyph.right) / 2, glyph.middle)
        if key is not None:
            return table, key
    return None


def _add_table(lines: Lines, table: _Table, label: str, end: str) -> None:
    """Adds a table; the text of a cell that reaches over several rows stands in each of them."""
    grid = table.grid
    texts = {key: joined(broken(found), grid.width(key)) for key, found in table.cells.items()}
    rows: list[list[str]] = []
    for number, owners in enumerate(grid.owner):
        row = [
            texts.get(owner, "") if owner[1] == column and (owner[0] == number or len(set(owners)) > 1) else ""
            for column, owner in enumerate(owners)
        ]
        if len(set(owners)) == 1:
            row = [row[0]] if owners[0][0] == number else []
        rows.append(row)
    for number, row in enumerate(rows, 1):
        if any(row):
            lines.row(row, [f"{label}, row {number}"] * len(row))
    lines.close(end)


def _margin(running: Sequence[_Line]) -> float:
    """Where lines begin: as far left as much of the text does; the first and the last line may be head and foot."""
    inner = running[1:-1] if len(running) > _FEWEST_LINES else running
    written: dict[float, int] = {}
    for line in inner:
        left = line.drawn()[0].left
        near = next((known for known in written if abs(known - left) <= _LEVEL), left)
        written[near] = written.get(near, 0) + len(line.drawn())
    most = max(written.values(), default=0)
    return min((left for left, count in written.items() if count >= _ALIGNED * most), default=0.0)


def _pitch(running: Sequence[_Line]) -> float:
    """The usual way from one line down to the next; infinite when there is none."""
    ways = [_way(above, below) for above, below in zip(running, running[1:], strict=False)]
    down = [way for way in ways if way > 0]
    return median(down) if len(down) > 1 else float("inf")


def _way(above: _Line, below: _Line) -> float:
    return above.drawn()[0].bottom - below.drawn()[0].bottom


def _indent(line: _Line, margin: float) -> str:
    """Ideographic blanks for the room between the margin and a line's first character."""
    first = line.drawn()[0]
    return "\u3000" * max(0, min(round((first.left - margin) / max(line.em, 1.0)), _WIDEST_INDENT))
