"""What must hold for every document, whatever it says."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import wrong_evidence, wrong_ledger
from graph.model import Document
from loaders.extract import extract
from loaders.fold import fold, is_blank
from loaders.genres import segment
from loaders.genres.lines import Mark, split_lines
from loaders.genres.running import apart
from loaders.layout import Layout
from loaders.ledger import account, units

SAMPLES = sorted(Path(__file__).parent.joinpath("samples").glob("*.txt"))
MARKUP = set("#*-+•●➤>|_[]()<>、.)（）．0123456789一二三四五六七八九十：:/…·") | set("abcdefghijklmnopqrstuvwxyz@")
LINES = (Path(__file__).parent / "lines.txt").read_text(encoding="utf-8").split("\n") + ["", "\u200b", "\t\t"]
DOCUMENTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=30).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\f", "\u2028"]).map(lambda end: end.join(lines))
)


def check(text: str) -> Layout:
    document = Document("sample", text, "", "", "text")
    folded = fold(text)
    layout = segment(document)
    seen: Counter[int] = Counter()
    last = -1
    for block in layout.blocks:
        assert block.text
        sources = [block.source(at) for at in range(len(block.text))]
        assert sources == sorted(sources)
        assert sources[0] > last
        last = sources[-1]
        seen.update(sources)
        for character, source in zip(block.text, sources, strict=True):
            assert character == folded[source] or (character == " " and is_blank(folded[source]))
        at = 0
        for cell in block.cells:
            assert at <= cell.start < cell.end <= len(block.text)
            at = cell.end
    assert all(count == 1 for count in seen.values())
    _, heads = apart(split_lines(folded, text), document, folded)  # inside a paragraph they are in no block
    seen.update(at for head in heads for at in range(head.full.start, head.full.end) if at not in seen)
    missing = {folded[at] for at in range(len(text)) if not is_blank(text[at]) and at not in seen}
    assert missing <= MARKUP
    for article in layout.articles:
        assert article.title is None or 0 <= article.title < len(layout.blocks)
        assert article.guide is None or layout.blocks[article.guide].role == "guide"
    assert {block.list_id for block in layout.blocks} - {None} == set(range(len(layout.lists)))
    check_units(document, layout)
    return layout


def check_units(document: Document, layout: Layout) -> None:
    text = document.text
    found = units(text, layout)
    covered = Counter(at for unit in found for at in range(unit.start, unit.end))
    assert all(count == 1 for count in covered.values())
    assert all(covered[at] for at in range(len(text)) if not is_blank(text[at]))
    ledger = account(document, layout, [], lambda unit: "联盟" in unit)
    totals = ledger.totals
    assert totals["total"] == len(found) == totals["stated"] + totals["ignored"] + totals["unread"]


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_documents_of_any_lines(text: str) -> None:
    if text.strip():
        check(text)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_evidence_of_any_lines(text: str) -> None:
    if text.strip():
        reading = extract(Document("sample", text, "", "", "text"))
        assert not [*wrong_evidence(reading), *wrong_ledger(reading)]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("联盟,，。；：()（）《》“”1２a 　\t\n\r#*-|年月期第号附件一、")))
def test_documents_of_any_characters(text: str) -> None:
    if any(not is_blank(character) for character in text):
        check(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    check(path.read_text(encoding="utf-8"))


@pytest.mark.corpus
def test_real_documents(shared: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.txt"))
    assert paths
    for path in paths:
        check(path.read_text(encoding="utf-8"))


def test_marks_are_closed() -> None:
    assert set(Mark.__args__) == {"heading", "bullet", "section", "bold", "quote"}
