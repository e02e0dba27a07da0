"""Files of every format made from the same content, so that each can be asked for the same statements."""

import csv
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from graph.model import Reading
from graph.text import match_key

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Content:
    """A document: its title, paragraphs, and a table with a title above it."""

    title: str
    paragraphs: Sequence[str] = ()
    caption: str = ""
    rows: Rows = ()

    @property
    def is_list(self) -> bool:
        return not self.paragraphs


NEWS = Content(
    "青江省竹材产业技术创新战略联盟成立大会召开",
    [
        "2021年3月5日，青江省竹材产业技术创新战略联盟成立大会在白沙市召开，来自青江林业大学、白沙竹业集团有限公司等二十二家"
        "单位的代表参加会议。会议由青江省科学技术厅副厅长郑柏森主持。",
        "大会选举青江林业大学校长韦青云为联盟理事长，选举白沙竹业集团有限公司总经理陆放为联盟秘书长。青江省林业厅副厅长温故"
        "出席会议并讲话，他希望联盟在竹材加工、竹建材标准和竹林碳汇等方面多做工作，为全省竹产业的发展提供支撑。",
        "联盟将与月湖市人民政府签订合作协议，共建竹材检测平台，并于年内完成《竹集材加工技术规程》的编制。",
    ],
)
MEMBERS = Content(
    "青江省竹材产业技术创新战略联盟成员单位名单",
    rows=[
        ["序号", "企业全称", "会员类型", "所在地"],
        ["1", "青江林业大学", "理事长单位", "白沙市"],
        ["2", "白沙竹业集团有限公司", "副理事长单位", "白沙市"],
        ["3", "青江省竹材加工研究所", "理事单位", "月湖市"],
        ["4", "月湖竹业有限公司", "成员单位", "月湖市"],
    ],
)
NOTICE = Content(
    "青江省科学技术厅关于公布2020年度产业技术创新战略联盟试点名单的通知",
    [
        "各设区市科技局，各有关单位：",
        "根据《青江省产业技术创新战略联盟管理办法》，经组织申报、专家评审和公示，决定将竹材产业技术创新战略联盟等4家联盟列为"
        "第一批试点联盟，名单见附件。请各联盟认真落实工作方案，按时报送年度总结。",
        "附件：2020年度产业技术创新战略联盟试点名单",
        "青江省科学技术厅",
        "2020年11月6日",
    ],
    "附件：2020年度产业技术创新战略联盟试点名单",
    [
        ["序号", "联盟名称", "牵头单位"],
        ["1", "竹材产业技术创新战略联盟", "青江林业大学"],
        ["2", "深水网箱养殖产业技术创新战略联盟", "东澳海洋大学"],
        ["3", "石墨烯制备产业技术创新战略联盟", "北原碳材料研究所"],
        ["4", "3D打印医疗器械产业技术创新战略联盟", "北原医科大学"],
    ],
)


def text(content: Content) -> str:
    rows = ["\t".join(row) for row in content.rows]
    return "\n".join([content.title, "", *content.paragraphs, "", *filter(None, [content.caption]), *rows]) + "\n"


def markdown(content: Content) -> bytes:
    rows = [f"| {' | '.join(row)} |" for row in content.rows]
    if rows:
        rows.insert(1, "|" + "---|" * len(content.rows[0]))
    blocks = [f"# {content.title}", *content.paragraphs, *filter(None, [content.caption]), "\n".join(rows)]
    return "\n\n".join(blocks).encode()


def page(content: Content) -> bytes:
    paragraphs = "".join(f"<p>&emsp;&emsp;{escape(text)}</p>\n" for text in content.paragraphs)
    caption = f"<p>{escape(content.caption)}</p>" if content.caption else ""
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>\n" for row in content.rows
    )
    return (
        "<!DOCTYPE html><html><head><meta charset=gb2312><style>p {margin: 0}</style>"
        "<script>var a = '<p>无</p>';</script>"
        f"<title>{escape(content.title)}</title></head>\n<body><h1>{escape(content.title)}</h1>\n{paragraphs}{caption}"
        f"<table border=1>{rows}</table></body></html>"
    ).encode("gb18030")


