"""What a text refers back to: the title or project that 该规范, 该课题, or a clause without its object, means."""

import re
from typing import TYPE_CHECKING

from loaders.facts import documents
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.mentions.mention import Mention

if TYPE_CHECKING:
    from loaders.facts.emit import Match
    from loaders.facts.register import Register

_PROJECT_BEFORE = re.compile(r"(?:项目|课题|专项|工程|计划|任务)(?:——|：|-)?$")
_PROJECT_AFTER = re.compile(r"[^，。；《》“”]{0,8}?(?:项目|课题|专项|工程|任务)")


def title(match: "Match") -> int | None:
    """The document that a clause speaks of without naming it: with 该办法 (group ``that``) the last that is one, else
    the first title of its sentence, else the last one before.
    """
    register, page, article = match.register, match.page, match.article
    found = page.encoded.within(match.sentence[0], match.place[0], "T")
    here = [item for item in found if isinstance(item, Mention)]
    noun = match.text_span("that")
    word = page.reading.text[slice(*noun)] if noun else ""
    fits = [m for m in reversed(here) if word in m.name[-len(word) - 8 :]] if word else []
    for mention in [*fits, *(reversed(here) if word else here)]:
        entity = documents.document(register, mention, page, article)
        if entity is not None:
            return entity
    return article.titled


def project(match: "Match") -> tuple[int, tuple[int, int]] | None:
    """The project that 该课题 or a clause without its object speaks of, and where the sentence refers to it."""
    here = match.page.encoded.span(*match.place)
    named = last_project(match.page, (match.sentence[0], match.place[0])) or match.article.project
    if named is None:
        return None
    page, mention = named
    form = page.printed(mention.start + 1, mention.end - 1) if mention.letter in "QT" else mention.name
    return match.register.drafts.entity("Project", form, *page.block.span(mention.start, mention.end)), here


def last_project(page: Page, places: tuple[int, int]) -> tuple[Page, Mention] | None:
    """The last quotation or title between two places that the words beside it call a project."""
    text = page.reading.text
    for item in reversed(page.encoded.within(*places, "QT")):
        beside = _PROJECT_BEFORE.search(text, max(0, item.start - 6), item.start)
        beside = beside or _PROJECT_AFTER.match(text, item.end)
        if isinstance(item, Mention) and item.rule in {"quote", "title"} and beside:
            return page, item
    return None


def remember(register: "Register", page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """Note the last title and the last project of a sentence, for the sentences after it."""
    for item in reversed(page.encoded.within(*sentence, "T")):
        entity = documents.document(register, item, page, article) if isinstance(item, Mention) else None
        if entity is not None:
            article.titled = entity
            break
    article.project = last_project(page, sentence) or article.project
