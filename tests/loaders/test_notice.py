from collections.abc import Callable

from loaders.layout import Block, Layout

Sample = Callable[[str], Layout]


def texts(layout: Layout, role: str) -> list[str]:
    return [block.text for block in layout.blocks if block.role == role]


def cells(block: Block) -> dict[str | None, str]:
    return {cell.heading: block.text[cell.start : cell.end] for cell in block.cells}


def rows(layout: Layout) -> list[dict[str | None, str]]:
    return [cells(block) for block in layout.blocks if block.role == "row"]


def test_head_of_a_provincial_notice(sample: Sample) -> None:
    layout = sample("notice-province")
    assert layout.genre == "notice"
    assert layout.title == "青江省科学技术厅关于公布2016年度省级产业技术创新战略联盟备案名单的通知"
    assert (layout.number, layout.date, layout.issuer) == ("青科发合〔2016〕58号", "2016-11-08", "青江省科学技术厅")
    assert layout.series is None
    marked = {block.text: block.ignored_by for block in layout.blocks}
    assert marked["各设区市科技局，各有关单位："] == "salutation"
    assert marked["(此件主动公开)"] == "remark"
    assert texts(layout, "heading") == ["加强组织管理", "做好跟踪服务", "附件"]


def test_list_parted_by_blanks(sample: Sample) -> None:
    layout = sample("notice-province")
    assert layout.lists[0].title == "2016年度青江省产业技术创新战略联盟备案名单"
    assert layout.lists[0].announced == 5
    assert rows(layout)[2:4] == [
        {
            "序号": "3",
            "联盟名称": "青江省3D陶瓷产业技术创新战略联盟",
            "理事长单位": "青瓷研究院(集团)有限公司",
            "秘书长": "孙一凡",
            "所在地": "瓷都市",
        },
        {
            "序号": "4",
            "联盟名称": "青江省茶叶深加工产业技术创新战略联盟",
            "理事长单位": "武岩茶业有限公司",
            "秘书长": "周茗",
            "所在地": "武岩市",
        },
    ]


def test_joint_notice_with_two_annexes(sample: Sample) -> None:
    layout = sample("notice-ministries")
    assert layout.title == "信息产业发展部 国土绿化部关于印发《森林感知产业联盟成员管理办法》及首批成员单位名单的通知"
    assert (layout.number, layout.date) == ("信产发〔2015〕103号", "2015-07-21")
    assert layout.issuer == "信息产业发展部 国土绿化部"
    assert [layout.blocks[article.title or 0].text for article in layout.articles[1:]] == [
        "森林感知产业联盟成员管理办法",
        "首批成员单位名单",
    ]
    measures = [block for block in layout.blocks if block.article == 1 and block.role == "paragraph"]
    assert [block.text[:3] for block in measures] == ["第一条", "第二条"]
    assert rows(layout)[0] == {"序号": "1", "单位名称": "绿谷传感技术有限公司", "所在地": "中原省"}
    assert rows(layout)[2] == {"序号": "3", "单位名称": "国土绿化部森林防火研究所"}


def test_public_notice_with_glued_rows(sample: Sample) -> None:
    layout = sample("notice-public")
    assert layout.genre == "notice"
    assert (layout.title, layout.date) == ("关于2019年度拟认定产业技术创新战略联盟的公示", "2019-03-04")
    assert layout.issuer == "北原市科学技术局"
    assert [row["联盟名称"] for row in rows(layout)] == [
        "石墨烯制备产业技术创新战略联盟",
        "3D打印医疗器械产业技术创新战略联盟",
        "低温等离子体(LTP)技术创新战略联盟",
    ]
    assert [row["牵头单位"] for row in rows(layout)] == ["北原碳材料研究所", "北原医科大学", "北原环保科技有限公司"]


def test_date_below_the_title_is_found(layout_of: Callable[[str], Layout]) -> None:
    layout = layout_of("北原市科技局关于公布联盟名单的通告\n2020-02-03\n北科发〔2020〕3号\n\n现将名单予以公布。\n")
    assert (layout.date, layout.number, layout.issuer) == ("2020-02-03", "北科发〔2020〕3号", "北原市科技局")


def test_a_lead_in_is_no_addressee(layout_of: Callable[[str], Layout]) -> None:
    head = "北原市科技局关于公布联盟名单的通告\n北科发〔2020〕3号\n\n"
    lead = layout_of(head + "经专家评审，现将2020年度产业技术创新联盟名单公布如下：\n甲联盟。\n")
    assert [block.role for block in lead.blocks][-2:] == ["paragraph", "paragraph"]
    addressed = layout_of(head + "北原医科大学、各区科技局（科委）：\n现将名单予以公布。\n")
    assert addressed.blocks[-2].ignored_by == "salutation"


def test_copies_and_printing_are_imprint(layout_of: Callable[[str], Layout]) -> None:
    layout = layout_of(
        "北原市科技局关于公布联盟名单的通告\n北科发〔2020〕3号\n\n现将名单予以公布。\n\n北原市科技局\n2020年2月3日\n\n"
        "抄送：市发展改革委、市财政局\n北原市科技局办公室    2020年2月4日印发\n"
    )
    assert (layout.date, layout.issuer) == ("2020-02-03", "北原市科技局")
    assert [block.role for block in layout.blocks][-2:] == ["imprint", "imprint"]