def word(content: Content) -> bytes:
    document = docx.Document()
    document.add_heading(content.title, 0)
    for paragraph in [*content.paragraphs, *filter(None, [content.caption])]:
        document.add_paragraph(paragraph)
    if content.rows:
        table = document.add_table(rows=0, cols=len(content.rows[0]))
        for row in content.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def paper(
    content: Content, font: str = "STSong-Light", head: str = "", size: tuple[float, float] = (595, 842)
) -> bytes:
    """A PDF file, its table ruled; every page bears ``head`` and its number."""
    if font == "STSong-Light":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle("body", fontName=font, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0)
    title = ParagraphStyle("title", parent=plain, fontSize=18, leading=28, alignment=1, spaceAfter=14)
    cell = ParagraphStyle("cell", parent=plain, fontSize=10, leading=14)
    flow = [Paragraph(content.title, title)]
    for paragraph in content.paragraphs:
        flow.append(Paragraph(paragraph, body if "。" in paragraph else plain))
    if content.caption:
        flow += [Spacer(1, 24), Paragraph(content.caption, plain)]
    if content.rows:
        table = Table(
            [[Paragraph(words, cell) for words in row] for row in content.rows],
            colWidths=[40, *[400 / (len(content.rows[0]) - 1)] * (len(content.rows[0]) - 1)],
            repeatRows=1,
        )
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))])
        flow.append(table)

    def edges(canvas, document) -> None:
        canvas.setFont(font, 9)
        canvas.drawString(72, size[1] - 40, head)
        canvas.drawCentredString(size[0] / 2, 30, f"- {document.page} -")

    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=size).build(flow, onFirstPage=edges, onLaterPages=edges)
    return written.getvalue()


def embedded_font() -> str | None:
    """A Chinese TrueType font of this machine that can be embedded, registered; None when there is none."""
    for pattern in (
        "*wqy*.tt?",
        "*simsun*.tt?",
        "*simhei*.ttf",
        "*Droid*Fallback*.ttf",
        "*NotoSansSC*.ttf",
        "*msyh*.tt?",
    ):
        for folder in ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts")):
            for path in sorted(Path(folder).rglob(pattern)) if Path(folder).is_dir() else ():
                try:
                    pdfmetrics.registerFont(TTFont("embedded", str(path)))
                except (TTFError, OSError):
                    continue
                return "embedded"
    return None


def comma(content: Content) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([[content.title], *content.rows])
    return written.getvalue().encode("gb18030")


def workbook(content: Content) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([content.title])
    for row in content.rows:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(content.rows[0]))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


FORMATS: dict[str, Callable[[Content], bytes]] = {
    "utf-8.txt": lambda content: text(content).encode(),
    "mark.txt": lambda content: text(content).encode("utf-8-sig"),
    "gb18030.txt": lambda content: text(content).encode("gb18030"),
    "utf-16.txt": lambda content: text(content).encode("utf-16"),
    "unmarked.txt": lambda content: text(content).encode("utf-16-le"),
    "paper.md": markdown,
    "page.html": page,
    "paper.docx": word,
    "paper.pdf": paper,
    "list.csv": comma,
    "list.xlsx": workbook,
}


def statements(reading: Reading) -> set[tuple[object, ...]]:
    """What a reading states, without where: facts and values by the names of their ends."""

    def name(index: int) -> tuple[str, str]:
        entity = reading.entities[index]
        return entity.kind, match_key(entity.name)

    facts = {(name(s.subject), s.predicate, name(s.object), *sorted(s.qualifiers.items())) for s in reading.statements}
    return facts | {(name(v.subject), v.property, v.value, v.date) for v in reading.values}


@pytest.fixture
def told() -> Callable[[Reading], set[tuple[object, ...]]]:
    """Statements of a reading as a set that two formats can be compared by."""
    return statements


@pytest.fixture(params=["news", "members", "notice"])
def content(request: pytest.FixtureRequest) -> Content:
    """A report, a list of members, and a notice with an annexed list."""
    return {"news": NEWS, "members": MEMBERS, "notice": NOTICE}[request.param]


@pytest.fixture
def formats() -> dict[str, Callable[[Content], bytes]]:
    """How to make a file of each format, by a name such a file may bear."""
    return FORMATS


@pytest.fixture
def news() -> Content:
    return NEWS


@pytest.fixture
def members() -> Content:
    return MEMBERS


@pytest.fixture
def notice() -> Content:
    return NOTICE


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Makes a PDF file of a content: font, head of its pages and their size may be given."""
    return paper


@pytest.fixture
def archive() -> Callable[[Content], bytes]:
    """Makes a ZIP archive with a content in two formats and an empty file."""

    def packed(content: Content) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as made:
            for name, data in (("a.docx", word(content)), ("b.html", page(content)), ("empty.txt", b"")):
                made.writestr(name, data)
        return written.getvalue()

    return packed


@pytest.fixture
def chinese_font() -> str:
    """A Chinese font to be embedded."""
    font = embedded_font()
    if font is None:
        pytest.skip("no Chinese TrueType font is installed")
    return font


@pytest.fixture
def chromium() -> str:
    """The path of a Chromium; tests that need it are skipped where there is none, but fail in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "needs Chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
