"""Short names that a text defines: 甲产业技术创新战略联盟（以下简称“甲联盟”）, 某协会（ABC）."""

import re
from dataclasses import dataclass

from loaders.mentions.mention import Mention

_DEFINED = re.compile(r"\((?:以下|下文)?(?:统?简称|下称)[：:]?[“《\"]?(?P<short>[^”》)\"]{2,20})[”》\"]?\)")
_ACRONYM = re.compile(r"\((?:英文(?:缩写|简称)[为：:]?|简称)?(?P<short>[A-Z][A-Za-z0-9&-]{1,14})\)")


_COMMON = frozenset(
    ("联盟", "本联盟", "公司", "本公司", "协会", "学会", "中心", "本办法", "办法", "通知", "本通知", "集团")
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name and the mention that it stands for; ``defined`` when the text says 简称."""

    mention: Mention
    short: str
    start: int
    defined: bool


def absorb(text: str, mentions: list[Mention]) -> tuple[list[Mention], list[Alias]]:
    """The mentions, each widened over the definition in brackets after it, and the definitions.

    Mentions inside such a bracket (the short name itself) are dropped: the bracket is part of the longer one.
    """
    out: list[Mention] = []
    aliases: list[Alias] = []
    for mention in mentions:
        if out and mention.start < out[-1].end:
            continue
        if mention.letter in "OATQE" and text.startswith("(", mention.end):
            for pattern in (_DEFINED, _ACRONYM):
                if match := pattern.match(text, mention.end):
                    if match["short"] in _COMMON:
                        mention = mention._replace(end=match.end())  # noqa: PLW2901
                        break
                    aliases.append(Alias(mention, match["short"], match.start("short"), pattern is _DEFINED))
                    mention = mention._replace(end=match.end())  # noqa: PLW2901
                    break
        out.append(mention)
    return out, aliases
