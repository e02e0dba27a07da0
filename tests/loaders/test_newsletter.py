from collections.abc import Callable

import pytest

from graph.model import Document
from loaders.genres import segment
from loaders.genres.align import Windows, comparable, score
from loaders.layout import Layout

Sample = Callable[[str], Layout]


def texts(layout: Layout, role: str) -> list[str]:
    return [block.text for block in layout.blocks if block.role == role]


def headlines(layout: Layout) -> list[str]:
    return [layout.blocks[article.title].text for article in layout.articles if article.title is not None]


def test_masthead_with_issuer_and_date_on_one_line(sample: Sample) -> None:
    layout = sample("newsletter-river")
    assert layout.genre == "briefing"
    assert layout.title == layout.series == "青江省产业创新联合会工作简报"
    assert layout.number == "第 12 期（总第 87 期）"
    assert layout.issuer == "青江省产业创新联合会秘书处"
    assert layout.date == "2021-06-30"


def test_masthead_in_chinese_numerals(sample: Sample) -> None:
    layout = sample("newsletter-noguide")
    assert (layout.title, layout.number) == ("云岭省新材料产业技术创新联盟通讯", "2018年第3期")
    assert (layout.issuer, layout.date) == ("云岭省新材料产业技术创新联盟秘书处", "2018-09-26")


def test_guide_with_leaders_and_broken_lines(sample: Sample) -> None:
    layout = sample("newsletter-river")
    assert texts(layout, "guide") == [
        "省联合会召开二届四次常务理事会",
        "竹材联盟与南屏市林业局签订合作框架协议",
        "《海藻加工技术规程》团体标准通过专家审定",
        "青江省深水网箱养殖产业技术创新战略联盟赴外省考察学习",
    ]
    assert headlines(layout) == texts(layout, "guide")
    for number, article in enumerate(layout.articles):
        assert article.guide is not None
        assert layout.blocks[article.guide].article == number


def test_page_break_is_closed_and_credits_stand_apart(sample: Sample) -> None:
    layout = sample("newsletter-river")
    assert any("共同申报省级科技计划项目" in text for text in texts(layout, "paragraph"))
    assert texts(layout, "credit") == ["(联合会秘书处供稿)", "(竹材联盟供稿)", "(海藻联盟 供稿)"]
    assert not any("供稿" in text for text in texts(layout, "paragraph"))


def test_imprint_parts(sample: Sample) -> None:
    layout = sample("newsletter-river")
    assert texts(layout, "imprint") == [
        "报：省科技厅、省工业和信息化厅、省农业农村厅、省林业局",
        "送：各会员单位、各市科技局",
        "责任编辑：林曼",
        "审核：郑柏森",
        "签发：韩立群",
    ]
    assert texts(layout, "address")[:2] == ["地址：南屏市学士路9号", "邮编：350999"]
    assert all(block.article is None for block in layout.blocks if block.role in ("imprint", "address", "masthead"))


def test_markup_in_any_order(sample: Sample) -> None:
    layout = sample("newsletter-markdown")
    assert headlines(layout) == [
        "东澳省海洋装备产业联盟召开一届五次理事会暨技术交流会",
        "省工业和信息化厅、省海洋局出台《海洋装备提升行动方案》",
        "船用电机企业入选省级重点实验室名单",
        "“潮流能高效转换与并网”项目通过验收",
    ]
    assert [article.section for article in layout.articles] == ["要闻", "要闻", "成员风采", "成员风采"]
    assert all(article.guide is not None for article in layout.articles)
    assert texts(layout, "section") == ["要闻", "成员风采"]
    assert texts(layout, "item") == ["项目总投入1200万元；", "建成示范机组2台。"]
    assert "会后代表参观了白沙船用电机有限公司。" in texts(layout, "paragraph")


def test_a_list_inside_an_article(sample: Sample) -> None:
    layout = sample("newsletter-markdown")
    rows = [block for block in layout.blocks if block.role == "row"]
    assert [row.article for row in rows] == [0, 0, 0, 0]
    assert [row.text[cell.start : cell.end] for row in rows for cell in row.cells if cell.heading == "单位名称"] == [
        "白沙船用电机有限公司",
        "东澳海洋研究院",
        "鹭港重工(集团)有限公司",
        "北礁仪器厂",
    ]
    assert "名单" in layout.lists[0].title


def test_without_a_guide(sample: Sample) -> None:
    layout = sample("newsletter-noguide")
    assert headlines(layout) == ["联盟召开第三次全体成员大会", "钛合金专业委员会在月湖成立"]
    assert texts(layout, "heading") == ["会议情况", "下一步工作"]
    assert any("为第二届理事长，秘书长由" in text for text in texts(layout, "paragraph"))


@pytest.mark.parametrize(
    ("guide", "body", "alike"),
    [
        ("竹材联盟召开理事会", "竹材联盟召开理事会", True),
        ("竹材联盟召开第二届理事会", "青江竹材加工产业联盟召开第二届理事会", True),
        ("竹材联盟开通网站（www.bamboo.example）", "竹材联盟开通网站", True),
        ("2022-2023年度评估工作启动 …… 3", "2022—2023年度评估工作启动", True),
        ("竹材联盟召开理事会", "海藻联盟召开年会", False),
        ("名单", "名单公布", False),
    ],
)
def test_scores(guide: str, body: str, alike: bool) -> None:
    assert (score(comparable(guide), comparable(body)) >= 90) is alike


def test_alignment_takes_whole_headlines() -> None:
    entries = ["深水网箱养殖与加工产业联盟示范项目启动", "海藻联盟赴外省考察"]
    lines = ["深水网箱养殖与加工", "产业联盟示范项目启动", "文", "海藻联盟赴外省考察", "文"]
    matches = Windows(lines, [True, True, False, True, False]).align(entries)
    assert [(match.entry, match.start, match.stop) for match in matches] == [(0, 0, 2), (1, 3, 4)]


STYLED = """海风联盟通讯
2018年第4期
◆ 三届二次理事会召开
5月4日，海风装备产业技术创新战略联盟第三届理事会第二次会议在烟台召开，会议审议了工作报告。
（综合处　丁木）
◆ 简讯
★ 5月8日，海风装备产业技术创新战略联盟与烟台大学签订了人才培养合作协议。
★ 5月9日，海风装备产业技术创新战略联盟秘书处前往威海走访了三家成员单位。
"""


def test_headlines_that_share_a_mark() -> None:
    layout = segment(Document("styled", STYLED, "", "", "text"))
    assert headlines(layout) == ["三届二次理事会召开"]
    assert texts(layout, "section") == ["简讯"]
    assert texts(layout, "credit") == ["(综合处 丁木)"]
    news = [block.article for block in layout.blocks if block.text.startswith("5月8日") or "走访" in block.text]
    assert len(set(news)) == 2 and None not in news
