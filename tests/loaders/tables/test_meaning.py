"""What rows mean as statements."""

import pytest

from graph.errors import VocabularyError
from graph.text import page_id
from loaders.tables import read_tables
from loaders.tables.formats import build_formats
from ontology import load_vocabulary


def read(tables, name):
    return next(r for r in read_tables(tables.folder) if r.document.name == f"table/{name}")


def facts(reading):
    """Statements with names for indexes."""
    return [
        (reading.entities[s.subject].name, s.predicate, reading.entities[s.object].name, dict(s.qualifiers))
        for s in reading.statements
    ]


def values(reading):
    return [(reading.entities[v.subject].name, v.property, v.value, v.datatype, v.date) for v in reading.values]


def kinds(reading):
    return {entity.name: entity.kind for entity in reading.entities}


@pytest.mark.parametrize(
    ("cells", "predicate", "qualifiers"),
    [
        ("成员单位,joined,2020-01", "member_of", {"role": "成员单位", "status": "joined", "date": "2020-01"}),
        ("发起单位,,", "member_of", {"role": "发起单位"}),
        ("常务理事单位,,2020", "member_of", {"role": "常务理事单位", "date": "2020"}),
        (
            "副理事长单位,left,2020-01-05",
            "member_of",
            {"role": "副理事长单位", "status": "revoked", "date": "2020-01-05"},
        ),
        ("理事长单位,joined,2020", "leads", {"role": "理事长单位", "status": "joined", "date": "2020"}),
        ("责任主体单位,,", "leads", {"role": "责任主体单位"}),
        ("秘书处依托单位,left,", "leads", {"role": "秘书处依托单位", "status": "revoked"}),
    ],
)
def test_memberships(tables, cells, predicate, qualifiers):
    tables.write("memberships", f"碧海公司,星云联盟,{cells},PAGE")
    reading = read(tables, "memberships")
    assert facts(reading) == [("碧海公司", predicate, "星云联盟", qualifiers)]
    (statement,) = reading.statements
    assert statement.rule == f"table.memberships.{predicate}" and statement.page == "https://example.org/a"


def test_alliances(tables):
    tables.write(
        "alliances",
        "星云联盟,云盟;星盟,2009-10,1,pilot,云计算,碧海公司,PAGE,2012",
        "星云联盟,星盟;老星盟,,,,,,https://example.org/b,又一页,,",
    )
    reading = read(tables, "alliances")
    assert reading.entities[0].name == "星云联盟" and reading.entities[0].aliases == ("云盟", "星盟", "老星盟")
    assert not reading.entities[0].defined
    assert facts(reading) == [("碧海公司", "leads", "星云联盟", {"date": "2012"})]
    assert values(reading) == [
        ("星云联盟", "founded", "2009-10", "date", "2012"),
        ("星云联盟", "batch", "1", "concept", "2012"),
        ("星云联盟", "status", "pilot", "concept", "2012"),
        ("星云联盟", "field", "云计算", "concept", "2012"),
    ]
    assert [(m.entity, reading.document.text[m.start : m.end][:4]) for m in reading.mentions] == [(0, "星云联盟")]
    assert [line.state for line in reading.ledger.lines] == ["ignored", "stated", "stated"]


def test_organizations(tables):
    tables.write("organizations", "碧海公司,company,碧海,滨江市,,PAGE,2020")
    reading = read(tables, "organizations")
    assert reading.entities[0].aliases == ("碧海",)
    assert values(reading) == [("碧海公司", "organization_kind", "company", "concept", "2020")]
    assert facts(reading) == [("碧海公司", "located_in", "滨江市", {})]


