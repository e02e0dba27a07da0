"""The scan of one block: its normalised text, the lexicon's words in it, and where names may begin."""

import re
from dataclasses import dataclass, field

from loaders.knowledge import Knowledge

_NORMAL = str.maketrans("（）﹙﹚〔〕［］[]【】,;:!?·•‧．～－–", "()()〔〕〔〕〔〕〔〕，；：！？···.~--")
HARD = frozenset("，。；：！？、\t\n\r|·…“‘《〈(〔*#>—➤")
CLOSERS = {")": "(", "”": "“", "〕": "〔", "’": "‘"}
_LONGEST = 45
_UNITS = re.compile(
    r"(?:理事长|副理事长|理事|成员|会员|牵头|发起|责任主体|依托|支持|常务理事|会长)单位|秘书长|理事长(?!单位)"
)


def normal(text: str) -> str:
    """The text with one style of brackets, stops and dashes; every character stays one character."""
    return text.translate(_NORMAL)


@dataclass(slots=True)
class Scan:
    """The lexicon's words in a text, indexed by where they end.

    ``barriers`` holds further offsets over which no name reaches to the left (ends of dates and titles), ``ends`` the
    ends of names already found: there a conjunction separates two names.
    """

    text: str
    knowledge: Knowledge
    stops: dict[int, int] = field(default_factory=dict)
    verbs: dict[int, int] = field(default_factory=dict)
    event_stops: dict[int, int] = field(default_factory=dict)
    conjunctions: dict[int, int] = field(default_factory=dict)
    organs: list[tuple[int, int, str]] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    barriers: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, knowledge: Knowledge) -> "Scan":
        """Scan ``text``, which must be normal (see :func:`normal`)."""
        scan = cls(text, knowledge)
        tokens = knowledge.tokens
        scan.barriers.update(match.end() for match in _UNITS.finditer(text))
        for start, end, word in knowledge.scan(text):
            labels = tokens[word]
            if "stop" in labels:
                scan.stops[end] = start
            if "verb" in labels:
                scan.verbs[end] = start
            if "event" in labels:
                scan.event_stops[end] = start
            if "conj" in labels:
                scan.conjunctions[end] = start
            if "organ" in labels:
                scan.organs.append((start, end, word))
            if "place" in labels:
                scan.places.append((start, end, word))
        return scan

    def left_edge(self, head: int, floor: int = 0, *, over_verbs: bool = True, over_conj: bool = True) -> int:
        """Where the name begins whose head word starts at ``head``: the walk to the left stops at hard punctuation, a
        stop word, a barrier, or a conjunction after a complete name. Brackets and short quotations belong to it.
        """
        at, lowest = head, max(floor, head - _LONGEST)
        while at > lowest:
            if at in self.barriers:
                break
            before = self.text[at - 1]
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
                if not over_conj or closed or left <= lowest or self.text[left - 1] in HARD:
                    break
                at = left
            else:
                at -= 1
        return max(at, floor)


def balanced(text: str) -> bool:
    """Whether every bracket that closes in ``text`` was opened in it, and the other way round."""
    return all(text.count(opened) == text.count(closed) for closed, opened in CLOSERS.items())
