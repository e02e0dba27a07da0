"""Likeness: why two names of one kind may be of one entity. It proposes to a reviewer and never decides.

Every function takes two names and returns the :class:`Ground` it sees, or None. Scores are between 0 and 1 and only
order the reviewer's list.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.text import match_key
from loaders.cores import core, is_full, swapped, within
from loaders.knowledge.lexicon import load_organs, load_places

_LEGAL = re.compile(r"(?:\(集团\)|集团|控股|股份|有限责任公司|有限公司|总公司|公司)+$")
_COMPANY = re.compile(r"(?:公司|集团)$")
_NUMBER = re.compile(r"[0-9一二三四五六七八九十百零〇]+")
_TYPO = 86.0
_TITLE = 92.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason to ask whether two names are one, in both languages, and how strong it is.

    ``doubt`` is set where the two may well be different, so that one document is no proof that they are one.
    """

    score: float
    zh: str
    en: str
    doubt: bool = False


def alliances(one: str, other: str) -> Ground | None:
    """Two names of alliances: by their cores (see :mod:`loaders.cores`)."""
    a, b = core(one), core(other)
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return None
    if a == b:
        return Ground(0.95, "去掉“产业技术创新战略联盟”等尾词后相同", "equal once the tail words are left out")
    if swapped(a, b):
        return Ground(0.9, "两个相邻的字互换", "two neighbouring characters changed places")
    if within(short, long):
        if is_full(one) != is_full(other) and is_full(other if a == short else one):
            return Ground(0.8, f"简称“{short}”含于全称“{long}”", f"the short core {short} is contained in {long}")
        score = max(0.35, 0.7 - 0.05 * (len(long) - len(short)))
        return Ground(score, f"“{short}”是“{long}”的子序列", f"{short} is a subsequence of {long}", doubt=True)
    near = len(short) > 3 and OSA.distance(a, b, score_cutoff=1) <= 1
    return Ground(0.75, "只差一个字", "one character differs", doubt=True) if near else None


def organizations(one: str, other: str) -> Ground | None:
    """Two names of organisations: a brand of a company, or a misprint of the same body."""
    a, b = match_key(one), match_key(other)
    if _elsewhere(a, b):
        return None
    short, long = sorted((a, b), key=len)
    if _LEGAL.sub("", a) == _LEGAL.sub("", b):
        return Ground(0.8, "去掉公司类型后相同", "equal once the legal form is left out")
    if len(short) > 3 and long.startswith(short) and _COMPANY.search(long) and not _COMPANY.search(short):
        return Ground(0.6, f"“{short}”是“{long}”的开头", f"{short} is the beginning of {long}")
    (organ_a, rest_a), (organ_b, rest_b) = _after_organ(a), _after_organ(b)
    if organ_a != organ_b and organ_a and organ_b:
        return None
    if rest_a == rest_b and organ_a != organ_b:
        return Ground(0.7, f"“{short}”可能省去了上级单位", f"{short} may leave its parent body out")
    return _misprint(rest_a, rest_b)


def _misprint(a: str, b: str) -> Ground | None:
    if a.startswith(b) or b.startswith(a):
        return None  # a part of the other, such as its office
    ratio = fuzz.ratio(a, b, score_cutoff=_TYPO) if min(len(a), len(b)) > 5 else 0.0
    if not ratio or _NUMBER.findall(a) != _NUMBER.findall(b):
        return None
    words = f"{ratio:.0f} %"
    return Ground(
        ratio / 100 - 0.2, f"写法相近（{words}），可能有误字", f"alike by {words}, perhaps a misprint", doubt=True
    )


def titles(one: str, other: str) -> Ground | None:
    """Two titles (documents, awards, standards, projects)."""
    a, b = match_key(one), match_key(other)
    if a == b:
        return Ground(0.8, "名称相同", "the same title")
    ratio = fuzz.ratio(a, b, score_cutoff=_TITLE) if min(len(a), len(b)) > 7 else 0.0
    if not ratio or _NUMBER.findall(a) != _NUMBER.findall(b):
        return None
    return Ground(ratio / 100 - 0.3, f"名称相近（{ratio:.0f} %）", f"titles alike by {ratio:.0f} %")


def _elsewhere(a: str, b: str) -> bool:
    """Whether the two names begin with different places, so that they are bodies of different places."""
    one, other = _place(a), _place(b)
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


@lru_cache(maxsize=65536)
def _place(name: str) -> str:
    places = load_places()
    return next((name[:n] for n in range(min(len(name) - 1, 8), 1, -1) if name[:n] in places), "")


@lru_cache(maxsize=65536)
def _after_organ(name: str) -> tuple[str, str]:
    """The canonical organ that a name begins with (empty when none) and what follows: 农业部|科技教育司."""
    organs = load_organs()
    for length in range(min(len(name) - 3, 20), 1, -1):
        if name[:length] in organs:
            return organs[name[:length]].name, name[length:]
    return "", name
