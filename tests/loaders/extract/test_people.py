"""Persons where no post stands beside them, posts without a body, and posts at governments (all names are invented)."""

from collections.abc import Callable

import pytest

from graph.model import Reading

HEAD = "海藻加工产业技术创新战略联盟"

PEOPLE = [
    ("大会选举和文秀、卜一鸣为副理事长。", {"和文秀", "卜一鸣"}),
    ("由程可忠、阮江主持会议。", {"程可忠", "阮江"}),
    ("主要完成人：应国栋  岑  亮  火兴华", {"应国栋", "岑亮", "火兴华"}),
    ("本报记者 阙文 通讯员 岳小楼", {"阙文", "岳小楼"}),
    ("（创新发展处　员清水）", {"员清水"}),
    ("获奖者有楚云飞（沈阳东北磁材研究所）、卓  娅（燕赵理工大学）。", {"楚云飞", "卓娅"}),
    ("聘任Peter Hahn为国际合作部主任。", {"Peter Hahn"}),
    ("自治区副主席艾力更·依明巴海出席，秘书长范德霍夫拒绝评论。", {"艾力更·依明巴海", "范德霍夫"}),
    ("秘书长都兰、安徽省科技厅高新技术处处长解放到会。", {"解放", "都兰"}),
    ("柴立群表示，今后要少开会。志愿者何小满也参加了活动。", {"柴立群", "何小满"}),
]

NOBODY = [
    "高校表示支持，商务部指出问题，国家强调质量，全会强调安全。",
    "金融办出席会议，水利局汇报情况，方正集团表示欢迎。",
    "理事长由成员单位轮流担任，秘书长应当尽责，院长信箱已经开通。",
    "代表都肯定了成绩，专家相继发言，所长信箱收到来信。",
]


@pytest.mark.parametrize(("text", "names"), PEOPLE, ids=[text[:8] for text, _ in PEOPLE])
def test_persons_are_found(text: str, names: set[str], read: Callable[[str], Reading]) -> None:
    assert {e.name for e in read(text).entities if e.kind == "Person"} == names


@pytest.mark.parametrize("text", NOBODY)
def test_words_are_no_persons(text: str, read: Callable[[str], Reading]) -> None:
    assert [e.name for e in read(text).entities if e.kind == "Person"] == []


POSTS = [
    (
        "息烽县人民政府召开会议。县委书记单志远、县长卢素云出席。",
        ["单志远 | holds_post | 息烽县委 | title=书记", "卢素云 | holds_post | 息烽县人民政府 | title=县长"],
    ),
    ("青岛市副市长封敬亭致辞。", ["封敬亭 | holds_post | 青岛市政府 | title=副市长"]),
    (
        "曹妃甸区委副书记、区长强子牛致欢迎辞。",
        ["强子牛 | holds_post | 曹妃甸区委 | title=副书记", "强子牛 | holds_post | 曹妃甸区政府 | title=区长"],
    ),
    (
        f"{HEAD}召开会议。理事长宫秉义（青岛海源生物集团总裁）、副理事长岑若兰、迟景行（霞浦紫菜研究所所长）出席。",
        [
            f"宫秉义 | holds_post | {HEAD} | title=理事长",
            "宫秉义 | holds_post | 青岛海源生物集团 | title=总裁",
            f"迟景行 | holds_post | {HEAD} | title=副理事长",
            "迟景行 | holds_post | 霞浦紫菜研究所 | title=所长",
        ],
    ),
    (
        "单荣华系华晶光电玻璃有限公司总经理，也是中国玻璃协会的副会长。",
        [
            "单荣华 | holds_post | 华晶光电玻璃有限公司 | title=总经理",
            "单荣华 | holds_post | 中国玻璃协会 | title=副会长",
        ],
    ),
    (
        "云川师范学院是发起单位，该院院长冼伯钧到会。",
        ["冼伯钧 | holds_post | 云川师范学院 | title=院长"],
    ),
    (
        f"李秋菊 研究员\n\n女，1970年生，现任黄海水产研究所副所长，兼任{HEAD}副秘书长，曾任鲁东大学教务处处长。",
        ["李秋菊 | holds_post | 黄海水产研究所 | title=副所长", f"李秋菊 | holds_post | {HEAD} | title=副秘书长"],
    ),
]


@pytest.mark.parametrize(("text", "facts"), POSTS, ids=[text[:8] for text, _ in POSTS])
def test_posts_find_their_bodies(
    text: str, facts: list[str], read: Callable[[str], Reading], tells: Callable[[Reading, str], bool]
) -> None:
    reading = read(text)
    assert [fact for fact in facts if not tells(reading, fact)] == []


def test_past_posts_of_a_portrait_are_not_stated(read: Callable[[str], Reading]) -> None:
    reading = read("李秋菊 研究员\n\n女，1970年生，曾任鲁东大学副校长，现任黄海水产研究所副所长。")
    assert [s.qualifiers["title"] for s in reading.statements if s.predicate == "holds_post"] == ["副所长"]


def test_traditional_titles_stay_as_written(read: Callable[[str], Reading]) -> None:
    reading = read("廣東省科學技術廳副廳長麥健東、嶺海大學校長歐陽慕蘭獲推選為聯盟首屆理事長，會議由麥健東主持。")
    titles = {s.qualifiers["title"] for s in reading.statements if s.predicate == "holds_post"}
    assert {"副廳長", "校長"} <= titles
