from collections.abc import Callable

import pytest

from loaders.layout import Block, Layout

Reader = Callable[[str], Layout]
UNITS = [
    ("海藻产业技术创新战略联盟", "青江海洋大学"),
    ("3D打印产业联盟", "东澳大学"),
    ("竹材（改性）产业联盟", "南屏竹业公司"),
]
HEADER = ("序号", "联盟名称", "责任主体单位")
TITLE = "2015年度试点联盟名单\n（共3家）\n"


def rows(layout: Layout) -> list[list[tuple[str | None, str]]]:
    return [cells(block) for block in layout.blocks if block.role == "row"]


def cells(block: Block) -> list[tuple[str | None, str]]:
    return [(cell.heading, block.text[cell.start : cell.end]) for cell in block.cells]


EXPECTED = [
    [("序号", str(at)), ("联盟名称", name.replace("（", "(").replace("）", ")")), ("责任主体单位", unit)]
    for at, (name, unit) in enumerate(UNITS, 1)
]


@pytest.mark.parametrize("between", ["\t", "  ", " ", "", " | "], ids=["tabs", "gaps", "blanks", "glued", "bars"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"], ids=["lf", "crlf", "blank lines"])
def test_rows_however_parted(layout_of: Reader, between: str, end: str) -> None:
    table = [HEADER, *((str(at), *unit) for at, unit in enumerate(UNITS, 1))]
    layout = layout_of(TITLE + end.join(between.join(row) for row in table))
    assert rows(layout) == EXPECTED
    assert (layout.lists[0].title, layout.lists[0].announced) == ("2015年度试点联盟名单", 3)


@pytest.mark.parametrize("header", ["", "序号联盟名称责任主体单位"])
def test_a_list_run_together_on_one_line(layout_of: Reader, header: str) -> None:
    layout = layout_of(TITLE + header + "".join(f"{at}{name}{unit}" for at, (name, unit) in enumerate(UNITS, 1)) + "\n")
    found = rows(layout)
    assert [[text for _, text in row] for row in found] == [[text for _, text in row] for row in EXPECTED]


def test_a_cell_on_each_line(layout_of: Reader) -> None:
    table = [*HEADER, *(cell for at, unit in enumerate(UNITS, 1) for cell in (str(at), *unit))]
    assert rows(layout_of(TITLE + "\n".join(table))) == EXPECTED


def test_a_row_broken_over_lines_and_a_repeated_header(layout_of: Reader) -> None:
    text = (
        TITLE + "序号\t联盟名称\t责任主体单位\n1\t海藻产业技术创新战略联盟\t青江\n海洋大学\n- 2 -\n"
        "序号\t联盟名称\t责任主体单位\n2\t3D打印产业联盟\t东澳大学\n3\t竹材（改性）产业联盟\t南屏竹业公司\n\n名单到此为止。"
    )
    layout = layout_of(text)
    assert rows(layout) == EXPECTED
    assert [block.role for block in layout.blocks][-1] == "paragraph"
    assert sum(block.role == "table_header" for block in layout.blocks) == 2


def test_numbered_lines_under_a_list_title(layout_of: Reader) -> None:
    text = TITLE + "".join(f"{at}. {name}\n" for at, (name, _) in enumerate(UNITS, 1))
    assert [row[1][1] for row in rows(layout_of(text))] == [row[1][1] for row in EXPECTED]


def test_cells_that_bring_their_heading(layout_of: Reader) -> None:
    text = TITLE + "".join(f"{at}、{name}（牵头单位：{unit}）；\n" for at, (name, unit) in enumerate(UNITS, 1))
    found = rows(layout_of(text))
    assert [row[2] for row in found] == [("牵头单位", unit) for _, unit in UNITS]
    assert [row[1][1] for row in found] == [row[1][1] for row in EXPECTED]


def test_other_columns_and_an_empty_cell(layout_of: Reader) -> None:
    layout = layout_of("成员单位名单\n单位名称\t地区\t联系人\n青江海洋大学\t\t林曼\n南屏竹业公司\t南屏市\t吴大同\n")
    assert rows(layout) == [
        [("单位名称", "青江海洋大学"), ("联系人", "林曼")],
        [("单位名称", "南屏竹业公司"), ("所在地", "南屏市"), ("联系人", "吴大同")],
    ]


def test_a_date_is_no_row_and_numbered_sentences_are_no_list(layout_of: Reader) -> None:
    layout = layout_of("关于联盟的工作要点\n1. 完善章程。\n2. 编制路线图。\n3. 组织年会。\n2015年3月1日印发。\n")
    assert rows(layout) == []
