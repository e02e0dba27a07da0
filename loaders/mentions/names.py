"""Names of persons: a family name and one or two characters where a post, a list or a verb shows a person."""

import re
from functools import cache
from importlib.resources import files

from loaders.knowledge import Knowledge
from loaders.knowledge.gated import Gated
from loaders.mentions import frames
from loaders.mentions.learnt import Learnt
from loaders.mentions.mention import Covered, Mention
from loaders.mentions.scan import HARD, Scan

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_AFTER_NAMES = frozenset(("同志", "先生", "女士", "老师"))
_ITEMS = r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[、和][\u4e00-\u9fff]{2,4}){%s,12})"
_SHOWN = Gated(
    f"(?<=由){_ITEMS % 0}(?=(?:共同|分别)?主持)"
    f"|(?<![\u4e00-\u9fff]){(_ITEMS % 2).replace('names', 'more')}(?=等[0-9]{{1,3}}[位名])"
)
_SEPARATORS = "、和与及"
_BODY_END = "处司部局室院所办厅心团司学盟会社网厂校行组府委"
_BODY_LAST = frozenset("处司部局室院所办厅团会网厂校组府委省市县区镇们者员")
_ONE_FOLLOW = frozenset("向在对为致就与和率等任于以从由作做说代赴到将曾还也都担接")
_NEVER_GIVEN = frozenset("的了把被吗呢们某")
_SELDOM_GIVEN = _NEVER_GIVEN | frozenset("在是与及对等将从就也都而且或不要应须各该其此之者着过个位名家所")
_LEADING = frozenset("率偕携")
_ADVERBS = frozenset("则也还均")
_HEADING = frozenset("副总常主兼单部委局处司长员会组团队力式性化体关责生位们")
_CALLED = re.compile("(?:经理|老师|先生|女士|小姐|主任|部长|处长|校长|同学|师傅|医生|秘书|编辑|记者|教练)$")
_LATIN_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]*\.?){1,3}$")
_CLEAR = 2.0
_USUAL = 3
_NOTE = 40


def _word_file(name: str) -> list[str]:
    text = (files("loaders.knowledge") / "words" / name).read_text(encoding="utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


@cache
def _not_names() -> frozenset[str]:
    return frozenset(_word_file("notnames.tsv"))


@cache
def _rare_surnames() -> frozenset[str]:
    """Family names that are common words too."""
    return frozenset("".join(_word_file("raresurnames.tsv")))


@cache
def _whole_names() -> re.Pattern[str]:
    """Names without a Han family name: one or two words of the list."""
    words = sorted(_word_file("wholenames.tsv"), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + "){1,2}")


@cache
def _follow(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, knowledge.follow)))


