from collections.abc import Callable

from loaders.layout import Layout

Sample = Callable[[str], Layout]


def paragraphs(layout: Layout) -> list[str]:
    return [block.text for block in layout.blocks if block.role == "paragraph"]


def test_fragments_stand_alone_and_repeats_are_kept(sample: Sample) -> None:
    layout = sample("web-fragments")
    assert layout.genre == "web"
    found = paragraphs(layout)
    assert len(found) == len(layout.articles) == 7
    assert found[0] == found[5]
    assert found[2] == "评估程序 单位自评：提交总结。现场核查：抽查材料。"
    assert found[3].startswith("白沙电机：公司是")


def test_repeated_paragraphs_with_numbers(sample: Sample) -> None:
    layout = sample("web-repeats")
    assert layout.genre == "web"
    assert paragraphs(layout)[5] == "2016年，联盟发布《低温等离子体废气治理装置》团体标准。"


def test_a_page_with_its_site_lines(sample: Sample) -> None:
    layout = sample("web-page")
    assert (layout.genre, layout.title, layout.date) == ("web", "月湖大学牵头组建钛材料联盟", "2017-11-03")
    assert len(layout.articles) == 1
    assert [block.ignored_by for block in layout.blocks if block.role == "masthead"] == ["navigation", "navigation"]


def test_hard_wrapped_text_is_joined(sample: Sample) -> None:
    layout = sample("text-wrapped")
    assert (layout.genre, layout.title) == ("text", "潮间带生态修复产业联盟成立记")
    found = paragraphs(layout)
    assert [text[:4] for text in found] == ["三月十八", "成立大会", "会后，与"]
    assert "首任理事长由青江海洋大学副校长江临川担任" in found[0]


def test_page_breaks_and_page_numbers(sample: Sample) -> None:
    layout = sample("text-pages")
    found = paragraphs(layout)
    assert len(found) == 2
    assert "实验室主任由洪亮教授担任" in found[0]
    assert "北原市生产力促进中心" in found[1]
    assert [block.ignored_by for block in layout.blocks if block.role == "blank"] == ["page-number"]


def test_a_page_number_inside_a_paragraph(layout_of: Callable[[str], Layout]) -> None:
    text = "联盟秘书长林曼在会上通报了上半年的工作，各成员单位代表就组建专业\n\n- 3 -\n\n委员会一事进行了讨论。"
    layout = layout_of(text)
    assert [block.text for block in layout.blocks] == [text.replace("\n\n- 3 -\n\n", "")]


def test_latin_words_keep_a_blank_at_a_line_break(layout_of: Callable[[str], Layout]) -> None:
    text = "联盟在北京承办了第十二届国际竹材加工技术学术大会，即World Bamboo\nCongress，并展出样品。"
    assert "World Bamboo Congress" in layout_of(text).blocks[0].text


def test_a_table_in_markdown(sample: Sample) -> None:
    layout = sample("text-table")
    rows = [block for block in layout.blocks if block.role == "row"]
    assert [(cell.heading, rows[1].text[cell.start : cell.end]) for cell in rows[1].cells] == [
        ("序号", "2"),
        ("名称", "海洋仪器分会"),
        ("所在地", "鹭港市"),
    ]
