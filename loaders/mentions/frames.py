"""Frames: the words around a name that show a person without a post beside it.

Someone takes up a post (某某当选理事长), is elected or put in charge (选举某某为…, 由某某主持), stands with the unit in
brackets (某某（某大学）), or after a label (记者 某某, 主要完成人：某某  某某).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from loaders.knowledge.gated import Gated

_USUAL = 3
_HAN = "[\u4e00-\u9fff]"
LATIN = re.compile(r"[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]*\.?){1,3}")
PART = re.compile(rf"{_HAN}{{1,6}}(?:·{{1,3}}{_HAN}{{1,8}}(?=·)){{0,2}}·{{1,3}}")
TRANSCRIBED = re.compile(rf"{_HAN}{{1,6}}(?:·{{1,3}}{_HAN}{{1,8}}){{1,3}}")
_SOUND = (
    "阿埃艾爱安奥巴白拜班邦保贝本比彼波伯布查达戴丹道德登蒂迪杜多厄恩尔法范菲费芬弗夫福冈戈格葛古瓜圭哈汉豪赫亨霍基吉加贾杰金卡凯坎康"
    "柯科克肯库夸奎拉莱兰朗劳勒雷里利莉琳隆卢鲁路伦罗洛马玛迈曼梅蒙米密莫姆穆纳娜内尼涅宁纽诺欧帕潘佩彭皮普奇恰乔切琼丘让热日荣瑞萨塞桑森"
    "沙舍圣史施舒斯丝苏索塔泰坦汤特提廷图托瓦万威维韦沃乌伍希锡香谢辛欣休许雅亚扬耶伊以英约泽扎詹珍芝朱佐哥翰"
)
SOUND = re.compile(f"[{_SOUND}]")
SOUNDS = re.compile(f"[{_SOUND}]{{3,8}}")
"""Characters that stand for the sounds of a foreign name."""
SPACED = (
    re.compile(rf"{_HAN}(?:[ \u3000]{{1,2}}{_HAN}){{2}}(?!{_HAN})"),
    re.compile(rf"{_HAN}[ \u3000]{{1,2}}{_HAN}"),
)
"""Two or three characters with blanks between them, the longer shape first."""
SPACED_BEFORE = re.compile(rf"(?<!{_HAN}){_HAN}(?:[ \u3000]{{1,2}}{_HAN}){{1,2}}(?=[ \u3000]?$)")
_NAME = rf"(?:{_HAN}{{1,6}}(?:·{{1,3}}{_HAN}{{1,8}}){{1,3}}|{_HAN}{{2,4}}?|[A-Z][a-z]+(?:[ -][A-Z][a-z]*\.?){{1,3}})"
_LIST = rf"{_NAME}(?:[、和与及]{_NAME}){{0,15}}"
ITEM = re.compile("((?<=[^、和与及])、|(?<=[^、]{2})[和与及](?=[^、和与及]{2}))")
"""What separates the items of a list; 和 and the like may stand in a name too (和文秀, 周和平)."""
_HONOUR = "(?:同志|先生|女士|教授|副教授|研究员|院士|博士|老师){0,2}"
_MANNER = (
    r"(?:(?:以|经)[^，。；、]{1,8}?(?:票数?|赞成|通过)|因[^，。；、]{1,10}?|全票|高票|满票|一致|正式|再次|再度|连续|同时|"
    r"则|均|都|分别|等[0-9一二三四五六七八九十]{0,3}[人位名]?|共同|成功|光荣|继续|也|已|还|被|获|受|兼|新|双双|\*){0,3}"
)
_TAKING = Gated(
    "当选|连任|续任|接任|继任|出任|担任|兼任|卸任|留任|改任|转任|升任|调任|履新|就任|不再担任|不再兼任|辞去|辞任|受聘|"
    "获聘|获选|获推选|获推举|被选|被推选|被推举|被聘|被任命|被增补|增补为|增选为|推选为|推举为|选举为|聘请为|聘任为|"
    "聘为|任命为|选为|现任|时任|历任|曾任|原任|现系|原系|系|现为|任(?![务何期职意教命])"
)
_TAKERS = re.compile(rf"(?:^|[^\u4e00-\u9fff·A-Za-z]|[由举聘命补选名])(?P<names>{_LIST})\s?{_HONOUR}{_MANNER}$")
_AS = Gated(rf"(?<=[、，；：*])(?P<names>{_NAME})[ *]{{0,4}}为")
_PUT = Gated(
    rf"(?:由|以|选举|推选|推举|聘请|聘任|增聘|任命|增选|增补|补选|提名|选聘|聘|委任|委派|推荐|同意|通过|改选|免去|免除|罢免|解聘)了?"
    rf"(?P<names>{_LIST})\s?{_HONOUR}{_MANNER}"
    r"(?:为(?![^，。；]{0,30}(?:单位|企业|会员)(?!负责))|担任|出任|兼任|接任|继任|任(?![务何期])|当选|主持|主讲|授课|带队|率队|领衔|"
    r"汇报|介绍|致|作|代表|宣读|签署|讲解|审核|的[^，。；]{0,12}?(?:职务|职位|任期)|辞去|因)"
)
_GIVEN = Gated(
    rf"(?:授予|表彰|颁给|嘉奖)了?(?P<names>{_LIST})(?=、[A-Z]|\s?\(|\s?{_HONOUR}(?:等[^，。；“]{{0,6}})?[“])"
)
_BRACKETED = Gated(
    rf"(?:^|(?<=[，。；：、\s)*有为是由]))(?P<names>{_NAME}|{_HAN}[ \u3000]{{1,2}}{_HAN})\s?\((?=[^()]{{3,60}}\))"
)
_UNIT = "(?:[处室科部局院所办司会心站社台]|公司|学院|联盟)"
_CREDIT = Gated(
    rf"(?:\([^()，。；\s]{{1,24}}{_UNIT}\s{{1,3}}"
    rf"(?P<names>{_NAME}(?:[、\s]{{1,2}}{_NAME}){{0,3}})\s?[)，]|"
    rf"{_UNIT}[ \u3000]{{1,3}}(?P<called>{_NAME}|{_HAN}[ \u3000]{{1,2}}{_HAN})"
    r"[ \u3000，]{1,3}(?=电话|手机|联系|[0-9]))"
)
_LABEL = Gated(
    r"(?:(?P<press>(?:特约|见习|实习|本报|本刊|本网|通讯)?"
    r"(?:记者|通讯员|编辑|责编|作者|摄影|撰稿|撰文|校对|审校|审核|签发|编审|主编|供稿))"
    r"|(?P<work>主要完成人|完成人员?|获奖人员?|获奖者|主讲人?|主持人|参加人员|出席人员|列席人员|参会人员|参加人|出席人|"
    r"主要起草人|起草人员?|编写人员|编委|专家组成员|专家组组长|成员名单|项目负责人|课题负责人|负责人|牵头人|联系人|联络人|"
    r"供稿人|撰稿人|审稿人?|终审|复审|初审|监制|策划|统筹|翻译|制图|整理|报送人|填报人|拟稿人?|执笔人?|记录人?))"
    r"(?P<mark>\s{0,2}[：:/]\s{0,4}|[ \u3000]{1,4})?"
)
_TOKEN = re.compile(rf"{LATIN.pattern}|{TRANSCRIBED.pattern}|{_HAN}[ \u3000]{{1,3}}{_HAN}(?!{_HAN})|{_HAN}{{2,4}}")
_BETWEEN = re.compile(r"[ \u3000]{0,2}[、，/]?[ \u3000]{0,3}")
ELECTING = re.compile("选举|任命|聘|推选|推举|当选|增补")


_SAYING = (
    "表示|指出|强调|介绍|认为|坦言|直言|告诉|回忆|透露|谈到|说道|说，|说：|说“|总结说|补充|解释|感慨|呼吁|建议|提醒|致辞|致词|讲话|发言|宣布|"
    "主持|出席|作了|做了|作报告|作题为|汇报|讲解|点评|带队|率队|率领|带领|一行|应邀|受邀|荣获|获评|喜获|荣膺|摘得|获颁|被授予|被评为|获(?=[^，。；]{0,24}(?:奖|称号))|毕业于|出生于|生于|逝世|任职|"
    "通报|宣读|传达|解读|代表双方|代表联盟|授课|主讲|当选|团队|课题组"
)
_SAID = "说|说道|告诉|坦言|笑道|笑着|回忆|答道|问道|想起|想到|点点头|摇摇头|叹|一行"
_SPEAKER = Gated(
    rf"(?:(?<![\u4e00-\u9fff·])|(?<=秘书处)|(?<=办公室))(?P<names>{_HAN}{{3,4}}?(?=[\s*]{{0,3}}(?:[0-9]{{4}}年|近日|日前|随后|最后|首先|还|也|则)?(?:{_SAYING}))"
    rf"|{_HAN}{{2}}(?=(?:也|还)?(?:{_SAID})))"
)
_ROW = Gated(
    rf"(?:(?<![\u4e00-\u9fff·、])|(?<=[有为是由：]))(?P<names>{_HAN}{{2,3}}(?:、{_HAN}{{2,3}}){{2,30}})(?=[，。；)等和]|$)"
)
_BIO = Gated(
    rf"(?:^|(?<=[。；\n]))\s{{0,4}}(?P<names>{_NAME}|{_HAN}[ \u3000]{{1,2}}{_HAN})"
    rf"\s?[，：、(（]\s?(?:男|女|{_HAN}{{1,3}}族|(?:19|20)[0-9]{{2}}年)"
)
_LIFE = Gated(rf"(?:^|(?<=[。；\n]))\s{{0,4}}(?P<names>{_HAN}{{2,4}})，[男女](?=[，。；])")
_PORTRAYED = Gated(rf"(?:^|(?<=[。；\n]))\s{{0,4}}(?P<names>{_HAN}{{2,4}}?)(?:，|是)(?={_HAN})")


class HasPost:
    """Whether a post begins soon after an offset, in the same clause."""

    def __init__(self, text: str, starts: list[int]) -> None:
        """``starts`` are the offsets at which posts begin, in order."""
        self._text, self._starts = text, starts

    def __call__(self, at: int, reach: int) -> bool:
        """Whether a post begins at most ``reach`` characters after ``at``."""
        index = bisect_left(self._starts, at)
        if index == len(self._starts) or self._starts[index] > at + reach:
            return False
        return re.search("[，。；！？]", self._text[at : self._starts[index]]) is None


def takers(text: str, has_post: HasPost) -> Iterator[tuple[int, str, int]]:
    """The lists of names before a verb of taking or leaving a post behind it, as (offset, list, end of the verb)."""
    for verb in _TAKING.finditer(text):
        if not has_post(verb.end(), 36):
            continue
        start = max(0, verb.start() - 80)
        if (found := _TAKERS.search(text[start : verb.start()])) is not None:
            yield start + found.start("names"), found["names"], verb.end()
    for match in _AS.finditer(text):
        if has_post(match.end(), 12) and ELECTING.search(text, max(0, match.start() - 80), match.start()):
            yield match.start("names"), match["names"], match.end()


def put(text: str) -> Iterator[tuple[int, str, int]]:
    """The lists of names that someone elects, appoints or dismisses, or by whom a thing is done (由某某主持)."""
    for pattern in (_PUT, _GIVEN):
        for match in pattern.finditer(text):
            yield match.start("names"), match["names"], match.end("names")


def speakers(text: str, has_post: HasPost) -> Iterator[tuple[int, str]]:
    """Words at the head of a clause that do what persons do (say, chair, attend), or of whom a portrait tells."""
    for pattern in (_SPEAKER, _BIO):
        for match in pattern.finditer(text):
            yield match.start("names"), match["names"]
    for match in _PORTRAYED.finditer(text):
        if has_post(match.end(), 30):
            yield match.start("names"), match["names"]


def lives(text: str) -> Iterator[tuple[int, str]]:
    """Words at the head of a sentence of whom it says 男 or 女: names of any family."""
    for match in _LIFE.finditer(text):
        yield match.start("names"), match["names"]


def rows(text: str) -> Iterator[tuple[int, str]]:
    """Lists of three and more words of a name's length, one at least of three characters."""
    for match in _ROW.finditer(text):
        if any(len(item) == _USUAL for item in match["names"].split("、")):
            yield match.start("names"), match["names"]


def bracketed(text: str) -> Iterator[tuple[int, str, int]]:
    """Single names before a bracket, with the offset of what the bracket holds."""
    for match in _BRACKETED.finditer(text):
        yield match.start("names"), match["names"], match.end()


def credited(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand after an office in brackets (某某处  某某), as (start, end) of the run."""
    for match in _CREDIT.finditer(text):
        yield match.span("names" if match["names"] else "called")


def labelled(text: str) -> Iterator[tuple[int, bool]]:
    """Where names begin after a label of the press or of a piece of work; whether a mark stands between."""
    for match in _LABEL.finditer(text):
        if match["mark"] or match["press"]:
            yield match.end(), match["mark"] is not None


def tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans in a run of names that have the shape of one, as long as they follow each other."""
    at = start
    while at < end and (token := _TOKEN.match(text, at, end)) is not None:
        yield token.span()
        at = token.end()
        gap = _BETWEEN.match(text, at, end)
        if gap is None or gap.end() == at:
            return
        at = gap.end()
