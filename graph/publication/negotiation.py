"""Content negotiation of RFC 9110: which of the things on offer fits an Accept or Accept-Language header best."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

_MEMBER = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_PARAMETER = re.compile(r';\s*([^=;\s]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")

Offer = TypeVar("Offer")


@dataclass(frozen=True, slots=True)
class Wish:
    """A member of an Accept header: type and subtype (``*`` for any), and its weight from 0 to 1."""

    type: str
    subtype: str
    weight: float

    def fits(self, media: str) -> int:
        """How specifically the wish names a media type: 3 exactly, 2 its type, 1 as ``*/*``, 0 not at all."""
        type_, _, subtype = media.partition("/")
        if self.type == "*":
            return 1
        if self.type != type_:
            return 0
        return 2 if self.subtype == "*" else 3 * (self.subtype == subtype)


def wishes(header: str | None) -> list[Wish]:
    """The members of an Accept header; a malformed one is left out. Without a header anything is welcome."""
    if header is None or not header.strip():
        return [Wish("*", "*", 1.0)]
    found = []
    for member in _MEMBER.findall(header):
        media, _, _ = member.partition(";")
        type_, slash, subtype = media.strip().lower().partition("/")
        if not slash or not _TOKEN.fullmatch(type_) or not _TOKEN.fullmatch(subtype) or type_ == "*" != subtype:
            continue
        found.append(Wish(type_, subtype, _weight(member)))
    return found


def _weight(member: str) -> float:
    for name, value in _PARAMETER.findall(member):
        if name.lower() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0


def choose(header: str | None, offers: Iterable[tuple[str, Offer]]) -> Offer | None:
    """The offer that an Accept header likes best, the first among equals; None when it likes none.

    ``offers`` are pairs of a media type and what is then given, the server's favourite first. For each offer the most
    specific wish counts.
    """
    asked = wishes(header)
    best, liked = None, 0.0
    for media, offer in offers:
        ranked = [(wish.fits(media), wish.weight) for wish in asked if wish.fits(media)]
        weight = max(ranked)[1] if ranked else 0.0
        if weight > liked:
            best, liked = offer, weight
    return best


def choose_language(header: str | None, languages: Sequence[str]) -> str:
    """The language that an Accept-Language header likes best; the first when it says nothing of any of them."""
    best, liked = languages[0], 0.0
    for member in (header or "").split(","):
        tag = member.partition(";")[0].strip().lower()
        weight = _weight(member)
        primary = tag.partition("-")[0]
        found = primary if primary in languages else languages[0] if tag == "*" else None
        if found is not None and weight > liked:
            best, liked = found, weight
    return best
