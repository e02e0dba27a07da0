"""Breaking the paragraphs of a document at 40 columns keeps what is read in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Document
from loaders.extract import extract
from loaders.genres import segment

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted([*(ROOT / "tests" / "loaders" / "samples").glob("*.txt"), *(ROOT / "data" / "samples").glob("*.txt")])
WIDTH = 40
LISTED = frozenset(("row", "table_header", "table_title"))

Facts = set[tuple[str, str, str, tuple[tuple[str, str], ...]]]


def document(text: str) -> Document:
    return Document("sample", text, "", "", "text")


def facts(text: str) -> Facts:
    reading = extract(document(text))
    names = [entity.name for entity in reading.entities]
    return {
        (names[s.subject], s.predicate, names[s.object], tuple(sorted(s.qualifiers.items())))
        for s in reading.statements
    }


def may_break(line: str, at: int) -> bool:
    """Whether a line may be broken at an offset: not beside a blank and not inside Latin words."""
    pair = line[at - 1 : at + 1]
    return not pair.isascii() and " " not in pair


def broken(line: str) -> str:
    """A line in pieces of 40 characters, none of them beginning or ending next to a blank or inside a Latin word."""
    pieces, start = [], 0
    while len(line) - start > WIDTH:
        back = (at for at in range(start + WIDTH, start + WIDTH // 4, -1) if may_break(line, at))
        ahead = (at for at in range(start + WIDTH + 1, len(line)) if may_break(line, at))
        at = next(back, None) or next(ahead, len(line))
        pieces.append(line[start:at])
        start = at
    return "\n".join([*pieces, line[start:]])


def rewrapped(text: str) -> str:
    """The text with its paragraphs broken; rows of lists and lines set far to the right stay as they are."""
    rows = [block.span(0, len(block.text)) for block in segment(document(text)).blocks if block.role in LISTED]
    lines, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        listed = any(start < end and stop > at for start, stop in rows)
        lines.append(line if listed or "\t" in line or len(line) - len(line.lstrip()) > 8 else broken(line))
        at = end + 1
    return "\n".join(lines)


def share_kept(texts: list[str], show: Callable[[Facts], object]) -> float:
    """The share of facts that are read in the broken texts too; ``show`` is told those that are not."""
    plain = lost = 0
    for text in texts:
        before, after = facts(text), facts(rewrapped(text))
        show(before - after)
        plain, lost = plain + len(before), lost + len(before - after)
    return 1 - lost / plain


def test_samples() -> None:
    assert share_kept([path.read_text(encoding="utf-8") for path in SAMPLES], print) >= 0.98


@pytest.mark.corpus
def test_real_documents(shared: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.txt"))
    assert share_kept([path.read_text(encoding="utf-8") for path in paths], print) >= 0.995
