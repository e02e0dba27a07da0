"""The same content gives the same statements in every format, each with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Document, Reading
from loaders.extract import extract
from loaders.source import document_from_bytes

Told = Callable[[Reading], set[tuple[object, ...]]]


def read(data: bytes, file: str) -> Document:
    return document_from_bytes(data, "sample", Path(file))


def places(reading: Reading) -> dict[str, str | None]:
    """Where each subject's first statement was read."""
    found: dict[str, str | None] = {}
    for s in reading.statements:
        found.setdefault(reading.entities[s.subject].name, reading.document.place(s.start, s.end))
    return found


TEXTS = ["mark.txt", "gb18030.txt", "utf-16.txt", "unmarked.txt", "paper.md"]
PAPERS = ["page.html", "paper.docx", "paper.pdf", "list.csv", "list.xlsx"]


@pytest.mark.parametrize("file", [*TEXTS, *PAPERS])
def test_every_format_states_what_the_text_does(file, content, formats, told: Told) -> None:
    if file.startswith("list") and not content.is_list:
        pytest.skip("running text is no list")
    plain = told(extract(read(formats["utf-8.txt"](content), "utf-8.txt")))
    assert len(plain) >= 8
    assert told(extract(read(formats[file](content), file))) == plain


def test_a_file_may_bear_any_name(formats, news, told: Told) -> None:
    plain = told(extract(read(formats["utf-8.txt"](news), "a.txt")))
    for file in ("page.html", "paper.docx", "paper.pdf"):
        assert told(extract(read(formats[file](news), "letter.doc"))) == plain


def test_what_the_members_list_states(formats, members) -> None:
    reading = extract(read(formats["list.xlsx"](members), "list.xlsx"))
    names = [entity.name for entity in reading.entities]
    told = {(names[s.subject], s.predicate, names[s.object], s.qualifiers.get("role")) for s in reading.statements}
    alliance = "青江省竹材产业技术创新战略联盟"
    assert ("青江林业大学", "leads", alliance, "理事长单位") in told
    assert ("白沙竹业集团有限公司", "member_of", alliance, "副理事长单位") in told
    assert ("月湖竹业有限公司", "member_of", alliance, "成员单位") in told


def test_every_span_stands_in_its_text(content, formats) -> None:
    for file, make in formats.items():
        if file.startswith("list") and not content.is_list:
            continue
        reading = extract(read(make(content), file))
        text = reading.document.text
        for s in reading.statements:
            evidence = "".join(text[s.start : s.end].split())
            ends = (reading.entities[s.subject], reading.entities[s.object])
            assert any("".join(form.split()) in evidence for e in ends for form in (e.name, *e.aliases)), (file, s)
        assert reading.ledger.totals["total"] == sum(
            reading.ledger.count(state) for state in ("stated", "ignored", "unread")
        )


def test_places(formats, members, notice, news) -> None:
    assert places(extract(read(formats["list.xlsx"](members), "m.xlsx")))["月湖竹业有限公司"] == "Sheet!A6 to Sheet!D6"
    assert places(extract(read(formats["list.csv"](members), "m.csv")))["月湖竹业有限公司"] == "A6 to D6"
    word = places(extract(read(formats["paper.docx"](notice), "n.docx")))
    assert word["北原碳材料研究所"] == "table 1, row 4, cell 1 to table 1, row 4, cell 3"
    assert word["青江省科学技术厅"] == "paragraph 1"
    paper = places(extract(read(formats["paper.pdf"](notice), "n.pdf")))
    assert paper["北原碳材料研究所"] == "page 1, table 1, row 4"
    assert places(extract(read(formats["paper.pdf"](news), "n.pdf")))["韦青云"] == "page 1"
    assert places(extract(read(formats["page.html"](news), "n.html")))["韦青云"] is None


def test_parts_are_in_order_and_apart(content, formats) -> None:
    for file in ("paper.docx", "paper.pdf"):
        document = read(formats[file](content), file)
        assert document.parts
        assert all(a.end <= b.start for a, b in zip(document.parts, document.parts[1:], strict=False))
        assert all(part.start < part.end <= len(document.text) for part in document.parts)
        unplaced = [c for at, c in enumerate(document.text) if not any(p.start <= at < p.end for p in document.parts)]
        assert not "".join(unplaced).strip()
