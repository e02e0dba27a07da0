import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from graph.errors import InputError
from loaders.extract import extract
from loaders.readers import word as reader
from loaders.source import document_from_bytes


def saved(document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def rewritten(data: bytes, name: str, change) -> bytes:
    """The same file with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change(old.read(info)) if info.filename == name else old.read(info))
    return written.getvalue()


def test_order_merged_cells_and_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("前文。")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate(
        [("类别", "名称", "负责人"), ("理事", "青江林业大学", "韦青云\n陆放"), ("", "白沙集团", "")]
    ):
        for cell, text in zip(table.rows[row].cells, words, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("甲联盟", style="List Number")
    document.add_paragraph("乙联盟", style="List Number")
    text = reader.read(saved(document), "a.docx")
    assert [line for line in text.text.splitlines() if line] == [
        "前文。", "类别\t名称\t负责人", "理事\t青江林业大学\t韦青云 陆放", "理事\t白沙集团\t", "1.甲联盟", "2.乙联盟",
    ]  # fmt: skip
    assert [part.label for part in text.parts][:3] == [
        "paragraph 1",
        "table 1, row 1, cell 1",
        "table 1, row 1, cell 2",
    ]


def test_heads_feet_and_notes_are_told_apart() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "青江省竹材联盟简报"
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    document.add_paragraph("2021年3月5日，青江省竹材产业技术创新战略联盟成立大会在白沙市召开。")
    reading = extract(document_from_bytes(saved(document), "a"))
    lines = {reading.document.place(line.start, line.end): line.rule for line in reading.ledger.lines}
    assert lines["header"] == lines["footer"] == "running-head"
    assert any(s.predicate == "held_at" for s in reading.statements)


def test_what_word_shows_counts() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("联盟")
    xml = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:del {xml} w:id="1" w:author="x"><w:r><w:delText>曾</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {xml} w:id="2" w:author="x"><w:r><w:t>于3月</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f"<w:smartTag {xml}><w:r><w:t>成立</w:t><w:br/><w:t>大会</w:t></w:r></w:smartTag>"))
    control = f"<w:sdt {xml}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert reader.read(saved(document), "a.docx").text.splitlines() == ["联盟于3月成立", "大会", "控件里的段落"]


def test_one_column_frames_are_lines() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "联盟成立。\n会议召开。"
    text = reader.read(saved(document), "a.docx")
    assert text.text.splitlines() == ["联盟成立。", "会议召开。"]
    assert text.parts[0].label == "table 1, row 1, cell 1"


def test_refusals() -> None:
    good = saved(docx.Document())
    broken = rewritten(good, "word/document.xml", lambda data: data[:100])
    macro = rewritten(
        good,
        "[Content_Types].xml",
        lambda d: d.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main"),
    )
    bomb = rewritten(good, "word/styles.xml", lambda data: b"<a>" + b" " * 30_000_000 + b"</a>")
    for data, words in [
        (good, "nothing but blanks"),
        (good[: len(good) // 2], "damaged ZIP archive or Office file"),
        (broken, "damaged Word file"),
        (macro, "no plain DOCX file"),
        (bomb, "times its packed size"),
    ]:
        with pytest.raises(InputError, match=words):
            document_from_bytes(data, "a")
