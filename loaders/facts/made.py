"""Things that only their use shows: awards, projects, programmes, standards; words of a group become entities."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.facts import documents

if TYPE_CHECKING:
    from loaders.facts.emit import Match

Term = tuple[int, tuple[int, int]]
"""A draft and where in the block's text it is named."""
_WRAPPED = re.compile(r"^[“《「『](.*)[”》」』]$")
_QUOTED = re.compile("[“「]([^“”「」]+)[”」]")
_INSIDE = re.compile("[“《]([^“”《》]{3,60})[”》]")
_AND = re.compile(r"[“「《][^”」》]*[”」》]|([、和与及])")
_PRIZE = re.compile(r"(?:奖|奖章|称号|荣誉|[”」])$")
_PROGRAMME = ("计划", "工程", "行动", "专项")


def made(match: "Match", name: str, words: tuple[int, int], kind: str) -> list[Term]:
    """The entities of a kind that the words of a group name: each prize or project of a list is one."""
    if kind in {"Standard", "PolicyDocument"}:
        return _titled(match, name, kind)
    if kind == "Project":
        return [_project(match, *span) for span in _projects(match, name, words)]
    if kind == "Programme":
        form = _bare(match.page.printed(*words))
        return [_project(match, *words)] if form.endswith(_PROGRAMME) else []
    if kind == "Award":
        return [_award(match, *span) for span in _prizes(match, *words)]
    form = match.page.printed(*words)
    return [(match.register.drafts.entity(kind, _bare(form), *match.page.block.span(*words)), words)]


def _bare(form: str) -> str:
    inner = _WRAPPED.match(form)
    return inner[1] if inner else form


def _titled(match: "Match", name: str, kind: str) -> list[Term]:
    """The titles of a group as documents of one kind."""
    found: list[Term] = []
    for mention in match.mentions(name, "T"):
        entity = documents.document(match.register, mention, match.page, match.article, kind)
        if entity is not None:
            found.append((entity, (mention.start, mention.end)))
    return found


def _projects(match: "Match", name: str, words: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The spans of the projects in a group: its quotations and titles, those inside an event's name, else all of it."""
    items = match.mentions(name, "QTE")
    if not items:
        yield words
    for item in items:
        if item.letter != "E":
            yield item.start, item.end
        elif inside := _INSIDE.search(match.page.reading.text, item.start, item.end):
            yield inside.start(), inside.end()


def _project(match: "Match", start: int, end: int) -> Term:
    form = match.page.printed(start, end)
    entity = match.register.drafts.entity("Project", _bare(form), *match.page.block.span(start, end))
    return entity, (start, end)


def _prizes(match: "Match", start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the prizes in a list (甲奖、“乙”称号); one when not every part is a prize."""
    text = match.page.reading.text[start:end]
    cuts = [joint.span(1) for joint in _AND.finditer(text) if joint[1]]
    edges = [0, *(at for cut in cuts for at in cut), len(text)]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    if not all(_PRIZE.search(text[first:last]) for first, last in spans):
        spans = [(0, len(text))]
    yield from ((start + first, start + last) for first, last in spans)


def _award(match: "Match", start: int, end: int) -> Term:
    """A prize; what stands in quotation marks in its name, and the name from there on, are forms of it."""
    drafts = match.register.drafts
    form = match.page.printed(start, end)
    name = _bare(form)
    entity = drafts.entity("Award", name, *match.page.block.span(start, end))
    if name != form:
        drafts.alias(entity, form)
    if quoted := _QUOTED.search(form):
        drafts.alias(entity, quoted[1])
        drafts.alias(entity, form[quoted.start() :])
    return entity, (start, end)
