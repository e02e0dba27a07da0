"""The masthead of a newsletter: title, number of the issue, issuer and date, wherever they stand in its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.genres.build import Builder
from loaders.genres.dates import find_date, find_issue, iso
from loaders.genres.lines import SourceLine
from loaders.genres.traced import Traced
from loaders.genres.words import words

_AGENT = re.compile(
    r"^(?:主办单位|主办|编印单位|编印|编辑单位|编制单位|编发单位|主管单位|编者|编)\s*[：:]?\s*|\s*(?:编印|主办|编制|编|印发|印)$"
)
_LABEL = re.compile(r"^(?:出版日期|印发日期|编印日期|日期|时间|期号|刊号)\s*[：:]\s*")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a masthead says: ``number`` as it is written, ``date`` ISO, title and issuer without blanks."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None


def read_masthead(lines: Sequence[SourceLine], source: str) -> Masthead:
    """Reads the lines above a newsletter's guide or first article.

    Lines above the number of the issue are the title, those below name the issuer; when nothing stands above, the
    first line that looks like a newsletter's name is the title. Number, issuer and date may share a line.
    """
    titles: list[str] = []
    issuers: list[str] = []
    number = date = None
    for line in lines:
        rest = line.bare
        if words().masthead_noise.search(rest.text.replace(" ", "")) or line.is_rule:
            continue
        issue = find_issue(rest.text) if number is None else None
        if issue:
            number = _as_printed(rest.cut(*issue.span()), source)
            rest = _without(rest, issue.span())
        elif number is not None and find_issue(rest.text.strip("() ")) and re.fullmatch(r"\(?\s*总.*", rest.text):
            number += _as_printed(rest, source)
            continue
        day = find_date(rest.text) if date is None else None
        if day:
            date = iso(day)
            rest = _without(rest, day.span())
        text = _LABEL.sub("", re.sub(r"\s+", "", rest.text)).strip("()【】[]|·—-：")
        if text:
            names_it = issue is not None and not titles and words().newsletter.search(text)
            (titles if names_it or (number is None and not issuers) else issuers).append(text)
    if not titles and issuers:
        place = next((i for i, text in enumerate(issuers) if words().newsletter.search(text)), 0)
        titles = issuers[: place + 1]
        issuers = issuers[place + 1 :]
    issuer = _AGENT.sub("", issuers[0]) if issuers else None
    return Masthead("".join(titles) or None, number, issuer or None, date)


def add_masthead(builder: Builder, lines: Sequence[SourceLine]) -> None:
    """Adds the lines as masthead blocks."""
    for line in lines:
        if line.is_rule:
            builder.add("blank", line.body, ignored_by="drawn-line")
        else:
            builder.add("masthead", line.body)


def _as_printed(part: Traced, source: str) -> str:
    return source[part.start : part.end].strip()


def _without(line: Traced, span: tuple[int, int]) -> Traced:
    return line.keep([(0, span[0]), (span[1], len(line.text))])
