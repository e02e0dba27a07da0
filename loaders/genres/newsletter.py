"""Newsletters (简报): masthead, reading guide, articles under section marks, credits, imprint.

The guide is the key: it lists every headline, so the body's headlines are found by aligning its lines with the
guide's entries. Levels of markup say nothing; the same issue may use them in any way. Without a guide a headline is
a short line without a comma that stands between the end of an article and a paragraph.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from loaders.genres.align import (
    LIKE,
    WINDOW,
    Match,
    Windows,
    comparable,
    is_address,
    score,
    split_entries,
    without_leaders,
)
from loaders.genres.body import add_body
from loaders.genres.build import Builder
from loaders.genres.dates import find_date, find_issue
from loaders.genres.imprint import add_imprint, imprint_start, is_label
from loaders.genres.joining import is_closed, join, uses_indents
from loaders.genres.lines import SourceLine
from loaders.genres.masthead import add_masthead, read_masthead
from loaders.genres.styles import headline_style, is_collection, is_styled, style_of
from loaders.genres.words import is_credit, words
from loaders.layout import Layout

GENRE = "briefing"
_HEAD = 16
_GUIDE_WITHIN = 40
_GUIDE_LINES, _MOST_TRIES = 200, 60
_HEADLINE = 80
_MASTHEAD_LINE = 40
_TEXT = 20
_PLACED = 50.0
_SECTION_NAME = 8
_MARKED_DATE = re.compile(r"[\[【(]\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[\]】)]")
_DATED = re.compile(r"[\[【(●○◆▲]?\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[\]】)，,\s]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the guide: the lines it stands on, whether it was marked as a list item, its comparable form.

    ``section`` is true of a short word in front of the entries on its line: it names the section they are in.
    """

    lines: tuple[SourceLine, ...]
    bullet: bool
    key: str
    section: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def _entry(lines: Sequence[SourceLine], *, bullet: bool) -> _Entry:
    return _Entry(tuple(lines), bullet, comparable("".join(line.text for line in lines)))


def likelihood(lines: Sequence[SourceLine]) -> float:
    """How much a text looks like an issue of a newsletter, 0 to 1."""
    head = lines[:_HEAD]
    issue = any(find_issue(line.text) and _in_masthead(line) for line in head)
    named = any(words().newsletter.search(line.text.replace(" ", "")) and len(line.text) <= 30 for line in head)
    guide = _guide_at(lines) is not None
    imprint = imprint_start(lines, min(len(lines), 3)) < len(lines)
    credit = any(is_credit(line.text) for line in lines)
    return 0.4 * issue + 0.15 * named + 0.3 * guide + 0.15 * (imprint and (issue or guide)) + 0.1 * credit


