"""Headings: what a column or a group says of the names under it, by ``knowledge/headings.yaml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from graph.errors import VocabularyError

What = Literal[
    "number", "alliance", "lead", "member", "unit", "body", "person", "post", "name", "title", "seat", "rank",
    "date", "party", "work", "award", "former", "renamed", "other",
]  # fmt: skip
"""What the names under a heading are."""

_JOINED = re.compile(
    "新增|增补|增选|新发展|新入会|新加入|吸收|吸纳|入会|入盟|"
    "加入(?:[本该我]?(?:联盟|会|协会|单位|企业))?(?:的)?(?:单位|名单|如下){0,2}$"
)
_REVOKED = re.compile("退出|劝退|退会|退盟|除名|取消|撤销|摘牌")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading means: ``role`` of the units under it, ``status`` (joined, revoked) where it tells a change.

    ``own`` is true of a post that is held at the alliance itself (联盟职务), not at the unit of the row.
    """

    what: What
    role: str = ""
    status: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    heading: Heading


@cache
def _entries() -> tuple[_Entry, ...]:
    text = (files("loaders.knowledge") / "headings.yaml").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in yaml.safe_load(text))


def _entry(row: Mapping[str, Any]) -> _Entry:
    odd = set(row) - {"what", "role", "own", "pattern"}
    if odd or row.get("what") not in get_args(What) or "pattern" not in row:
        raise VocabularyError(f"headings.yaml has an entry {dict(row)!r} that can't be read; see the head of the file.")
    return _Entry(re.compile(row["pattern"]), Heading(row["what"], row.get("role", ""), "", bool(row.get("own"))))


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """What a heading means; ``other`` when no entry of the file fits.

    Raises:
        VocabularyError: the file has an entry with an unknown key or value.
    """
    bare = re.sub(r"\s", "", text)
    found = next((entry.heading for entry in _entries() if entry.pattern.search(bare)), Heading("other"))
    if found.what not in {"member", "lead", "unit"}:
        return found
    return Heading(found.what, found.role, status_of(bare), found.own)


def status_of(words: str) -> str:
    """``joined`` or ``revoked`` when words tell that units came or left, else nothing."""
    return "revoked" if _REVOKED.search(words) else "joined" if _JOINED.search(words) else ""


def rank_of(words: str) -> Heading:
    """What a cell of a rank column says (副理事长单位, 副理事长, 成员): a member's role, 成员单位 by default."""
    bare = re.sub(r"\s", "", words)
    found = read_heading(bare if bare.endswith(("单位", "会员")) else f"{bare}单位")
    return found if found.what in {"member", "lead"} else Heading("member", "成员单位")
