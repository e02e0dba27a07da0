"""Names of persons: a family name and one or two characters where a post, a list or a verb shows a person."""

import re
from functools import cache
from importlib.resources import files

from loaders.knowledge import Knowledge
from loaders.mentions.learnt import Learnt
from loaders.mentions.mention import Covered, Mention
from loaders.mentions.scan import HARD, Scan

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SPACED = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?![ \u3000][\u4e00-\u9fff](?![\u4e00-\u9fff]))")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}···?[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")
_LABEL = re.compile(r"(?:责编|责任编辑|编辑|审核|签发|校对|主编|撰稿|联系人|供稿人|记者|通讯员|作者|审稿|编审)[：:]\s?")
_AFTER_NAMES = frozenset(("同志", "先生", "女士", "老师"))
_ELECTING = re.compile("选举|任命|聘|推选|推举|当选")
_ITEMS = r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[、和][\u4e00-\u9fff]{2,4}){%s,12})"
_SHOWN = re.compile(
    f"(?<=由){_ITEMS % 0}(?=(?:共同|分别)?主持)"
    f"|(?<![\u4e00-\u9fff]){(_ITEMS % 2).replace('names', 'more')}(?=等[0-9]{{1,3}}[位名])"
)
_SEPARATORS = "、和与及"
_BODY_END = "处司部局室院所办厅心团司学盟会社网厂校行组府委"
_ONE_FOLLOW = frozenset("向在对为致就与和率等任于以从由作做说代赴到将曾还也都担接")


@cache
def _not_names() -> frozenset[str]:
    text = (files("loaders.knowledge") / "words" / "notnames.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _whole_names() -> re.Pattern[str]:
    """Names without a Han family name: one or two words of the list."""
    text = (files("loaders.knowledge") / "words" / "wholenames.tsv").read_text(encoding="utf-8")
    words = sorted((w for line in text.splitlines() if not line.startswith("#") for w in line.split()), key=len)
    return re.compile("(?:" + "|".join(map(re.escape, reversed(words))) + "){1,2}")


@cache
def _follow(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, knowledge.follow)))


