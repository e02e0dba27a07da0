"""Bodies: alliances and organisations, found in one pass over their head words from left to right.

The right edge of a name is its head word (联盟, 有限公司, 研究所 …); the left edge is a walk over the text (see
:meth:`Scan.left_edge`). One pass for both kinds, because the end of either tells whether a conjunction after it
separates two names.
"""

import re
from functools import cache

from loaders.knowledge import Knowledge
from loaders.mentions.mention import Mention
from loaders.mentions.scan import CLOSERS, HARD, Scan, balanced

_ALLIANCE = re.compile(
    r"(?:产业|工程|行业)?(?:技术|科技)?(?:协同)?创新(?:战略|发展|服务)?联盟|(?:产业)?(?:技术|科技)战略联盟|产业(?:技术|科技|发展|战略|化|合作)?联盟|(?:技术|战略|发展)联盟|联盟"
)
_NOT_ALLIANCE = re.compile(r"(?:网|协发网|协同发展网|联络组|试点工作|动态|标准[^《]|[化体])")
_GENERIC_CORE = re.compile(
    r"(?:.*[0-9一二三四五六七八九十两几数百]+(?:余|多)?[家个]|[0-9-]{4,9}年?度?|第?[0-9、]+分组|[A-D]级|(?:国家|省|市|区|县)级.*|.*第[一二三四五六七八九十0-9]+批.*|.*(?:XX|某|级$)|第?[0-9一二三四五六七八九十]+批|各|有关|该|本|与会|这些)$|各.*"
)
_SUPPORT = re.compile(
    r"(?:副|标委会|专委会|[、，。)》；：]|$|秘书|理事|副理事|常务|主席|主任|会长|名誉|召开|举办|组织|承办|主办|成员|专家|第[一二三四五六七八九十]+届|[一二三四五六七八九十]届|"
    r"与|和|及|等|在|近日|日前|《|“|代表|提供|供稿|联合|共同|成立|开展|发布|荣获|获|赴|到|是|由|\()"
)
_STRONG_SUPPORT = re.compile(
    r"(?:[、等与和及《]|秘书|理事|副|常务|主席|主任|会长|专家|标委会|专委会|第[一二三四五六七八九十]+届|成员单位)"
)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,11})\)")
_PLACED = re.compile(r"\(([\u4e00-\u9fff]{2,6})\)")
_ORG_GENERIC = re.compile(
    r"(?:[省市县区]\(.*|设区市|序号.*|各|有关|相关|该|本|我|我[省市国]|某|多家|一家|全|高|科研|国家|全国|行业|龙头|上市|专业|综合|地方|技术|信息|国家重点|重点|国家工程|国家技术|省级|"
    r"国际|中央|省|市|县|区|分|子|母|总|控股|上级|省市|地市|.*各级|大专.*|.*区县|.*单列市|(?:建设|依托)?国家重点|(?:建设|依托)?国家工程|主管|所在|联盟|社会|大型|民营|国有|[0-9]+[家所个]|[一二三四五六七八九十两几]+[家所个]|.*[省市国家]级.*|"
    r"第[一二三四五六七八九十0-9]+)"
)
_ORG_CROWD = re.compile(r"[\u4e00-\u9fff]{0,3}(?:企业|高校|院所|单位|机构|部门).*")
_SISTER = re.compile(r"[和与及、]([\u4e00-\u9fff]{2,10}[司处局])(?![长级])")
_DEPARTMENT = re.compile(
    r"((?:(?!司|处)[\u4e00-\u9fff]){0,12}?(?:办公厅|办公室|秘书处|研究组|工作组|中国委员会|(?<![\u4e00-\u9fff])学院)|"
    r"[\u4e00-\u9fff]{2,12}?[司处](?!长|级|理|于|机|法))"
)
_SEVERAL = re.compile(r"(?:各|相关|有关|其他|其它|与会|这些|那些|多个|所有|全体|参评|[0-9]家|部分|一批)$")
_PLACE_ONLY = re.compile(r"(?:[0-9]{4}年?度?)?[\u4e00-\u9fff]{2,3}[省市]")
_LEVELS = frozenset("省市县区州")
_ANAPHORS = frozenset(("公司", "协会", "学会", "联合会", "商会", "研究会", "促进会", "基金会"))
_STREET = re.compile(r"[东南西北中]?[路街道巷桥]")
_OFFICES = frozenset(("秘书处", "办公室", "联络组", "工作组", "小组"))
_WEAK_PLACE = ("局", "厅", "政府", "办", "部", "处")


