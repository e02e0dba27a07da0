import io
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.errors import InputError
from loaders.extract import extract
from loaders.readers import pdf as reader
from loaders.readers.glyphs import RADICALS
from loaders.source import document_from_bytes


@pytest.fixture
def canvas():
    """Draws pages by a function of (canvas, page number) and gives the file."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def draw(page, pages: int = 1, encrypt=None) -> bytes:
        written = io.BytesIO()
        drawn = Canvas(written, pagesize=A4, encrypt=encrypt)
        for number in range(1, pages + 1):
            drawn.setFont("STSong-Light", 12)
            page(drawn, number)
            drawn.showPage()
        drawn.save()
        return written.getvalue()

    return draw


def test_sentences_go_on_over_pages_and_heads_are_ignored(pdf, news, told, formats) -> None:
    small = (595, 250)
    document = document_from_bytes(pdf(news, head="青江省科学技术厅工作简报", size=small), "news")
    pages = {part.label.split(",")[0] for part in document.parts}
    assert len(pages) >= 3
    reading = extract(document)
    assert told(reading) == told(extract(document_from_bytes(formats["utf-8.txt"](news), "news")))
    assert sum(part.label.endswith((", head", ", foot")) for part in document.parts) == 2 * len(pages)
    heads = [line for line in reading.ledger.lines if line.rule == "running-head"]  # those between paragraphs
    assert {document.place(line.start, line.end) for line in heads} >= {"page 1, head", f"page {len(pages)}, foot"}
    spans = {document.place(s.start, s.end) for s in reading.statements}
    assert any(" to " in place for place in spans), "a sentence stands on two pages"


def test_tables_go_on_over_pages(pdf, notice, told, formats) -> None:
    reading = extract(document_from_bytes(pdf(notice, head="青江省", size=(595, 300)), "notice"))
    assert told(reading) == told(extract(document_from_bytes(formats["utf-8.txt"](notice), "notice")))


def test_an_embedded_font(pdf, notice, chinese_font, told, formats) -> None:
    reading = extract(document_from_bytes(pdf(notice, font=chinese_font), "notice"))
    assert told(reading) == told(extract(document_from_bytes(formats["utf-8.txt"](notice), "notice")))


@pytest.mark.browser
def test_what_a_browser_prints(chromium: str, tmp_path: Path, content, told, formats) -> None:
    """Embedded fonts of another kind, frames drawn in another way, heads and feet in the margins."""
    source, printed = tmp_path / "a.html", tmp_path / "a.pdf"
    source.write_bytes(formats["page.html"](content))
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = extract(document_from_bytes(printed.read_bytes(), "a"))
    assert told(reading) == told(extract(document_from_bytes(formats["utf-8.txt"](content), "a")))


def test_merged_cells_and_wrapped_cells(canvas) -> None:
    def page(c, _) -> None:
        for y in (700, 660, 580):
            c.line(100, y, 400, y)
        c.line(200, 620, 400, 620)
        for x in (100, 200, 300, 400):
            c.line(x, 700, x, 580)
        for x, y, words in [
            (110, 675, "类别"), (210, 675, "名称"), (310, 675, "备注"), (110, 630, "理事单位"),
            (210, 645, "青江林业大学材"), (210, 628, "料学院"), (210, 600, "白沙集团"), (310, 600, "新增"),
        ]:  # fmt: skip
            c.drawString(x, y, words)

    text = reader.read(canvas(page), "a.pdf")
    assert text.text.splitlines() == [
        "类别\t名称\t备注",
        "理事单位\t青江林业大学材料学院\t",
        "理事单位\t白沙集团\t新增",
    ]
    assert [part.label for part in text.parts] == [f"page 1, table 1, row {row}" for row in (1, 2, 3)]


def test_a_frame_around_text_is_no_table(canvas) -> None:
    def page(c, _) -> None:
        c.rect(90, 600, 300, 120)
        c.drawString(100, 690, "联盟成立大会召开")
        c.line(100, 685, 300, 685)
        c.drawString(100, 640, "会议圆满结束。")

    assert reader.read(canvas(page), "a.pdf").text.split() == ["联盟成立大会召开", "会议圆满结束。"]


def test_radicals_are_read_as_the_words_they_stand_for(canvas) -> None:
    data = canvas(lambda c, _: c.drawString(100, 700, "联盟"))
    assert reader.read(data, "a.pdf").text == "联盟"
    assert "⽅⾯⻄⻘⼾".translate(RADICALS) == "方面西青户"


def test_progress_and_many_pages(canvas) -> None:
    seen: list[tuple[int, int]] = []
    data = canvas(lambda c, number: c.drawString(100, 700, f"第{number}次会议在白沙市召开。"), pages=40)
    text = reader.read(data, "a.pdf", lambda done, total: seen.append((done, total)))
    assert seen == [(number, 40) for number in range(1, 41)]
    assert text.text.count("\f") == 39
    assert text.parts[-1].label == "page 40"


def picture() -> bytes:
    made = pdfium.PdfDocument.new()
    page = made.new_page(200, 200)
    image = pdfium.PdfImage.new(made)
    bitmap = pdfium.PdfBitmap.new_native(8, 8, pdfium.raw.FPDFBitmap_BGR)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(200, 200))
    page.insert_obj(image)
    page.gen_content()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_refusals(canvas) -> None:
    good = canvas(lambda c, _: c.drawString(100, 700, "联盟成立。"))
    locked = canvas(lambda c, _: c.drawString(100, 700, "联盟成立。"), encrypt=StandardEncryption("secret"))
    open_to_read = canvas(lambda c, _: c.drawString(100, 700, "联盟成立。"), encrypt=StandardEncryption("", "owner"))
    assert document_from_bytes(open_to_read, "a").text == "联盟成立。"
    for data, words in [
        (locked, "locked with a password"),
        (good[:200], "damaged PDF file"),
        (b"%PDF-1.4\n", "damaged PDF file"),
        (picture(), "run text recognition"),
        (canvas(lambda c, _: None), "without any text"),
    ]:
        with pytest.raises(InputError, match=words) as caught:
            document_from_bytes(data, "a")
        assert "<a>" in str(caught.value)
