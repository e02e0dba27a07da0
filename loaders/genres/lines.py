"""Lines: the source cut at its line breaks, with marks of markup set aside and blanks cleaned."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.fold import CJK, ZERO_WIDTH
from loaders.genres.blanks import clean
from loaders.genres.traced import Traced, traced

Mark = Literal["heading", "bullet", "section", "bold", "quote"]

_BREAK = re.compile("\r\n|\n\f|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PREFIXES: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"#{1,6}(?=\s|[^#\s\w]|\*)\s*")),
    ("bullet", re.compile(r"[-*+•●○■□◆◇▪·▲△▼▽▸▹◦✦✓✔√](?:[ \t]+|(?=[^\s\-*+\d]|\d{1,4}[年月]))(?!\s*$)")),
    ("section", re.compile(r"[➤►▶▷➢➔⮚❖★☆※◎]\s*")),
    ("quote", re.compile(r">\s+")),
)
_HEADING = re.compile(r"\s*#{1,6} ")
_MARKED = frozenset("#-*+•●○■□◆◇▪·▲△▼▽▸▹◦✦✓✔√➤►▶▷➢➔⮚❖★☆※◎>")
"""What a mark at the start of a line begins with."""

_MARKUP = ("[", "<", "|", "*", "`", "__")
_OUTER = ZERO_WIDTH + " \t\x1f"
_BOLD_OPENS = re.compile(r"\*\*(?=\S)|__(?=\S)")
_BOLD_CLOSES = {mark: re.compile(rf"(?<=\S)(?={re.escape(mark)})") for mark in ("**", "__")}
_DEEPEST = 12
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?:|mailto:|www\.)[^()\s]*\)|<((?:https?://|mailto:)?[\w.@/:%?=&#-]+)>")
_LEVELS = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,2}[\s、]*(?=[\u4e00-\u9fff“])")
_SLANTED = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]{1,60}?)(?<=[^\s*])\*(?!\*)|`([^`]{1,60})`")
_ENUMERATOR = re.compile(
    r"(?:\d{1,3}\s*(?:、(?!\d+、)|[.．](?!\d)|\))|[(]\d{1,3}[)]、?|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]、?)\s*"
)
_RULE = re.compile(r"[-=_*~—–─━·.#>\s|+:]{3,}|[*#>_]+")
_LONGEST_PAGE = 60
_PAGE = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[/／共]\s*\d{1,3}\s*页?)?[-—–\s]*")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source that is not blank.

    ``full`` is the folded line as it stands, without its break; ``bare`` the same without marks of markup; ``body``
    what it says: an enumerator (1、) taken away too, blanks cleaned. ``gap`` counts the blank lines above, ``indent``
    the columns before the first character (an ideographic blank is two).
    """

    full: Traced
    bare: Traced
    body: Traced
    marks: frozenset[Mark] = frozenset()
    enumerator: str | None = None
    gap: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        """What the line says."""
        return self.body.text

    @property
    def plain(self) -> bool:
        """Whether the line carries no mark and no enumerator."""
        return not self.marks and self.enumerator is None

    @property
    def is_rule(self) -> bool:
        """Whether the line is drawn, not written (---), or holds marks of markup alone."""
        return _RULE.fullmatch(self.full.text.strip()) is not None

    @property
    def is_page_number(self) -> bool:
        """Whether the line is a page number."""
        text = self.full.text.strip()
        return len(text) <= _LONGEST_PAGE and _PAGE.fullmatch(text) is not None


def split_lines(folded: str, source: str) -> list[SourceLine]:
    """All lines of a folded text that are not blank; ``source`` gives the width of indents."""
    markdown = "# " in folded and any(_HEADING.match(folded, start, end) for start, end in _spans(folded))
    lines: list[SourceLine] = []
    gap = 0
    for start, end in _spans(folded):
        if not folded[start:end].strip(_OUTER):
            gap += 1
            continue
        indent = _indent(source, start, end)
        lines.append(read_line(traced(folded, start, end), markdown=markdown, gap=gap, indent=indent))
        gap = 0
    return lines


