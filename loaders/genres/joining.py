"""Joining: lines that a page break or a hard wrap cut apart become one again, before anything is read in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from loaders.fold import is_blank
from loaders.genres.blanks import clean
from loaders.genres.lines import Mark, SourceLine, bold_spans, starts_item
from loaders.genres.traced import Traced, concat, traced
from loaders.genres.words import is_credit, words

_TERMINAL = frozenset("。！？；…：!?:")
_CLOSING = "”’\"'」』》〉)】]"
_ANNEX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*(?:[：:]|$)")
_LATIN_PAIR = re.compile(r"[A-Za-z0-9]{2}")
_ALONE: frozenset[Mark] = frozenset(("heading", "section", "bold"))
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,10}[：:](?!$)")
_TORN_WITHIN = 60
LONG = 26
"""From this length on (or with a comma) a line without a closing mark is a cut paragraph, not a headline."""
_SLACK = 3
_STRAY = 0.95
_FULL_SHARE = 0.4
_TORN_SHARE = 0.75
_SHORTEST_WRAPPED = 15
_FEWEST_WRAPPED = 6


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence or a lead-in does."""
    return text.rstrip(_CLOSING)[-1:] in _TERMINAL


def continues(line: SourceLine, following: SourceLine, *, indents: bool) -> bool:
    """Whether a paragraph that ``line`` belongs to goes on in the following line, though a break stands between.

    ``indents`` says that paragraphs of the document begin with an indent, so that an indented line begins a new one.
    """
    text = line.text
    torn = _is_torn(text, following.text)
    if not torn and (is_closed(text) or not (len(text) >= LONG or "，" in text or "。" in text)):
        return False
    if line.marks & _ALONE or line.is_rule or is_credit(text):
        return False
    if following.indent >= 2 and indents:
        return False
    if _LABELLED.match(text) and _LABELLED.match(following.text):
        return False
    return not begins(following)


def _is_torn(text: str, following: str) -> bool:
    """Whether a bracket or quotation mark that a line leaves open is closed early in the following one."""
    for opening, closing in ("()", "《》", "“”"):
        at = text.rfind(opening)
        if at > text.rfind(closing) and len(text) - at <= _TORN_WITHIN:
            end = following.find(closing, 0, _TORN_WITHIN)
            return end >= 0 and opening not in following[:end]
    return False


def begins(line: SourceLine) -> bool:
    """Whether a line can't be the continuation of another: it carries a mark, a label or an enumerator."""
    text = line.text
    if not line.plain or line.is_rule or line.is_page_number or "\t" in line.full.text.strip():
        return True
    known = words()
    labelled = "：" in text or ":" in text
    return bool(
        (
            labelled
            and (
                known.recipients.match(text)
                or known.staff.match(text)
                or known.contact.match(text)
                or known.minutes.match(text)
            )
        )
        or (labelled and (ranked := known.group.match(text)) is not None and ranked["colon"])
        or is_credit(text)
        or known.guide.fullmatch(text)
        or _ANNEX.match(text)
    )