def test_posts(tables):
    tables.write("alliances", "星云合作体,,,,,,,PAGE,")
    tables.write(
        "posts",
        "陈一,星云合作体,理事长,2020,appointed,PAGE",
        "陈一,碧海公司,董事,,left,PAGE",
        "林二,碧海公司,总裁,,held,PAGE",
    )
    reading = read(tables, "posts")
    assert facts(reading) == [
        ("陈一", "holds_post", "星云合作体", {"title": "理事长", "status": "appointed", "date": "2020"}),
        ("陈一", "holds_post", "碧海公司", {"title": "董事", "status": "left"}),
        ("林二", "holds_post", "碧海公司", {"title": "总裁"}),
    ]
    assert kinds(reading) == {"陈一": "Person", "星云合作体": "Alliance", "碧海公司": "Organization", "林二": "Person"}


def test_persons_of_one_name(tables):
    tables.write(
        "posts",
        "王五,甲院,院长,,held,https://example.org/1,页,",
        "王五,乙院,院长,,held,https://example.org/2,页,",
        "王五,丙院,院长,,held,https://example.org/3,页,",
        "王五,丙院,顾问,,held,https://example.org/1,页,",  # ties the first and the third
    )
    reading = read(tables, "posts")
    people = [s.subject for s in reading.statements]
    assert people[0] == people[2] == people[3] != people[1]
    assert reading.entities[people[0]].ties == tuple(sorted(page_id(f"https://example.org/{n}") for n in (1, 3)))
    assert reading.entities[people[1]].ties == (page_id("https://example.org/2"),)


def test_events(tables):
    tables.write("alliances", "星云联盟,,,,,,,PAGE,")
    tables.write("organizations", "碧海公司,company,碧海,,,PAGE,")
    tables.write(
        "events",
        "年会,meeting,2020-05-01,2020-05-02,滨江市会堂,星云联盟,陈一;碧海公司;碧海;星云联盟,星云联盟,PAGE",
        "年会,meeting,2021,,,,陈一,,https://example.org/b,页,",
        "年会,meeting,2020-05-01,,,,陈一,,https://example.org/c,页,",
    )
    reading = read(tables, "events")
    day = {"date": "2020-05-01"}
    assert facts(reading)[:7] == [
        ("星云联盟", "organizes", "年会", day),
        ("陈一", "participates_in", "年会", {"role": "attends", **day}),
        ("碧海公司", "participates_in", "年会", {"role": "attends", **day}),
        ("碧海", "participates_in", "年会", {"role": "attends", **day}),
        ("星云联盟", "participates_in", "年会", {"role": "attends", **day}),
        ("年会", "held_at", "滨江市会堂", {}),
        ("年会", "concerns", "星云联盟", {}),
    ]
    assert kinds(reading)["碧海"] == "Organization"
    first, second, third = (reading.statements[i] for i in (1, 7, 8))
    events = [reading.entities[s.object] for s in (first, second, third)]
    assert events[0] == events[2] != events[1] and (events[0].type, events[0].date_end) == ("meeting", "2020-05-02")
    assert first.subject == third.subject != second.subject  # the same event ties a name, another one does not


def test_names_without_their_tables_are_judged_by_their_look(tables):
    tables.write("events", "年会,meeting,2020,,,远山工业研究院,陈一;远山工业研究院;星云产业联盟;阿依·古丽,,PAGE")
    expected = {"陈一": "Person", "远山工业研究院": "Organization", "星云产业联盟": "Alliance", "阿依·古丽": "Person"}
    assert expected.items() <= kinds(read(tables, "events")).items()


def test_event_that_says_nothing_more_is_mentioned(tables):
    tables.write("events", "年会,meeting,2020,,,,,,PAGE")
    reading = read(tables, "events")
    assert not reading.statements and len(reading.mentions) == 1
    assert reading.ledger.totals == {"total": 2, "stated": 1, "ignored": 1, "unread": 0}