def read_line(full: Traced, *, markdown: bool = False, gap: int = 0, indent: int = 0) -> SourceLine:
    """One line with its marks and enumerator set aside.

    ``markdown`` says that the document uses markup, so that paired ** inside a line are marks and not censored words.
    """
    marks: set[Mark] = set()
    rest = full.strip(_OUTER)
    text = rest.text
    if len(text) <= _LONGEST_PAGE and _PAGE.fullmatch(text):
        return SourceLine(full, rest, clean(rest), frozenset(), None, gap, indent)
    if text[0] in _MARKED or any(markup in text for markup in _MARKUP):
        rest = _without_markup(rest, marks, markdown=markdown)
    enumerator = _ENUMERATOR.match(rest.text) or (_LEVELS.match(rest.text) if "heading" in marks else None)
    if enumerator and enumerator.end() == len(rest.text):
        enumerator = None
    body = clean(rest.cut(enumerator.end(), len(rest.text)) if enumerator else rest)
    if not body.text:
        return SourceLine(full, full.strip(), clean(full), frozenset(), None, gap, indent)
    return SourceLine(full, rest, body, frozenset(marks), enumerator[0].strip() if enumerator else None, gap, indent)


def _without_markup(line: Traced, marks: set[Mark], *, markdown: bool) -> Traced:
    """The line without marks of markup; which they were is added to ``marks``."""
    rest = _without_bars(line)
    for _ in range(_DEEPEST):
        before = rest.text
        for mark, pattern in _PREFIXES:
            match = pattern.match(rest.text)
            if match and match.end() < len(rest.text):
                marks.add(mark)
                rest = rest.cut(match.end(), len(rest.text))
        if _is_bold(rest.text):
            marks.add("bold")
            rest = rest.cut(2, len(rest.text) - 2).strip()
        if rest.text == before:
            break
    links = [(match.span(), match.span(match.lastindex or 0)) for match in _LINK.finditer(rest.text)]
    rest = _without(rest, links)
    if markdown:
        rest = _without(
            rest, [(match.span(), match.span(match.lastindex or 0)) for match in _SLANTED.finditer(rest.text)]
        )
    if markdown or (rest.text.startswith("**") and not rest.text[2:3].isspace()):
        rest = _without(
            rest, [(_around(rest.text, *span), (span[0] + 2, span[1] - 2)) for span in bold_spans(rest.text)]
        )
    return rest


def _is_bold(text: str) -> bool:
    """Whether a line is set in bold from end to end."""
    mark = text[:2]
    if len(text) < 5 or mark not in _BOLD_CLOSES or not text.endswith(mark):
        return False
    return not text[2].isspace() and not text[-3].isspace()


def bold_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of **words** and __words__, marks included; in linear time, whatever stays open."""
    closes = {mark: [match.start() for match in pattern.finditer(text)] for mark, pattern in _BOLD_CLOSES.items()}
    at = 0
    while match := _BOLD_OPENS.search(text, at):
        known = closes[match[0]]
        place = bisect_left(known, match.end() + 1)
        at = match.start() + 1
        if place < len(known):
            at = known[place] + 2
            yield match.start(), at


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of bold words with the blanks that part the marks, not the words, from Chinese text around."""
    before = start > 1 and text[start - 1] == " " and has_chinese(text[start - 2] + text[start + 2])
    after = text[end : end + 1] == " " and end + 1 < len(text) and has_chinese(text[end - 3] + text[end + 1])
    return start - before, end + after


def starts_item(text: str) -> bool:
    """Whether a line begins with an enumerator or a bullet."""
    stripped = text.lstrip()
    return bool(_ENUMERATOR.match(stripped)) or any(pattern.match(stripped) for _, pattern in _PREFIXES)


def has_chinese(text: str) -> bool:
    """Whether there is an ideograph in the text."""
    return re.search(f"[{CJK}]", text) is not None


def _without_bars(line: Traced) -> Traced:
    """Without the bars left of a table cell at both ends, unless they part cells inside the line."""
    bare = line.strip("| \t")
    return line if not bare.text or "|" in bare.text else bare


def _without(line: Traced, found: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Traced:
    """The line with every first span replaced by the second, inside it: marks go, what they enclose stays."""
    spans, at = [], 0
    for outer, inner in found:
        spans += [(at, outer[0]), inner]
        at = outer[1]
    return line.keep([*spans, (at, len(line.text))]) if spans else line


def _spans(folded: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line, breaks left out."""
    at = 0
    for match in _BREAK.finditer(folded):
        yield at, match.start()
        at = match.end()
    yield at, len(folded)


def _indent(source: str, start: int, end: int) -> int:
    columns = 0
    for at in range(start, end):
        character = source[at]
        if character == "\u3000":
            columns += 2
        elif character == "\t":
            columns += 4
        elif character.isspace() or character in ZERO_WIDTH:
            columns += character.isspace()
        else:
            break
    return columns
