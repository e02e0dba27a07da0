"""Posts: what person phrases say of who holds which office."""

from dataclasses import replace

from loaders.facts import governments
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention

_ALLIANCE_POSTS = frozenset(("理事长", "副理事长", "秘书长", "副秘书长", "常务副理事长", "执行秘书长"))
_PARENTS = ("司", "部", "局", "厅", "委", "院")
_OFFICES = ("处", "科", "室")


def posts(register: Register, page: Page, article: Article, sentence: tuple[int, int]) -> None:
    """State the posts of all persons that a sentence names, and note the persons."""
    last: Mention | None = None
    for item in page.encoded.within(*sentence):
        if isinstance(item, Mention):
            if item.letter == "O":
                last = item
            continue
        labelled = "：" in page.reading.text[item.start : item.end]
        for person in item.people:
            subject = register.person(person.name, page)
            for body, title in person.posts:
                _state(register, page, article, sentence, item, (subject, person.name), body, title, last, labelled)
        last = _last_body(item) or last


def _state(
    register: Register,
    page: Page,
    article: Article,
    sentence: tuple[int, int],
    phrase: Phrase,
    person: tuple[int, Mention],
    body: Mention | None,
    title: Mention,
    last: Mention | None,
    labelled: bool,
) -> None:
    """State one post of a person, at the body the words name, else at the one that the article speaks of."""
    subject, name = person
    printed = printed_title(page, title)
    if (office := governments.office(title.name, body)) is not None:
        known = office.place or governments.near(office.level, register, article)
        if not known:
            return
        owner: int | None = governments.seat(replace(office, place=known), register, page, (title.start, title.end))
        printed = printed[len(title.name) - len(office.title) :]
        rule = "post.phrase" if office.place else "post.referred"
    else:
        owner = article.subject if labelled or title.name in _ALLIANCE_POSTS else None
        if body is not None:
            owner = _owner(register, body, last, page, article, sentence)
        referred = body is None or body.letter == "H" or body.rule.startswith("slot")
        rule = "post.bare" if body is None and not labelled else "post.referred" if referred else "post.phrase"
    if owner is not None:
        span = page.evidence(sentence, (phrase.start, phrase.end), (name.start, name.end))
        register.state(subject, "holds_post", owner, {"title": printed}, span, rule)


def printed_title(page: Page, title: Mention) -> str:
    """A title as the source prints it, with the office in front of the person's name where it has one."""
    return title.name[: len(title.name) - (title.end - title.start)] + page.printed(title.start, title.end)


def _last_body(phrase: Phrase) -> Mention | None:
    bodies = [b for person in phrase.people for b, _ in person.posts if b is not None and b.letter == "O"]
    return bodies[-1] if bodies else None


def _owner(
    register: Register, body: Mention, last: Mention | None, page: Page, article: Article, sentence: tuple[int, int]
) -> int | None:
    """The draft of the body a post is at; a 处 after a person of a 司 is a department of that 司."""
    if last is None or not _is_beside(body, last):
        return register.body(body, page, article, sentence)
    parent = register.body(last, page, article, sentence)
    child = register.body(body, page, article, sentence)
    if parent is not None and child is not None and parent != child:
        full = max(register.drafts[parent].forms, key=len) + body.name
        register.drafts.alias(child, full)
        register.drafts[child].name = full
        span = page.evidence(sentence, (body.start, body.end))
        register.state(child, "part_of", parent, {}, span, "part.beside")
    return child


def _is_beside(body: Mention, last: Mention) -> bool:
    """Whether an unknown office stands after a body whose office it can be."""
    ranks = body.name.endswith(_OFFICES) and last.name.endswith(_PARENTS) and not body.name.startswith(last.name)
    return body.rule == "slot.department" and last is not body and ranks
