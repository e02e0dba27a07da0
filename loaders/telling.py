"""Telling: the order in which a document's pages are read for facts."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence

from loaders.facts import (
    agreements,
    citations,
    documents,
    issuers,
    laurels,
    lists,
    memberships,
    posts,
    present,
    referred,
    subjects,
)
from loaders.facts import events as happenings
from loaders.facts.article import Article
from loaders.facts.emit import Match, run
from loaders.facts.events import headline_events
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.watch import Obstacle
from loaders.layout import Layout
from loaders.mentions.encode import CODE
from loaders.mentions.mention import START, Mention
from loaders.rules import Rule
from loaders.rules.needs import lacks, needs_of

_NATIONAL = re.compile(r"(?:国家|中国|全国|中华|世界|亚洲|国际)[\u4e00-\u9fff]{2,10}?奖(?![励章项金杯得牌])")
_LISTED = frozenset(("row",))
_TOLD = frozenset(("paragraph", "item", "title", "address", "imprint", "credit", "heading"))


def tell_document(
    register: Register,
    layout: Layout,
    pages: list[Page],
    articles: dict[int | None, Article],
    done: Callable[[int], None],
) -> None:
    """State everything that the pages of a document say. Headlines come last: the body tells what they mean.

    ``done`` is told where in the document each page begins.
    """
    body = "".join(page.reading.text for page in pages if page.block.role in {"paragraph", "item"})
    conferred = lists.designations(layout, body)
    document = citations.own_document(register, layout, pages, articles)
    for article in articles.values():
        position = 0
        told = [page for page in article.pages if page is not article.title]
        if article.title is not None:
            subjects.head(register, article.title, article)
        titles: dict[int | None, list[Page]] = defaultdict(list)
        for page in article.pages:
            if page.block.role == "table_title":
                titles[page.block.list_id].append(page)
        for page in [*told, *([article.title] if article.title else [])]:
            done(page.block.source(0))
            if page.block.role in _LISTED:
                subject = _list_subject(register, articles, article, titles.get(page.block.list_id, ()))
                position += lists.row(register, page, article, conferred, document, position, subject)
            elif page.block.role != "blank":
                _tell_page(register, page, article, notice=layout.genre == "notice")


def _list_subject(
    register: Register, articles: dict[int | None, Article], article: Article, titles: Sequence[Page]
) -> int | None:
    """The alliance whose members a list without a column of alliances gives.

    It is its own article's, else the one that the list's ``titles`` name, else the first article's.
    """
    if article.subject is not None:
        return article.subject
    for page in titles:
        named = [mention for mention in page.reading.bodies if mention.letter == "A"]
        if len(named) == 1:
            return register.body(named[0], page, article, (0, len(page.encoded.code)))
    return next((a.subject for a in articles.values() if a.subject is not None), None)


def _tell_page(register: Register, page: Page, article: Article, *, notice: bool) -> None:
    """Read one page: its names, its persons with their posts, then every rule on every sentence."""
    subjects.head(register, page, article)
    _short_names(register, page, article)
    citations.heads_inner(register, page)
    laurels.tell(register, page, article)
    if page.block.role in {"heading", "item"} and page is not article.title:
        happenings.headed(register, article, page)
    article.here.clear()
    before = article.event, article.visit, article.pending
    if alone := _stands_alone(page):
        article.event = article.visit = article.pending = None
    for sentence in page.sentences():
        _entities(register, page, article, sentence)
        if page.block.role not in _TOLD:
            continue
        posts.posts(register, page, article, sentence)
        memberships.ranked(register, page, article, sentence)
        code = page.encoded.code[slice(*sentence)]
        text = page.reading.text[slice(*page.encoded.span(*sentence))]
        called = register.rulebook.triggered(text)
        held = frozenset(code) if called else frozenset()
        for rule in called:
            obstacle = _obstacle(rule, code, text, page, article, notice=notice)
            if register.watch is not None:
                register.watch.called(rule, page, sentence, obstacle)
            if obstacle is None and lacks(needs_of(rule.pattern.pattern), held) is None:
                _apply(register, rule, code, page, article, sentence)
        referred.remember(register, page, article, sentence)
    if page is not article.title and page.block.role in {"paragraph", "item"}:
        happenings.named(register, article, page)
    if page.block.role in {"paragraph", "item", "table_title"}:
        present.tell(register, page, article)
    if alone:
        article.event, article.visit, article.pending = before


_ALONE = re.compile(f"(?:[〔(]?{CODE['D']}[〕)]|〔[\u4e00-\u9fff·]{{2,8}}〕|又讯|另讯|又悉|另悉|又据)")


def _stands_alone(page: Page) -> bool:
    """Whether a page tells news of its own, so that 会议 in it means nothing that was told above: a dated item."""
    code = page.encoded.code
    item = page.block.role == "item" and (CODE["D"] in code[:60] or CODE["E"] in code)
    return item or _ALONE.match(code) is not None


def _obstacle(rule: Rule, code: str, text: str, page: Page, article: Article, *, notice: bool) -> Obstacle | None:
    """Why a rule is not tried on a sentence that holds its words, or None: it is not for such lines, or lacks what it
    needs to know.
    """
    if page.block.role not in rule.roles:
        return "role"
    if any(word in text for word in rule.unless):
        return "unless"
    if "notice" in rule.needs and not notice or "report" in rule.needs and notice:
        return "notice"
    if "headed" in rule.needs and not article.headed:
        return "headed"
    if "visit" in rule.needs and article.visit is None:
        return "visit"
    known = article.event is not None or article.pending is not None or "\ue00b" in code
    return "event" if "event" in rule.needs and not known else None


def _apply(register: Register, rule: Rule, code: str, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    for found in rule.pattern.finditer(code):
        match = Match(rule, found, sentence[0], page, article, register, sentence)
        mentions = match.mentions("event", "E")
        if page is article.title and mentions and article.pending is not None:
            for event in headline_events(register, article, mentions[0], page):
                again = Match(rule, found, sentence[0], page, article, register, sentence)
                run(again, event)
        else:
            run(match)


def _short_names(register: Register, page: Page, article: Article) -> None:
    """Note the short names that the page defines."""
    whole = (0, max(len(page.encoded.code), 1))
    for alias in page.reading.aliases:
        mention, form = alias.mention, page.printed(alias.start, alias.start + len(alias.short))
        entity = None
        if mention.letter in "AO":
            entity = register.body(mention, page, article, whole)
        elif mention.letter == "T":
            entity = documents.document(register, mention, page, article)
            if entity is not None:
                article.titles.setdefault(alias.short, entity)
                form = f"《{form}》"
        if entity is not None:
            _called(register, entity, form)
            register.drafts.alias(entity, form, defined=alias.defined)


def _called(register: Register, entity: int, form: str) -> None:
    """Make one of a body and what its other name was taken for before."""
    kind = register.drafts[entity].kind
    known = register.drafts.find(kind, form) if kind in {"Alliance", "Organization"} else None
    if known is not None and known != register.drafts.root(entity):
        register.drafts.merge(entity, known)


def _entities(register: Register, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """Note every body, document and award that a sentence names, also those no statement will speak of."""
    start, end = page.encoded.span(*sentence)
    bodies = page.reading.bodies
    first, last = (bisect_left(bodies, offset, key=START) for offset in (start, end))
    for mention in bodies[first:last]:
        register.body(mention, page, article, sentence)
    for item in page.encoded.within(*sentence, "TN"):
        if isinstance(item, Mention):
            entity = documents.document(register, item, page, article)
            if entity is not None and item.letter == "T":
                issuers.of_title(register, item, entity, page, article, sentence)
            if entity is not None:
                citations.cite(register, item, entity, page, sentence)
    for match in _NATIONAL.finditer(page.reading.text, start, end):
        register.drafts.entity("Award", page.printed(*match.span()), *page.block.span(*match.span()))
    for event in page.encoded.within(*sentence, "E"):
        if isinstance(event, Mention):
            agreements.ceremony(register, event, page, article, sentence)
    for item in page.encoded.within(*sentence, "P"):
        if not isinstance(item, Mention):
            register.people(item, page)
