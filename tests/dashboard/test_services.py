"""The pure functions behind the pages."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.i18n import load
from dashboard.services import (
    answers,
    assignments,
    chart,
    coverage,
    export,
    facts,
    links,
    markup,
    passages,
    places,
    trial,
    uploads,
    words,
)
from dashboard.services.values import plain
from graph.errors import InputError, UsageError
from graph.model import Document, Entity, Ledger, Line, Reading, Remark, Statement, ValueStatement
from loaders.rules import load_rulebook
from ontology import load_vocabulary
from queries.question import CERTAINTY, Bilingual, Column

VOCABULARY = load_vocabulary()


class TestLinks:
    def test_addresses_are_relative_and_escaped(self) -> None:
        assert links.address("entity", id="ab&c=1") == "entity?id=ab%26c%3D1"
        assert links.address("home") == "./"
        assert links.address("search", q="联盟", kind="") == "search?q=%E8%81%94%E7%9B%9F"

    @pytest.mark.parametrize(
        ("text", "number"), [("12", 12), (None, 0), ("-1", 0), ("x", 0), ("１２", 0), ("9" * 13, 0)]
    )
    def test_numbers_of_an_address(self, text: str | None, number: int) -> None:
        assert links.integer(text) == number


class TestMarkup:
    def test_what_people_wrote_is_escaped(self) -> None:
        made = markup.tag("p", "<script>alert(1)</script>", title='"><b>')
        assert "<script>" not in made.html
        assert '"><b>' not in made.html

    def test_markup_is_kept(self) -> None:
        assert markup.tag("p", markup.tag("b", "1 < 2")).html == "<p><b>1 &lt; 2</b></p>"

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
    def test_only_web_addresses_become_links(self, url: str) -> None:
        assert "href" not in markup.outside(url).html
        assert 'href="https://example.org/"' in markup.outside("https://example.org/").html


class TestPassages:
    TEXT = "第一行。\n第二行里有星河联盟。\n第三行。"

    def test_the_passage_is_marked_and_the_rest_is_there(self) -> None:
        start = self.TEXT.index("星河联盟")
        shown = passages.marked(self.TEXT, [passages.Mark(start, start + 4, "ag-hit", anchor="ag-hit")]).html
        assert '<mark class="ag-hit" id="ag-hit">星河联盟</mark>' in shown
        assert shown.replace('<mark class="ag-hit" id="ag-hit">', "").replace("</mark>", "").count(self.TEXT) == 1

    def test_markup_in_a_document_stays_text(self) -> None:
        shown = passages.marked("a<b>c</b>", [passages.Mark(1, 4, "ag-hit")]).html
        assert '<mark class="ag-hit">&lt;b&gt;</mark>' in shown

    def test_overlapping_marks_lose_no_character(self) -> None:
        marks = [passages.Mark(0, 5, "a"), passages.Mark(3, 8, "b"), passages.Mark(4, 5, "c")]
        shown = passages.marked("0123456789", marks).html
        assert shown == '<div class="ag-text"><mark class="a">01234</mark><mark class="b">567</mark>89</div>'

    def test_offsets_are_code_points(self) -> None:
        text = "𠮷林联盟成立"
        assert '<mark class="x">联盟</mark>' in passages.marked(text, [passages.Mark(2, 4, "x")]).html

    def test_the_window_holds_the_passage_and_whole_lines(self) -> None:
        text = "\n".join(f"第{i}行文字" for i in range(500))
        low, high = passages.window(text, 1000, 1010, 100)
        assert low <= 1000 < 1010 <= high
        assert text[low - 1] == "\n"
        assert text[high] == "\n"
        assert high - low <= 220

    def test_a_short_text_is_shown_whole(self) -> None:
        assert passages.window("短", 0, 1) == (0, 1)

    def test_a_quote_is_one_short_line(self) -> None:
        assert passages.quote("一\n 二\t三") == "一 二 三"
        assert len(passages.quote("字" * 500)) == 120
        assert passages.quote('甲,,"乙,丙",https://example.org/,2014', row=True) == "甲 · 乙,丙 · 2014"

    @pytest.mark.parametrize(("start", "end", "there"), [(0, 3, True), (0, 0, False), (2, 9, False), (3, 1, False)])
    def test_fits(self, start: int, end: int, there: bool) -> None:
        assert passages.fits("四个字符", start, end) is there


class TestChart:
    NODES = [chart.Node("me", "中心", "Alliance")] + [
        chart.Node(f"n{i:03}", f"单位{i:03}", "Organization" if i % 3 else "Person", i) for i in range(300)
    ]
    KINDS = ["Alliance", "Organization", "Person"]

    def test_places_do_not_depend_on_order(self) -> None:
        forward = chart.places("me", self.NODES, self.KINDS)
        assert forward == chart.places("me", list(reversed(self.NODES)), self.KINDS)
        assert forward["me"] == (0.0, 0.0)

    def test_no_two_nodes_share_a_place(self) -> None:
        assert len(set(chart.places("me", self.NODES, self.KINDS).values())) == len(self.NODES)

    def test_names_in_one_column_have_a_line_each(self) -> None:
        heights = sorted(y for x, y in chart.places("me", self.NODES[:40], self.KINDS).values() if x > 0)
        assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= 20

    def test_the_option_names_kinds_and_escapes(self) -> None:
        nodes = [chart.Node("a", "甲<b>", "Alliance"), chart.Node("b", "乙", "Person")]
        labels = {"Alliance": "联盟", "Organization": "单位", "Person": "人员"}
        option = chart.chart("a", nodes, [chart.Edge("b", "a", "乙 <任职>")], self.KINDS, labels)
        series = option["series"][0]
        assert option["legend"]["data"] == ["联盟", "人员"]
        assert [node["category"] for node in series["data"]] == [0, 1]
        assert series["layout"] == "none"
        assert series["data"][0]["tooltip"]["formatter"] == "甲&lt;b&gt;"
        assert series["links"][0]["tooltip"]["formatter"] == "乙 &lt;任职&gt;"


class TestExport:
    def test_spreadsheets_read_it(self) -> None:
        data = export.csv_bytes(["名称", "数"], [["星河,联盟", 3], ["=1+1", None], [["a", "b"], 0.25]])
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert rows == [["名称", "数"], ["星河,联盟", "3"], ["'=1+1", ""], ["a; b", "0.25"]]

    def test_values_in_words(self) -> None:
        assert plain({"b": 1, "a": "联"}) == '{"a": "联", "b": 1}'
        assert plain(True) == "true"
        assert plain(None) == ""


class TestUploads:
    @pytest.mark.parametrize(
        ("given", "name"),
        [
            ("通知 2024.txt", "通知-2024"),
            ("../../etc/passwd", "passwd"),
            ("C:\\tmp\\简报.html", "简报"),
            ("notice-2024.06", "notice-2024.06"),
            ("星河联盟〔2024〕3号.txt", "星河联盟〔2024〕3号"),
        ],
    )
    def test_names_are_safe(self, given: str, name: str) -> None:
        assert uploads.document_name(given) == name

    @pytest.mark.parametrize("given", ["", " ", "..", "/", "?.txt"])
    def test_no_name_is_an_error(self, given: str) -> None:
        with pytest.raises(InputError):
            uploads.document_name(given)

    def test_bytes_are_kept_under_one_path(self, tmp_path: Path) -> None:
        first = uploads.keep(tmp_path, "通知.txt", b"1")
        assert uploads.keep(tmp_path, "通知.txt", b"2") == first
        assert first.read_bytes() == b"2"
        assert [p.name for p in first.parent.iterdir()] == ["通知.txt"]

    def test_a_folder_that_is_a_file_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "uploads").write_text("")
        with pytest.raises(InputError, match="can't be kept"):
            uploads.keep(tmp_path, "通知.txt", b"1")


class TestAssignments:
    def test_values_are_json_or_text(self) -> None:
        assert assignments.assignments("a=1\n$b = 星河\n\nc=[1, 2]\nd=\ne=x=y") == {
            "a": 1,
            "b": "星河",
            "c": [1, 2],
            "d": None,
            "e": "x=y",
        }

    def test_what_is_written_is_read_back(self) -> None:
        given = {"a": "星河", "b": None, "c": 0.5}
        assert assignments.assignments(assignments.written(given)) == given

    def test_another_line_is_an_error(self) -> None:
        with pytest.raises(UsageError, match="name=value"):
            assignments.assignments("nothing here")


def reading() -> Reading:
    text = "星河联盟由甲研究院牵头。\n页码 1\n星河联盟成立于2011年。"
    return Reading(
        document=Document("d", text, "0" * 64, "0" * 64, "text"),
        entities=(Entity("Alliance", "星河联盟"), Entity("Organization", "甲研究院")),
        statements=(Statement(1, "leads", 0, {"role": "牵头单位"}, 0, 12, "r", 0.9),),
        values=(ValueStatement(0, "founded", "2011", "date", 19, 30, "v", 1.0),),
        ledger=Ledger(
            (
                Line(0, 12, "sentence", "stated", "r"),
                Line(13, 17, "item", "ignored", "page-number"),
                Line(18, 30, "sentence", "unread"),
            )
        ),
    )


class TestCoverage:
    def test_every_line_has_its_colour(self) -> None:
        marks = coverage.coloured(reading(), load("en"))
        assert [mark.cls for mark in marks] == ["ag-stated", "ag-ignored", "ag-unread"]
        assert [mark.title for mark in marks] == [
            "Read as facts: r",
            "Left out by a rule: page-number",
            "Not understood",
        ]

    def test_remarks_and_the_place_looked_at_are_marked_inside_their_line(self) -> None:
        remarks = (Remark(22, 24, "unknown_unit", "成立"), Remark(18, 30, "count_differs", "2", "3"))
        marks = coverage.coloured(replace(reading(), remarks=remarks), load("en"), (5, 20))
        assert [(m.start, m.end, m.cls) for m in marks] == [
            (0, 5, "ag-stated"),
            (5, 12, "ag-stated ag-hit"),
            (13, 17, "ag-ignored ag-hit"),
            (18, 20, "ag-unread ag-remark ag-hit"),
            (20, 22, "ag-unread ag-remark"),
            (22, 24, "ag-unread ag-remark"),
            (24, 30, "ag-unread ag-remark"),
        ]
        assert [m.anchor for m in marks] == [None, "ag-hit", None, None, None, None, None]
        assert marks[5].title == "Not understood\nA list of another length than it says: 2 3\nUnknown unit: 成立"

    def test_facts_in_words_and_in_order(self) -> None:
        found = coverage.found(reading(), VOCABULARY, load("zh"))
        assert [(f.subject, f.relation, f.object, f.how) for f in found] == [
            ("甲研究院", "牵头", "星河联盟", "牵头单位"),
            ("星河联盟", "成立日期", "2011", ""),
        ]
        assert found[0].text == "星河联盟由甲研究院牵头。"


class TestPlaces:
    @pytest.mark.parametrize(
        ("label", "zh", "en"),
        [
            (None, None, None),
            ("page 3", "第 3 页", "page 3"),
            ("page 3, table 1, row 4", "第 3 页，表 1，第 4 行", "page 3, table 1, row 4"),
            ("page 3 to page 4", "第 3 页 至 第 4 页", "page 3 to page 4"),
            ("table 2, row 4, cell 1", "表 2，第 4 行，第 1 格", "table 2, row 4, cell 1"),
            ("paragraph 7, text box", "第 7 段，文本框", "paragraph 7, text box"),
            ("page 1, foot", "第 1 页，页脚", "page 1, foot"),
            ("Sheet1!A4 to Sheet1!C4", "Sheet1!A4 至 Sheet1!C4", "Sheet1!A4 to Sheet1!C4"),
            ("page plan", "page plan", "page plan"),
        ],
    )
    def test_places_in_both_languages(self, label: str | None, zh: str | None, en: str | None) -> None:
        assert (places.place(label, load("zh")), places.place(label, load("en"))) == (zh, en)


class TestTrial:
    def test_an_archive_gives_a_reading_for_each_document(self) -> None:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr("通知.txt", "星河联盟由甲研究院牵头。")
            archive.writestr("会议.txt", "星河联盟召开大会。")
            archive.writestr("空.txt", "")
        readings = trial.try_out("资料.zip", written.getvalue(), load_rulebook(None), {})
        assert sorted(readings) == ["资料/会议", "资料/通知"]

    def test_refusals_name_the_file_alone(self) -> None:
        with pytest.raises(InputError, match=r"^名单\.csv is a list that can't be read.*--column 名称=unit"):
            trial.try_out("名单.csv", "名称,代号\n甲,1\n乙,2\n".encode(), load_rulebook(None), {})
        readings = trial.try_out("名单.csv", "名称,代号\n甲乙丙,1\n".encode(), load_rulebook(None), {"名称": "unit"})
        assert [entity.name for entity in readings["名单"].entities] == ["甲乙丙"]


class TestWords:
    def test_coded_qualifiers_have_labels(self) -> None:
        zh, en = load("zh"), load("en")
        given = {"status": "pilot", "number": "7"}
        assert words.qualifiers(VOCABULARY, zh, "designates", given) == ["试点", "第 7 号"]
        assert words.qualifiers(VOCABULARY, en, "designates", given) == ["pilot", "no. 7"]

    def test_a_relation_from_both_ends(self) -> None:
        zh = load("zh")
        assert words.relation(VOCABULARY, zh, "chairs", incoming=False) == "主持"
        assert words.relation(VOCABULARY, zh, "member_of", incoming=False) == "参加的联盟与组织"
        assert words.relation(VOCABULARY, zh, "leads", incoming=True) == "牵头单位"
        assert words.relation(VOCABULARY, zh, "signs_with", incoming=True) == "签约"

    def test_every_predicate_has_words_from_its_object(self) -> None:
        for language in ("zh", "en"):
            t = load(language)
            lacking = [p.name for p in VOCABULARY.predicates.values() if f"incoming.{p.name}" not in t.entries]
            assert [name for name in lacking if not VOCABULARY.predicates[name].symmetric] == []

    def test_codes_in_answers(self) -> None:
        assert words.code(VOCABULARY, "relation", "member_of", "zh") == "成员"
        assert words.code(VOCABULARY, "status", "joined", "zh") == "加入"
        assert words.code(VOCABULARY, "role", "speaks", "zh") != "speaks"
        assert words.code(VOCABULARY, "role", "成员单位", "zh") == "成员单位"
        assert words.code(VOCABULARY, "unit", "member_of", "zh") == "member_of"
        assert words.code(VOCABULARY, "relation", "no such code", "zh") == "no such code"

    def test_periods(self) -> None:
        t = load("en")
        assert words.period(t, {"valid_from": "2011", "observed_on": "2012", "last_observed_on": "2012"}) == [
            "from 2011",
            "seen on 2012",
        ]


class TestFacts:
    @pytest.mark.parametrize(
        ("values", "conflict"),
        [
            (["2011"], False),
            (["2011", "2011-08"], False),
            (["2011", "2012"], True),
            (["2011", "2011-08", "2011-09"], True),
        ],
    )
    def test_a_coarser_date_is_no_conflict(self, values: list[str], conflict: bool) -> None:
        assert facts.conflicting(values) is conflict


class TestAnswers:
    COLUMNS = (
        Column("unit_id", "entity", Bilingual("编号", "Id")),
        Column("unit", "text", Bilingual("单位", "Unit")),
        Column("relation", "text", Bilingual("关系", "Relation")),
        Column("evidence", "evidence", Bilingual("依据", "Evidence")),
        Column("sources", "sources", Bilingual("来源数", "Sources")),
        CERTAINTY,
    )
    ROW = ("abc", "甲<研究院>", "leads", [f"p{i}" for i in range(7)], 2, "certain")

    def reader(self) -> answers.Reader:
        def link(label: markup.Piece, page: str, /, **parameters: object) -> markup.Markup:
            return markup.link(label, links.address(page, **parameters))

        return answers.Reader(VOCABULARY, load("zh"), link)

    def test_names_are_links_and_ids_are_hidden(self) -> None:
        assert answers.headings(self.COLUMNS, "zh") == ["单位", "关系", "依据", "来源数", "当日是否成立"]
        shown = [markup.text(cell) for cell in answers.cells(self.COLUMNS, self.ROW, self.reader())]
        assert shown[0] == '<a href="entity?id=abc">甲&lt;研究院&gt;</a>'
        assert shown[1] == "牵头"
        assert shown[2].count('href="source?passage=') == answers.PASSAGES_SHOWN
        assert "+2" in shown[2]
        assert shown[4] == "确定"

    def test_a_file_holds_every_column(self) -> None:
        written = answers.written(self.COLUMNS, self.ROW, self.reader())
        assert written[0] == "abc"
        assert written[3] == self.ROW[3]
        assert written[5] == "确定"

    def test_an_unknown_value_is_empty(self) -> None:
        row = (None, None, None, None, None, None)
        assert answers.cells(self.COLUMNS, row, self.reader()) == [None] * 5
