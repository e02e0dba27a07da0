"""Organisations: names that end in a head word (有限公司, 研究所, 科技局 …).

Strong heads prove a body by themselves. Weak ones (集团, 局, 中心 …) need a place or a known body in front, or a slot
in which only a name can stand.
"""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from loaders.knowledge import Knowledge
from loaders.mentions.alliances import SUPPORT
from loaders.mentions.mention import Mention
from loaders.mentions.scan import HARD, Scan, balanced

_PLACED = re.compile(r"\(([\u4e00-\u9fff]{2,6})\)")
_ORG_GENERIC = re.compile(
    r"(?:[省市县区]\(.*|设区市|序号.*|各|有关|相关|该|本|我|我[省市国]|某|多家|一家|全|高|科研|国家|全国|行业|龙头|上市|专业|综合|地方|技术|信息|国家重点|重点|国家工程|国家技术|省级|"
    r"国际|中央|省|市|县|区|分|子|母|总|控股|上级|省市|地市|.*各级|大专.*|.*区县|.*单列市|(?:建设|依托)?国家重点|(?:建设|依托)?国家工程|主管|所在|联盟|社会|大型|民营|国有|[0-9]+[家所个]|[一二三四五六七八九十两几]+[家所个]|.*[省市国家]级.*|"
    r"第[一二三四五六七八九十0-9]+|联合|共建|双方|三方|多方|校企|国家级|省级|市级|县级|工程|企业|博士后|院士|专家|[0-9]+[家所个名]?.{0,3}级|"
    r"各类|其它|其他|建立|建设|成立|本|贵|同一|另一|另外|大中型|中小|小微|骨干|优势|优秀|知名|著名|当地|本地|外地|外资|合资|独资|股份制|私营|集体|"
    r"科研院|.*参赛|赛会|大会|本届|三级|二级|一级|三甲|县域|乡镇|街道|社区|农民|专业|家庭|种粮|示范|[东西南北中]部|一流|国内外|海内外|境外)"
)
_PAPERS = frozenset(("日报", "晚报", "晨报", "早报", "商报", "都市报", "导报", "时报", "青年报", "新闻网", "资讯网"))
_REPORTED = re.compile(
    r".*?(?:\)|材料|方案|书|表|文件|情况|总结|名单)(?:报送|报|送|交)(?=[省市县区所我国])|第[0-9一二三四五六七八九十]{1,3}届"
)
_ORG_CROWD = re.compile(r"[\u4e00-\u9fff]{0,3}(?:企业|高校|院所|单位|机构|部门).*")
_LEVELS = frozenset("省市县区州")
_ANAPHORS = frozenset(("公司", "协会", "学会", "联合会", "商会", "研究会", "促进会", "基金会", "协作网", "联席会议"))
_STREET = re.compile(r"[东南西北中]?[路街道巷桥]")
_OFFICES = frozenset(("秘书处", "办公室", "联络组", "工作组", "小组"))
_WEAK_PLACE = ("局", "厅", "政府", "办", "部", "处")
_WORKS = frozenset(
    (
        "厂",
        "集团",
        "工作站",
        "运输队",
        "地质队",
        "勘探队",
        "贸易行",
        "商行",
        "育苗场",
        "养殖场",
        "种苗场",
        "良种场",
        "一场",
        "二场",
        "三场",
        "总会",
        "粮库",
        "畜牧站",
        "兽医站",
        "种子站",
        "推广站",
        "育种场",
        "蚕种场",
        "总场",
    )
)
_ACTS = re.compile(
    r"(?:签署|签订|签约|签定|提出|提交|加入|退出|宣布|表示|介绍|捐赠|投资|牵头|承担|负责|委托|颁发|授予|推荐|报送|批准|同意|通过|主持|参与|参加|"
    r"研制|研发|完成|协助|作为|因|就|将|已|也|于|向|为|拖欠|违反|未|拟|申请|年会|大会|换届|秘书处|主起草|参编|主编|起草|编制|供稿|讯|消息|报道|记者)"
)
_NOT_WORKS = frozenset("长房区家内外化")
_GROUPS = ("小组", "工作组", "促进会", "协会", "学会", "联合会", "中心", "联席会议", "委员会", "办公室")
_SHORTENED = (
    "总工会",
    "妇联",
    "团委",
    "社科院",
    "农科院",
    "促进中心",
    "供销社",
    "厅",
    "局",
    "委",
    "科协",
    "工商联",
    "政府",
    "法院",
    "人大常委会",
    "政协",
    "检察院",
)
_SHORT_HEADS = frozenset(("大学", "银行", "科协", "科委"))


