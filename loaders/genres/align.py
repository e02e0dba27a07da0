"""Alignment: which line, or lines, of a newsletter's body each entry of its reading guide names."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.process import extract_iter

from loaders.genres.lines import SourceLine, read_line

WINDOW = 3
"""A headline may be broken over so many lines."""

_NOISE = re.compile(r"[\W_]+")
_LEADERS = re.compile(
    r"(?:[.·…⋯。\s-]{2,}|\s+|[(（])第?\d{1,3}页?[)）]?\s*$|[.·…⋯]{2,}\s*$|\s*/\s*[PpＰ]?\s*\d{1,3}\s*$"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff”》)!？])\s+(?=[\u4e00-\u9fff“《])")
_SHORTEST_TITLE = 5
_ADDRESS = re.compile(r"[(（](?:https?://)?[\w.-]+\.[a-z]{2,}[^()（）]*[)）]\s*$", re.IGNORECASE)
_LONGEST_ADDRESS = 300
LIKE = 90.0
"""The least score of a match: equal 100, prefix 97 or 96, subsequence 95 or 93, else the likeness itself."""

_ALIKE = 60.0
"""No two texts whose likeness is below this score at all: the least is 61.5, a prefix of 8 in 18 characters."""

_SHORTEST = 6
_MOST_COMPARED = 500_000


@dataclass(frozen=True, slots=True)
class Match:
    """Entry ``entry`` of the guide is the headline on the lines from ``start`` to ``stop`` (exclusive)."""

    entry: int
    start: int
    stop: int
    score: float


def without_leaders(text: str) -> str:
    """A guide's entry without the dots and the page number at its end."""
    return _LEADERS.sub("", text)


def split_entries(line: SourceLine, sections: Collection[str]) -> list[SourceLine]:
    """The entries of a guide that stand on one line after the name of their section (栏目 标题一 标题二/P3).

    ``sections`` are the short lines of the body in comparable form: only what is one of them names a section.
    """
    text = line.bare.text
    gaps = [match.span() for match in _GAP.finditer(text)]
    name = next((at for at, (start, _) in enumerate(gaps) if comparable(text[:start]) in sections), None)
    if name is None:
        return [line]
    cuts = [gaps[name]]
    for start, end in gaps[name + 1 :]:
        if start - cuts[-1][1] >= _SHORTEST_TITLE and len(text) - end >= _SHORTEST_TITLE:
            cuts.append((start, end))
    starts, stops = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    parts = (line.bare.cut(start, stop) for start, stop in zip(starts, stops, strict=True))
    return [replace(read_line(part), gap=line.gap, indent=line.indent) for part in parts if part.text.strip()]


def is_address(text: str) -> bool:
    """Whether a line is a web address in brackets and nothing else."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def comparable(text: str) -> str:
    """The form in which headlines are compared: letters and digits only, page numbers and web addresses cut off."""
    bare = _ADDRESS.sub("", without_leaders(text)) or text
    return _NOISE.sub("", unicodedata.normalize("NFKC", bare).casefold())


def score(guide: str, body: str) -> float:
    """How well two headlines in comparable form agree, 0 to 100; below :data:`LIKE` they don't."""
    if not guide or not body:
        return 0.0
    if guide == body:
        return 100.0
    shorter, longer = (guide, body) if len(guide) <= len(body) else (body, guide)
    if len(longer) > 2 * len(shorter) + 6:
        return 0.0
    if len(shorter) >= 8 and longer.startswith(shorter) and len(longer) <= 1.6 * len(shorter) + 6:
        return 97.0 if shorter == guide else 96.0
    if len(shorter) >= 8 and len(longer) <= 2 * len(shorter) and _is_subsequence(shorter, longer):
        return 95.0 if shorter == guide else 93.0
    return fuzz.ratio(guide, body, score_cutoff=LIKE) if len(shorter) >= _SHORTEST else 0.0


class Windows:
    """The headlines that the lines of a body may be: every run of up to :data:`WINDOW` eligible lines.

    ``lines`` are in comparable form. What a text fits is found once and remembered, so aligning entries again after
    two of them became one costs little. Beyond :data:`_MOST_COMPARED` pairs only equal texts fit, lest a list of a
    thousand lines under a guide's heading takes minutes.
    """

    def __init__(self, lines: Sequence[str], eligible: Sequence[bool]) -> None:
        """The windows of these lines; only eligible ones can be part of a headline."""
        self._places: dict[str, list[tuple[int, int]]] = {}  # start and length of the windows with a text
        ready = 0
        for at, line in enumerate(lines):
            ready = ready + 1 if eligible[at] else 0
            text = ""
            for length in range(1, min(ready, WINDOW) + 1):
                text = lines[at - length + 1] + text if length > 1 else line
                self._places.setdefault(text, []).append((at - length + 1, length))
        self._texts = list(self._places)
        self._found: dict[str, list[tuple[float, int, int]]] = {}
        self._budget = _MOST_COMPARED

    def align(self, entries: Sequence[str]) -> list[Match]:
        """The matches of entries (in comparable form) with windows, one for an entry at most, in the order of the body.

        A window is no match when a part of it is one, unless it is the entry to the letter. Better matches are taken
        first; among equals the one over fewer lines, then the earlier.
        """
        candidates = [
            (-value, length, start, entry)
            for entry, text in enumerate(entries)
            for value, length, start in self._fitting(text)
        ]
        taken: set[int] = set()
        matches: dict[int, Match] = {}
        for value, length, start, entry in sorted(candidates):
            span = range(start, start + length)
            if entry in matches or taken.intersection(span):
                continue
            taken.update(span)
            matches[entry] = Match(entry, start, start + length, -value)
        return sorted(matches.values(), key=lambda match: match.start)

    def _fitting(self, text: str) -> list[tuple[float, int, int]]:
        """Score, length and start of the windows that a text fits."""
        if text not in self._found:
            self._found[text] = self._fit(text)
        return self._found[text]

    def _fit(self, text: str) -> list[tuple[float, int, int]]:
        scores = dict.fromkeys(self._places.get(text, ()) if text else (), 100.0)
        if len(text) >= _SHORTEST and len(self._texts) <= self._budget:
            self._budget -= len(self._texts)
            for window, likeness, _ in extract_iter(text, self._texts, scorer=fuzz.ratio, score_cutoff=_ALIKE):
                size = len(text) + len(window)
                all_found = likeness * size > 200 * min(len(text), len(window)) - 1  # the shorter is in the longer
                if (all_found or likeness >= LIKE) and (value := score(text, window)) >= LIKE:
                    scores.update(dict.fromkeys(self._places[window], value))
        return [
            (value, length, start)
            for (start, length), value in scores.items()
            if value == 100.0 or not any(part in scores for part in _parts_of(start, length))
        ]


def _parts_of(start: int, length: int) -> list[tuple[int, int]]:
    """The windows inside a window."""
    return [(start + skip, size) for size in range(1, length) for skip in range(length - size + 1)]


def _is_subsequence(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(character in rest for character in shorter)