def test_policies(tables):
    tables.write(
        "policies",
        "试行办法,甲乙〔2013〕6号,科学局;财政局,2013-05,,PAGE",
        "关于名单的通知,,科学局,2014,甲乙〔2013〕6号;总体规划;丙丁〔2012〕1号,PAGE",
        "试行办法,,,2013,,PAGE",
        "试行办法,,,2019,,PAGE",
        "实施细则,丙丁〔2012〕1号,,2012,,PAGE",
    )
    reading = read(tables, "policies")
    assert facts(reading) == [
        ("科学局", "issues", "试行办法", {"date": "2013-05"}),
        ("财政局", "issues", "试行办法", {"date": "2013-05"}),
        ("科学局", "issues", "关于名单的通知", {"date": "2014"}),
        ("关于名单的通知", "cites", "试行办法", {}),
        ("关于名单的通知", "cites", "总体规划", {}),
        ("关于名单的通知", "cites", "实施细则", {}),
    ]
    documents = [(e.name, e.number, e.date) for e in reading.entities if e.kind == "PolicyDocument"]
    assert documents == [
        ("试行办法", "甲乙〔2013〕6号", "2013-05"),
        ("关于名单的通知", None, "2014"),
        ("总体规划", None, None),
        ("实施细则", "丙丁〔2012〕1号", "2012"),
        ("试行办法", None, "2019"),
    ]


def test_evaluations(tables):
    tables.write("evaluations", '2020-2021,086,107,,,,,24,高≥86,"甲,乙",2022-04,PAGE')
    reading = read(tables, "evaluations")
    assert [(e.kind, e.name) for e in reading.entities] == [("Project", "2020-2021年度联盟评估")]
    assert [value[1:] for value in values(reading)] == [
        ("evaluated", "86", "integer", "2022-04"),
        ("total", "107", "integer", "2022-04"),
        ("grade_a_count", "24", "integer", "2022-04"),
        ("cut_offs", "高≥86", "text", "2022-04"),
        ("note", "甲,乙", "text", "2022-04"),
    ]


def test_designations(tables):
    tables.write(
        "designations", "星云联盟,碧海公司,pilot,7,3,甲乙〔2013〕6号,科学局,2013-10-30,,甲乙〔2013〕6号,2013-10-30"
    )
    reading = read(tables, "designations")
    day = {"date": "2013-10-30"}
    assert facts(reading) == [
        ("甲乙〔2013〕6号", "designates", "星云联盟", {"status": "pilot", "number": "7", **day}),
        ("碧海公司", "leads", "星云联盟", {"role": "责任主体单位", **day}),
        ("科学局", "issues", "甲乙〔2013〕6号", day),
    ]
    assert [v[:3] for v in values(reading)] == [("星云联盟", "status", "pilot"), ("星云联盟", "batch", "3")]
    assert all(s.page is None for s in reading.statements) and reading.pages == ()
    (policy,) = (e for e in reading.entities if e.kind == "PolicyDocument")
    assert (policy.number, policy.date) == ("甲乙〔2013〕6号", "2013-10-30")


def test_pages_and_belief(tables):
    tables.write(
        "sources", "https://example.org/a,样页,2020-01-02,forum,no", "https://example.org/b,页,,government,yes"
    )
    tables.write(
        "posts",
        "陈一,碧海公司,总裁,,held,PAGE",
        "林二,碧海公司,总裁,,held,https://example.org/b,页,",
        "张三,碧海公司,总裁,,held,https://example.org/c,页,2019",
    )
    reading = read(tables, "posts")
    assert [s.confidence for s in reading.statements] == [0.85, 0.95, 0.95]
    assert [(p.url[-1], p.date, p.site_kind, p.is_copy) for p in reading.pages] == [
        ("a", "2020-01-02", "forum", "no"),
        ("b", None, "government", "yes"),
        ("c", "2019", None, None),
    ]
    sources = read(tables, "sources")
    assert sources.pages == reading.pages[:2] and sources.ledger.count("stated") == 2


def test_names_differing_in_width_are_one(tables):
    tables.write("memberships", "碧海(集团)公司,星云联盟,成员单位,,,PAGE", "碧海（集团）公司,星云联盟,理事单位,,,PAGE")
    reading = read(tables, "memberships")
    assert [e.name for e in reading.entities if e.kind == "Organization"] == ["碧海(集团)公司"]
    assert reading.entities[0].aliases == ("碧海（集团）公司",)


