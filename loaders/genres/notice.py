"""Notices (通知, 公告, 公示 …): title, document number, addressee, paragraphs, signature, annexes with lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.fold import CJK
from loaders.genres.blanks import clean
from loaders.genres.body import add_body
from loaders.genres.build import Builder
from loaders.genres.dates import find_date, find_document_number, iso, only_date, only_document_number
from loaders.genres.joining import is_closed, join, uses_indents
from loaders.genres.lines import SourceLine, has_chinese, read_line
from loaders.genres.tables import is_count, is_run_in
from loaders.genres.traced import Traced
from loaders.genres.words import words
from loaders.layout import Layout

GENRE = "notice"
_HEAD = 16
_TITLE_LINES = 4
_ANNEX = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*[：:.、]?\s*")
_ANNEX_NOTE = re.compile(r"附\s*件\s*[：:]\s*\S|附\s*件\s*\d?\s*[：:]\s*\d\s*[.、．]\s*\S")
_ADDRESSEE = re.compile(
    r"(?!.*(?:如下|现将|现予|根据|经|按照))[^。；]{0,200}"
    r"(?:厅|局|委|部|办|院|司|校|会|中心|公司|单位|政府|处|所|社|团|站|联盟|企业|集团|大学|机构|部门|区|县|市|州)(?:\([^()]*\))?：$"
)
_REMARK = re.compile(r"\(?\s*(?:此件|盖章|公章|联系人|信息公开|印章|本件)[^。]{0,60}\)?")
_SIGNER = re.compile(f"[{CJK}()、·A-Za-z]{{2,30}}")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Line indexes: the title's lines, the body, the signature's lines, the first annex."""

    title: tuple[int, int]
    body: int
    signature: tuple[int, int]
    annex: int


def likelihood(lines: Sequence[SourceLine]) -> float:
    """How much a text looks like a notice, 0 to 1."""
    head = lines[:_HEAD]
    number = any(only_document_number(line.text) for line in head)
    titled = _title(lines) is not None
    addressed = any(_ADDRESSEE.fullmatch(line.text) and re.match("各|有关", line.text) for line in head)
    signed = any(only_date(line.text) or _signed_date(line) for line in lines[3:])
    annexed = any(_ANNEX.fullmatch(line.text) for line in lines)
    return 0.35 * number + 0.35 * titled + 0.2 * addressed + 0.1 * signed + 0.1 * annexed


def segment(lines: Sequence[SourceLine], folded: str, source: str) -> Layout:
    """The layout of a notice."""
    parts = _parts(lines)
    builder = Builder()
    title, number = _add_head(builder, lines, parts, folded, source)
    indents = uses_indents(lines)
    signers, date = _signature(lines, parts.signature)
    before, after = lines[parts.body : parts.signature[0]], lines[parts.signature[1] : parts.annex]
    _add_text(builder, before, folded, indents=indents)
    for line in lines[slice(*parts.signature)]:
        builder.add("imprint", line.body, ignored_by="signature")
    _add_text(builder, after, folded, indents=indents)
    _add_annexes(builder, lines[parts.annex :], folded, indents=indents)
    return Layout(
        GENRE,
        tuple(builder.blocks),
        tuple(builder.articles),
        tuple(builder.lists),
        title=title,
        date=date or _head_date(lines[: parts.body]),
        issuer=_issuer(title) or (signers[0] if signers else None),
        number=number,
    )


def _title(lines: Sequence[SourceLine]) -> tuple[int, int] | None:
    """First and end line of the title: up to four lines that together are 关于…的通知 (or another kind)."""
    for start in range(min(_HEAD, len(lines))):
        if not _may_be_title(lines[start]):
            continue
        end = None
        for stop in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            if not _may_be_title(lines[stop - 1]):
                break
            text = "".join(line.text for line in lines[start:stop])
            if words().notice_title.search(text) and (stop == start + 1 or "关于" in lines[start].text):
                end = stop
        if end is not None:
            return _with_issuers(lines, start), end
    return None


def _may_be_title(line: SourceLine) -> bool:
    text = line.text
    return not (
        re.search("[。；：]", text) or "bullet" in line.marks or line.enumerator or only_document_number(text)
        or _ANNEX.match(text) or only_date(text) or len(text) > 120
    )  # fmt: skip