@cache
def heads(knowledge: Knowledge) -> AhoCorasick:
    """The automaton of all head words; at each place the longest one counts."""
    words = [word for word, kind in knowledge.heads.items() if kind in {"strong", "weak"}]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


_CROWD = re.compile(r"(?:[0-9]+|[一二三四五六七八九十百两几数多]+)(?:余|多)?[家所个名]")
_CLOSED = frozenset("，。、；)：\t \u3000|〕”》/")
_MASS = re.compile("年产|日产|[0-9]|大型|小型|中型|多家|一家|某|加工工|生产工")


def _evidence(scan: Scan, head: str, start: int, at: int, end: int) -> float:
    """How sure a name with this weak head is, from where it stands; 0 when it is none."""
    text = scan.text
    core = text[start:at]
    if _CROWD.match(core):
        return 0.0
    placed = scan.places.inside(start, at) or bool(re.search(r"[省市县区州]", core[1:]))
    known = (scan.organs.starting(start) or end) <= at
    if head in _WEAK_PLACE or head.endswith(("局", "厅")):
        shortened = core[0] in _LEVELS and len(core) > 2
        return 0.85 if placed or known or shortened or core.startswith(("国家", "中国")) else 0.0
    if head in {"组", "秘书处", "办公室", "小组"}:
        return 0.8 if known else 0.0
    founded = text[max(start - 2, 0) : start] in {"建立", "设立", "成立", "组建", "下设", "筹建", "组成"}
    clean = (
        start == 0
        or start in scan.barriers
        or text[start - 1] in HARD
        or text[start - 1].isspace()
        or start in scan.conjunctions
        or start in scan.stops
        and not founded
    )
    seated = scan.places.starting(end) is not None or text.startswith(("总部", "旗下", "下属", "所属"), end)
    closed = seated or end >= len(text) or text[end] in _CLOSED
    closed = closed or SUPPORT.match(text, end) is not None or _ACTS.match(text, end) is not None
    national = placed or known or core.startswith(("中国", "国家", "国际", "中华", "亚洲", "世界", "全国"))
    closed = closed or end in scan.offices and (national or head in {"集团", "厂"})
    named = head in _WORKS and len(core) >= 4 and core[-1] != "工" and text[end : end + 1] not in _NOT_WORKS
    if head in _WORKS and head != "集团" and (len(core) < (2 if national else 4) or _MASS.search(core)):
        return 0.0
    if not (clean and (closed or named)) or len(core) < 2:
        return 0.0
    return 0.85 if national else 0.75 if head in {"集团", "厂"} or head in _PAPERS else 0.6 if len(core) >= 4 else 0.0


def organization_at(scan: Scan, at: int, end: int) -> Mention | None:
    """The organisation whose name ends with the head word between these offsets, or None when it is generic."""
    text = scan.text
    head = text[at:end]
    start = scan.left_edge(at, over_verbs=head.endswith(_GROUPS))
    if (reported := _REPORTED.match(text, start, at)) is not None:
        start = reported.end()
    core = text[start:at].strip("”“")
    if not core:
        return _bare(scan, head, at, end)
    if head.endswith(_SHORTENED) and _plural(scan, core, start):
        return None
    if not balanced(text[start:end]) or _generic(head, core) or _no_body(scan, head, core, at, end):
        return None
    kind = scan.knowledge.heads[head]
    score = 0.9 if kind == "strong" else _evidence(scan, head, start, at, end)
    if (placed := _PLACED.match(text, end)) and placed[1] in scan.knowledge.places:
        end = placed.end()
    if (
        score == 0.0
        or kind == "weak"
        and text[end : end + 1] in {"部", "办", "局"}
        and not text.startswith(("办公", "局长"), end)
    ):
        return None
    return Mention("O", start, end, text[start:end], "", f"org.{kind}", score)