@cache
def _head_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    heads = sorted((w for w, k in knowledge.heads.items() if k in {"strong", "weak"}), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, heads)))


def alliance_at(scan: Scan, match: re.Match[str]) -> Mention | None:
    """The alliance whose name ends with this match of the head word; an anaphor (H) when it stands bare."""
    text, knowledge = scan.text, scan.knowledge
    head, end = match.start(), match.end()
    if _NOT_ALLIANCE.match(text, end) or any(s <= head < e and e > end for s, e, _ in scan.organs):
        return None
    start = scan.left_edge(head)
    core = text[start:head].strip("”“")
    bare = match[0] == "联盟"
    if not core:
        several = _SEVERAL.search(text, max(0, head - 4), head)
        return Mention("H", head, end, match[0], "", "alliance.bare", 0.5) if bare and not several else None
    for verb in sorted(knowledge.alliance_verbs, key=len, reverse=True):
        if bare and core.endswith(verb):
            return Mention("H", head, end, "联盟", "", "alliance.bare", 0.5)
    if core in knowledge.organs or core in knowledge.alliance_verbs:
        return None
    rest = core
    for s, e, _ in scan.organs:
        if s == start and e <= head:
            rest = text[e:head]
    if _PLACE_ONLY.fullmatch(rest) or rest in knowledge.places or rest == "序号":
        return None
    if not rest or rest in knowledge.alliance_generic or _GENERIC_CORE.match(rest) or not balanced(text[start:end]):
        return None
    if any(
        rest.endswith(word)
        for word in (
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
    ):
        return None
    founded = text[start - 3 : start - 1] in {"成立", "组建", "组成", "发起", "设立"} and text[start - 1] == "的"
    supported = start == 0 or founded or _SUPPORT.match(text, end)
    clean = start == 0 or founded or text[start - 1] in HARD
    if bare and len(core) == 2 and not clean and not _STRONG_SUPPORT.match(text, end):
        supported = None  # two characters after a verb may be a verb themselves (选择联盟开展 …)
    if bare and not (2 <= len(core) <= 14 and supported):
        return None
    return Mention("A", start, end, text[start:end], "", "alliance.bare-name" if bare else "alliance.full", 0.95)


def _evidence(scan: Scan, head: str, start: int, at: int, end: int) -> float:
    """How sure a name with this weak head is, from where it stands; 0 when it is none."""
    text = scan.text
    core = text[start:at]
    placed = any(s >= start and e <= at for s, e, _ in scan.places) or bool(re.search(r"[省市县区州]", core[1:]))
    known = any(s == start and e <= at for s, e, _ in scan.organs)
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
        or start in scan.conjunctions
        or start in scan.stops
        and not founded
    )
    seated = any(s == end for s, _, _ in scan.places) or text.startswith(("总部", "旗下", "下属", "所属"), end)
    closed = seated or end >= len(text) or text[end] in "，。、；)：\t" or _SUPPORT.match(text, end) is not None
    national = placed or known or core.startswith(("中国", "国家", "国际", "中华", "亚洲", "世界", "全国"))
    if not (clean and closed) or len(core) < 2:
        return 0.0
    return 0.85 if national else 0.75 if head in {"集团", "厂"} else 0.6 if len(core) >= 4 else 0.0


def organization_at(scan: Scan, match: re.Match[str]) -> Mention | None:
    """The organisation whose name ends with this match of a head word, or None when it is generic."""
    text, head = scan.text, match[0]
    at, end = match.start(), match.end()
    group = head.endswith(("小组", "工作组", "促进会", "中心", "联席会议", "委员会", "办公室"))
    start = scan.left_edge(at, over_verbs=group)
    core = text[start:at].strip("”“")
    if not core and head[-1] in "局厅委" and at > 1 and text[at - 1] in "、和与":
        return _shared_place(scan, head, at, end)
    if not core:
        anaphor = head in _ANAPHORS and (start == 0 or text[start - 1] in HARD or start in scan.stops)
        return Mention("H", at, end, head, "", "org.bare", 0.5) if anaphor else None
    if core in _LEVELS and not head.endswith(("厅", "局", "委", "科协", "工商联", "政府", "法院")):
        return None
    generic = not group and _ORG_CROWD.fullmatch(core) or _ORG_GENERIC.fullmatch(core)
    if generic or not balanced(text[start:end]):
        return None
    kind = scan.knowledge.heads[head]
    if (
        _STREET.match(text, end)
        or text[end : end + 1] == "长"
        and core.endswith(("副", "原", head))
        or head in _OFFICES
        and any(e == at for _, e, _ in scan.organs)
    ):
        return None  # a street, or an office of a known body, which is read with that body
    if kind == "strong" and len(head) == 2 and len(core) < 2 and head not in {"大学", "银行", "科协", "科委"}:
        return None
    score = 0.9 if kind == "strong" else _evidence(scan, head, start, at, end)
    if score == 0.0:
        return None
    if (placed := _PLACED.match(text, end)) and placed[1] in scan.knowledge.places:
        end = placed.end()
    if text[end : end + 1] in {"部", "办", "局"} and kind == "weak":
        return None
    return Mention("O", start, end, text[start:end], "", f"org.{kind}", score)


