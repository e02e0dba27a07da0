"""Cores: what tells the names of alliances apart once 产业技术创新战略联盟 and light words are left out."""

import re
from functools import lru_cache

from loaders.facts.drafts import match_key

_TAIL = re.compile(r"(?:产业)?(?:技术|科技)?(?:协同)?(?:创新)?(?:战略|发展)?联盟$")
_FULL = re.compile(r"(?:产业|创新|战略|技术)联盟$|创新战略联盟$")
_LIGHT = re.compile(r"[及与和()“”·\s]|^中国|^国家")


@lru_cache(maxsize=16384)
def core(name: str) -> str:
    """What tells an alliance apart: its name without 产业技术创新战略联盟, brackets and light words."""
    return _LIGHT.sub("", _TAIL.sub("", match_key(name)))


def is_full(name: str) -> bool:
    """Whether a name of an alliance has its tail (…产业技术创新战略联盟), and is no short form (…联盟)."""
    return _FULL.search(name) is not None


def within(short: str, long: str) -> bool:
    """Whether ``short`` is a subsequence of ``long`` with the same first character."""
    if not short or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def swapped(one: str, other: str) -> bool:
    """Whether two names differ by two neighbouring characters that changed places."""
    if len(one) != len(other) or one == other:
        return False
    differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    i, j = differing
    return one[i] == other[j] and one[j] == other[i]
