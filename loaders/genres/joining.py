"""Joining: lines that a page break or a hard wrap cut apart become one again, before anything is read in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from loaders.fold import CJK, is_blank
from loaders.genres.blanks import clean
from loaders.genres.lines import SourceLine, starts_item
from loaders.genres.traced import Traced, concat, traced
from loaders.genres.words import words

_TERMINAL = re.compile(r"[。！？；…：!?:][”’\"'」』》〉)】\]]*$")
_WIDE = re.compile(f"[{CJK}\u2e80-\u33ff\uff01-\uff60]")
_ANNEX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*(?:[：:]|$)")
_LATIN = re.compile(r"[A-Za-z0-9]")
LONG = 26
"""From this length on (or with a comma) a line without a closing mark is a cut paragraph, not a headline."""
_SLACK = 3
_WRAPPED_SHARE = 0.7
_LONGER_SHARE = 0.05
_SHORTEST_WRAPPED = 15
_FEWEST_WRAPPED = 6


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence or a lead-in does."""
    return _TERMINAL.search(text) is not None


def continues(line: SourceLine, following: SourceLine, *, indents: bool) -> bool:
    """Whether a paragraph that ``line`` belongs to goes on in the following line, though a break stands between.

    ``indents`` says that paragraphs of the document begin with an indent, so that an indented line begins a new one.
    """
    text = line.text
    if is_closed(text) or not (len(text) >= LONG or re.search("[，。]", text)):
        return False
    if line.marks & {"heading", "section", "bold"} or line.is_rule or words().credit.fullmatch(text):
        return False
    if following.indent >= 2 and indents:
        return False
    return not begins(following)


def begins(line: SourceLine) -> bool:
    """Whether a line can't be the continuation of another: it carries a mark, a label or an enumerator."""
    text = line.text
    if not line.plain or line.is_rule or line.is_page_number or "\t" in line.full.text.strip():
        return True
    known = words()
    return bool(
        known.recipients.match(text)
        or known.staff.match(text)
        or known.contact.match(text)
        or known.credit.fullmatch(text)
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
    """Parts of one paragraph as one text: nothing between Chinese, one blank (the line break's) between Latin."""
    joined: list[Traced] = []
    for part in parts:
        if joined and joined[-1].text and part.text:
            before, after = joined[-1], part
            if _LATIN.match(before.text[-1]) and _LATIN.match(after.text[0]) and is_blank(folded[before.end]):
                gap = traced(folded, before.end, before.end + 1)
                joined.append(Traced(" ", gap.pieces))
        joined.append(part)
    return concat(joined)


def unwrap(lines: list[SourceLine], folded: str) -> list[SourceLine]:
    """The lines of a hard-wrapped text put together to paragraphs; other texts unchanged.

    A text is hard-wrapped when at least seven in ten of its long lines without a closing mark are equally long (within
    three characters) and hardly a line is longer. A full line goes on in the next unless a blank line, an indent, a
    mark or an enumerator begins something new there.
    """
    width = wrap_width(lines)
    if width is None:
        return lines
    joined: list[list[SourceLine]] = []
    for line in lines:
        if joined and _is_wrapped(joined[-1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_merge(group, folded) for group in joined]


def wrap_width(lines: Sequence[SourceLine]) -> float | None:
    """The length at which lines were wrapped, in Chinese characters, or None for a text that is not wrapped."""
    widths = [_width(line) for line in lines if _is_prose(line)]
    broken = [_width(line) for line in lines if _is_prose(line) and not is_closed(line.text)]
    if len(broken) < _FEWEST_WRAPPED or len(broken) * 2 < len(widths):
        return None
    middle = median(broken)
    near = sum(abs(width - middle) <= _SLACK for width in broken)
    longer = sum(width > middle + _SLACK for width in widths)
    return middle if near >= _WRAPPED_SHARE * len(broken) and longer <= _LONGER_SHARE * len(widths) else None


def _is_prose(line: SourceLine) -> bool:
    text = line.full.text.strip()
    return _width(line) >= _SHORTEST_WRAPPED and "\t" not in text and re.match(r"\d+\s*[^\d年月日、.．)]", text) is None


def _is_wrapped(group: Sequence[SourceLine], line: SourceLine, width: float) -> bool:
    last = group[-1]
    if line.gap or begins(line) or starts_item(line.full.text) or last.is_rule or last.is_page_number:
        return False
    if line.indent >= 2 and line.indent > last.indent:
        return False
    return _width(last) >= width - _SLACK or len(last.full.text.strip()) >= width * 2 - _SLACK


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
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / 2 + line.indent / 2
