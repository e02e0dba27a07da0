"""Events: named ones (第五次理事会, “…”座谈会) and words that stand for one (会议, 本次活动)."""

import re
from functools import cache

from loaders.knowledge import Knowledge
from loaders.knowledge.alternation import any_of
from loaders.mentions.encode import CODE, Encoded
from loaders.mentions.mention import START, Covered, Mention
from loaders.mentions.scan import Scan

_ANAPHOR = re.compile(
    r"(?:本次|此次|该|这次|此|本届|上述|两次|本)?(?:会议|大会|论坛|座谈会|研讨会|年会|培训班|培训|活动|大赛|评选|典礼|仪式|调研|座谈|峰会|评审会|论证会|发布会|签约仪式|启动会|项目启动会|理事会|推介会|展会|沙龙)"
)
_NOT_AFTER = re.compile(
    r"(?:室|厅(?!长)|中心|纪要(?!$)|秘书|讲话|精神|议程|主题|组$|成员|单位|长|章程|评价|工作(?!会)|模型|计划|概念|数据|管理|系统|机|委员会|换届|议案|审议|体系|组|"
    r"教授|领导下|制度|基地|专家|通知|方案|办法|规则|名单|栏目|栏|网|杂志|奖)"
)
_BOARD = re.compile(r"(?:第?[0-9一二三四五六七八九十]{1,3}届|[上本下历首两]届|新一届|联盟|协会|学会)理事会$")
_CONVENED = re.compile(
    r"[^，。；]{0,4}(?:会议|全体|扩大)?(?:于|在|近日|日前|将|正式|胜利|顺利|圆满|成功|隆重|如期|同期|同时|上|期间|暨|&|，?[0-9年月日]{2,12}|，?[\ue000-\ue00f]){0,4}"
    r"(?:召开|举行|举办|开幕|闭幕|落幕|上[，决审选通听讨一])"
)
_CONVENING = re.compile("(?:召开|举行|举办|出席|参加|列席|主持)(?:了|的)?$")
_SCOPE = re.compile(
    r"(?:第[0-9一二三四五六七八九十百零]+[届次期]|[0-9一二三四五六七八九十]+届|20\d\d|首届|年度|全国|国际|中国|世界|“|[A-Za-z]{2})"
)
_LEADING = re.compile("(?:主持召开|主持|召开|举行|举办|出席|列席|参加|作(?=大会)|做(?=大会))(?:了|的)?")
_MAKING = frozenset("作做")
_OWN = frozenset(("成立大会", "成立仪式"))
_INNER = frozenset("·&-./~+")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_FIRST_CODE = min(CODE.values())
_YEAR = re.compile(r"\d{4}年")
_WEAK = frozenset({"visit", "disaster", "rescue"})


@cache
def _heads(knowledge: Knowledge) -> re.Pattern[str]:
    words = (word for word, kind in knowledge.events.items() if kind not in _WEAK)
    return re.compile(any_of(words) + r"(?:分会场|分论坛)?(?!议)")


@cache
def _tail(knowledge: Knowledge) -> re.Pattern[str]:
    """The longest head word of an event at the end of a text, after four characters or more."""
    words = (word for word, kind in knowledge.events.items() if kind not in _WEAK)
    return re.compile(rf"(?<=.{{4}}){any_of(words)}$", re.DOTALL)


def _closed(knowledge: Knowledge, quoted: str) -> str | None:
    """The type of an event whose quoted name ends with an event's head word."""
    found = _tail(knowledge).search(quoted)
    return knowledge.events[found[0]] if found else None


def _walk(scan: Scan, encoded: Encoded, head: int, floor: int, knowledge: Knowledge) -> int:
    """Where the event's name begins, as an offset of the code."""
    code, stops, heads = encoded.code, scan.event_stops, tuple(knowledge.events)
    at = head
    offset = encoded.start(head)  # of the text, always that of ``at``
    while at > floor:
        before = code[at - 1]
        item = encoded.item(at - 1) if before >= _FIRST_CODE else None
        if item is not None:
            dated = isinstance(item, Mention) and item.letter == "D" and _YEAR.fullmatch(item.name)
            if item.letter not in "OAHQGTJ" and not dated:
                break
            at, offset = at - 1, item.start
        elif before == ")":
            opened = code.rfind("(", floor, at - 1)
            if opened < 0 or at - opened > 14:
                break
            at, offset = opened, encoded.start(opened)
        elif (
            offset in stops
            or not _may_stand(code, at - 1)
            or before in "和与及"
            and not code.endswith(heads, floor, at - 1)
        ):
            break
        else:
            at, offset = at - 1, offset - 1
    return at


