"""Remarks: what was expected and not read is told with its place, and what was read gives none."""

from graph.model import Reading, Remark
from loaders.extract import extract
from loaders.source import document_from_bytes


def read(text: str) -> Reading:
    return extract(document_from_bytes(text.encode(), "sample"))


def remarks(text: str, kind: str) -> list[Remark]:
    found = read(text)
    for remark in found.remarks:
        assert 0 <= remark.start < remark.end <= len(text)
    return [remark for remark in found.remarks if remark.kind == kind]


def test_a_sentence_that_a_rule_could_have_read_is_told() -> None:
    text = "海藻加工产业技术创新战略联盟长期以来一直十分乐于并且非常善于主持此类由烟台大学丁木教授提出的工作。"
    text += "海藻长得很快。"
    found = remarks(text, "trigger_without_fact")
    assert [text[r.start : r.end] for r in found if "主持" in r.words] == [text[: text.index("。") + 1]]
    assert all(r.detail for r in found)


def test_a_sentence_that_was_read_is_not() -> None:
    assert remarks("海藻加工产业技术创新战略联盟秘书处设在烟台大学。", "trigger_without_fact") == []


def test_a_trigger_word_without_anybody_is_not() -> None:
    assert remarks("会议由大家共同主持。经费由承担单位提出。", "trigger_without_fact") == []


def test_a_list_shorter_than_announced_is_told() -> None:
    text = "烟台大学、鲁东大学、威海海洋学院和有关方面等4所高校参加了活动。"
    found = remarks(text, "count_differs")
    assert [(r.words, r.detail) for r in found] == [("4所", "4 announced, 3 read")]


def test_a_list_as_long_as_announced_and_a_list_of_examples_are_not() -> None:
    assert remarks("烟台大学、鲁东大学、威海海洋学院等3所高校参加了活动。", "count_differs") == []
    assert remarks("烟台大学、鲁东大学等30所高校参加了活动。", "count_differs") == []


def test_an_opened_list_is_counted() -> None:
    text = "本次共有3家单位加入：烟台大学、鲁东大学。"
    assert [r.detail for r in remarks(text, "count_differs")] == ["3 announced, 2 read"]
    assert remarks(text.replace("3家", "2家"), "count_differs") == []


TABLE = """农业部关于公布海藻联盟名单的通知
各有关单位：
现将名单予以公布。
农业部
2013年5月6日
附件
{title}
{rows}
"""


def table(announced: int, *cells: str) -> str:
    rows = "\n".join(f"{i}\t{cell}\t烟台大学" for i, cell in enumerate(cells, 1))
    title = f"试点海藻产业技术创新战略联盟名单（共{announced}家）"
    return TABLE.format(title=title, rows=f"序号\t联盟名称\t牵头单位\n{rows}")


ROWS = ("海带产业技术创新战略联盟", "紫菜产业技术创新战略联盟")


def test_an_annexed_list_is_counted() -> None:
    assert [r.detail for r in remarks(table(3, *ROWS), "count_differs")] == ["3 announced, 2 read"]
    assert remarks(table(2, *ROWS), "count_differs") == []


def test_an_unknown_post_beside_a_name_is_told() -> None:
    text = "烟台大学首席品鉴官周和平出席会议。"
    assert "首席品鉴官" in {text[r.start : r.end] for r in remarks(text, "unknown_post")} | {
        r.words for r in remarks(text, "unknown_post")
    }


def test_a_known_post_and_a_unit_of_that_rank_are_not() -> None:
    assert remarks("烟台大学校长周和平出席会议，鲁东大学当选为副理事长单位。", "unknown_post") == []


def test_an_unknown_unit_before_a_verb_is_told() -> None:
    text = "海之蓝出席，与会代表参加了参观。"
    assert [(text[r.start : r.end], r.detail) for r in remarks(text, "unknown_unit")] == [("海之蓝", "出席")]


def test_an_unread_cell_under_a_heading_of_units_is_told() -> None:
    text = "海藻产品目录\n\n序号\t产品\t生产企业\n1\t紫菜饼\t海之蓝厂\n2\t海带丝\t好运达厂\n"
    assert [r.words for r in remarks(text, "unknown_unit")] == ["海之蓝厂", "好运达厂"]
    assert remarks(table(2, *ROWS), "unknown_unit") == []


def test_remarks_stand_in_the_order_of_the_text_and_once() -> None:
    found = read(table(3, *ROWS) + "海之蓝协办。海之蓝承办。").remarks
    assert list(found) == sorted(set(found), key=lambda r: (r.start, r.end, r.kind, r.words))
