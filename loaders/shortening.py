"""Shortening: bodies of the state written without their place or by their short name, completed from the document.

In a notice of a province 省科技厅 is the province's 科学技术厅; a district's news speak of 区委 and 区政府. Names are
compared by their official words, so that 某省科技厅 and 某省科学技术厅 are one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from loaders.facts.drafts import Drafts

_LEVELS = "省市县区州旗盟"
_FULL = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,11}?(?:省|市|县|区|州|旗|盟|自治区))(?P<rest>[\u4e00-\u9fff]{1,24})$")
_BARE = re.compile(rf"(?P<level>自治区|[{_LEVELS}])(?P<rest>[\u4e00-\u9fff]{{1,24}})$")
_HALL = re.compile(rf"(?P<rest>(?:(?![{_LEVELS}])[\u4e00-\u9fff]){{2,6}}厅(?:[\u4e00-\u9fff]{{2,14}}[处室])?)$")
_STATE = re.compile(
    r"(?:厅|局|委|委员会|政府|办公厅|办公室|处|科协|工商联|法院|检察院|政协|总工会|妇联|团委|中心|研究院|科学院|农科院|社科院|学会|协会|联合会)$"
)
_OFFICIAL = (
    (re.compile("^(?:中共|中国共产党)?"), ""),
    (re.compile("^人民政府"), "政府"),
    (re.compile("^政府办公厅|^人民政府办公厅|^政府办$"), "政府办公厅"),
    (re.compile("^委员会$"), "委"),
    (re.compile("科学技术"), "科技"),
    (re.compile("发展和?改革(?:委员会|委)|发改委"), "发改委"),
    (re.compile("工业和?信息化(?:委员会|委)|工信委|经信委|经济和信息化(?:委员会|委)"), "工信委"),
    (re.compile("工业和?信息化"), "工信"),
    (re.compile("国有资产监督管理(?:委员会|委)"), "国资委"),
    (re.compile("人力资源和?社会保障"), "人社"),
    (re.compile("生态环境|环境保护"), "环保"),
    (re.compile("卫生健康(?:委员会|委)"), "卫健委"),
    (re.compile("质量技术监督"), "质监"),
    (re.compile("市场监督管理|市场监管"), "市监"),
    (re.compile("住房和?城乡建设"), "住建"),
    (re.compile("农业和?农村"), "农业农村"),
    (re.compile("交通运输"), "交通"),
    (re.compile("文化和旅游"), "文旅"),
    (re.compile("林业和草原"), "林草"),
    (re.compile("自然资源和规划"), "自然资源"),
    (re.compile("金融工作"), "金融"),
    (re.compile("高新技术(?:发展及产业化)?处"), "高新处"),
    (re.compile("科学技术协会"), "科协"),
    (re.compile("工商业联合会"), "工商联"),
    (re.compile("科学技术委员会|科技委员会"), "科委"),
    (re.compile("委员会"), "委"),
)
_PARTY = "委"


def official(rest: str) -> str:
    """The words after the place in one spelling, whatever shortening the text uses."""
    for pattern, plain in _OFFICIAL:
        rest = pattern.sub(plain, rest)
    return rest


def complete(drafts: Drafts) -> None:
    """Make one what is one body of the state under several spellings; complete the names that leave their place out.

    A name without its place is the one body of the document whose name ends so; when there is none, it is of the one
    place of its level that the bodies of the document are of (of several, the one of most of them).
    """
    found = [i for i in drafts.roots() if drafts.entities[i].kind == "Organization" and not drafts[i].organ]
    whole: dict[tuple[str, str], int] = {}
    ends: dict[tuple[str, str], set[int]] = defaultdict(set)
    places: Counter[str] = Counter()
    for entity in found:
        for place, rest in _placed(drafts[entity].forms):
            places[place] += 1
            key = place, official(rest)
            if key in whole:
                entity = drafts.merge(whole[key], entity)  # noqa: PLW2901
            whole.setdefault(key, entity)
            ends[_level(place), official(rest)].add(entity)
    for entity in found:
        form = next(iter(drafts[entity].forms))
        bare = _BARE.match(form) or _HALL.match(form)
        if bare is None or drafts.root(entity) != entity or _STATE.search(form) is None:
            continue
        level, rest = bare.groupdict().get("level", "省"), bare["rest"]  # a 厅 is a province's
        same = {drafts.root(other) for other in ends.get((level, official(rest)), ())} - {entity}
        if len(same) == 1:
            drafts.merge(same.pop(), entity)
            continue
        place = _most(places, level)
        if place and not same and not form.startswith(place[:2]):
            drafts[entity].name = _named(place, rest)


def _placed(forms: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The place and the further words of each form of a body of the state."""
    for form in forms:
        if _STATE.search(form) is None:
            continue
        match = _FULL.match(form.removeprefix("中共"))
        if match is not None and len(match["place"]) > 2:
            yield match["place"], match["rest"]


def _level(place: str) -> str:
    """The level of a place: its last character, or 自治区."""
    return "自治区" if place.endswith("自治区") else place[-1]


def _most(places: Counter[str], level: str) -> str:
    """The place of a level that most bodies are of; empty when there is none or two are equal."""
    fits = [(count, place) for place, count in places.items() if _level(place) == level]
    fits.sort(reverse=True)
    if not fits or len(fits) > 1 and fits[0][0] == fits[1][0]:
        return ""
    return fits[0][1]


def _named(place: str, rest: str) -> str:
    """The full name of a body of a place: the party's committee is 中共…委."""
    return f"中共{place}{rest}" if rest == _PARTY else place + rest
