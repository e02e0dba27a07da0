"""Alliances: names that end in 联盟. The right edge is trivial, the left edge and the bare 联盟 are the work.

A bare 联盟 may follow a verb (打造联盟品牌) and then names nothing: it is a name only where something beside it shows a
body, such as a post, a list or a clean left edge.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.knowledge import Knowledge
from loaders.mentions.mention import Mention
from loaders.mentions.scan import HARD, Scan, balanced

_BEFORE_BARE = 10  # no head word is longer before its 联盟
_HEAD = re.compile(
    r"(?:产业|工程|行业)?(?:技术|科技)?(?:协同)?创新(?:战略|发展|服务)?联盟|(?:产业)?(?:技术|科技)战略联盟|产业(?:技术|科技|发展|战略|化|合作)?联盟|(?:技术|战略|发展)联盟|联盟"
)
_NOT_ALLIANCE = re.compile(
    r"(?:试点(?:单位|名单|及|评估|申报|认定|和)|网|协作网|合作网|联席会议|协作体|促进会|联合会|协发网|协同发展网|联络组|试点工作|动态|标准(?!化(?:工作|技术|专业)?(?:办|委|部))[^《]|[化体])"
)
_GENERIC_CORE = re.compile(
    r"(?:.*[0-9一二三四五六七八九十两几数百]+(?:余|多)?[家个]|[0-9-]{4,9}年?度?|第?[0-9、]+分组|.*[A-E甲乙丙丁][级类档]|(?:国家|省|市|区|县)级.*|.*第[一二三四五六七八九十0-9]+批.*|.*(?:XX|某|级$)|第?[0-9一二三四五六七八九十]+批|各|有关|该|本|与会|这些)$|各.*"
)
SUPPORT = re.compile(
    r"(?:副|标委会|专委会|[、，。)》；：]|$|秘书|理事|副理事|常务|主席|主任|会长|名誉|召开|举办|组织|承办|主办|成员|专家|第[一二三四五六七八九十]+届|[一二三四五六七八九十]届|"
    r"与|和|及|等|在|近日|日前|《|“|代表|提供|供稿|联合|共同|成立|开展|发布|荣获|获|赴|到|是|由|\(|"
    r"第[0-9一二三四五六七八九十]{1,3}次|就|宣布|表示|提出|将|已|也|于|自|向|签|年会|大会|换届|介绍|邀请|牵头|承担|启动|共建|走进)"
)
_STRONG_SUPPORT = re.compile(
    r"(?:[、等与和及《]|秘书|理事|副|常务|主席|主任|会长|专家|标委会|专委会|第[一二三四五六七八九十]+届|成员单位)"
)
_OWN = frozenset(("本", "该", "我", "此"))
_SEVERAL = re.compile(r"(?:各|相关|有关|其他|其它|与会|这些|那些|多个|所有|全体|参评|[0-9]家|部分|一批)$")
_PLACE_ONLY = re.compile(r"(?:[0-9]{4}年?度?)?[\u4e00-\u9fff]{2,3}[省市]")
_QUOTED = re.compile(r"[^“”]{0,8}“([^“”]{1,6})”")
_NUMBERED = re.compile(r"[0-9]{1,2}(?=[\u4e00-\u9fff]{2})(?!世纪)")
_TERM = re.compile(r"第[0-9一二三四五六七八九十]{1,3}届|首届|新一届|本届")
_UNNAMED = (
    "试点",
    "级",
    "培育",
    "国家",
    "首届",
    "备案",
    "成熟",
    "上下游",
    "发展中",
    "参评",
    "其他",
    "有关",
    "相关",
    "各",
)


def heads(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the head words, each as long as it can be."""
    at = 0
    while (bare := text.find("联盟", at)) >= 0:
        match = _HEAD.search(text, max(at, bare - _BEFORE_BARE))
        if match is None:
            return
        at = match.end()
        yield match.span()


@cache
def _verbs(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.alliance_verbs)


def alliance_at(scan: Scan, head: int, end: int) -> Mention | None:
    """The alliance whose name ends with the head word between these offsets; an anaphor (H) when it stands bare."""
    text, knowledge = scan.text, scan.knowledge
    organ = scan.organs.over(head)
    if _NOT_ALLIANCE.match(text, end) or organ is not None and organ[1] > end:
        return None
    start = scan.left_edge(head)
    if (term := _TERM.match(text, start, head)) is not None:
        start = term.end()
    if (quoted := _QUOTED.match(text, start, head)) is not None and quoted[1] in scan.knowledge.alliance_verbs:
        start = quoted.end()
    if (numbered := _NUMBERED.match(text, start, head)) is not None:
        start = numbered.end()
    core = text[start:head].strip("”“")
    bare = end - head == len("联盟")
    if bare and (not core or core[-1] in "和与及暨" or core.endswith(_verbs(knowledge))):
        several = not core and _SEVERAL.search(text, max(0, head - 4), head)
        return None if several else Mention("H", head, end, "联盟", "", "alliance.bare", 0.5)
    if bare and core in _OWN:
        return Mention("H", start, end, "联盟", "", "alliance.bare", 0.6)
    if not core or _generic(scan, start, head, core) or not balanced(text[start:end]):
        return None
    if bare and not _supported(text, start, end, len(core)):
        return None
    return Mention("A", start, end, text[start:end], "", "alliance.bare-name" if bare else "alliance.full", 0.95)


def _generic(scan: Scan, start: int, head: int, core: str) -> bool:
    """Whether the words before the head name no alliance in particular (14家, 国家级, 某省, 有关 …)."""
    knowledge = scan.knowledge
    rest = core
    organ = scan.organs.starting(start)
    if organ is not None and organ <= head:
        rest = scan.text[organ:head]
    return (
        not rest
        or core in knowledge.organs
        or core in knowledge.alliance_verbs
        or rest in knowledge.alliance_generic
        or rest in knowledge.places
        or rest == "序号"
        or rest.endswith(_UNNAMED)
        or _PLACE_ONLY.fullmatch(rest) is not None
        or _GENERIC_CORE.match(rest) is not None
    )


def _supported(text: str, start: int, end: int, length: int) -> bool:
    """Whether what stands around a bare …联盟 shows that it is a name."""
    founded = text[start - 3 : start - 1] in {"成立", "组建", "组成", "发起", "设立"} and text[start - 1] == "的"
    clean = start == 0 or founded or text[start - 1] in HARD
    if length == 2 and not clean and not _STRONG_SUPPORT.match(text, end):
        return False  # two characters after a verb may be a verb themselves (选择联盟开展 …)
    done_by = start > 0 and text[start - 1] == "由" and length > 2  # noqa: PLR2004
    return 2 <= length <= 14 and (start == 0 or founded or done_by or SUPPORT.match(text, end) is not None)


def industrial(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is that of an alliance of industry or research, not of schools, insurers, clubs or states."""
    core = name.strip("“”")
    return _OF_INDUSTRY.search(core) is not None or not any(word in core for word in knowledge.alliance_other)


_OF_INDUSTRY = re.compile("产业|技术|创新|產業|技術|創新|工业|工程|研发")
