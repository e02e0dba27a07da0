"""Posts: what person phrases say of who holds which office."""

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
                owner = article.subject if labelled or title in _ALLIANCE_POSTS else None
                if body is not None:
                    owner = _owner(register, body, last, page, article, sentence)
                if owner is None:
                    continue
                span = page.evidence(sentence, (item.start, item.end), (person.name.start, person.name.end))
                referred = body is None or body.letter == "H" or body.rule.startswith("slot")
                rule = "post.referred" if referred else "post.phrase"
                rule = "post.bare" if body is None and not labelled else rule
                register.state(subject, "holds_post", owner, {"title": title}, span, rule)
        last = _last_body(item) or last


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
