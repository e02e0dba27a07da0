"""The extractor: from a document to what it states.

Stages: layout → first reading of every block → names learnt → second reading → articles (what 联盟 and 会议 mean in
each) → rules, person phrases and rows state facts between drafts → the document pass finds which drafts are one →
entities and statements with their spans. Same document, same result: no clock, no network, no chance.
"""

from collections import defaultdict
from collections.abc import Callable

from graph.model import Document, Reading
from loaders.cores import is_full
from loaders.coverage import remarks
from loaders.document_pass import learn
from loaders.facts import events as happenings
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.watch import Watch
from loaders.finish import finish
from loaders.genres import segment
from loaders.knowledge import Knowledge, load_knowledge
from loaders.layout import Layout
from loaders.ledger import account
from loaders.mentions.learnt import Learnt, WordFinder
from loaders.mentions.mention import Mention
from loaders.mentions.read import BlockReading, read_cells, read_text
from loaders.rules import Rulebook, load_rulebook
from loaders.source import with_masthead
from loaders.telling import tell_document


def extract(
    document: Document,
    rulebook: Rulebook | None = None,
    watch: Watch | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """All that a document states: entities, statements and values with their spans, and the ledger.

    ``Reading.document`` is the document with what its layout says of it (genre, title, date, issuer, number). Without
    a ``rulebook`` the shipped rules are used. ``watch`` is shown what was read and which rules were called,
    ``progress`` is told how many characters are done: a half for reading the names, the other for telling the facts.
    """
    knowledge, rulebook = load_knowledge(), rulebook or load_rulebook()
    layout = segment(document)
    document = with_masthead(document, layout)
    done = progress or _silent
    pages = _pages(document, layout, knowledge, lambda at: done(at // 2))
    register = Register(document, knowledge, rulebook, watch)
    articles = _articles(register, layout, pages)
    tell_document(register, layout, pages, articles, lambda at: done((len(document.text) + at) // 2))
    reading = finish(register, articles)
    stated = [*reading.spans, *((v.start, v.end, v.rule) for v in reading.values)]
    if watch is not None:
        watch.done(register, pages)
    noted = remarks(layout, pages, ((start, end) for start, end, _ in stated), rulebook)
    stated += [(m.start, m.end, "entity.named") for m in reading.mentions]
    named = _named(rulebook, pages)
    del pages, articles, register  # of a long text they are most of the memory, and the ledger needs none of them
    ledger = account(document, layout, stated, named)
    return Reading(document, reading.entities, reading.statements, reading.values, reading.mentions, (), ledger, noted)


def _silent(_: int) -> None:
    """Nobody asks how far the reading is."""


def _pages(document: Document, layout: Layout, knowledge: Knowledge, done: Callable[[int], None]) -> list[Page]:
    """The blocks read twice: the second time with the names that the first reading has shown."""
    first = []
    for block in layout.blocks:
        done(block.source(0))
        first.append(read_cells(block.text, block.cells) if block.cells else read_text(block.text, knowledge))
    learnt = learn([(r, b.role) for r, b in zip(first, layout.blocks, strict=True)], knowledge)
    pages = []
    for index, (block, reading) in enumerate(zip(layout.blocks, first, strict=True)):
        again = not block.cells and _missed(reading, learnt)
        pages.append(Page(document, index, block, read_text(block.text, knowledge, learnt) if again else reading))
    return pages


def _missed(reading: BlockReading, learnt: Learnt) -> bool:
    """Whether a block holds a learnt name more often than its first reading found it."""
    return learnt.missed(reading.text, (mention.name for mention in (*reading.bodies, *reading.people)))


def _articles(register: Register, layout: Layout, pages: list[Page]) -> dict[int | None, Article]:
    """The articles with their pages, each with the alliance that 联盟 means in it and the event it announces."""
    articles: dict[int | None, Article] = defaultdict(lambda: Article(None))
    for page in pages:
        index = page.block.article
        article = articles[index]
        article.index = index
        if page.block.role == "title" and article.title is None:
            article.title = page
        article.pages.append(page)
    owner = _owner(pages, articles)
    for index, article in articles.items():
        if index is None and len(articles) > 1:
            continue
        _subject(register, article)
        if owner is not None and (article.subject is None or _speaks_as_owner(article)):
            article.subject = register.body(*owner)
        happenings.announce(register, article)
    return dict(articles)


def _owner(
    pages: list[Page], articles: dict[int | None, Article]
) -> tuple[Mention, Page, Article, tuple[int, int]] | None:
    """The alliance whose newsletter it is: the only one that the masthead names."""
    heads = [page for page in pages if page.block.role == "masthead" and page.block.article is None]
    called = [(m, page) for page in heads for m in page.reading.bodies if m.letter == "A"]
    named = [(m, page) for m, page in called if is_full(m.name)] or called
    if len({m.name for m, _ in named}) != 1:
        return None
    mention, page = named[0]
    return mention, page, articles[None], (0, len(page.encoded.code))


def _speaks_as_owner(article: Article) -> bool:
    """Whether an article says 我联盟."""
    return any(
        m.letter == "H" and m.name.startswith(("我", "本")) for page in article.pages for m in page.reading.bodies
    )


def _subject(register: Register, article: Article) -> None:
    """Find what an article is about, and its first bodies.

    Its alliance is that of its headline or credit, else the one its first sentence (or a line above that) names, else
    the only one.
    """
    pages = [p for p in article.pages if p.block.role not in {"row", "table_header", "table_title"}]
    running = [p for p in pages if p.block.role not in {"title", "guide", "credit"}]
    names = {m.name for p in running for m in p.reading.bodies if m.letter == "A"}
    order = {"title": 0, "guide": 1, "credit": 2}
    opening = next((p.index for p in running if "。" in p.reading.text), -1)
    for page in sorted(pages, key=lambda p: (order.get(p.block.role, 3), p.index)):
        whole = (0, len(page.encoded.code))
        first = page.reading.text.find("。") if page.index == opening else len(page.reading.text)
        first = first if page.index <= opening else -1
        for mention in page.reading.bodies:
            near = page.block.role in order or len(names) == 1 or mention.start < first
            if mention.letter == "A" and article.subject is None and near:
                article.subject = register.body(mention, page, article, whole)
            elif mention.letter == "O" and page.block.role in {"title", "paragraph"} and len(article.bodies) < 3:
                body = register.body(mention, page, article, whole)
                if body is not None and body not in article.bodies:
                    article.bodies.append(body)
                if mention.rule == "slot.subject":
                    article.company = body


def _named(rulebook: Rulebook, pages: list[Page]) -> Callable[[str], bool]:
    """Whether a line holds a name, or a word of two characters at least that triggers a rule."""
    finder = WordFinder({m.name for page in pages for m in page.reading.bodies})

    def named(text: str) -> bool:
        called = rulebook.triggered(text)
        return any(len(word) > 1 and word in text for rule in called for word in rule.when) or bool(finder.all_in(text))

    return named
