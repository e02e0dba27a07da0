"""Slots: unknown words whose place in the sentence shows that they name a body.

Brands and abbreviations have no head word. In a list that ends in 等十余家企业, before 牵头 or 承办, or between the
beginning of a clause and *post + name* nothing but a body can stand.
"""

import re
from collections.abc import Iterator

from loaders.knowledge.gated import Gated
from loaders.mentions.encode import CODE, Encoded
from loaders.mentions.mention import Mention
from loaders.mentions.scan import Scan

_BODY = f"[{CODE['O']}{CODE['A']}]"
_WORD = r"[\u4e00-\u9fffA-Za-z0-9·&]"
_UNIT = r"(?:企业|厂商|公司|单位|高校|机构|院所|大学|集团|车企|法人|院校|媒体|药企|会员|医院|银行|部门|联盟|学校)"
_CLOSE = rf"等(?:[^，。；、]{{0,12}}?{_UNIT}|(?=[。；，]|$))"
_LIST = re.compile(rf"(?P<items>(?:{_BODY}|{_WORD}{{2,16}}?)(?:、(?:{_BODY}|{_WORD}{{2,16}}?)){{1,40}}){_CLOSE}")
_RUN = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9·&、{CODE['O']}{CODE['A']}]{{4,}}")
_COUNTED = re.compile(rf"等[^，。；、]{{0,6}}[家所个][^，。；、]{{0,8}}?{_UNIT}")
_INNER = re.compile(r"等[^，。；、]{0,6}(?:部门|科室|处室|车间|中心|研究室|实验室)")
_HOST = Gated(rf"(?:(?<=[，。；由])|^)(?P<slot>{_WORD}{{2,14}}?)(?=(?:牵头|承办|主办|协办))")
_SUBJECT = Gated(rf"^(?:\d+[、.．])?(?P<slot>{_WORD}{{2,12}})：(?={CODE['H']}|公司|企业|集团)")
_INTRO = Gated(rf"^(?P<slot>{_WORD}{{3,8}}?)(?=肩负|致力于|专注于|主营|成立于|始建于|创立于|是一家)")
_OFFICE = Gated(r"(?:(?<=[，。；])|^)(?P<slot>[\u4e00-\u9fff]{1,4}[办委厅局])(?=组织|负责|牵头|主导)")
_POSTED = Gated(
    rf"(?:(?<=[，。；、])|^)(?P<slot>{_WORD}{{2,14}}?)(?={CODE['J']}[\u4e00-\u9fff]{{2,3}}(?:{CODE['J']}|[，。；、：)在就表介致作主向出参等和与及共先分对到代说应莅受一]|$))"
)
_SIBLING = Gated(rf"(?<=[、，和及与])(?P<slot>[\u4e00-\u9fff]{{2,8}}?(?P<kind>[司处局]))(?={CODE['J']})")
_BESIDE = 200
_GENERIC = re.compile(
    r"(?:.*(?:高校|企业|院所|单位|机构|专家|代表|部门|行业|领域|技术|产品|材料|装备|系统|平台|活动|问题|工作|人员|学者|嘉宾|研究|应用|建设|创新)$"
    r"|.*(?:手记|点评|按语|快讯|消息|简介|名词|解释|提示|说明|声明|公告|备注|组织|院所|协会|商户)$|第.*|各.*|[0-9]+.*|.*[家个所名位]$|由.*|的.*|会议.*|公司|其他.*|大会.*|现场.*)"
)
_SINGLE = (
    (_HOST, "slot.host"),
    (_SUBJECT, "slot.subject"),
    (_INTRO, "slot.intro"),
    (_OFFICE, "slot.office"),
    (_POSTED, "slot.post"),
)