def test_order_of_columns_and_line_ends_do_not_matter(tables):
    header = "alliance,organization,date,status,role,source_url,source_title,source_date"
    rows = f'\ufeff{header}\r\n星云联盟,"碧海""老""公司",2020,,成员单位,https://example.org/a,页,\r\n\r\n'
    tables.write("memberships", data=rows.encode())
    reading = read(tables, "memberships")
    assert facts(reading) == [('碧海"老"公司', "member_of", "星云联盟", {"role": "成员单位", "date": "2020"})]
    (statement,) = reading.statements
    passage = reading.document.text[statement.start : statement.end]
    assert passage.startswith("星云联盟") and passage.endswith("页,") and not reading.document.text.startswith("\ufeff")


def test_one_file_reads_as_it_does_in_its_folder(tables):
    tables.write("sources", "https://example.org/a,样页,2020-01-02,forum,no")
    tables.write("alliances", "星云合作体,,,,,,,PAGE,")
    path = tables.write("posts", "陈一,星云合作体,理事长,2020,appointed,PAGE")
    tables.write("memberships", header="broken")  # not looked into for posts
    (reading,) = read_tables(path)
    (tables.folder / "memberships.csv").unlink()
    assert reading == read(tables, "posts")


def test_files_beside_the_tables_are_left_alone(tables):
    tables.write("sources", "https://example.org/a,样页,2020-01-02,forum,no")
    for name in ("README.md", "registry.csv", ".#sources.csv"):
        (tables.folder / name).write_text("x", encoding="utf-8")
    assert [r.document.name for r in read_tables(tables.folder)] == ["table/sources"]


def test_long_rows_are_cut_to_what_holds_the_fact(tables):
    people = ";".join(f"赵{chr(0x4E00 + i)}" for i in range(150))
    tables.write("events", f"年会,meeting,2020,,滨江市会堂,星云联盟,{people},,PAGE")
    tables.write("evaluations", f"2012,56,,,,,,,{'高' * 240},{'长' * 240},2013,PAGE")
    reading = read(tables, "events")
    for s in reading.statements:
        passage = reading.document.text[s.start : s.end]
        ends = [reading.entities[s.subject].name, reading.entities[s.object].name]
        assert len(passage) <= 300 and any(name in passage for name in ends)
        if s.predicate in {"organizes", "held_at"}:
            assert all(name in passage for name in ends)
    assert reading.document.text[reading.statements[-2].start :].startswith("赵")
    evaluation = read(tables, "evaluations")
    passages = [evaluation.document.text[v.start : v.end] for v in evaluation.values]
    assert passages[0] == "2012,56" and passages[2] == "长" * 240


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"meanings": {"role": {"理事长单位": "rules"}}}, "predicate rules"),
        ({"meanings": {"role": {"会长": "leads"}}}, "会长 is no role of leads"),
        ({"tables": {"x": {"y": {"is": "name", "kind": "Planet"}}}}, "kind Planet"),
        ({"tables": {"x": {"y": {"is": "choice", "scheme": "colour"}}}}, "scheme colour"),
    ],
)
def test_formats_are_checked_against_the_vocabulary(change, told):
    data = {
        "meanings": {"role": {}, "membership_status": {}, "post_status": {}, "designation_status": {}},
        "implied_roles": {},
        "tables": {},
    }
    data["meanings"] |= change.get("meanings", {})
    data["tables"] = change.get("tables", {})
    rest = {
        "names": {"tables": [], "alliance": "", "person": ""},
        "confidence": {"usual": 1, "pages": []},
        "limits": {"span": 1, "entry": 1},
        "patterns": {},
        "project_name": "",
        "other_files": [],
    }
    with pytest.raises(VocabularyError, match=told):
        build_formats(data | rest, load_vocabulary())