def _with_issuers(lines: Sequence[SourceLine], start: int) -> int:
    """The line above belongs to the title when the title begins with 关于 and that line names bodies."""
    if start == 0 or not lines[start].text.startswith(("关于", "转发", "批转", "印发")) or lines[start].gap > 1:
        return start
    above = lines[start - 1]
    fits = _may_be_title(above) and len(above.text) <= 40 and not re.search(r"文件$|\d", above.text)
    return start - 1 if fits and has_chinese(above.text) else start


def _parts(lines: Sequence[SourceLine]) -> _Parts:
    title = _title(lines) or (0, 1)
    body = title[1]
    while body < len(lines) - 1 and _is_head(lines[body]):
        body += 1
    annex = next((at for at in range(body, len(lines)) if _begins_annex(lines, at)), len(lines))
    return _Parts(title, body, _signature_at(lines, body, annex), annex)


def _is_head(line: SourceLine) -> bool:
    text = line.text
    return (
        only_document_number(text) or only_date(text) is not None or line.is_rule
        or (words().web_head.search(text) is not None and len(text) <= 80 and "。" not in text)
    )  # fmt: skip


def _begins_annex(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line heads an annex: 附件1 alone, or with the annex's title after the signature."""
    text = lines[at].text
    if not text.startswith("附"):
        return False
    if _ANNEX.fullmatch(text):
        following = lines[at + 1] if at + 1 < len(lines) else None
        return following is not None and following.enumerator is None
    headed = re.match(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*[：:.、\s]", text) is not None
    return (
        headed
        and any(only_date(line.text) or _signed_date(line) for line in lines[max(0, at - 12) : at])
        and not is_closed(text)
    )


def _signature_at(lines: Sequence[SourceLine], body: int, annex: int) -> tuple[int, int]:
    """The lines of the signature: the last date that stands alone before the annexes, and the signers above it."""
    for at in range(annex - 1, body, -1):
        if only_date(lines[at].text) or _signed_date(lines[at]):
            start = at
            while start - 1 > body and at - start < 8 and only_date(lines[at].text) and _may_sign(lines[start - 1]):
                start -= 1
            return start, at + 1
    return annex, annex


def _may_sign(line: SourceLine) -> bool:
    text = line.text
    return (
        _SIGNER.fullmatch(text.replace(" ", "")) is not None and line.plain and not _REMARK.fullmatch(text)
        and not _ANNEX.match(text) and not words().list_title.search(text[-6:])
    )  # fmt: skip


def _signed_date(line: SourceLine) -> str | None:
    """The date of a line that holds a signer and a date."""
    if len(line.text) > 50 or re.search("[，。：；、]", line.text):
        return None
    match = find_date(line.text)
    if not match or match.end() != len(line.text):
        return None
    signer = line.text[: match.start()].strip()
    return iso(match) if _SIGNER.fullmatch(signer.replace(" ", "")) and len(signer) <= 30 else None


def _signature(lines: Sequence[SourceLine], span: tuple[int, int]) -> tuple[list[str], str | None]:
    """The signers and the date of a signature."""
    signers: list[str] = []
    date: str | None = None
    for line in lines[slice(*span)]:
        match = find_date(line.text)
        date = iso(match) if match else date
        signer = (line.text[: match.start()] if match else line.text).replace(" ", "")
        if signer:
            signers.append(signer)
    return signers, date


def _head_date(head: Sequence[SourceLine]) -> str | None:
    """The date that the lines above the text give, for a notice that is not dated below."""
    dates = [
        iso(match) for line in head if (match := find_date(line.text)) and not words().notice_title.search(line.text)
    ]
    return next((date for date in dates if date and len(date) == 10), None)


def _issuer(title: str | None) -> str | None:
    """The body that a title names before 关于."""
    if title is None or "关于" not in title:
        return None
    before = title[: title.index("关于")].strip("《“ ")
    return before if 2 <= len(before) <= 60 else None


def _add_head(
    builder: Builder, lines: Sequence[SourceLine], parts: _Parts, folded: str, source: str
) -> tuple[str | None, str | None]:
    """Adds all above the text; returns the title and the document number."""
    number: str | None = None
    for line in lines[: parts.body]:
        if number is None and (match := find_document_number(line.full.text)) and only_document_number(line.text):
            found = line.full.cut(*match.span())
            number = source[found.start : found.end]
    for line in lines[: parts.title[0]]:
        builder.add("masthead", line.body)
    builder.open_article()
    body = join([line.body for line in lines[slice(*parts.title)]], folded)
    builder.name_article(builder.add("title", body))
    for line in lines[parts.title[1] : parts.body]:
        builder.add("masthead", line.body)
    return body.text, number


def _add_text(builder: Builder, lines: Sequence[SourceLine], folded: str, *, indents: bool) -> None:
    """Adds the addressee, the paragraphs, and the annexes that the text names at its end."""
    start = 0
    if (
        lines
        and builder.blocks
        and builder.blocks[-1].role in ("title", "masthead")
        and _ADDRESSEE.fullmatch(lines[0].text)
    ):
        builder.add("masthead", lines[0].body, ignored_by="salutation")
        start = 1
    note = next((at for at in range(start, len(lines)) if _names_annex(lines[at])), len(lines))
    _add_lines(builder, lines[start:note], folded, indents=indents)
    rest = note
    while rest < len(lines) and (rest == note or _goes_on_naming(lines[rest])):
        builder.add("item", clean(lines[rest].bare), ignored_by="annex-name")
        rest += 1
    _add_lines(builder, lines[rest:], folded, indents=indents)


def _add_lines(builder: Builder, lines: Sequence[SourceLine], folded: str, *, indents: bool) -> None:
    """Adds paragraphs, and remarks in brackets for those who file or print the notice."""
    at = 0
    for stop, line in enumerate(lines):
        if line.text.startswith("(") and _REMARK.fullmatch(line.text):
            add_body(builder, lines[at:stop], folded, indents=indents)
            builder.add("imprint", line.body, ignored_by="remark")
            at = stop + 1
    add_body(builder, lines[at:], folded, indents=indents)


def _names_annex(line: SourceLine) -> bool:
    return _ANNEX_NOTE.match(line.text) is not None or _ANNEX.fullmatch(line.text) is not None


def _goes_on_naming(line: SourceLine) -> bool:
    text = line.text
    return (
        len(text) <= 80
        and "。" not in text
        and (line.enumerator is not None or _ANNEX.match(text) is not None or line.indent >= 6)
    )


def _add_annexes(builder: Builder, lines: Sequence[SourceLine], folded: str, *, indents: bool) -> None:
    """Adds each annex as an article of its own: heading, title, list or text."""
    starts = [at for at in range(len(lines)) if at == 0 or _begins_annex_here(lines[at])]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        if start == stop:
            continue
        builder.open_article()
        heading, rest = _annex_heading(lines[start])
        block = builder.add("heading", heading)
        if rest is not None and is_run_in(rest):
            builder.name_article(block)
            add_body(builder, [read_line(rest), *lines[start + 1 : stop]], folded, indents=indents)
            continue
        if rest is not None:
            block = builder.add("table_title" if words().list_title.search(rest.text[-24:]) else "title", rest)
        elif start + 1 < stop and not is_count(lines[start + 1].text):
            block += 1
        builder.name_article(block)
        given = rest.text if rest is not None else None
        at = start + 1
        if rest is None and at + 1 < stop and _is_annex_title(lines[at]):
            builder.add("title", lines[at].body)
            at += 1
        add_body(builder, lines[at:stop], folded, indents=indents, list_title=given)


def _is_annex_title(line: SourceLine) -> bool:
    """Whether a line under an annex's number is the title of a text (a list keeps its title lines together)."""
    text = line.text
    plain = line.enumerator is None and len(text) <= 60 and not is_closed(text) and "\t" not in line.full.text
    return (
        plain
        and re.search(
            "(?:办法|细则|方案|规定|章程|要求|指南|说明|计划|意见|规程|协议|标准|制度)(?:\\([^()]{1,20}\\))?$", text
        )
        is not None
    )


def _begins_annex_here(line: SourceLine) -> bool:
    return re.match(
        r"附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*(?:$|[：:.、\s])", line.text
    ) is not None and not is_closed(line.text.rstrip("：:"))


def _annex_heading(line: SourceLine) -> tuple[Traced, Traced | None]:
    """The annex's number and, when it stands on the same line, its title."""
    match = _ANNEX.match(line.text)
    if not match or match.end() == len(line.text):
        return line.body, None
    return line.body.cut(0, match.end()).strip(), line.body.cut(match.end(), len(line.text))
