"""Other names that a text gives in brackets: 甲产业技术创新战略联盟（缩写AB，简称“甲联盟”）, 某厂（原某某厂）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.mentions.mention import Mention

_BRACKET = re.compile(
    r"\((?P<inside>(?:[^()，；]|[(][^()]{1,20}[)]){1,90}(?:[，；](?:[^()，；]|[(][^()]{1,20}[)]){1,60}){0,3})\)"
)
_RUNNING = re.compile(
    r"，?(?:以下|下文)?(?:简称|下称)为?(?:[“](?P<quoted>[^”“]{2,20})[”]|(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10}))(?=[，。；)])"
)
_PART = re.compile(r"[^，；]+")
_SAID = re.compile(
    r"(?:(?:以下|下文|下面|文中|后文)(?:均|都|统|均统|皆)?(?:简称为?|称为?|统称)|(?:中文|统|均|对外)?(?:简称|下称|又称|亦称|也称|俗称|别称|统称|全称|惯称|人称|昵称)为?|(?:业内|业界|坊间|当地|本地|圈内|行内|大家|群众|人们|老百姓)?(?:人|多|都|常|也|一般)?(?:习惯|习称|俗)(?:上)?(?:叫做?|称为?|叫作|称作)|以下)"
    r"[：:]?\s?[“《\"]?(?P<short>[^”》)\"“《，；]{2,24})[”》\"]?$"
)
_SHORT = re.compile(
    r"(?:(?:英文|外文)?(?:缩写|简称|名称?|译名)[为：:]?\s?|简称)?[“\"]?(?P<short>[A-Z][A-Za-z0-9&-]{1,14})[”\"]?$"
)
_FOREIGN = re.compile(
    r"(?:(?:英文|外文)(?:全称|名称?|译名)?(?:为|：|:)?\s?)?[“\"]?[A-Za-z][A-Za-z0-9&.,'’/ -]{3,90}[”\"]?$"
)
_FORMER = re.compile(
    r"(?:原名称?为?|原称为?|原为|曾用名|曾名|前身为?是?|旧称|更名前为?|现名为?|现称为?|现更名为|现已?更名为|现改名为|后更名为|已更名为|原|现为|现)"
    r"[：:]?“?(?P<short>[\u4e00-\u9fffA-Za-z0-9·()]{4,40}?)”?$"
)
_BODY_END = re.compile(r"(?:[厂所院局厅部委会社站队场校心司馆行处团网]|公司|集团|大学|联盟|银行|政府)$")
_NOTE = re.compile(
    r"(?:[0-9]{4}年|后|现|已|并|于)[^，；]{0,24}?(?:更名|改名|改现名|改制|改为|更为现名|变更|合并|并入|重组)[^，；]{0,30}$"
)
_COMMON = frozenset(
    (
        "联盟",
        "本联盟",
        "公司",
        "本公司",
        "协会",
        "学会",
        "中心",
        "本办法",
        "办法",
        "通知",
        "本通知",
        "集团",
        "我院",
        "本院",
        "该院",
        "该联盟",
        "我会",
        "本会",
        "甲方",
        "乙方",
        "丙方",
        "双方",
    )
)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name and the mention that it stands for; ``defined`` when the text says 简称."""

    mention: Mention
    short: str
    start: int
    defined: bool


def absorb(text: str, mentions: list[Mention]) -> tuple[list[Mention], list[Alias]]:
    """The mentions, each widened over the bracket after it that gives its other names, and those names.

    Mentions inside such a bracket (the short name itself) are dropped: the bracket is part of the longer one.
    """
    out: list[Mention] = []
    aliases: list[Alias] = []
    for mention in mentions:
        if out and mention.start < out[-1].end:
            continue
        if mention.letter in "OATQE" and text.startswith("(", mention.end):
            bracket = _BRACKET.match(text, mention.end)
            names = list(_names(bracket["inside"], bracket.start("inside"), mention.letter)) if bracket else []
            if bracket is not None and None not in names:
                mention = mention._replace(end=bracket.end())  # noqa: PLW2901
                aliases += [Alias(mention, short, at, defined) for short, at, defined in filter(None, names) if short]
        elif mention.letter in "OA" and (running := _RUNNING.match(text, mention.end)) is not None:
            group = "quoted" if running["quoted"] else "short"
            if running[group] not in _COMMON:
                aliases.append(Alias(mention, running[group], running.start(group), True))
        out.append(mention)
    return out, aliases


def _names(inside: str, start: int, letter: str) -> Iterator[tuple[str, int, bool] | None]:
    """The names that a bracket gives, with their offsets and whether it says 简称; None for a part that gives none.

    A part in another language, a short name that is a general word and a note on a renaming give an empty name.
    """
    told = False
    for part in _PART.finditer(inside):
        words = part[0].strip()
        at = start + part.start() + part[0].index(words)
        former = _FORMER.match(words) if letter in "OA" else None
        if said := _SAID.match(words):
            told = True
            common = said["short"] in _COMMON
            yield "" if common else said["short"], at + said.start("short"), True
        elif short := _SHORT.match(words):
            told = True
            yield short["short"], at + short.start("short"), False
        elif former is not None and _BODY_END.search(former["short"]):
            told = True
            yield former["short"], at + former.start("short"), False
        elif _FOREIGN.match(words) or told and _NOTE.match(words):
            yield "", at, False
        else:
            yield None
    if not told:
        yield None