_PLURAL = re.compile(
    r"(?:省直管|直管|设区的?|地级以?上?|级以上|县级|所在地?|试点|自治|直辖|相关|下辖|省辖|计划单列|派出|[省市县区州旗盟、]|\([^()]*\))+"
)
_AUTONOMOUS = frozenset(("自治区", "自治州", "自治县"))
_EACH = re.compile(r"各[^，。；：]{0,16}$")
_COMMITTEE = re.compile(r"书记|常委|委员|副|员|领导|主要|秘书长|组织部|宣传部|统战部|巡")


def _plural(scan: Scan, core: str, start: int) -> bool:
    """Whether a bureau is of no place in particular: 各市科技局, 设区市财政局, 省直管县(市)科技局."""
    if _PLURAL.fullmatch(core) is None:
        return False
    before = _EACH.search(scan.text, max(0, start - 18), start)
    return (
        core not in _LEVELS
        and core not in _AUTONOMOUS
        or before is not None
        and _PLURAL.fullmatch(before[0][1:] or "市") is not None
    )


def _shortened(scan: Scan, head: str, at: int, end: int) -> Mention | None:
    """A body of the place that the document is about, written without it: 省政府, 市委, 区委办公室."""
    text = scan.text
    clean = at == 0 or text[at - 1] in HARD or at in scan.stops or at in scan.conjunctions
    whole = len(head) > 2 or head.endswith("委") and not _COMMITTEE.match(text, end)
    if not clean or not whole or _EACH.search(text, max(0, at - 12), at) or _POLITE.match(text, end):
        return None
    return Mention("O", at, end, head, "", "org.shortened", 0.8)


_POLITE = re.compile(r"有关|相关|直属|各|组成|部门|所属")


def _bare(scan: Scan, head: str, at: int, end: int) -> Mention | None:
    """A head word without a name: a bureau listed after another of its place, or an anaphor (公司, 联合会)."""
    text = scan.text
    if head[0] in _LEVELS and (found := _shortened(scan, head, at, end)) is not None:
        return found
    if head[-1] in "局厅委" and at > 1 and text[at - 1] in "、和与":
        return _shared_place(scan, head, at, end)
    clean = at == 0 or text[at - 1] in HARD or text[at - 1].isspace() or at in scan.stops or at in scan.barriers
    each = _EACH.search(text, max(0, at - 18), at)
    if clean and len(head) > 2 and head[-1] == "厅" and text[end : end + 1] not in {"级", "("} and each is None:
        return Mention("O", at, end, head, "", "org.shortened", 0.75)
    return Mention("H", at, end, head, "", "org.bare", 0.5) if head in _ANAPHORS and clean else None


def _generic(head: str, core: str) -> bool:
    """Whether the words before the head name no body in particular (有关, 多家企业 …)."""
    if core in _LEVELS:
        return not head.endswith(_SHORTENED)
    crowd = not head.endswith(_GROUPS) and _ORG_CROWD.fullmatch(core)
    return crowd is not None and crowd is not False or _ORG_GENERIC.fullmatch(core) is not None


def _no_body(scan: Scan, head: str, core: str, at: int, end: int) -> bool:
    """Whether the head word is a part of something else: a street, a post (副局|长), an office read with its body."""
    text = scan.text
    if text.startswith("特殊津贴", end) or head == "政协" and text.startswith("委员", end):
        return True
    if text[end : end + 1] == "在" and head == "所" and text[at - 1].isspace():
        return True
    if head == "总会" and text.startswith("计师", end):
        return True
    if _STREET.match(text, end) or text[end : end + 1] == "长" and core.endswith(("副", "原", head)):
        return True
    if head in _OFFICES and at in scan.organs.by_end:
        return True
    strong = scan.knowledge.heads[head] == "strong"
    return strong and len(head) == 2 and len(core) < 2 and head not in _SHORT_HEADS and core not in _LEVELS


def _shared_place(scan: Scan, head: str, at: int, end: int) -> Mention | None:
    """A bureau whose place stands before the one it is listed with: 甲市发改局、科技局."""
    if at - 1 not in scan.ends:
        return None
    start = scan.left_edge(at - 1)
    placed = scan.places.starting(start)
    if placed is None:
        return None
    place = scan.text[start:placed]
    return Mention("O", at, end, head, place + head, "org.shared-place", 0.85)
