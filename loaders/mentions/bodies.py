"""Bodies: alliances and organisations, found in one pass over their head words from left to right.

One pass for both kinds, because the end of either tells whether a conjunction after it separates two names; the
departments that are written right after a body are read with it.
"""

import re
from collections.abc import Iterator

from loaders.mentions import alliances, organizations
from loaders.mentions.mention import Mention
from loaders.mentions.scan import Scan

_LEVELS = frozenset("省市县区州")
_OURSELVES = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[，由经以和及与]))[我本](?:部|厅|局|委|办|司|校|院|所|会|厂|集团|中心)(?![长员级内门分属际能者计有里外])"
)
_ORGAN, _ALLIANCE, _ORGANIZATION = range(3)
_LONGEST_PLACE = 4
_GOES_ON = re.compile("协作网|合作网|联席会议|协作体|促进会|联合会")  # a body of alliances
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,11})\)")
_SISTER = re.compile(r"[和与及、]((?:(?![厅局部委院省市县区])[\u4e00-\u9fff]){2,9}[司处局])(?![长级])")
_DEPARTMENT = re.compile(
    r"((?:(?!司|处)[\u4e00-\u9fff]){0,12}?(?:办公厅|办公室|秘书处|研究组|工作组|中国委员会|(?<![\u4e00-\u9fff])学院)|"
    r"(?:[一二三四五六七八九十]{1,2}|科技促进发展|前沿科学(?:与教育)?|重大科技任务|条件保障与财务|科学传播|发展规划|科技合作|国际合作)局|[\u4e00-\u9fff]{2,12}?[司处](?!长|级|理|于|机|法))"
)
_OFFICE_AHEAD = re.compile(r"[\u4e00-\u9fff]{1,17}?[厅室处组会院局司]")  # every department begins so


def _departments(scan: Scan, body: Mention, offices: bool) -> list[Mention]:
    """The departments written right after a body, each with its parent: 科技部|政策法规司|技术创新协调处."""
    found: list[Mention] = []
    parent, end = body, body.end
    if acronym := _ACRONYM.match(scan.text, end):
        end = acronym.end()
    while _OFFICE_AHEAD.match(scan.text, end) and (match := _DEPARTMENT.match(scan.text, end)):
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
_FIELD = (
    "管理|科技|装备|高新|高新技术|发展|规划|计划|财务|法规|政策|改革|产业|教育|综合|合作|人事|研究|农村|成果|市场|监督|服务|创新|工业|信息|"
    "能源|投资|资源|标准|标准化|质量|条件|技术|节能|环保|秘书|宣传|国际|基础|社会|资产|审计|统计|市政|科研|科教|农业|装备|化|业务|专利"
)
_OWN = re.compile(
    rf"(?:(?P<self>(?:(?<![\u4e00-\u9fff])|(?<=[由经以和及与]))(?:[我本](?:部|厅|局|委|会|院)|厅|局|部|委))|(?:^|(?<=[：，。；、()\s报送由])))"
    rf"(?P<name>(?!各|有关|该|其|报|送|由|以及|及|和|与|还有|包括|[省市县区州])[\u4e00-\u9fff]{{0,14}}?(?:{_FIELD})(?:处|司))(?![\u4e00-\u9fff]|$)|"
    rf"(?P<whose>(?<![\u4e00-\u9fff])(?:[我本](?:部|厅|局|委|会|院)|厅))(?P<office>[\u4e00-\u9fff]{{0,14}}?(?:{_FIELD})(?:处|司)|办公室|办公厅)"
)


def _own_departments(text: str) -> Iterator[Mention]:
    """The issuer's own departments, written after 我部, 厅 or alone: their parent is known only to the document."""
    if "处" not in text and "司" not in text and "办公" not in text:
        return
    for match in _OWN.finditer(text):
        group = "name" if match["name"] else "office"
        words, whose = match[group], match["self"] or match["whose"] or ""
        if _LOOSE.search(words) or not whose and _OTHERS.search(words) or not whose and len(words) < _SHORTEST_OFFICE:
            continue
        yield Mention("O", *match.span(group), words, "", "org.own-department", 0.8, whose)


_LOOSE = re.compile(r"公司|联盟|秘书处|[的了在为于把将]|各|其他")
_OTHERS = re.compile(
    r"^[省市县区]|[省市县区][\u4e00-\u9fff]{1,8}(?:厅|局|委)[\u4e00-\u9fff]{2,}$|(?:部|总局|委员会|科学院)[\u4e00-\u9fff]{2,}$"
)
"""A department written with another body's name: 某省财政厅教科文处."""
_SHORTEST_OFFICE = 4


_COMPANIES = ("公司", "集团", "大学", "学院", "研究院", "研究所", "协会", "学会", "联盟", "厂")


def _organs(scan: Scan) -> Iterator[Mention]:
    """The lexicon's organs as mentions; a network body right after a ministry is one body with it."""
    last = -1, -1
    for start, end in scan.organs:
        organ = scan.knowledge.organs[scan.text[start:end]]
        if scan.text.startswith(("特殊津贴", "政府特殊津贴"), end):
            continue
        if scan.text[end - 1] == "部" and scan.text.endswith(_COMPANIES, 0, start):
            continue  # 某公司科技部 is a company's own
        if organ.kind == "government" and organ.parent is None and scan.text[start - 1 : start] in _LEVELS:
            placed = _placed(scan, start)  # 省发展改革委 is no ministry
            if scan.text[placed - 1 : placed] == "各":
                continue
            yield Mention("O", placed, end, scan.text[placed:end], "", "org.local", 0.99)
            continue
        joined = organ.kind == "network" and last[1] == start
        begin = last[0] if joined else start
        yield Mention("O", begin, end, scan.text[begin:end], organ.name, f"org.{organ.kind}", 0.98)
        last = begin, end


def _placed(scan: Scan, start: int) -> int:
    """Where the name of a local body begins whose level (省, 市 …) ends here: before its place, also an unknown one."""
    known = scan.places.by_end.get(start)
    if known is not None:
        return known
    edge = scan.left_edge(start)
    return edge if 0 < start - 1 - edge <= _LONGEST_PLACE else start - 1


def bodies(scan: Scan) -> list[Mention]:
    """All candidates for alliances, organisations and anaphors of them, in order of their ends."""
    text = scan.text
    found: list[Mention] = []
    organs = {organ.end: organ for organ in _organs(scan)}
    heads = [(end, _ORGAN, 0) for end in organs]
    heads += [(end, _ALLIANCE, start) for start, end in alliances.heads(text)]
    words = organizations.heads(scan.knowledge).find_matches_as_indexes(text)
    heads += [(end, _ORGANIZATION, start) for _, start, end in words]
    heads.sort()
    for match in _OURSELVES.finditer(text):
        found.append(Mention("H", *match.span(), match[0], "", "org.self", 0.6))
        scan.ends.add(match.end())
    found += _own_departments(text)
    for end, kind, start in heads:
        if kind == _ORGAN:
            mention: Mention | None = organs.get(end)
        elif kind == _ALLIANCE:
            mention = alliances.alliance_at(scan, start, end)
            organ = scan.organs.over(end)
            if (organ is None or organ[0] == end) and not _GOES_ON.match(text, end):
                scan.barriers.add(end)
        else:
            mention = organizations.organization_at(scan, start, end)
        if mention is None:
            continue
        found.append(mention)
        scan.ends.add(mention.end)
        if mention.letter != "H" and (acronym := _ACRONYM.match(text, mention.end)):
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
