"""Who holds which post, in the shapes that lists of persons take (names and bodies are invented)."""

import pytest

from loaders.knowledge import load_knowledge
from loaders.mentions.encode import Phrase
from loaders.mentions.read import read_text


def posts(text: str) -> set[tuple[str, str | None, str]]:
    """The (person, body, title) that a text shows; persons without a post have an empty title."""
    found = set()
    for item in read_text(text, load_knowledge()).encoded.items:
        if isinstance(item, Phrase):
            for person in item.people:
                found |= {(person.name.name, body.name if body else None, title.name) for body, title in person.posts}
                if not person.posts:
                    found.add((person.name.name, None, ""))
    return found


CASES = [
    (
        "会议由国家标准委高远副主任主持。",  # an ordinary word, only its slot makes it a name
        {("高远", "国家标准委", "副主任")},
    ),
    (
        "六部门推进海洋开发工作协调指导小组办公室副主任、农业部渔业司孙立群巡视员、周可处长出席会议。",
        {
            ("孙立群", "六部门推进海洋开发工作协调指导小组办公室", "副主任"),
            ("孙立群", "农业部渔业司", "巡视员"),
            ("周可", None, ""),  # a 处长 does not head the 司 of the one before him
        },
    ),
    (
        "农业部渔业司孙立群巡视员、养殖指导处周可处长代表农业部参加会议。",
        {("孙立群", "农业部渔业司", "巡视员"), ("周可", "养殖指导处", "处长")},
    ),
    (
        "与海藻加工产业技术创新战略联盟理事长丁木教授、林秋菊秘书长、科研办主任赵前、秘书处申平、曲江等人开展了座谈。",
        {
            ("丁木", "海藻加工产业技术创新战略联盟", "理事长"),
            ("林秋菊", "海藻加工产业技术创新战略联盟", "秘书长"),
            ("赵前", "海藻加工产业技术创新战略联盟", "科研办主任"),
            ("申平", None, ""),
            ("曲江", None, ""),
        },
    ),
    (
        "任命海藻联盟秘书长丁木担任标准部部长、轮胎联盟秘书长徐文英担任联络部部长。",
        {("丁木", "海藻联盟", "秘书长"), ("徐文英", "轮胎联盟", "秘书长")},
    ),
    (
        "任命海藻联盟秘书长丁木、轮胎联盟秘书长徐文英担任中国渔业协会副秘书长。",
        {("丁木", "海藻联盟", "秘书长"), ("徐文英", "轮胎联盟", "秘书长")},
    ),
    (
        "中国海洋学会党委书记、常务副理事长兼秘书长余静荣，中国工程院院士廖远清，东海家电产业集团副总裁、前沿研发总经理王启分别致辞。",
        {
            ("余静荣", "中国海洋学会", "党委书记"),
            ("余静荣", "中国海洋学会", "常务副理事长"),
            ("余静荣", "中国海洋学会", "秘书长"),
            ("廖远清", "中国工程院", "院士"),
            ("王启", "东海家电产业集团", "副总裁"),
            ("王启", "东海家电产业集团", "前沿研发总经理"),
        },
    ),
    (
        "全国政协原副主席、全国工商联原主席黄开复发表主旨演讲。",
        {("黄开复", "全国政协", "原副主席"), ("黄开复", "全国工商联", "原主席")},
    ),
    (
        "中国工程院院士单向东、谭立荣、王北辰参加活动。",
        {(name, "中国工程院", "院士") for name in ("单向东", "谭立荣", "王北辰")},
    ),
    ("海藻加工产业技术创新战略联盟理事长等全球知名学者作报告。", set()),  # a post without a person
    ("会议由程可忠、阮江主持。", {("程可忠", None, ""), ("阮江", None, "")}),
    ("会议由理事会研究决定后主持。", set()),
    ("秘书长：徐文英 副秘书长：丁木", {("徐文英", None, "秘书长"), ("丁木", None, "副秘书长")}),
    (
        "东方海洋装备集团有限公司科技管理部杨光副主任汇报了情况。",
        {("杨光", "东方海洋装备集团有限公司", "科技管理部副主任")},
    ),
    (
        "大会选举东方钛业股份有限公司总经理陆放为第二届理事长。",  # 为 is no part of the name after 选举
        {("陆放", "东方钛业股份有限公司", "总经理")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:12] for text, _ in CASES])
def test_posts_are_read(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海藻联盟秘书长李平致欢迎辞。", "李平"),
        ("海藻联盟秘书长王启分别致辞。", "王启"),
        ("海藻联盟秘书长黄开复发表演讲。", "黄开复"),
        ("海藻联盟秘书长韩林向代表们汇报工作。", "韩林"),
        ("海藻联盟秘书长欧阳文静主持会议。", "欧阳文静"),
    ],
)
def test_a_name_ends_where_the_next_word_begins(text: str, name: str) -> None:
    assert {person for person, _, _ in posts(text)} == {name}


@pytest.mark.parametrize(
    "text", ["不断提高工程师的社会地位。", "会议强调科技创新。", "安全主任务已经明确。", "副主任委员会议召开。"]
)
def test_words_are_no_names(text: str) -> None:
    assert posts(text) == set()
