"""The scan of one block: its normalised text, the lexicon's words in it, and where names may begin."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from loaders.knowledge import Knowledge

_NORMAL = dict(
    zip("（）﹙﹚［］[]【】﹝﹞〖〗「」『』,;:!?•‧．～－–", "()()〔〕〔〕〔〕〔〕〔〕“”“”，；：！？··.~--", strict=True)
)
_OTHER = re.compile("[" + re.escape("".join(_NORMAL)) + "]")
HARD = frozenset("，。；：！？、\t\n\r|·…“‘《〈(〔*#>—➤`©®／/※●■▲◆★☆◇○□▪")
_SHUT = HARD | {")", "”", "》", "〕"}  # a conjunction after one of these joins two names
CLOSERS = {")": "(", "”": "“", "〕": "〔", "’": "‘"}
_BRACKET = re.compile("[()“”〔〕‘’]")
_LONGEST = 45
_UNITS = re.compile(
    r"(?:理事长|副理事长|理事|成员|会员|牵头|发起|责任主体|依托|支持|常务理事|会长|秘书处|秘书长|挂靠|主编|参编|起草|编制|归口|技术支撑|监事|监事长|承担)单位|秘书长|理事长(?!单位)|"
    r"第[0-9一二三四五六七八九十百]{1,4}[条款项章]|(?:公司|协会|学会|联盟|研究院|研究所|集团)系(?![统列数])"
    r"|\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)(?=[\u4e00-\u9fff])"
    r"|(?:^|(?<=[，。；：(、]))(?:另|还|现|主要|分别|共|只)?有(?![限关机色效线声序研氧志])"
    r"|(?<=单位)(?:还|另|主要|则|也)?有(?![限关机色效线声序研氧志])"
)


def normal(text: str) -> str:
    """The text with one style of brackets, stops and dashes; every character stays one character."""
    text = _OTHER.sub(lambda match: _NORMAL[match[0]], text)
    return _paired(text) if '"' in text else text


def _paired(text: str) -> str:
    """The text with upright quotation marks made opening and closing ones, when they come in pairs."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return text
    return parts[0] + "".join(mark + part for mark, part in zip(cycle("“”"), parts[1:], strict=False))


class Spans:
    """Spans of a text that do not overlap, in order, from the start of each by its end."""

    __slots__ = ("_ends", "_starts", "by_end")

    def __init__(self, by_end: dict[int, int]) -> None:
        """``by_end`` maps the end of each span to its start, in order of the text."""
        self.by_end = by_end
        self._starts, self._ends = list(by_end.values()), list(by_end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def starting(self, at: int) -> int | None:
        """The end of the span that starts here, or None."""
        index = bisect_left(self._starts, at)
        return self._ends[index] if index < len(self._starts) and self._starts[index] == at else None

    def over(self, at: int) -> tuple[int, int] | None:
        """The span that holds the character at an offset, or None."""
        index = bisect_right(self._starts, at) - 1
        return (self._starts[index], self._ends[index]) if index >= 0 and self._ends[index] > at else None

    def inside(self, start: int, end: int) -> bool:
        """Whether a whole span lies between two offsets."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._ends[index] <= end


@dataclass(slots=True)
class Scan:
    """The lexicon's words in a text, indexed by where they end.

    Organs and places are indexed both ways. ``barriers`` holds further offsets over which no name reaches to the left
    (ends of dates and titles), ``ends`` the ends of names already found: there a conjunction separates two names,
    ``offices`` the starts of words for posts.
    """

    text: str
    knowledge: Knowledge
    stops: dict[int, int] = field(default_factory=dict)
    verbs: dict[int, int] = field(default_factory=dict)
    event_stops: dict[int, int] = field(default_factory=dict)
    conjunctions: dict[int, int] = field(default_factory=dict)
    organs: "Spans" = field(default_factory=lambda: Spans({}))
    places: "Spans" = field(default_factory=lambda: Spans({}))
    barriers: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    offices: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str, knowledge: Knowledge) -> "Scan":
        """Scan ``text``, which must be normal (see :func:`normal`)."""
        found: tuple[dict[int, int], ...] = ({}, {}, {}, {}, {}, {})
        labels = knowledge.labels
        for word, start, end in knowledge.automaton.find_matches_as_indexes(text):
            for label in labels[word]:
                found[label][end] = start
        stops, verbs, event_stops, conjunctions, organs, places = found
        barriers = {match.end() for match in _UNITS.finditer(text)}
        return cls(text, knowledge, stops, verbs, event_stops, conjunctions, Spans(organs), Spans(places), barriers)

    def left_edge(self, head: int, floor: int = 0, *, over_verbs: bool = True, over_conj: bool = True) -> int:
        """Where the name begins whose head word starts at ``head``: the walk to the left stops at hard punctuation, a
        stop word, a barrier, or a conjunction after a complete name. Brackets and short quotations belong to it.
        """
        at, lowest = head, max(floor, head - _LONGEST)
        while at > lowest:
            if at in self.barriers:
                break
            before = self.text[at - 1]
            if before == "〕":
                break
            if before in CLOSERS:
                opened = self.text.rfind(CLOSERS[before], max(lowest - 12, 0), at - 1)
                if (
                    opened < max(lowest - 12, floor)
                    or at - opened > 16
                    or before == "”"
                    and at - opened > 10
                    or "简称" in self.text[opened:at]
                ):
                    break
                at = opened
            elif (
                before in HARD
                or before == "."
                or before.isspace()
                or at in self.stops
                or not over_verbs
                and at in self.verbs
            ):
                break
            elif at in self.conjunctions:
                left = self.conjunctions[at]
                closed = left in self.ends or left in self.stops or left in self.barriers
                if (
                    not over_conj
                    or closed
                    or left <= lowest
                    or self.text[left - 1] in _SHUT
                    or self.text[left - 1].isspace()
                ):
                    break
                at = left
            else:
                at -= 1
        return max(at, floor)


def balanced(text: str) -> bool:
    """Whether every bracket that closes in ``text`` was opened in it, and the other way round."""
    if _BRACKET.search(text) is None:
        return True
    return all(text.count(opened) == text.count(closed) for closed, opened in CLOSERS.items())
