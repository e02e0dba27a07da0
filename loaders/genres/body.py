"""The body of a document: paragraphs, headings, items, lists and credits, the same in every genre."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from loaders.genres.build import Builder
from loaders.genres.cells import read_header
from loaders.genres.entries import Entries, read_entries
from loaders.genres.groups import Group, read_group
from loaders.genres.joining import continues, is_closed, join
from loaders.genres.lines import SourceLine
from loaders.genres.tables import Table, announced, is_count, read_table
from loaders.genres.traced import Traced
from loaders.genres.words import is_credit, words
from loaders.layout import Role
from loaders.sentences import sentences

_PRINTED = re.compile(r"[^，。]{2,40}\d{1,2}日\s*印发?|印发机关[^。]{0,60}")
_TITLE_LENGTH = 60
_TITLE_LINES = 3
_HEADING_LENGTH = 40


def never(_: SourceLine) -> bool:
    """No line is claimed by somebody else."""
    return False


def add_body(
    builder: Builder,
    lines: Sequence[SourceLine],
    folded: str,
    *,
    indents: bool,
    claimed: Callable[[SourceLine], bool] = never,
    list_title: str | None = None,
) -> None:
    """Adds the lines as blocks of the builder's current article.

    ``claimed`` tells lines that begin something else (a headline that the guide names), so that no paragraph goes on
    in them. ``list_title`` is a title above the lines that announces a list.
    """
    at, outer = 0, None
    while at < len(lines):
        table = _table(lines, at, list_title)
        if table:
            start, found = table
            _add_table(builder, lines[at:start], found, list_title, folded)
            at, list_title, outer = found.stop, None, None
            more = read_entries(lines, at, inside=True) if found.lines[0].role == "row" else None
            if more:
                _add_entries(builder, more, len(builder.lists) - 1)
                at = more.stop
            continue
        entries = read_entries(lines, at)
        if entries:
            title = list_title or _last_text(builder)
            _add_entries(builder, entries, builder.open_list(re.sub(r"[：:。]$", "", title), announced(title)))
            at, list_title = entries.stop, None
            continue
        group = read_group(lines, at, outer)
        if group:
            _add_group(builder, group)
            at, outer = group.stop, group.label
            continue
        stop = at + 1
        while stop < len(lines) and not claimed(lines[stop]) and _goes_on(lines, at, stop, indents):
            stop += 1
        follows = lines[stop] if stop < len(lines) else None
        _add_paragraph(builder, lines[at], join([line.body for line in lines[at:stop]], folded), follows)
        at = stop


def _goes_on(lines: Sequence[SourceLine], first: int, at: int, indents: bool) -> bool:
    """Whether the paragraph from ``first`` to ``at`` goes on at ``at``; a headline above a paragraph does not."""
    if not continues(lines[at - 1], lines[at], indents=indents):
        return False
    text = lines[first].text
    headline = at == first + 1 and "，" not in text and len(text) <= _TITLE_LENGTH
    return not (headline and _stands_above(lines[first], lines[at], lines[first - 1] if first else None))


def _stands_above(line: SourceLine, following: SourceLine, previous: SourceLine | None) -> bool:
    """Whether a line without a comma is a headline: after a closed line, above a longer one that has sentences."""
    after_end = previous is None or is_closed(previous.text) or is_credit(previous.text)
    return after_end and "。" in following.text and len(following.text) > len(line.text) and "。" not in line.text


def _table(lines: Sequence[SourceLine], at: int, list_title: str | None) -> tuple[int, Table] | None:
    """The list that begins at the line, or after one to three title lines at it, and where its header stands."""
    direct = read_table(lines, at, titled=list_title is not None)
    if direct:
        return at, direct
    title = ""
    for above in range(1, _TITLE_LINES + 2):
        start = at + above
        if start >= len(lines) or not _may_title(lines[start - 1]):
            return None
        if not is_count(lines[start - 1].text):
            title += lines[start - 1].text
        if not words().list_title.search(title[-24:]):
            continue
        if any(read_header(line.full) for line in lines[at + 1 : start]):
            return None
        table = read_table(lines, start, titled=True)
        if table:
            return start, table
    return None


def _may_title(line: SourceLine) -> bool:
    text = line.text
    if len(text) > _TITLE_LENGTH or "。" in text or (("：" in text or ":" in text) and words().contact.match(text)):
        return False
    return not is_closed(text) or text.endswith((")", "："))


def _add_table(builder: Builder, titles: Sequence[SourceLine], table: Table, given: str | None, folded: str) -> None:
    """Adds a list: its title lines, then header and rows under a new list number."""
    plain = [line for line in titles if not is_count(line.text)]
    inner = next((line.row.body.text for line in table.lines if line.role == "table_title"), None)
    title = "".join(line.text for line in plain) or inner or given or _last_text(builder)
    counts = [announced(line.text) for line in titles if announced(line.text) is not None]
    if not counts and given:
        counts = [announced(given)]
    list_id = builder.open_list(re.sub(r"^附[件表录]?\d*[：:]|[：:。]$", "", title), counts[0] if counts else None)
    for _, run in groupby(titles, key=lambda line: is_count(line.text)):
        builder.add("table_title", join([line.body for line in run], folded), list_id=list_id)
    for line_ in table.lines:
        row = line_.row
        if line_.role in ("page_number", "drawn_line"):
            builder.add("blank", row.body, ignored_by=line_.role.replace("_", "-"))
        elif line_.role == "text":
            builder.add("paragraph", row.body)
        elif line_.role == "table_title":
            if builder.blocks and builder.blocks[-1].role == "row":
                list_id = builder.open_list(row.body.text, announced(row.body.text))
            builder.add("table_title", row.body, list_id=list_id)
        elif line_.role == "table_header":
            builder.add("table_header", row.body, cells=row.cells, list_id=list_id)
        else:
            builder.add("row", row.body, cells=row.cells, list_id=list_id)


def _add_group(builder: Builder, group: Group) -> None:
    """Adds a group of names: its heading and its rows under a new list number."""
    list_id = builder.open_list(group.label, group.announced)
    if group.heading is not None:
        builder.add("paragraph" if group.said else "table_title", group.heading.body, list_id=list_id)
    for line in group.rows:
        builder.add("row", line.row.body, cells=line.row.cells, list_id=list_id)


def _add_entries(builder: Builder, entries: Entries, list_id: int) -> None:
    """Adds entries as rows of a list; a heading between them that tells a status (重点培育联盟) begins another list."""
    for line, row in entries.lines:
        if row is not None:
            builder.add("row", row.body, cells=row.cells, list_id=list_id)
            continue
        if re.search("试点|培育", line.text):
            list_id = builder.open_list(line.text, announced(line.text))
        builder.add("table_title", line.body, list_id=list_id)


def _last_text(builder: Builder) -> str:
    """The last sentence above a list without a title."""
    if not builder.blocks:
        return ""
    text = builder.blocks[-1].text
    start, end = sentences(text)[-1]
    return text[start:end]


def _add_paragraph(builder: Builder, first: SourceLine, body: Traced, follows: SourceLine | None) -> None:
    """Adds one paragraph in the role that its form gives it; a credit at its end becomes a block of its own."""
    if first.is_rule:
        builder.add("blank", body, ignored_by="drawn-line")
        return
    if first.is_page_number:
        builder.add("blank", body, ignored_by="page-number")
        return
    tail = words().credit_tail.search(body.text)
    if tail:
        builder.add(_role(first, body.text[: tail.start()], None), body.cut(0, tail.start()).strip())
        builder.add("credit", body.cut(tail.start(), len(body.text)).strip())
        return
    builder.add(_role(first, body.text, follows), body)


def _role(first: SourceLine, text: str, follows: SourceLine | None) -> Role:
    labelled = _labelled_role(text)
    if labelled is not None:
        return labelled
    if first.marks & {"heading", "bold"} and len(text) <= _TITLE_LENGTH:
        return "heading"
    if "bullet" in first.marks:
        return "item"
    if len(text) > _HEADING_LENGTH or is_closed(text):
        return "paragraph"
    above_text = follows is not None and _heads(follows) and follows.enumerator != first.enumerator
    return _short_role(first, text, above_text=above_text)


def _labelled_role(text: str) -> Role | None:
    """The role that a label gives: who sent a report, who gets a copy, where to write."""
    known = words()
    if is_credit(text):
        return "credit"
    if (known.recipients.match(text) and "。" not in text) or _PRINTED.fullmatch(text):
        return "imprint"
    if known.contact.match(text) and len(text) <= 120 and "。" not in text:
        return "address"
    return None


def _short_role(first: SourceLine, text: str, *, above_text: bool) -> Role:
    """The role of a short line that is no sentence."""
    if above_text and (first.enumerator or not re.search("[，。；]", text)):
        return "heading"
    return "item" if first.enumerator else "paragraph"


def _heads(follows: SourceLine) -> bool:
    """Whether the line below is text that a heading may stand above."""
    return len(follows.text) >= _HEADING_LENGTH or is_closed(follows.text)