class Names:
    """Finds the names in one text whose bodies and posts are known."""

    def __init__(self, scan: Scan, bodies: list[Mention], posts: list[Mention]) -> None:
        """``bodies`` and ``posts`` are the chosen mentions of the text, in order."""
        self.scan, self.text, self.posts = scan, scan.text, posts
        self.covered = Covered(len(self.text), (m for m in bodies if m.letter != "H"))
        self.body_ends = {m.end for m in bodies}
        self.post_at = {m.start: m for m in posts}

    def _right(self, end: int) -> float:
        """How well a name may end here: by a post, by punctuation, by a word that follows names."""
        if end >= len(self.text) or self.text[end] in HARD or self.text[end] in ")》” ":
            return 2.5
        if end in self.post_at:
            return 3.0
        if self.text[end] == "等":
            return 2.2
        match = _follow(self.scan.knowledge).match(self.text, end)
        return min(len(match[0]), 3) if match else 0.0

    def _candidates(self, start: int) -> list[tuple[float, int]]:
        """Possible ends of a name that begins here, each with how well it ends there."""
        text, knowledge = self.text, self.scan.knowledge
        if (whole := _whole_names().match(text, start)) and (right := self._right(whole.end())):
            return [(right, whole.end())]
        double = text[start : start + 2] in knowledge.double_surnames
        if start >= len(text) or not (double or text[start] in knowledge.surnames):
            return []
        if (spaced := _SPACED.match(text, start)) and (right := self._right(spaced.end())):
            return [(right, spaced.end())]
        if foreign := _FOREIGN.match(text, start):
            return [(3.0, foreign.end())]
        found = []
        for length in (2, 3, 4) if double else (2, 3):
            end = start + length
            name = text[start:end]
            if len(name) < length or not _HAN.fullmatch(name) or self.covered.touches(start, end):
                break
            if any(name.startswith(word) for word in (name[:2], name) if word in _not_names()):
                continue
            if any(i in self.post_at for i in range(start + 1, end)):
                break
            if (
                length == 3
                and name[2] == "为"
                and end in self.post_at
                and _ELECTING.search(text, max(0, start - 40), start)
            ):
                continue
            right = self._right(end)
            if right and length == 3 and not double and name[2] in _ONE_FOLLOW and right < 2.5:
                right -= 1.5
            if right > 0:
                found.append((right, end))
        return found

    def _best(self, start: int) -> int | None:
        found = self._candidates(start)
        return max(found, key=lambda c: (c[0], c[1]))[1] if found else None

    def _before(self, post: Mention) -> tuple[int, int] | None:
        """The name right before a post: 李新男|巡视员. Its left side must be a boundary, or end like a body."""
        text = self.text
        for length in (3, 2, 4):
            start = post.start - length
            if start < 0:
                continue
            ends = {end for _, end in self._candidates(start)}
            if post.start not in ends:
                continue
            left = text[start - 1] if start else ""
            clean = not left or left in HARD or start in self.body_ends or start in self.scan.stops
            clean = clean or start in self.scan.conjunctions or left in "由和与及"
            if clean or left in _BODY_END:
                return start, post.start
        return None

    def _after(self, post: Mention) -> int:
        """Where the name may begin that follows a post, also as a label (秘书长：某某)."""
        at = post.end
        if self.text[at : at + 1] == "：":
            at += 1
            while self.text[at : at + 1] == " ":
                at += 1
        return at

    def find(self, learnt: Learnt) -> list[Mention]:
        """All names, in order; ``learnt`` are names that other places of the document have shown."""
        spans: dict[int, tuple[int, float]] = {}
        for post in self.posts:
            at = self._after(post)
            end = self._best(at) if post.name not in _AFTER_NAMES and not post.parent else None
            if end is not None:
                spans[at] = (end, 0.93)
            elif (before := self._before(post)) and before[0] not in spans:
                spans[before[0]] = (before[1], 0.9)
        for match in _LABEL.finditer(self.text):
            if (end := self._best(match.end())) is not None:
                spans[match.end()] = (end, 0.9)
        for match in _SHOWN.finditer(self.text):
            self._shown(match, spans)
        for name, start, end in sorted(learnt.finder.all_in(self.text)):
            if name in learnt.people and start not in spans and not self.covered.touches(start, end):
                spans[start] = (end, 0.85)
        self._lists(spans)
        return [
            Mention("N", s, e, self.text[s:e], "person", "person", score) for s, (e, score) in sorted(spans.items())
        ]

    def _shown(self, match: re.Match[str], spans: dict[int, tuple[int, float]]) -> None:
        """Names that a frame shows (由某某、某某主持): each item must be one whole name, or none is taken."""
        found: dict[int, tuple[int, float]] = {}
        group = "names" if match["names"] else "more"
        at = match.start(group)
        for item in re.split("([、和])", match[group]):
            end = at + len(item)
            if item not in {"、", "和"}:
                if end not in {e for _, e in self._candidates(at)} and at not in spans:
                    return
                found[at] = (end, 0.85)
            at = end
        for start, span in found.items():
            spans.setdefault(start, span)

    def _lists(self, spans: dict[int, tuple[int, float]]) -> None:
        """Names that continue a list of names: 、 after a name, then a name that ends cleanly."""
        queue = list(spans.items())
        while queue:
            _, (end, score) = queue.pop()
            at = end
            if at in self.post_at:
                at = self.post_at[at].end
            if at >= len(self.text) or self.text[at] not in _SEPARATORS:
                continue
            start = at + 1
            for inner in ("秘书处", "办公室"):
                if self.text.startswith(inner, start):
                    start += len(inner)
            if start >= len(self.text) or start in spans or start in self.covered:
                continue
            found = [c for c in self._candidates(start) if c[0] >= 2.0]
            if found:
                best = max(found)[1]
                spans[start] = (best, score - 0.05)
                queue.append((start, (best, score - 0.05)))