def without_page_numbers(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines without page numbers that stand inside a paragraph; other page numbers stay."""
    indents = uses_indents(lines)
    kept: list[SourceLine] = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        inside = kept and following and line.is_page_number and continues(kept[-1], following, indents=indents)
        if not inside:
            kept.append(line)
    return kept


def uses_indents(lines: Sequence[SourceLine]) -> bool:
    """Whether most paragraphs begin with an indent."""
    closed = [line for line in lines if is_closed(line.text) and len(line.text) >= LONG]
    return bool(closed) and sum(line.indent >= 2 for line in closed) * 2 > len(closed)


def join(parts: Sequence[Traced], folded: str) -> Traced:
    """Parts of one paragraph as one text: one blank (the line break's) between Latin words, else nothing between.

    A number that was torn in two is one again.
    """
    joined: list[Traced] = []
    for part in parts:
        if joined and joined[-1].text and part.text:
            before, after = joined[-1], part
            pair = before.text[-1] + after.text[0]
            if _LATIN_PAIR.fullmatch(pair) and not pair.isdigit() and is_blank(folded[before.end]):
                gap = traced(folded, before.end, before.end + 1)
                joined.append(Traced(" ", gap.pieces))
        joined.append(part)
    return _without_torn_bold(concat(joined), [len(part.text) for part in joined])


def _without_torn_bold(text: Traced, lengths: Sequence[int]) -> Traced:
    """The joined parts without marks of bold that opened in one part and closed in another."""
    if len(lengths) < 2 or "**" not in text.text:
        return text
    ends = list(accumulate(lengths))
    torn = [(start, end) for start, end in bold_spans(text.text) if bisect_right(ends, start) < bisect_left(ends, end)]
    cuts = sorted(at for start, end in torn for at in (start, end - 2))
    return text.keep(zip([0, *(at + 2 for at in cuts)], [*cuts, len(text.text)], strict=True)) if cuts else text


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was hard-wrapped: the width of a full line in Chinese characters and its length in characters."""

    width: float
    length: int

    def is_full(self, line: SourceLine) -> bool:
        """Whether a line reaches the margin, give or take a word or a mark that may not begin a line."""
        return _width(line) >= self.width - _SLACK or len(line.full.text.strip()) >= self.length - _SLACK


def unwrap(lines: list[SourceLine], folded: str) -> list[SourceLine]:
    """The lines of a hard-wrapped text put together to paragraphs; other texts unchanged.

    A full line goes on in the next unless a blank line, an indent, a mark or an enumerator begins something new there.
    """
    wrap = find_wrap(lines)
    if wrap is None:
        return lines
    first = [line for line in lines if line.gap and line.plain]
    indents = sum(line.indent >= 2 for line in first) * 3 > len(first) * 2
    joined: list[list[SourceLine]] = []
    for line in lines:
        if joined and _is_wrapped(joined[-1][-1], line, wrap, indents=indents):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_merge(group, folded) for group in joined]


def find_wrap(lines: Sequence[SourceLine]) -> Wrap | None:
    """The margin of a hard-wrapped text, or None.

    The margin is where the longest lines end, a few stray ones aside. The text is wrapped when two in five of its
    longer lines end within three characters of it, hardly any line runs over it, and the lines that reach it are torn
    sentences: most have marks inside, few have one at their end.
    """
    prose = sorted((line for line in lines if _is_prose(line)), key=_width)
    if len(prose) < _FEWEST_WRAPPED:
        return None
    width = _width(prose[int(_STRAY * (len(prose) - 1))])
    full = [line for line in prose if abs(_width(line) - width) <= _SLACK]
    over = sum(_width(line) > width + _SLACK for line in prose)
    torn = sum(not is_closed(line.text) for line in full)
    marked = sum(re.search("[，。、；]", line.text) is not None for line in full)
    if len(full) < max(_FEWEST_WRAPPED, _FULL_SHARE * len(prose)) or over > (1 - _STRAY) * len(prose):
        return None
    if torn < _TORN_SHARE * len(full) or marked * 2 < len(full):
        return None
    return Wrap(width, max(len(line.full.text.strip()) for line in full))


def _is_prose(line: SourceLine) -> bool:
    text = line.full.text.strip()
    return _width(line) >= _SHORTEST_WRAPPED and "\t" not in text and re.match(r"\d+\s*[^\d年月日、.．)]", text) is None


def _is_wrapped(last: SourceLine, line: SourceLine, wrap: Wrap, *, indents: bool) -> bool:
    """Whether a line goes on in the next only because the margin was reached.

    Where paragraphs begin with an indent (``indents``), a line without one also goes on with an open one above it that
    ends early, before a long Latin word.
    """
    if line.gap or begins(line) or starts_item(line.full.text) or last.is_rule or last.is_page_number:
        return False
    if line.indent >= 2 and line.indent > last.indent:
        return False
    opened = last.indent >= 2 or len(last.text) >= LONG
    early = indents and line.indent == 0 and opened and not is_closed(last.text)
    return early or wrap.is_full(last)


def _merge(group: list[SourceLine], folded: str) -> SourceLine:
    if len(group) == 1:
        return group[0]
    first = group[0]
    body = clean(join([line.body for line in group], folded))
    full, bare = (join([line.full for line in group], folded), join([line.bare for line in group], folded))
    return replace(first, full=full, bare=bare, body=body)


def _width(line: SourceLine) -> float:
    """Length on paper in Chinese characters; the indent counts."""
    text = line.full.text.strip()
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow / 2 + line.indent / 2