class Names:
    """Finds the names in one text whose bodies and posts are known."""

    def __init__(self, scan: Scan, bodies: list[Mention], posts: list[Mention]) -> None:
        """``bodies`` and ``posts`` are the chosen mentions of the text, in order."""
        self.scan, self.text, self.posts = scan, scan.text, posts
        self.covered = Covered(len(scan.text), (m for m in bodies if m.letter not in "HG"))
        self.body_ends = {m.end for m in bodies}
        self.body_starts = {m.start for m in bodies if m.letter in "OA"}
        self.post_at = {m.start: m for m in posts}
        self.posts_to = {m.end: m for m in posts}
        self.edges: list[int] = []  # ends of the verbs after names: no name of a body reaches over them

    def _right(self, end: int) -> float:
        """How well a name may end here: by a post, by punctuation, by a word that follows names."""
        if end >= len(self.text) or self.text[end] in HARD or self.text[end] in ")》”〕’/ \u3000":
            return 2.5
        if end in self.post_at:
            return 3.0
        if self.text[end] in "等(":
            return 2.2
        if self.text[end].isdigit():
            return 1.0
        match = _follow(self.scan.knowledge).match(self.text, end)
        return min(len(match[0]), 3) if match else 0.0

    def _candidates(self, start: int, *, shown: bool = False) -> list[tuple[float, int]]:
        """Possible ends of a name that begins here, each with how well it ends there.

        ``shown``: a post or label stands beside it, so the family name may be one that is a common word too.
        """
        text, knowledge = self.text, self.scan.knowledge
        if start >= len(text):
            return []
        double = text[start : start + 2] in knowledge.double_surnames
        ordinary = double or text[start] in knowledge.surnames
        if not shown and self.scan.places.starting(start) is not None:
            return []
        if special := self._special(start, ordinary=ordinary, shown=shown):
            return [special]
        if not ordinary and not (shown and text[start] in _rare_surnames()):
            return []
        found = [
            (right, end)
            for length in ((2, 3, 4) if double else (2, 3))
            if (end := start + length) <= len(text) and (right := self._ends(start, end, double=double)) > 0
        ]
        if text[start] == "都":  # before a verb it is no name
            return [c for c in found if c[0] > _CLEAR]
        return found if ordinary else [c for c in found if c[0] >= _CLEAR or c[0] >= 1 and c[1] - start == _USUAL]

    def _special(self, start: int, *, ordinary: bool, shown: bool) -> tuple[float, int] | None:
        """A name of another shape that begins here: of Tibetan words, Latin, transcribed, or with a blank inside."""
        text = self.text
        if (whole := _whole_names().match(text, start)) and (right := self._right(whole.end())):
            return right, whole.end()
        if shown and (latin := frames.LATIN.match(text, start)):
            return 3.0, latin.end()
        if (ordinary or shown) and (transcribed := frames.TRANSCRIBED.match(text, start)):
            return 3.0, self._transcribed(start, transcribed.end())
        ordinary = ordinary or shown and text[start] in _rare_surnames()
        for pattern in frames.SPACED if ordinary and text[start + 1 : start + 2] in {" ", "\u3000"} else ():
            if (spaced := pattern.match(text, start)) and (right := self._right(spaced.end())):
                return right, spaced.end()
        return None

    def _transcribed(self, start: int, longest: int) -> int:
        """Where a transcribed name (某某·某某) ends: before the first word that follows names."""
        part = frames.PART.match(self.text, start)
        least = part.end() + 1 if part else longest
        return next((end for end in range(least, longest) if self._right(end) >= _CLEAR), longest)

    def _ends(self, start: int, end: int, *, double: bool) -> float:
        """How well the characters between two offsets are one name by what they are and what follows; 0: not at all."""
        text = self.text
        name, length = text[start:end], end - start
        if not self._may_be_name(start, end):
            return 0.0
        electing = length > 2 and name[-1] == "为" and end in self.post_at  # noqa: PLR2004
        if electing and frames.ELECTING.search(text, max(0, start - 40), start):
            return 0.0
        right = self._right(end)
        weak = length == 3 + double and name[-1] in _ONE_FOLLOW
        if length == _USUAL + double and name[-1] in {"受", "任"} and end in self.post_at:  # 某某受理事长委托
            return 0.0
        if name[-1] in _BODY_LAST and text[end : end + 1] == name[-1] and end in self.post_at:  # 高新司|司长
            return 0.0
        return right - 1.5 if right and weak and right < 2.5 else right

    def _may_be_name(self, start: int, end: int) -> bool:
        """Whether the characters between two offsets can be a name: no word that is none, no body, no post in them."""
        name = self.text[start:end]
        if not _HAN.fullmatch(name) or name in _not_names() or _NEVER_GIVEN & set(name):
            return False
        if name[:2] in _not_names() and not self._surely_named(start, end):
            return False
        if _CALLED.search(name):
            return False
        return not self.covered.touches(start, end) and not any(i in self.post_at for i in range(start + 1, end))

    def _surely_named(self, start: int, end: int) -> bool:
        """Whether a name may begin like a common word: three characters between a body's post and a verb (暴雨晴)."""
        if end - start != _USUAL or self.text[end - 1] in _ONE_FOLLOW | _SELDOM_GIVEN | _HEADING:
            return False
        if self.text.startswith("同志", end):
            return True
        post = self.posts_to.get(start)
        seated = post is not None and (post.start in self.body_ends or len(post.name) > _USUAL)
        return seated and self._right(end) >= _CLEAR and end not in self.post_at

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the characters between two offsets are one whole name, where a frame shows a person."""
        if end in {e for _, e in self._candidates(start, shown=True)}:
            return True
        double = self.text[start : start + 2] in self.scan.knowledge.double_surnames
        family = double or self.text[start] in self.scan.knowledge.surnames
        return family and end - start <= 3 + double and self._may_be_name(start, end)

    def _best(self, start: int, *, shown: bool = False) -> int | None:
        found = self._candidates(start, shown=shown)
        return max(found, key=lambda c: (c[0], c[1]))[1] if found else None

    def _before(self, post: Mention) -> tuple[int, int] | None:
        """The name right before a post: 李新男|巡视员. Its left side must be a boundary, or end like a body."""
        text = self.text
        if (spaced := frames.SPACED_BEFORE.search(text[max(0, post.start - 8) : post.start])) is not None:
            start = max(0, post.start - 8) + spaced.start()
            if text[start] in self.scan.knowledge.surnames:
                return start, start + len(spaced[0])
        if (latin := _LATIN_BEFORE.search(text, max(0, post.start - 40), post.start)) is not None:
            return latin.span()
        dot = text.find("·", max(0, post.start - 12), post.start)
        if dot > 0:
            start = dot
            while start and frames.SOUND.match(text, start - 1) and start - 1 not in self.covered:
                start -= 1
            return (start, post.start) if start < dot else None
        stop = post.start
        while stop and text[stop - 1] in " \u3000":  # blanks part them at the head of a line only
            stop -= 1
        for length in (3, 2, 4):
            start = stop - length
            if start < 0 or self.scan.places.starting(start) is not None or stop < post.start and start:
                continue
            ends = {end for _, end in self._candidates(start)}
            if stop not in ends:
                continue
            left = text[start - 1] if start else ""
            clean = not left or left in HARD or start in self.body_ends or start in self.scan.stops
            clean = clean or start in self.scan.conjunctions or left in "由和与及"
            if clean or left in _BODY_END:
                return start, stop
        return None

    def _after(self, post: Mention) -> tuple[int, int] | None:
        """The name that follows a post, also as a label (秘书长：某某), after a blank or 为."""
        text, at = self.text, post.end
        blank = text[at : at + 1] in {"：", " ", "\u3000"}
        while text[at : at + 1] in {"：", " ", "\u3000"} and at - post.end < 4:
            at += 1
        if text[at : at + 1] in {"为", "是"} and at == post.end and post.value == "post":
            blank, at = True, at + 1
        found = [c for c in self._candidates(at, shown=True) if not blank or c[0] >= _CLEAR]
        if found:
            return at, max(found, key=lambda c: (c[0], c[1]))[1]
        if (foreign := frames.SOUNDS.match(text, at)) and (foreign.end() - at > _USUAL or self._right(foreign.end())):
            return at, foreign.end()
        end = None if blank or post.value == "rank" else self._unfollowed(post)
        return None if end is None else (at, end)

    def _unfollowed(self, post: Mention) -> int | None:
        """The end of a name right after a body's post whose next word is unknown: three characters, none of a word."""
        start, knowledge = post.end, self.scan.knowledge
        double = self.text[start : start + 2] in knowledge.double_surnames
        end = start + (4 if double else 3)
        name = self.text[start:end]
        if post.start not in self.body_ends or end > len(self.text) or not _HAN.fullmatch(name):
            return None
        if not double and name[0] not in knowledge.surnames or _SELDOM_GIVEN & set(name):
            return None
        known = any(at in words for words in (self.scan.stops, self.scan.conjunctions) for at in range(start + 1, end))
        return None if known or not self._may_be_name(start, end) else end

    def shown(self) -> dict[int, tuple[int, float]]:
        """The names that a post before them or a frame shows, by where they begin: the end and how sure it is."""
        spans: dict[int, tuple[int, float]] = {}
        for post in self.posts:
            if post.name in _AFTER_NAMES or post.parent:
                continue
            if (named := self._after(post)) is not None:
                spans[named[0]] = (named[1], 0.93)
        has_post = frames.HasPost(self.text, [post.start for post in self.posts])
        for at, names, after in (*frames.takers(self.text, has_post), *frames.put(self.text)):
            if self._framed(at, names, spans):
                self.edges.append(after)
        for at, name, inside in frames.bracketed(self.text):
            if inside in self.body_starts:
                self._framed(at, name, spans)
        return spans

    def find(self, learnt: Learnt) -> list[Mention]:
        """All names, in order; ``learnt`` are names that other places of the document have shown."""
        spans = self.shown()
        for post in self.posts:
            if post.end in spans or (before := self._before(post)) is None:
                continue
            spans.setdefault(before[0], (before[1], 0.9))
        for match in _SHOWN.finditer(self.text):
            group = "names" if match["names"] else "more"
            self._framed(match.start(group), match[group], spans, whole=True)
        has_post = frames.HasPost(self.text, [post.start for post in self.posts])
        for at, name in frames.speakers(self.text, has_post):
            if self._stands_alone(at, at + len(name)):
                self._framed(at, name, spans)
        for at, name in frames.lives(self.text):
            if self._may_be_name(at, at + len(name)):
                spans.setdefault(at, (at + len(name), 0.85))
        for at, names in frames.rows(self.text):
            if all(self.scan.places.starting(at + i) is None for i in _starts(names)):
                self._framed(at, names, spans, whole=True)
        self._labelled(spans)
        for name, start, end in sorted(learnt.finder.all_in(self.text)):
            if name in learnt.people and start not in spans and not self.covered.touches(start, end):
                spans[start] = (end, 0.85)
        self._lists(spans)
        return _mentions(self.text, spans)

    def _framed(self, at: int, names: str, spans: dict[int, tuple[int, float]], *, whole: bool = False) -> bool:
        """Names that a frame shows: the items at the end of its list that are names, or all of them if ``whole``."""
        found: list[tuple[int, int]] = []
        for item in frames.ITEM.split(names):
            end = at + len(item)
            if item not in set(_SEPARATORS):
                fits = self._is_name(at, end) or spans.get(at, (0, 0))[0] == end
                if not fits and whole:
                    return False
                found = [*found, (at, end)] if fits else []
            at = end
        for start, end in found:
            spans.setdefault(start, (end, 0.85))
        return bool(found)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the characters between two offsets are part of no word that is known and end like no body."""
        scan, text = self.scan, self.text
        if text[start] not in scan.knowledge.surnames and text[start : start + 2] not in scan.knowledge.double_surnames:
            return False
        known = any(at in words for words in (scan.stops, scan.verbs) for at in range(start + 1, end + 1))
        known = known or end - start == _USUAL and text[end - 1] in _ADVERBS
        return not known and scan.places.starting(start) is None and text[end - 1] not in _BODY_LAST

    def _labelled(self, spans: dict[int, tuple[int, float]]) -> None:
        """Names after a label (记者 某某, 主要完成人：某某  某某) or after an office in the brackets of a credit."""
        runs = [(start, min(start + 80, len(self.text)), marked) for start, marked in frames.labelled(self.text)]
        runs += [(start, end, True) for start, end in frames.credited(self.text)]
        runs += [(at, at + 120, False) for at in spans if self.text[at - 1 : at] in {"：", " ", "\u3000"}]
        for begin, stop, marked in runs:
            for start, end in frames.tokens(self.text, begin, stop):
                fits = [c for c in self._candidates(start, shown=True) if c[1] == end and c[0] >= _CLEAR]
                if not fits:
                    if spans.get(start, (0, 0))[0] == end:
                        continue
                    if (best := self._best(start, shown=marked)) is not None and start == begin and marked:
                        spans.setdefault(start, (best, 0.85))
                    break
                spans.setdefault(start, (end, 0.85))

    def _lists(self, spans: dict[int, tuple[int, float]]) -> None:
        """Names that continue a list of names: 、 after a name, then a name that ends cleanly."""
        queue = list(spans.items())
        while queue:
            _, (end, score) = queue.pop()
            at = end
            if at in self.post_at:
                at = self.post_at[at].end
            if self.text[at : at + 1] == "(" and 0 < (closed := self.text.find(")", at)) - at < _NOTE:
                at = closed + 1
            if at >= len(self.text) or self.text[at] not in _SEPARATORS:
                continue
            start = at + 1
            for inner in ("秘书处", "办公室"):
                if self.text.startswith(inner, start):
                    start += len(inner)
            if start in spans or start >= len(self.text) or start in self.covered:
                continue
            found = [c for c in self._candidates(start) if c[0] >= _CLEAR]
            if found:
                best = max(found)[1]
                spans[start] = (best, score - 0.05)
                queue.append((start, (best, score - 0.05)))


def _starts(names: str) -> list[int]:
    """Where the items of a list with 、 begin."""
    return [0, *(at + 1 for at, character in enumerate(names) if character == "、")]


def _mentions(text: str, spans: dict[int, tuple[int, float]]) -> list[Mention]:
    """The spans as mentions, in order; of two that overlap the earlier one."""
    found: list[Mention] = []
    for start, (end, score) in sorted(spans.items()):
        if not found or found[-1].end <= start:
            found.append(Mention("N", start, end, text[start:end], "person", "person", score))
    return found


def barriers(scan: Scan, posts: list[Mention], learnt: Learnt) -> None:
    """Tell a scan where names end, before bodies and events are looked for: neither reaches to the left over a name."""
    if not posts and not learnt.people:
        return
    scan.offices = frozenset(post.start for post in posts)
    names = Names(scan, [], posts)
    ends = [end for end, _ in names.shown().values()] if posts else []
    scan.barriers.update(names.edges)
    ends += [end for name, _, end in learnt.finder.all_in(scan.text) if name in learnt.people]
    for end in ends:
        scan.barriers.add(end)
        if scan.text[end : end + 1] in _LEADING:
            scan.barriers.add(end + 1)
        scan.ends.add(end)
        scan.event_stops.setdefault(end, end)
