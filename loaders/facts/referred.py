"""What a text refers back to: the title or project that 该规范, 该课题, or a clause without its object, means."""

import re
from typing import TYPE_CHECKING

from loaders.facts import documents
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.mentions.encode import CODE, Item
from loaders.mentions.mention import Mention
from loaders.mentions.titles import titles_in

if TYPE_CHECKING:
    from loaders.facts.emit import Match
    from loaders.facts.register import Register

_PROJECT_BEFORE = re.compile(r"(?:项目|课题|专项|工程|计划|任务)(?:——|：|-)?$")
_NAMED = re.compile("([“《][^”》]{3,60}[”》])(?:项目|课题|专项|工程)")
_LONGEST = 40
_OPENING = re.compile(
    rf"(?:^|[，；：。])(?:{CODE['D']}(?:起|以来|前后|初|底)?|据悉|据介绍|据了解|其中|此外|另外|同时|目前|日前|近日|而|但|又讯|另悉|"
    rf"[^，。；：{CODE['A']}{CODE['O']}{CODE['H']}]{{0,14}}?(?:以来|年来|期间|之后|后|会上|会后|此前)|，){{0,4}}$"
)
_GIVER = re.compile("等?[^，。；]{0,6}?(?:委托|批准|授予|颁发|下达|立项|批复)")  # whose act is not the clause's
_RANK = re.compile(
    rf"(?:常务)?(?:副)?(?:理事长|理事|成员|会员|依托|牵头|发起|秘书长|责任主体|主任|核心)单位(?:——|-|、)?(?=[{CODE['A']}{CODE['O']}])"
)
_PROJECT_AFTER = re.compile(r"[^，。；《》“”]{0,8}?(?:项目|课题|专项|工程|任务)")


def title(match: "Match") -> int | None:
    """The document that a clause speaks of without naming it: with 该办法 (group ``that``) the last that is one, else
    the first title of its sentence, else the last one before.
    """
    register, page, article = match.register, match.page, match.article
    here = _titles(page, match.sentence[0], match.place[0])
    noun = match.text_span("that")
    word = page.reading.text[slice(*noun)] if noun else ""
    fits = [m for m in reversed(here) if word in m.name[-len(word) - 8 :]] if word else []
    for mention in [*fits, *(reversed(here) if word else here)]:
        entity = documents.document(register, mention, page, article)
        if entity is not None:
            return entity
    return article.titled


def of_two(match: "Match", which: int) -> int | None:
    """The former (-2) or latter (-1) of the last two documents before a clause, in its paragraph."""
    found: list[int] = []
    for mention in _titles(match.page, 0, match.place[0]):
        entity = documents.document(match.register, mention, match.page, match.article)
        if entity is not None and entity not in found:
            found.append(entity)
    return found[which] if len(found) > 1 else None


def _titles(page: Page, start: int, end: int) -> list[Mention]:
    """The titles between two places of the code, also those inside the names of events."""
    found: list[Mention] = []
    for item in page.encoded.within(start, end, "TE"):
        if isinstance(item, Mention) and item.letter == "T":
            found.append(item)
        elif item.letter == "E":
            found += titles_in(page.reading.text, item.start, item.end)
    return found


def project(match: "Match") -> tuple[int, tuple[int, int]] | None:
    """The project that 该课题 or a clause without its object speaks of, and where the sentence refers to it."""
    here = match.page.encoded.span(*match.place)
    named = last_project(match.page, (match.sentence[0], match.place[0])) or match.article.project
    if named is None:
        return None
    page, mention = named
    form = page.printed(mention.start + 1, mention.end - 1) if mention.letter in "QT" else mention.name
    return match.register.drafts.entity("Project", form, *page.block.span(mention.start, mention.end)), here


def subjects(match: "Match") -> list[int]:
    """Of whom a clause without a subject speaks: the body (for prizes also the persons) at the head of the last clause
    before it, else the one that its paragraph speaks of, else the one that the part of the text is about.
    """
    register, page, article = match.register, match.page, match.article
    letters = "AOHP" if match.rule.emit and match.rule.emit[0].predicate == "receives" else "AOH"
    head = _head(page, match.sentence[0], match.place[0], letters, last=True)
    if isinstance(head, Mention):
        body = register.body(head, page, article, match.sentence)
        if body is not None:
            return [body]
    elif head is not None:
        return register.people(head, page)
    if article.speaker is not None and article.spoken == page.index:
        return [article.speaker]
    about = article.company if article.headed else article.subject
    about = article.speaker if about is None else about
    return [] if about is None else [about]


def _head(page: Page, start: int, end: int, letters: str, *, last: bool = False) -> Item | None:
    """The first (or last) mention between two places of the code that stands at the head of a clause."""
    encoded = page.encoded
    found = encoded.within(start, end, letters)
    for item in reversed(found) if last else found:
        place = encoded.at(item.start)
        opens = place == start or _OPENING.search(encoded.code, max(start, place - _LONGEST), place) is not None
        if not opens or _GIVER.match(encoded.code, place + 1):
            continue
        rank = _RANK.match(encoded.code, place + 1)
        return encoded.item(rank.end()) if rank else item
    return None


def last_project(page: Page, places: tuple[int, int]) -> tuple[Page, Mention] | None:
    """The last quotation or title between two places that the words beside it call a project."""
    text = page.reading.text
    for item in reversed(page.encoded.within(*places, "QTE")):
        if item.letter == "E" and (inside := _NAMED.search(text, item.start, item.end)) is not None:
            return page, Mention("Q", *inside.span(1), inside[1][1:-1], "", "quote")
        beside = _PROJECT_BEFORE.search(text, max(0, item.start - 6), item.start)
        beside = beside or _PROJECT_AFTER.match(text, item.end)
        if isinstance(item, Mention) and item.rule in {"quote", "title"} and beside:
            return page, item
    return None


def remember(register: "Register", page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """Note the last title and the last project of a sentence, for the sentences after it."""
    for item in reversed(_titles(page, *sentence)):
        entity = documents.document(register, item, page, article)
        if entity is not None:
            article.titled = entity
            break
    article.project = last_project(page, sentence) or article.project
    head = _head(page, *sentence, "AO" if article.headed else "AOH")
    if isinstance(head, Mention) and (body := register.body(head, page, article, sentence)) is not None:
        article.speaker, article.spoken = body, page.index
