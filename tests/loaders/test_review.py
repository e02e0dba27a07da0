"""What a reviewer is asked: the pairs that may be one, why, how many and how fast."""

import random
import time
from dataclasses import replace

import pytest

from graph.entity import Mentioned
from loaders import likeness
from loaders.review import Proposal, propose


def mention(document: str, index: int, kind: str, name: str, **more: object) -> Mentioned:
    """A mention of an entity of its own."""
    return Mentioned(f"{document}#{index}", document, index, f"key-{document}-{index}", kind, name, **more)  # type: ignore[arg-type]


def pairs(*mentions: Mentioned, curated: tuple[str, ...] = ()) -> set[frozenset[str]]:
    return {frozenset((p.left, p.right)) for p in propose(mentions, curated)}


def asked(kind: str, left: str, right: str) -> Proposal | None:
    """The proposal on two names of two documents."""
    found = propose([mention("a", 0, kind, left), mention("b", 0, kind, right)])
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("桥梁联盟", "桥梁产业技术创新战略联盟"),  # tail words
        ("桥梁技术创新战略联盟", "桥梁产业技术创新战略联盟"),
        ("烟尘治理联盟", "烟尘污染治理联盟"),  # a subsequence
        ("林果良种产业技术创新战略联盟", "果林良种产业技术创新战略联盟"),  # a swap
        ("深海电缆装备产业技术创新战略联盟", "深海光缆装备产业技术创新战略联盟"),  # one character
        ("冰雪联盟", "冰雪运动装备产业技术创新战略联盟"),  # a short core in a full name
        ("城市信息模型（CIM）产业技术创新战略联盟", "城市信息模型CIM产业技术创新战略联盟"),
    ],
)
def test_doubtful_alliances_are_asked_about(left: str, right: str) -> None:
    found = asked("Alliance", left, right)
    assert found is not None and 0 < found.score <= 1
    assert all(reason.zh.endswith("。") and reason.en.endswith(".") for reason in found.reasons)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("茶叶产业技术创新战略联盟", "高山茶叶产业技术创新战略联盟"),  # another kind of tea
        ("海藻产业技术创新战略联盟", "水稻产业技术创新战略联盟"),
        ("钛产业技术创新战略联盟", "钒产业技术创新战略联盟"),
    ],
)
def test_other_alliances_are_not(left: str, right: str) -> None:
    assert asked("Alliance", left, right) is None


@pytest.mark.parametrize(
    ("left", "right", "doubtful"),
    [
        ("科技司教育司标准协调处", "农业部科技教育司标准协调处", True),
        ("东海海洋科技有限公司", "东海海洋科技股份有限公司", True),
        ("中橡天驹", "中橡天驹新材料科技股份有限公司", True),
        ("科技教育司", "农业部科技教育司", True),
        ("农业部科技教育司", "教育部科技教育司", False),  # of two ministries
        ("湖南省科学技术厅", "湖北省科学技术厅", False),  # of two provinces
        ("第七一一研究所", "第七一二研究所", False),
        ("国际食品安全学会中国委员会", "国际食品安全学会中国委员会秘书处", False),  # a part of it
        ("东岭大学", "西岭学院", False),
    ],
)
def test_organisations(left: str, right: str, doubtful: bool) -> None:
    assert (asked("Organization", left, right) is not None) is doubtful


def test_titles_with_other_numbers_are_different() -> None:
    assert likeness.titles("2017年度海藻产业联盟活跃度评价报告", "2018年度海藻产业联盟活跃度评价报告") is None
    assert likeness.titles("关于推动海藻产业联盟构建的指导意见", "关于推动海藻产业联盟构建指导意见") is not None


def test_a_short_name_that_fits_several_says_so() -> None:
    names = ("冰雪联盟", "冰雪运动装备产业技术创新战略联盟", "冰雪旅游装备产业技术创新战略联盟")
    found = propose([mention(name, 0, "Alliance", name) for name in names])
    short = [p for p in found if "冰雪联盟" in {p.left, p.right}]
    assert len(short) == 2
    assert all(p.score <= 0.5 and any("2" in reason.en for reason in p.reasons) for p in short)


def test_known_to_be_different_is_never_asked() -> None:
    one, other = "水坝产业技术创新战略联盟", "水坝监测产业技术创新战略联盟"
    assert pairs(mention("a", 0, "Alliance", one), mention("b", 0, "Alliance", other))
    assert not pairs(mention("a", 0, "Alliance", one), mention("a", 1, "Alliance", other))  # rows of one list
    assert not pairs(
        mention("a", 0, "Alliance", one), mention("b", 0, "Alliance", other), curated=("key-a-0", "key-b-0")
    )
    table = [mention("table/x", i, "Organization", name) for i, name in enumerate(("中橡天驹", "中橡天驹科技有限公司"))]
    assert not pairs(*table)


def test_persons_of_one_name_that_stay_apart() -> None:
    found = propose([mention("a", 0, "Person", "王桥"), mention("b", 0, "Person", "王桥")])
    assert [(p.left, p.right) for p in found] == [("王桥", "王桥")]
    assert {named.apart for named in found[0].sides} == {"doc:a", "doc:b"}
    many = [mention(f"d{i}", 0, "Person", "王桥") for i in range(12)]
    assert not propose(many)


def test_names_that_one_document_joined_are_asked_about() -> None:
    one = mention("a", 0, "Alliance", "烟尘污染治理联盟", aliases=("烟尘治理联盟",))
    (found,) = propose([one])
    assert found.joined and {found.left, found.right} == {"烟尘污染治理联盟", "烟尘治理联盟"}
    assert not propose([replace(one, defined=("烟尘治理联盟",))])
    full = replace(one, aliases=("烟尘治理联盟", "烟尘污染治理产业技术创新战略联盟"))
    assert not propose([full])


def test_the_id_of_a_pair_does_not_depend_on_order_or_reading() -> None:
    one, other = mention("a", 0, "Alliance", "烟尘治理联盟"), mention("b", 7, "Alliance", "烟尘污染治理联盟")
    again = mention("c", 3, "Alliance", "烟尘治理联盟")
    assert propose([one, other])[0].id == propose([other, again])[0].id


def test_ten_thousand_names_take_seconds() -> None:
    chance = random.Random(7)
    words = [chr(0x4E00 + chance.randrange(3000)) + chr(0x4E00 + chance.randrange(3000)) for _ in range(800)]
    rows = []
    for number in range(10_000):
        stem = "".join(chance.choices(words, k=chance.randint(1, 4)))
        kind = "Alliance" if number % 2 else "Organization"
        tail = chance.choice(
            ("产业技术创新战略联盟", "联盟") if number % 2 else ("有限公司", "研究院", "科技股份有限公司")
        )
        rows.append(mention(f"d{number}", 0, kind, stem + tail))
    started = time.perf_counter()
    found = propose(rows)
    assert time.perf_counter() - started < 30  # about 3 s on a quiet core
    assert len(found) > 100
