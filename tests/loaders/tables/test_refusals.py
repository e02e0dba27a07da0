"""What is wrong in a table is refused with file, line, column, value and a remedy."""

import pytest

from graph.errors import InputError
from loaders.tables import read_tables

GOOD = "碧海公司,星云产业技术创新战略联盟,成员单位,joined,2020-01,PAGE"


def message(tables):
    with pytest.raises(InputError) as caught:
        read_tables(tables.folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "row", "parts"),
    [
        ("memberships", "碧海公司,星云联盟,会长,,,PAGE", ["column role", "'会长'", "理事长单位"]),
        ("memberships", "碧海公司,星云联盟,成员单位,gone,,PAGE", ["column status", "'gone'", "joined, left"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,2020-13,PAGE", ["column date", "'2020-13'", "2012-01-14"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,2021-02-30,PAGE", ["column date", "'2021-02-30'"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,2020年,PAGE", ["column date", "'2020年'"]),
        ("memberships", ",星云联盟,成员单位,,,PAGE", ["column organization", "is empty", "must be filled"]),
        ("memberships", " 碧海公司,星云联盟,成员单位,,,PAGE", ["column organization", "white space"]),
        ("memberships", "碧\t海,星云联盟,成员单位,,,PAGE", ["column organization", "control character"]),
        ("memberships", '"碧\n海",星云联盟,成员单位,,,PAGE', ["line 3", "column organization", "line break"]),
        ("memberships", "碧\ufffd海,星云联盟,成员单位,,,PAGE", ["column organization", "U+FFFD"]),
        ("memberships", "碧" * 251 + ",星云联盟,成员单位,,,PAGE", ["column organization", "251 characters"]),
        ("memberships", "碧海公司,星云联盟,成员单位,PAGE", ["6 cells", "8 columns", "quotation marks"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,,PAGE,", ["9 cells"]),
        ("memberships", '碧海公司,"星云联盟,成员单位,,,PAGE', ["quotation mark"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,,ftp://x,样页,", ["column source_url", "'ftp://x'", "http"]),
        ("memberships", "碧海公司,星云联盟,成员单位,,,,样页,", ["column source_url", "is empty"]),
        ("alliances", "星云联盟,,,4,,,,PAGE,", ["column batch", "'4'", "1, 2, 3"]),
        ("alliances", "星云联盟,,,,best,,,PAGE,", ["column status", "'best'", "pilot"]),
        ("alliances", "星云联盟,甲;;乙,,,,,,PAGE,", ["column aliases", "empty entry"]),
        ("alliances", "星云联盟,甲;甲,,,,,,PAGE,", ["column aliases", "twice"]),
        ("organizations", "碧海公司,shop,,,,PAGE,", ["column kind", "'shop'", "company"]),
        ("organizations", "碧海公司,company,,,123,PAGE,", ["column uscc", "'123'", "18"]),
        ("posts", "陈一,碧海公司,主任,,retired,PAGE", ["column status", "'retired'", "appointed, held, left"]),
        ("events", "年会,party,2020,,,,,,PAGE", ["column type", "'party'", "meeting"]),
        ("events", "年会,meeting,2020-05-02,2020-05-01,,,,,PAGE", ["column date_end", "2020-05-01", "2020-05-02"]),
        ("policies", "办法,甲乙[2013]6号,,,,PAGE", ["column number", "甲乙[2013]6号", "〔〕"]),
        ("evaluations", "2012年,5,,,,,,,,,,PAGE", ["column year", "'2012年'"]),
        ("evaluations", "2012,many,,,,,,,,,,PAGE", ["column evaluated", "'many'", "digits"]),
        ("sources", "https://example.org/a,样页,,blog,no", ["column site_kind", "'blog'", "government"]),
        ("sources", "https://example.org/a,样页,,forum,maybe", ["column is_copy", "'maybe'", "yes, no"]),
        ("designations", "星云联盟,,provincial,1,,甲乙〔2013〕6号,,,,,", ["column status", "'provincial'", "pilot"]),
        ("designations", "星云联盟,,pilot,,,甲乙〔2013〕6号,,,,,", ["column number", "is empty"]),
    ],
)
def test_bad_cells(tables, table, row, parts):
    good = {"memberships": [GOOD]}.get(table, [])
    tables.write(table, *good, row)
    told = message(tables)
    for part in [f"{table}.csv, line {2 + len(good)}", *parts]:
        assert part in told


def test_unknown_column(tables):
    tables.write(
        "memberships", header="organization,alliance,role,status,date,source_url,source_title,source_date,rank"
    )
    told = message(tables)
    assert "memberships.csv, line 1" in told and "'rank'" in told and "organization, alliance" in told


def test_missing_column(tables):
    tables.write("memberships", header="organization,alliance,role,date,source_url,source_title")
    assert "column status, source_date is missing" in message(tables)


def test_column_twice(tables):
    tables.write(
        "memberships", header="organization,alliance,role,role,status,date,source_url,source_title,source_date"
    )
    assert "column role stands there twice" in message(tables)


def test_unknown_table(tables):
    tables.write("memberships", GOOD)
    tables.write("members", header="organization,alliance")
    told = message(tables)
    assert "members.csv" in told and "memberships.csv" in told and "rename or move" in told


def test_single_file_that_is_no_table(tables):
    path = tables.folder / "notes.txt"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"notes\.txt .* is no fact table"):
        read_tables(path)


def test_folder_without_tables(tables):
    (tables.folder / "README.md").write_text("x", encoding="utf-8")
    assert "holds no fact table" in message(tables)


def test_nothing_there(tables):
    with pytest.raises(InputError, match="does not exist"):
        read_tables(tables.folder / "nowhere")


@pytest.mark.parametrize("data", [b"", b"\n\n", "\ufeff".encode()])
def test_empty_file(tables, data):
    tables.write("memberships", data=data)
    assert "memberships.csv is empty" in message(tables)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings(tables, encoding):
    tables.write("memberships", data=("organization,alliance\n" + "碧海公司,联盟\n").encode(encoding))
    told = message(tables)
    assert "memberships.csv, line" in told and "UTF-8" in told


def test_binary_file(tables):
    tables.write("memberships", data=bytes(range(256)))
    assert "UTF-8" in message(tables)


def test_one_bad_table_keeps_all_from_being_read(tables):
    tables.write("memberships", GOOD)
    tables.write("posts", "陈一,碧海公司,主任,,retired,PAGE")
    assert "posts.csv" in message(tables)


def test_a_page_described_twice(tables):
    tables.write("sources", "https://example.org/a,样页,,forum,no", "https://example.org/a,样页,,media,no")
    assert "sources.csv, line 3, column source_url" in message(tables)


def test_participant_that_no_table_knows(tables):
    tables.write("organizations", "碧海公司,company,,,,PAGE,")
    tables.write("events", "年会,meeting,2020,,,,碧海公司;远山工业研究院,,PAGE")
    told = message(tables)
    assert "events.csv, line 2, column participants" in told and "'远山工业研究院'" in told and "碧海公司" not in told


def test_organization_that_is_an_alliance(tables):
    tables.write("alliances", "星云联盟,,,,,,,PAGE,")
    tables.write("organizations", "星云联盟,association,,,,PAGE,")
    assert "organizations.csv, line 2: organization_kind can't have a Alliance as its subject" in message(tables)