def slots(scan: Scan, encoded: Encoded, posts: bool = True) -> list[Mention]:
    """Bodies that only their slot shows, in the text whose known mentions are encoded."""
    found: list[Mention] = []
    code = encoded.code
    for match in _lists(code):
        known = any(m.letter in "OA" for m in encoded.within(*match.span("items")))
        counted = _COUNTED.match(code, match.end("items")) is not None
        if _INNER.match(code, match.end("items")):
            continue
        if known or counted:
            found += _items(scan, encoded, match, counted=counted)
    for pattern, rule in _SINGLE if posts else _SINGLE[:-1]:
        for match in pattern.finditer(code):
            if rule == "slot.post" and not _person_after(scan, encoded, match.end("slot")):
                continue
            found += _slot(scan, encoded, match.start("slot"), match.end("slot"), rule)
    return [*found, *_siblings(scan, encoded)]


def _siblings(scan: Scan, encoded: Encoded) -> list[Mention]:
    """The departments named beside another one of their parent: 某部甲司司长某某、乙司副司长某某."""
    found: list[Mention] = []
    for match in _SIBLING.finditer(encoded.code):
        sentence = encoded.code.rfind("。", max(0, match.start("slot") - _BESIDE), match.start("slot")) + 1
        sentence = max(sentence, match.start("slot") - _BESIDE)
        known = [
            m
            for m in encoded.within(sentence, match.start("slot"), "O")
            if isinstance(m, Mention) and m.rule == "org.department" and m.name.endswith(match["kind"]) and m.parent
        ]
        if known and (slot := _slot(scan, encoded, *match.span("slot"), "org.department")):
            found.append(slot[0]._replace(value=known[-1].parent + slot[0].name, parent=known[-1].parent))
    return found


def _lists(code: str) -> Iterator[re.Match[str]]:
    """The lists of names before 等, tried only where words with 、 among them go on to 等."""
    at = 0
    while run := _RUN.search(code, at):
        at = run.end()
        comma = code.find("、", run.start(), at)
        if comma < 0 or code.find("等", comma, at) < 0:
            continue
        match = _LIST.search(code, run.start())
        if match is None:
            return
        at = match.end()
        yield match


def _person_after(scan: Scan, encoded: Encoded, post: int) -> bool:
    """Whether a family name follows the post at this offset of the code."""
    after = encoded.code[post + 1 : post + 3]
    return after[:1] in scan.knowledge.surnames or after in scan.knowledge.double_surnames


def _items(scan: Scan, encoded: Encoded, match: re.Match[str], *, counted: bool) -> list[Mention]:
    """The unknown items of a list; words before the first one are cut off at the last stop word.

    In a list that is counted as companies (等十余家厂商) a place's name is a brand, unless all items are places.
    """
    found: list[Mention] = []
    at = match.start("items")
    items = match["items"].split("、")
    brands = counted and sum(item in scan.knowledge.places for item in items[1:]) < (len(items) - 1) / 2
    for number, item in enumerate(items):
        start, end = at, at + len(item)
        at = end + 1
        if number == 0 and len(item) > 1:
            start = _after_stop(scan, encoded, start, end)
        if end - start > 1:
            found += _slot(scan, encoded, start, end, "slot.list", brands=brands)
    return found


def _after_stop(scan: Scan, encoded: Encoded, start: int, end: int) -> int:
    for at in range(end - 1, start, -1):
        if encoded.start(at) in scan.stops:
            return at
    return start


def _slot(scan: Scan, encoded: Encoded, start: int, end: int, rule: str, *, brands: bool = False) -> list[Mention]:
    """The slot as a mention, unless its words are generic, hold a stop word or a mention."""
    first, last = encoded.span(start, end)
    word = scan.text[first:last]
    clean = not any(at in scan.stops for at in range(first + 1, last + 1))
    if rule == "slot.post" and len(word) <= 3 and word[0] in scan.knowledge.surnames:
        return []
    if not clean or _GENERIC.fullmatch(word) or encoded.within(start, end):
        return []
    if word in scan.knowledge.places and not brands:
        return []
    return [Mention("O", first, last, word, "", rule, 0.7)]