def _may_stand(code: str, at: int) -> bool:
    """Whether a character may stand inside an event's name."""
    character = code[at]
    return _HAN.match(character) is not None or character in _INNER or character == " " and _latin(code, at)


def _latin(code: str, at: int) -> bool:
    return 0 < at < len(code) - 1 and code[at - 1].isascii() and code[at - 1].isalpha()


def events(scan: Scan, encoded: Encoded) -> list[Mention]:
    """The events in an encoded text: E with its type as value, or V when only a general word stands there."""
    knowledge = scan.knowledge
    found: list[Mention] = []
    floor = 0  # the walk to the left ends at stop words, not at the event before
    for match in _heads(knowledge).finditer(encoded.code):
        end = match.end()
        if _NOT_AFTER.match(encoded.code, end):
            continue
        start = _walk(scan, encoded, match.start(), floor, knowledge)
        while found and encoded.start(start) <= found[-1].start:
            found.pop()  # the longer name holds the shorter one
        if joined := _joined(encoded, found, start):
            start = encoded.at(found.pop().start) if joined else start
        mention = _mention(scan, encoded, start, match.start(), end)
        if mention is not None:
            found.append(mention)
    named = Covered(len(scan.text), found)
    for at, item in zip(encoded.places, encoded.items, strict=True):
        if item.letter == "Q" and isinstance(item, Mention):
            kind = _closed(knowledge, item.name)
            if kind and item.start not in named:
                start = _ordinal(encoded, at)
                first = encoded.start(start)
                found.append(Mention("E", first, item.end, scan.text[first : item.end], kind, "event.quoted", 0.9))
                named.add(found[-1:])
    return sorted(found, key=START)


def _ordinal(encoded: Encoded, at: int) -> int:
    """The start of 第18期 or 首届 right before a quoted name."""
    match = re.search(r"(?:第[0-9一二三四五六七八九十]+[届次期]|首届|20\d\d)$", encoded.code[max(0, at - 8) : at])
    return at - len(match[0]) if match else at


def _joined(encoded: Encoded, found: list[Mention], start: int) -> bool:
    """Whether the name goes on from the event before it: 暨 and & join two parts of one occasion."""
    if not found or found[-1].letter != "E":
        return False
    return found[-1].end == encoded.start(start) and encoded.code[start] in "暨&"


def _mention(scan: Scan, encoded: Encoded, start: int, head: int, end: int) -> Mention | None:
    if (leading := _LEADING.match(encoded.code, start, head)) is not None:
        start = leading.end()
    first, last = encoded.span(start, end)
    surface = scan.text[first:last]
    kind = next((scan.knowledge.events[w] for w in _suffixes(surface) if w in scan.knowledge.events), "meeting")
    speech = surface == "大会" and encoded.code[start - 1 : start] in _MAKING  # 作大会报告
    if speech or _BOARD.search(surface) and not _convened(encoded.code, start, end):
        return None
    if _ANAPHOR.fullmatch(surface):
        return Mention("V", first, last, surface, kind, "event.anaphor", 0.8)
    core = encoded.code[start:head]
    rich = encoded.within(start, head) or _SCOPE.search(core) or len(core) >= 3
    if surface in _OWN and encoded.code[start - 1 : start] != "的":
        return Mention("E", first, last, surface, kind, "event.body", 0.7)
    if not rich or surface.startswith(("各", "多场", "有关", "一场", "次", "场")):
        return Mention("V", first, last, surface, kind, "event.general", 0.6)
    first_item = encoded.item(start)
    if first_item is not None and first_item.letter == "H" and len(core) == 1:
        return Mention("E", first, last, surface, kind, "event.body", 0.7)
    return Mention("E", first, last, surface, kind, "event.named", 0.85)


def _convened(code: str, start: int, end: int) -> bool:
    """Whether words around 第二届理事会 tell of its meeting; else it is the board itself (…理事会理事长)."""
    return _CONVENED.match(code, end) is not None or _CONVENING.search(code, max(0, start - 4), start) is not None


def _suffixes(text: str) -> list[str]:
    """The endings of a text, longest first, without what 分会场 adds."""
    if text.endswith(("分会场", "分论坛")):
        return ["分论坛"]
    return [text[i:] for i in range(len(text))]
