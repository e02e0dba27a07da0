"""Lists with columns that nobody agreed on: how they are understood, refused, and settled by a person."""

import datetime
import io

import openpyxl
import pytest

from graph.errors import InputError, UsageError
from graph.model import Document, Reading
from graph.text import sha256_of
from loaders.extract import extract
from loaders.readers import choice, workbook
from loaders.readers.columns import canonical, columns_of, kinds, read_option
from loaders.readers.text import Text
from loaders.source import document_from_bytes, read_sources

ALLIANCE = "青江省竹材产业技术创新战略联盟"


def said(reading: Reading) -> set[tuple[str, ...]]:
    names = [entity.name for entity in reading.entities]
    return {
        (names[s.subject], s.predicate, names[s.object], *(v for _, v in sorted(s.qualifiers.items())))
        for s in reading.statements
    }


def listed(text: str, encoding: str = "utf-8", columns=choice.NOTHING) -> Reading:
    """What a CSV list states."""
    return told(choice.read(text.encode(encoding), "list.csv", suffix=".csv", columns=columns))


def told(text: Text) -> Reading:
    """What a text that a reader gave states."""
    digest = sha256_of(text.text.encode())
    return extract(Document("list", text.text, digest, digest, text.genre, parts=text.parts, columns=text.columns))


