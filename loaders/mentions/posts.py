"""Posts: the words for offices and ranks, with their modifiers and the inner department they belong to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from loaders.knowledge import Knowledge
from loaders.knowledge.alternation import any_of
from loaders.mentions.mention import Mention
from loaders.mentions.scan import HARD, Scan

_TAKEN = re.compile(
    r"(?:担任|当选为?|兼任|出任|[聘选举补推选]为|任命为|聘任为|接任|继任|续任|连任|留任|改任|转任|升任|调任|就任|履任|"
    r"卸任|辞去|获选为?|[^主责]任)了?$"
)
_WEAK = frozenset(
    ("理事", "监事", "委员", "董事", "代表", "专家", "顾问", "经理", "负责人", "干事", "常委", "干部", "科员")
)
_OF_PLACE = re.compile("[省市县区州镇乡旗盟]长$")
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fffA-Z0-9]{0,10}(?:部|办|办公室|委员会|理事会|监事会|董事会|专委会|标委会|分会|委|处|室|中心|组|研发|财务|运营|技术|市场|战略|人力资源|品牌|生产|质量|营销|事业部|行政|学术|科学|标准化|国际|政务|法务|科技|工程|信息|数据|产品|项目|商务|采购|安全|投资|审计|中方|外方|检测|中心)$"
)


_TAUGHT = re.compile(r"[\u4e00-\u9fff]{2,10}")
_MODIFIERS = 3
_TERM = 8  # 第二十三届理事会
_UNIT_POSTS = ("理事长", "会长", "理事", "常务理事", "主席", "院长", "主任")


@dataclass(frozen=True, slots=True)
class _Finder:
    """The pattern of a post, the words one of which is in each, and how far a post may reach to the left of it."""

    pattern: re.Pattern[str]
    word: re.Pattern[str]
    reach: int

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the pattern, from left to right; nothing is tried far from a word for a post."""
        at = 0
        while word := self.word.search(text, at):
            match = self.pattern.search(text, max(at, word.start() - self.reach))
            if match is None:
                return
            at = match.end()
            yield match


@cache
def _patterns(knowledge: Knowledge) -> tuple[_Finder, frozenset[str], tuple[str, ...], tuple[str, ...]]:
    posts = knowledge.posts
    words = (*posts["post"], *posts["rank"], *posts["honour"])
    term = "第[一二三四五六七八九十]{1,3}届(?:理事会)?"
    before = rf"(?:{any_of(posts['modifier'])}|{term}){{0,{_MODIFIERS}}}副?"
    pattern = re.compile(
        rf"{before}(?:{any_of(_UNIT_POSTS)}单位(?:负责人|代表|法人)|{any_of(words)})"
        r"(?!委员会|单位|会(?!长|见|上|员)|长(?!期间)|期|制|级|层|任务|程师|要|区(?:域|内|间|块|别|分|县|级)|门|室|股|机构|大会|台[上前就])"
    )
    reach = _MODIFIERS * max(_TERM, *map(len, posts["modifier"])) + 1
    finder = _Finder(pattern, re.compile(any_of((*words, *_UNIT_POSTS))), reach)
    return finder, frozenset(posts["rank"]), posts["honour"], posts["post"]


def post_words(scan: Scan) -> list[re.Match[str]]:
    """The words for posts in a text, wherever they stand."""
    return list(_patterns(scan.knowledge)[0].finditer(scan.text))


def posts(scan: Scan, words: Iterable[re.Match[str]], body_ends: frozenset[int]) -> list[Mention]:
    """The posts in a text by the words for posts in it.

    ``value`` is ``post``, ``rank`` or ``honour``, ``parent`` is ``taken`` right after 担任.
    ``body_ends`` are the offsets at which names of bodies end: an inner department between a body and a post word
    belongs to the title (技术支撑部部长).
    """
    ranks, honours, plain = _patterns(scan.knowledge)[1:]
    found: list[Mention] = []
    for match in words:
        start, end = match.span()
        word = match[0]
        if word == "专家" and scan.text[end : end + 1] in {"组", "团", "库", "委"}:
            continue
        if word in _WEAK and not (_named_next(scan, end) or start in body_ends or scan.text[start - 1 : start] == "委"):
            continue
        kind = "rank" if word in ranks else "honour" if _is_honour(word, plain, honours) else "post"
        begin = _with_department(scan, start, body_ends) if kind == "post" else start
        if begin == start and _OF_PLACE.search(word):
            begin = _with_place(scan, start)
        taken = "taken" if _TAKEN.search(scan.text, max(0, begin - 4), begin) else ""
        found.append(Mention("J", begin, end, scan.text[begin:end], kind, "post", 0.9, taken))
    return found


def _with_place(scan: Scan, start: int) -> int:
    """Where the title of a mayor or governor begins, with the place in front of it."""
    whole = scan.places.over(start)
    if whole is not None and whole[1] == start + 1:  # 甲市|长: the level belongs to both
        start = whole[0]
    while (before := scan.places.by_end.get(start)) is not None:
        start = before
    return start


def _is_honour(word: str, plain: tuple[str, ...], honours: tuple[str, ...]) -> bool:
    """Whether a word is a form of address (教授, 高级工程师), not a post that ends like one (总工程师)."""
    return word.endswith(honours) and not word.endswith(plain)


def _named_next(scan: Scan, end: int) -> bool:
    """Whether a family name follows: weak post words (理事, 委员) count only then."""
    text, knowledge = scan.text, scan.knowledge
    return end < len(text) and (text[end] in knowledge.surnames or text[end : end + 2] in knowledge.double_surnames)


def _with_department(scan: Scan, start: int, body_ends: frozenset[int]) -> int:
    """Where the title begins when an inner department is written in front of the post word."""
    text = scan.text
    for at in range(start, max(start - 12, -1), -1):
        boundary = at in body_ends or at == 0 or text[at - 1] in HARD or text[at - 1] in "兼任为"
        if not boundary:
            continue
        gap = text[at:start]
        opening = at if at > 0 and text[at - 1] == "任" else -1  # 担任|会员联络部: no name can begin inside
        cut = any(i in scan.stops and scan.stops[i] != opening for i in range(at + 1, start + 1))
        taught = text[start] == "系" and _TAUGHT.fullmatch(gap) is not None  # 农学|系主任
        if gap and (taught or _DEPARTMENT.fullmatch(gap)) and not cut:
            return at
        return start
    return start
