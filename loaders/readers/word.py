"""DOCX: paragraphs and tables in the order of the document, then footnotes, heads and feet of pages.

What Word shows counts: numbers of lists are written out, deleted text is left out, text boxes follow the paragraph they
hang on. A page is nothing that the file knows, so places are paragraphs and cells.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from graph.errors import InputError
from loaders.readers.container import open_container
from loaders.readers.numbering import Numbering, W, read_numbering
from loaders.readers.text import Lines, Text, cell_of_lines
from loaders.readers.wordtext import blocks, box_texts, has_heading_style, indent, paragraph_text

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_LONGEST_CELL = 400
_DAMAGE = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, AttributeError, TypeError, EOFError
)  # fmt: skip
"""What the library raises for files that are not as they should be."""
_MOST_COLUMNS = 200


def read(data: bytes, where: str) -> Text:
    """The text of a DOCX file with the paragraph or cell of every stretch.

    Raises:
        InputError: when the file is damaged, oversize, or another kind of Word file.
    """
    open_container(data, where).close()
    try:
        return _read(docx.Document(io.BytesIO(data)))
    except _DAMAGE as error:
        raise InputError(f"{where} is a damaged Word file ({error}); open it in Word and save it anew.") from error
    except (ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{where} is no plain DOCX file ({error}); save it as DOCX without a password.") from error


def _read(document: Document) -> Text:
    reader = _Reader(_numbering(document))
    reader.add(document.element.body)
    for kind in ("footnote", "endnote"):
        _add_notes(reader.lines, document, kind)
    for kind in ("header", "footer"):
        _add_margins(reader.lines, document, kind)
    return Text(reader.lines.text(), reader.lines.parts())


def _numbering(document: Document) -> Numbering:
    lists, styles = _related(document, "numbering"), _related(document, "styles")
    return read_numbering(lists[0] if lists else None, styles[0] if styles else None)


def _related(document: Document, kind: str) -> list[Any]:
    """The root elements of the parts of one kind that the document refers to, in the order of their names."""
    parts = {
        str(relation.target_part.partname): relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype == _RELATION + kind and not relation.is_external
    }
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return [etree.fromstring(parts[name].blob, parser) for name in sorted(parts)]


class _Reader:
    """Puts the body's blocks into lines; lives inside one call."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines = Lines()
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0

    def add(self, container: Any) -> None:
        """Adds the paragraphs and tables of a container in order."""
        for element in blocks(container):
            if element.tag == f"{W}p":
                self._paragraphs += 1
                self._add_paragraph(element, f"paragraph {self._paragraphs}")
            else:
                self._tables += 1
                self._add_table(element, f"table {self._tables}")

    def _add_paragraph(self, element: Any, label: str) -> None:
        text = self._numbering.label(element) + paragraph_text(element)
        if not text.strip():
            self.lines.blank()
        else:
            heading = has_heading_style(element)
            self.lines.line(indent(element) + text.strip("\n").rstrip(), label)
            if heading:
                self.lines.blank()
        for box in box_texts(element):
            self.lines.line(box, f"{label}, text box")

    def _add_table(self, table: Any, label: str) -> None:
        """Adds a table; one that only frames text comes as lines."""
        rows = [list(blocks(row, "tc")) for row in blocks(table, "tr")]
        lines = [[self._cell_lines(cell) for cell in row] for row in rows]  # once: numbers of lists count on
        texts = [[_on_one_line(cell) for cell in row] for row in lines]
        framing = max((len(row) for row in rows), default=0) < 2 or any(
            len(text) > _LONGEST_CELL for row in texts for text in row
        )
        above: dict[int, str] = {}
        self.lines.blank()
        for number, (row, written) in enumerate(zip(rows, texts, strict=True), 1):
            if framing:
                for place, cell in enumerate(lines[number - 1], 1):
                    for line in cell:
                        self.lines.line(line, f"{label}, row {number}, cell {place}")
                continue
            cells, labels = _placed(row, written, above, f"{label}, row {number}")
            if len(row) == 1 and any(cells):
                self.lines.row([cells[0]], [labels[0]])
            elif any(cells):
                self.lines.row(cells, labels)
        self.lines.blank()

    def _cell_lines(self, cell: Any) -> list[str]:
        """The lines of a cell; those of a table inside it are its rows."""
        found: list[str] = []
        for element in blocks(cell):
            if element.tag == f"{W}p":
                found.append(self._numbering.label(element) + paragraph_text(element))
                found += box_texts(element)
            else:
                found += [
                    " ".join(filter(None, (_on_one_line(self._cell_lines(inner)) for inner in blocks(row, "tc"))))
                    for row in blocks(element, "tr")
                ]
        return [line.strip() for line in found if line.strip()]


def _on_one_line(lines: list[str]) -> str:
    return cell_of_lines(part for line in lines for part in line.split("\n")).replace("\t", " ")


def _placed(
    row: list[Any], written: list[str], above: dict[int, str], label: str
) -> tuple[list[str], list[str | None]]:
    """A row's texts at their columns; a cell merged with the one above it holds its text too."""
    cells: list[str] = []
    labels: list[str | None] = []
    for place, (cell, text) in enumerate(zip(row, written, strict=True), 1):
        properties = cell.find(f"{W}tcPr")
        span = merge = None
        if properties is not None:
            span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
        column = len(cells)
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            above[column] = text or above.get(column, "")
        else:
            above[column] = text
        width = span.get(f"{W}val", "1") if span is not None else "1"
        wide = min(int(width), _MOST_COLUMNS) if width.isdigit() else 1
        cells += [above[column], *[""] * (wide - 1)]
        labels += [f"{label}, cell {place}"] * max(wide, 1)
    return cells, labels


def _add_notes(lines: Lines, document: Document, kind: str) -> None:
    """Adds the footnotes or endnotes, each a line of its own."""
    notes = [note for root in _related(document, f"{kind}s") for note in root if note.get(f"{W}type") is None]
    if notes:
        lines.blank()
    for number, note in enumerate(notes, 1):
        text = " ".join(filter(None, (paragraph_text(element).strip() for element in note.iter(f"{W}p"))))
        if text:
            lines.line(text, f"{kind} {number}")


def _add_margins(lines: Lines, document: Document, kind: str) -> None:
    """Adds what stands at the head (or foot) of the pages, each wording once."""
    texts: dict[str, None] = {}
    for root in _related(document, kind):
        texts |= dict.fromkeys(_margin_lines(root))
    if texts:
        lines.blank()
    for text in texts:
        lines.line(text, kind)


def _margin_lines(root: Any) -> Iterator[str]:
    for element in root.iter(f"{W}p"):
        text = " ".join(paragraph_text(element).split())
        if text:
            yield text