def book(*sheets: tuple[str, list[list[object]]], hidden: str = "", merge: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merge:
            sheet.merge_cells(merge)
        if name == hidden:
            sheet.sheet_state = "hidden"
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_dialects_and_encodings(sign: str, encoding: str) -> None:
    rows = [
        ["序号", "联盟全称", "责任主体"],
        ["1", f'"{ALLIANCE}"', '"青江林业大学"'],
        ["2", "石墨烯产业技术创新战略联盟", "北原大学"],
    ]
    reading = listed("\r\n".join(sign.join(row) for row in rows), encoding=encoding)
    assert ("青江林业大学", "leads", ALLIANCE, "责任主体单位") in said(reading)
    assert ("北原大学", "leads", "石墨烯产业技术创新战略联盟", "责任主体单位") in said(reading)


def test_quotes_hold_commas_breaks_and_quotes() -> None:
    reading = listed(
        f'{ALLIANCE}成员单位名单\n单位,备注\n"青江林业大学","新增,""待定"""\n"白沙竹业集团\n有限公司",无\n北原大学,\n'
    )
    assert ("白沙竹业集团有限公司", "member_of", ALLIANCE, "成员单位") in said(reading)
    assert ("青江林业大学", "member_of", ALLIANCE, "成员单位") in said(reading)


def test_persons_ranks_dates_and_seats() -> None:
    reading = listed(
        f"{ALLIANCE}第一届理事会名单\n姓名,现任职位,工作单位,拟任职务\n韦青云,校长,青江林业大学,理事长\n陆放,总经理,白沙竹业集团有限公司,秘书长\n"
    )
    assert ("韦青云", "holds_post", "青江林业大学", "校长") in said(reading)
    assert ("陆放", "holds_post", ALLIANCE, "秘书长") in said(reading)
    reading = listed(
        f"{ALLIANCE}会员名录\n会员企业,会员等级,入会日期,属地\n青江林业大学,理事长单位,2019-03-05,白沙市\n北原大学,理事单位,2020/6,月湖市\n"
    )
    assert ("青江林业大学", "leads", ALLIANCE, "理事长单位") in said(reading)
    assert ("北原大学", "member_of", ALLIANCE, "2020-06", "理事单位") in said(reading)
    assert ("北原大学", "located_in", "月湖市") in said(reading)


def test_a_name_is_known_by_what_stands_under_it() -> None:
    alliances = "序号,名称,牵头企业\n1,竹材产业联盟,青江林业大学\n2,石墨烯产业联盟,北原大学\n"
    assert ("北原大学", "leads", "石墨烯产业联盟", "牵头单位") in said(listed(alliances))
    units = f"{ALLIANCE}成员名单\n序号,名称\n1,青江林业大学\n2,北原大学\n"
    assert ("北原大学", "member_of", ALLIANCE, "成员单位") in said(listed(units))


def test_unclear_columns_are_refused_and_settled() -> None:
    text = f"{ALLIANCE}成员单位名单\n名称,代号,经办\n白沙竹业,11,甲\n月湖竹艺,12,乙\n"
    with pytest.raises(InputError, match="名称、代号、经办.*--column 名称=unit"):
        listed(text)
    reading = listed(text, columns=read_option(["名称=unit"]))
    assert ("白沙竹业", "member_of", ALLIANCE, "成员单位") in said(reading)
    with pytest.raises(InputError, match="no column 单位; its columns are 名称、代号、经办"):
        listed(text, columns=read_option(["单位=unit"]))


def test_two_columns_of_one_meaning_are_refused_and_settled() -> None:
    text = f"{ALLIANCE}成员单位名单\n单位名称,工作单位\n青江林业大学,北原大学\n白沙集团,北原大学\n"
    with pytest.raises(InputError, match="单位名称、工作单位 may both be the unit.*--column 工作单位=other"):
        listed(text)
    facts = said(listed(text, columns=read_option(["工作单位=other"])))
    assert ("青江林业大学", "member_of", ALLIANCE, "成员单位") in facts
    assert not any("北原大学" in fact for fact in facts)


@pytest.mark.parametrize("word", ["名称", "=unit", "名称=company", "名称="])
def test_the_option_is_checked(word: str) -> None:
    with pytest.raises(UsageError, match="HEADING=ROLE"):
        read_option([word])
    with pytest.raises(UsageError, match="two roles"):
        read_option(["名称=unit", "名 称=alliance"])


def test_a_list_without_headings_is_refused() -> None:
    with pytest.raises(InputError, match="no row of column headings"):
        listed("青江林业大学,1998,甲\n北原大学,1999,乙\n")
    with pytest.raises(InputError, match="nothing but blanks"):
        listed(",,\n,,\n")


def test_damaged_quotes_say_where() -> None:
    with pytest.raises(InputError, match="row 2"):
        listed("单位名称,备注\n" + "甲" * 200_000 + ",无\n")


def test_unknown_columns_are_listed(tmp_path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(f"{ALLIANCE}成员单位名单\n单位名称,内部代号,备注\n青江林业大学,11,\n")
    found = read_sources([path])
    assert [where.rsplit(", ", 1)[1] for where, _ in found.unread] == ["column 内部代号"]
    assert said(extract(found.documents[0])) == {("青江林业大学", "member_of", ALLIANCE, "成员单位")}
    settled = read_sources([path], columns=read_option(["内部代号=other"]))
    assert settled.unread == ()


def test_commas_make_a_list_without_the_suffix() -> None:
    text = "序号,联盟名称,牵头单位\n1,竹材产业联盟,青江林业大学\n2,石墨烯产业联盟,北原大学\n"
    assert document_from_bytes(text.encode(), "a").genre == "list"
    assert document_from_bytes("联盟成立,会议召开.\n今天,明天.\n后天,大后天。\n".encode(), "a").genre == "text"


def test_workbooks() -> None:
    data = book(
        ("Sheet1", [[f"{ALLIANCE}成员单位名单"], [], ["级别", None, "单位全称", "加入时间", "家数"],
                    ["理事单位", None, "青江林业大学", datetime.datetime(2019, 3, 5), 12.0],
                    [None, None, "北原大学", 2020],
                    ["合计", None, None, None, "=SUM(E4:E5)"]]),
        ("石墨烯产业技术创新战略联盟成员单位", [["单位名称", "类别"], ["月湖大学", "成员单位"]]),
        ("统计", [["指标", "数值"], ["总数", 3]]),
        ("草稿", [["单位名称"], ["不应读取的大学"]]),
        hidden="草稿", merge="",
    )  # fmt: skip
    text = workbook.read(data, "a.xlsx", {})
    facts = said(told(text))
    assert ("青江林业大学", "member_of", ALLIANCE, "2019-03-05", "理事单位") in facts
    assert ("月湖大学", "member_of", "石墨烯产业技术创新战略联盟", "成员单位") in facts
    assert "不应读取" not in text.text
    reasons = dict(text.unread)
    assert "hidden" in reasons["sheet 草稿"]
    assert "without a stored result" in reasons["Sheet1!E6"]
    assert any("指标、数值" in reason for reason in reasons.values())
    assert "Sheet1!C4" in {part.label for part in text.parts}


def test_merged_cells_stand_in_every_row() -> None:
    rows = [["级别", "单位名称"], ["理事单位", "青江林业大学"], [None, "北原大学"], ["成员单位", "月湖大学"]]
    text = workbook.read(book((f"{ALLIANCE}成员单位", rows), merge="A2:A3"), "a.xlsx", {})
    facts = said(told(text))
    assert ("北原大学", "member_of", ALLIANCE, "理事单位") in facts
    assert ("月湖大学", "member_of", ALLIANCE, "成员单位") in facts
    assert text.parts[0].label == f"{ALLIANCE}成员单位"


def test_headings_in_two_rows() -> None:
    rows = [
        ["序号", "单位", None, "联系"],
        [None, "单位名称", "单位性质", "电话"],
        [1, "青江林业大学", "高校", 123],
        [2, "北原大学", "高校", 4],
    ]
    facts = said(told(workbook.read(book((f"{ALLIANCE}成员单位", rows)), "a.xlsx", {})))
    assert ("北原大学", "member_of", ALLIANCE, "成员单位") in facts


def test_damaged_workbooks_are_refused() -> None:
    good = book(("Sheet1", [["单位名称"], ["青江林业大学"]]))
    with pytest.raises(InputError, match="damaged"):
        document_from_bytes(good[:-300], "a")
    with pytest.raises(InputError, match="holds nothing but blanks|nothing but blanks"):
        document_from_bytes(book(("Sheet1", [])), "a")


def test_headings_of_tables_in_a_text_are_known_by_the_same_file() -> None:
    assert canonical("企业全称") == canonical("单位名称（盖章）") == "单位名称"
    assert canonical("联系电话") == "联系电话"
    assert len(kinds()) > 150
    unknown = columns_of(["单位名称", "代码"], [["青江林业大学", "1"]], {})
    assert [(column.role, column.known) for column in unknown] == [("unit", True), ("other", False)]