def _shared_place(scan: Scan, head: str, at: int, end: int) -> Mention | None:
    """A bureau whose place stands before the one it is listed with: 甲市发改局、科技局."""
    if at - 1 not in scan.ends:
        return None
    start = scan.left_edge(at - 1)
    placed = [(s, e) for s, e, _ in scan.places if s == start]
    if not placed:
        return None
    place = scan.text[start : placed[-1][1]]
    return Mention("O", at, end, head, place + head, "org.shared-place", 0.85)


def _departments(scan: Scan, body: Mention, offices: bool) -> list[Mention]:
    """The departments written right after a body, each with its parent: 科技部|政策法规司|技术创新协调处."""
    found: list[Mention] = []
    parent, end = body, body.end
    if acronym := _ACRONYM.match(scan.text, end):
        end = acronym.end()
    while match := _DEPARTMENT.match(scan.text, end):
        inside = range(end + 1, match.end())
        cut = any(at in scan.stops for at in inside) or any(at - 1 in scan.barriers for at in inside)
        inner = match[1].endswith(("司", "处")) and not match[1].endswith("秘书处")
        if cut or end in scan.barriers or inner and not offices or _SPLIT.search(match[1]):
            break
        name = scan.text[body.start : match.end()]
        parent = Mention("O", body.start, match.end(), name, "", "org.department", 0.97, parent.name)
        found.append(parent)
        end = match.end()
    if found and found[-1].name[-1] in "司处局" and (sister := _SISTER.match(scan.text, end)):
        start, stop = sister.span(1)
        if not any(at in scan.stops or at in scan.conjunctions for at in range(start + 1, stop)):
            owner = found[-1].parent
            found.append(Mention("O", start, stop, sister[1], owner + sister[1], "org.department", 0.97, owner))
    return found


_SPLIT = re.compile("[、，和暨]")


def bodies(scan: Scan) -> list[Mention]:
    """All candidates for alliances, organisations and anaphors of them, in order of their ends."""
    knowledge = scan.knowledge
    found: list[Mention] = []
    events: list[tuple[int, int, Mention | re.Match[str]]] = []
    last = -1, -1
    for start, end, word in scan.organs:
        organ = knowledge.organs[word]
        if organ.kind == "network" and last[1] == start:  # 国家科技部|联盟试点工作联络组 is one body
            start, word = last[0], scan.text[last[0] : end]  # noqa: PLW2901
        events.append((end, 0, Mention("O", start, end, word, organ.name, f"org.{organ.kind}", 0.98)))
        last = start, end
    events += [(m.end(), 1, m) for m in _ALLIANCE.finditer(scan.text)]
    events += [(m.end(), 2, m) for m in _head_pattern(knowledge).finditer(scan.text)]
    for _, kind, item in sorted(events, key=lambda event: event[:2]):
        mention = item if isinstance(item, Mention) else (alliance_at if kind == 1 else organization_at)(scan, item)
        if kind == 1 and not any(s < item.end() < e for s, e, _ in scan.organs):
            scan.barriers.add(item.end())
        if mention is None:
            continue
        found.append(mention)
        if mention.letter != "H":
            scan.ends.add(mention.end)
            if acronym := _ACRONYM.match(scan.text, mention.end):
                scan.ends.add(acronym.end())
        if mention.letter == "O":
            for department in _departments(scan, mention, has_offices(mention)):
                found.append(department)
                scan.ends.add(department.end)
    return found


def has_offices(body: Mention) -> bool:
    """Whether 司 and 处 right after this body are its departments: true of ministries, not of companies."""
    return body.rule in {"org.government", "org.party", "org.network", "org.department"} or body.name.endswith(
        ("部", "委", "委员会", "政府", "小组", "厅", "局", "总局")
    )


__all__ = ["CLOSERS", "bodies", "has_offices"]
