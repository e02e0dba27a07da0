"""Portraits: what a text goes on to say of the person whom a line of its own, or the head of a paragraph, names."""

import re

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.encode import CODE, Phrase
from loaders.mentions.mention import Mention

_LINE = 24
_LIFE = re.compile(r"[，：、(（\s]{0,2}(?:男|女|[\u4e00-\u9fff]{1,3}族|(?:19|20)\d\d年)")
_HELD = re.compile(
    rf"(?:^|[，。；、：]|现任|兼任|担任|出任|任|现为|系|是|兼)(?P<body>[{CODE['O']}{CODE['A']}{CODE['H']}])的?"
    rf"(?P<titles>{CODE['J']}(?:[、兼和]{CODE['J']}){{0,3}})(?=[，。；、）)]|$)"
)
_PAST = re.compile("(?:曾任|历任|原任|曾担任|前)$")


def tell(register: Register, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """Note whom a page portrays; state the posts that a sentence without a person tells of the one portrayed."""
    encoded = page.encoded
    people = [item for item in encoded.within(*sentence, "P") if isinstance(item, Phrase)]
    if article.portrayed is None and article.title is not None:  # headlines are told last
        _begin(register, article.title, article)
    if sentence[0] == 0:
        _begin(register, page, article)
    if article.portrayed is None or people and not _himself(register, page, article, sentence, people):
        return
    for match in _HELD.finditer(encoded.code, *sentence):
        if _PAST.search(encoded.code, sentence[0], match.start("body")):
            continue
        bodies = encoded.within(*match.span("body"))
        owner = register.body(bodies[0], page, article, sentence) if isinstance(bodies[0], Mention) else None
        for title in encoded.within(*match.span("titles"), "J"):
            if owner is None or not isinstance(title, Mention) or title.value != "post":
                continue
            said = {"title": page.printed(title.start, title.end)}
            span = page.evidence(sentence, encoded.span(*match.span()))
            register.state(article.portrayed, "holds_post", owner, said, span, "post.portrait")


def _himself(register: Register, page: Page, article: Article, sentence: tuple[int, int], people: list[Phrase]) -> bool:
    """Whether a sentence begins with the one portrayed and names nobody else."""
    names = [person.name for phrase in people for person in phrase.people]
    if len(names) != 1 or _opening(page, sentence) != names[0].start:
        return False
    return register.drafts.root(register.person(names[0], page)) == register.drafts.root(article.portrayed or 0)


def _opening(page: Page, sentence: tuple[int, int]) -> int:
    """The offset in the block's text at which a sentence begins, blanks left out."""
    start, end = page.encoded.span(*sentence)
    text = page.reading.text[start:end]
    return start + len(text) - len(text.lstrip())


def _begin(register: Register, page: Page, article: Article) -> None:
    """Find whom a page begins to portray: its only person when that is all it names, or when a life follows."""
    text = page.reading.text
    first = page.encoded.item(0)
    if isinstance(first, Phrase) and len(first.people) == 1:
        name = first.people[0].name
        alone = first.end == len(text) <= _LINE and name.start == 0
        if alone or _LIFE.match(text, first.end) or _LIFE.match(text, name.end):
            article.portrayed = register.person(name, page)
            return
    if page.block.role in {"title", "heading"} or len(text) <= _LINE:
        article.portrayed = None