def segment(lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
    """The layout of a newsletter."""
    guide_at = _guide_at(lines)
    head_end = guide_at if guide_at is not None else _masthead_end(lines)
    builder = Builder()
    masthead = read_masthead(lines[:head_end], source)
    add_masthead(builder, lines[:head_end])
    body_at = head_end
    entries: list[_Entry] = []
    if guide_at is not None:
        body_at = _guide_end(lines, guide_at)
        short = frozenset(comparable(line.text) for line in lines[body_at:] if len(line.text) <= _SECTION_NAME)
        entries = _entries(lines[guide_at + 1 : body_at], short)
    end = imprint_start(lines, body_at)
    body = lines[body_at:end]
    windows = _windows(body if entries else ())
    entries, matches = _mend(entries, _align(entries, windows), windows)
    matches = _widened(matches, body)
    sections = _sections(entries, matches, body)
    matches = _placed(entries, matches, sections, body)
    guides = _add_guide(builder, lines[guide_at] if guide_at is not None else None, entries, sections, folded)
    _add_articles(builder, body, folded, matches, sections, guides)
    add_imprint(builder, lines[end:], folded)
    return Layout(
        GENRE,
        tuple(builder.blocks),
        tuple(builder.articles),
        tuple(builder.lists),
        title=masthead.title,
        date=masthead.date,
        issuer=masthead.issuer,
        number=masthead.number,
        series=masthead.title,
    )


def _guide_at(lines: Sequence[SourceLine]) -> int | None:
    """The line that heads the reading guide."""
    for at, line in enumerate(lines[:_GUIDE_WITHIN]):
        if len(line.text) <= 16 and words().guide.fullmatch(line.text):
            return at
    return None


def _in_masthead(line: SourceLine) -> bool:
    """Whether a line is short enough for a masthead, and no sentence."""
    return len(line.text) <= _MASTHEAD_LINE and not is_closed(line.text) and "，" not in line.text


def _masthead_end(lines: Sequence[SourceLine]) -> int:
    """Where the masthead of an issue without a guide ends: after the last short line that dates or numbers it."""
    end = 0
    for at, line in enumerate(lines[:_HEAD]):
        if not _in_masthead(line) or at and "heading" in line.marks and not find_issue(line.text):
            break
        if find_issue(line.text) or find_date(line.text) or line.is_rule:
            end = at + 1
    return end


def _guide_end(lines: Sequence[SourceLine], guide_at: int) -> int:
    """Where the body begins: at the line that repeats an entry of the guide, at the latest above the first text."""
    first = guide_at + 1
    longest = min(len(lines), first + _GUIDE_LINES)
    text = next((at for at in range(first, longest) if _is_text(lines[at])), longest)
    known = [comparable(line.text) for line in lines[first:text]]
    marked = next((at for at in range(first + 1, text) if "section" in lines[at].marks), None)
    if marked is not None:
        return marked
    for targets, begin in ((2, 1), (len(known), max(1, len(known) - 2 * WINDOW))):
        found = [
            (score(guide, "".join(known[at:stop])), -at)
            for at in range(begin, len(known))
            for stop in range(at + 1, min(at + WINDOW, len(known)) + 1)
            for guide in known[: min(targets, at)]
        ]
        best = max(found, default=(0.0, 0))
        if best[0] >= LIKE:
            return first - best[1]
    return max(first, text - 1)


def _is_text(line: SourceLine) -> bool:
    """Whether a line is running text."""
    return len(line.text) >= _TEXT and "。" in line.text or len(line.text) > 2 * _HEADLINE


def _entries(lines: Sequence[SourceLine], sections: frozenset[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    for line in lines:
        parts = split_entries(line, sections)
        for place, part in enumerate(parts):
            entry = _entry((part,), bullet="bullet" in line.marks or line.enumerator is not None)
            entries.append(replace(entry, section=place == 0 and len(parts) > 1))
    return entries


def _align(entries: Sequence[_Entry], windows: Windows) -> list[Match]:
    return windows.align([entry.key for entry in entries])


def _windows(body: Sequence[SourceLine]) -> Windows:
    """What may be a headline in the body: short lines that are no sentence."""
    eligible = [
        len(line.text) <= _HEADLINE and "。" not in line.text and not is_credit(line.text) and not line.is_rule
        for line in body
    ]
    lines = [comparable(line.text) if may else "" for line, may in zip(body, eligible, strict=True)]
    return Windows(lines, eligible)


def _mend(entries: list[_Entry], matches: list[Match], windows: Windows) -> tuple[list[_Entry], list[Match]]:
    """Entries broken over two lines: two neighbours of which one is unmatched become one where that matches."""
    found = {match.entry: match for match in matches}
    at = tries = 0
    while at + 1 < len(entries) and tries < _MOST_TRIES:
        left, right = found.get(at), found.get(at + 1)
        if (left is None or right is None) and not entries[at + 1].bullet and not entries[at + 1].lines[0].gap:
            whole = _entry((*entries[at].lines, *entries[at + 1].lines), bullet=entries[at].bullet)
            trial = [*entries[:at], whole, *entries[at + 2 :]]
            again = {match.entry: match for match in _align(trial, windows)}
            tries += 1
            known = max(left.score if left else 0.0, right.score if right else 0.0)
            if at in again and again[at].score > known:
                entries, found = trial, again
                continue
        at += 1
    return entries, sorted(found.values(), key=lambda match: match.start)


def _widened(matches: Sequence[Match], body: Sequence[SourceLine]) -> list[Match]:
    """Headlines with the lines beside that can be nothing else.

    Above, a line that follows the end of an article; below, a web address in brackets or a subtitle (——…).
    """
    taken = {at for match in matches for at in range(match.start, match.stop)}
    wider: list[Match] = []
    for match in matches:
        start = match.start - 1 if _is_cut(match, body, taken) else match.start
        below = body[match.stop] if match.stop < len(body) and match.stop not in taken else None
        more = below is not None and (
            is_address(below.text) or (below.text.startswith("—") and not is_closed(below.text))
        )
        wider.append(replace(match, start=start, stop=match.stop + 1 if more else match.stop))
    return wider


def _is_cut(match: Match, body: Sequence[SourceLine], taken: set[int]) -> bool:
    """Whether the line above a matched headline is its first part."""
    above = match.start - 1
    if above < 1 or above in taken or match.score == 100.0 or match.stop - match.start >= WINDOW:
        return False
    line, before = body[above], body[above - 1]
    ended = is_credit(before.text) or "section" in before.marks or above - 1 in taken
    return bool(ended) and not line.enumerator and not line.is_rule and not is_closed(line.text)


def _placed(
    entries: Sequence[_Entry], matches: list[Match], sections: frozenset[int], body: Sequence[SourceLine]
) -> list[Match]:
    """Matches by place: one entry and one headline that are left between the same two neighbours are a pair.

    They must still be somewhat alike (:data:`_PLACED`), for an article may be missing from either side.
    """
    starts = {match.start: match for match in matches}
    loose = [at for at in range(len(body)) if at not in starts and _is_headline(body, at, starts, has_guide=True)]
    found = {match.entry: match for match in matches}
    for entry in range(len(entries)):
        if entry in found or entry in sections:
            continue
        left = max((found[at].stop for at in range(entry) if at in found), default=0)
        right = min((found[at].start for at in range(entry + 1, len(entries)) if at in found), default=len(body))
        between = loose[bisect_left(loose, left) : bisect_left(loose, right)]
        if len(between) == 1:
            likeness = fuzz.ratio(entries[entry].key, comparable(body[between[0]].text))
            if likeness >= _PLACED:
                found[entry] = Match(entry, between[0], between[0] + 1, likeness)
    return sorted(found.values(), key=lambda match: match.start)


def _sections(entries: Sequence[_Entry], matches: Sequence[Match], body: Sequence[SourceLine]) -> frozenset[int]:
    """The entries that name sections: where items are marked, the others; else those without text of their own."""
    named = {at for at, entry in enumerate(entries) if entry.section}
    if named:
        return frozenset(named)
    if any(entry.bullet for entry in entries):
        return frozenset(at for at, entry in enumerate(entries) if not entry.bullet)
    starts = {match.start for match in matches}
    return frozenset(match.entry for match in matches if match.stop in starts and match.stop < len(body))


def _add_guide(
    builder: Builder,
    heading: SourceLine | None,
    entries: Sequence[_Entry],
    sections: frozenset[int],
    folded: str,
) -> dict[int, int]:
    """Adds the guide; returns the block of each entry."""
    if heading is not None:
        builder.add("heading", heading.body, ignored_by="guide-heading")
    blocks: dict[int, int] = {}
    for at, entry in enumerate(entries):
        body = join([line.body for line in entry.lines], folded)
        body = body.cut(0, len(without_leaders(body.text)) or len(body.text))
        if entry.lines[0].is_rule:
            builder.add("blank", body, ignored_by="drawn-line")
        elif at in sections:
            blocks[at] = builder.add("heading", body, ignored_by="section-name")
        else:
            blocks[at] = builder.add("guide", body)
    return blocks


def _add_articles(
    builder: Builder,
    body: Sequence[SourceLine],
    folded: str,
    matches: Sequence[Match],
    sections: frozenset[int],
    guides: dict[int, int],
) -> None:
    """Adds the body: sections, headlines and the text under each."""
    indents = uses_indents(body)
    starts = {match.start: match for match in matches}
    section: str | None = None
    pending: list[SourceLine] = []
    style = None if guides else headline_style(body)
    at = 0

    def flush() -> None:
        loose = builder.article is None
        for told in _short_news(pending, _DATED if loose else _MARKED_DATE, loose=loose):
            if told is not pending and (_DATED.match(told[0].text) or loose and _is_short_news(told[0])):
                builder.open_article(None, section)
            add_body(builder, told, folded, indents=indents)
        pending.clear()

    while at < len(body):
        match, line = starts.get(at), body[at]
        collects = style is not None and is_collection(line, style)
        names = not match and "section" in line.marks and len(line.text) <= 30
        if (match and match.entry in sections) or names and style_of(line) != style or collects:
            flush()
            stop = match.stop if match else at + 1
            builder.article = None
            block = builder.add("section", join([part.body for part in body[at:stop]], folded))
            section, at = builder.blocks[block].text, stop
        elif match or (is_styled(line, style) if style else _is_headline(body, at, starts, has_guide=bool(guides))):
            flush()
            stop = match.stop if match else at + 1
            article = builder.open_article(guides[match.entry] if match else None, section)
            builder.name_article(builder.add("title", join([part.body for part in body[at:stop]], folded)))
            if match:
                builder.file_under(guides[match.entry], article)
            at = stop
        else:
            pending.append(line)
            at += 1
    flush()


def _is_short_news(line: SourceLine) -> bool:
    """Whether a line is a report of its own under a heading such as 简讯: marked, and running text."""
    return bool(line.marks & {"bullet", "section"} or line.enumerator) and len(line.text) >= _TEXT


def _short_news(lines: list[SourceLine], dated: re.Pattern[str], *, loose: bool) -> list[list[SourceLine]]:
    """The items of a section without headlines, each begun by a date in front (【4月18日】…) or, where they are
    ``loose`` (in no article), by a mark; else all lines.
    """
    starts = [at for at, line in enumerate(lines) if dated.match(line.text) or loose and _is_short_news(line)]
    if len(starts) < 2:
        return [lines]
    stops = [*starts[1:], len(lines)]
    head = [lines[: starts[0]]] if starts[0] else []
    return head + [lines[start:stop] for start, stop in zip(starts, stops, strict=True)]


def _is_headline(body: Sequence[SourceLine], at: int, starts: dict[int, Match], *, has_guide: bool) -> bool:
    """Whether a line that no entry of the guide names is a headline all the same.

    With a guide only right after a credit or a section mark, so that subheadings stay in their article; without one
    after any closed paragraph.
    """
    line = body[at]
    text = line.text
    if len(text) > _HEADLINE or is_closed(text) or is_label(line) or line.is_rule or words().credit.fullmatch(text):
        return False
    if "bullet" in line.marks or line.enumerator or at + 1 >= len(body) or at + 1 in starts:
        return False
    after = body[at + 1]
    if not (_is_text(after) or (at + 2 < len(body) and not is_closed(after.text) and _is_text(body[at + 2]))):
        return False
    if "，" in text and "—" not in text and not line.marks:
        return False
    previous = body[at - 1] if at else None
    if previous is None or "section" in previous.marks or is_credit(previous.text):
        return True
    return not has_guide and (bool(line.marks) or is_closed(previous.text))
