"""Titles that speak of bodies and of other documents: who issues them, and what stands inside them.

国务院办公厅关于…的意见 is issued by the body in front of 关于; 关于印发《…》的通知 cites the document inside, which has
the same issuers; 转发某部《…》的通知 cites one that 某部 has issued.
"""

import re
from collections.abc import Iterator

from loaders.facts import documents
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import Mention
from loaders.mentions.titles import WRAPS

_TITLE = re.compile("《((?:[^《》]|《[^《》]*》){2,80})》")
_NESTED = re.compile(
    r"(?P<verb>印发|发布|颁布|公布|转发|批转)(?:实施)?(?:(?P<body>[^〈<《]{0,30}?)(?P<mark>[〈<《]))?(?P<name>[^〈〉<>《》]{4,60}?)[〉>》]?"
    r"的(?:通知|公告|通告|决定|函|令|意见)$"
)
_HEAD = re.compile(r"关于|转发|批转|印发|发布|颁布")
_UNIT = re.compile(
    r"中共中央(?=国务院|[ 、，和与\u3000]|$)|[^ 、，和与\u3000]{2,24}?"
    r"(?:政府|办公厅|委员会|厅|局|部|委|办公室|协会|学会|联合会|大学|中心|总署|会|院|司|署|行|集团|公司)"
    r"(?=[ 、，和与等\u3000]|国务院|$)"
)
_SEVERAL = re.compile(r"等[^ 、]{0,8}?(?:部门|单位|部委|委办局)")
_FORWARDING = frozenset(("转发", "批转"))
_LISTS = ("名单", "结果", "目录", "清单", "公告")
_LONGEST = 60


def of_title(
    register: Register, item: Mention, entity: int, page: Page, article: Article, sentence: tuple[int, int]
) -> None:
    """State what a document's title says: its issuers, the documents inside it and theirs."""
    name, at = _written(item)
    span = page.evidence(sentence, (item.start, item.end))
    issuers = list(_issuers(register, name, at, page, article, sentence))
    for issuer in issuers:
        register.state(issuer, "issues", entity, {}, span, "issue.in-title")
    if item.rule in WRAPS:
        around(register, item, entity, page, article, sentence)
    elif (nested := _NESTED.search(name)) is not None and (nested["mark"] or _is_document(nested)):
        start = at + nested.start("name")
        inside = Mention("T", start, start + len(nested["name"]), nested["name"], "", "nested", 1.0)
        inner = documents.document(register, inside, page, article)
        if inner is not None and register.drafts.root(inner) != register.drafts.root(entity):
            register.state(entity, "cites", inner, {}, span, "cite.wrapped")
            for issuer in [] if nested["verb"] in _FORWARDING else issuers:
                register.state(issuer, "issues", inner, {}, span, "issue.in-title")


def around(
    register: Register, item: Mention, outer: int, page: Page, article: Article, sentence: tuple[int, int]
) -> None:
    """State that a document whose title speaks of others (关于印发《…》的通知) cites them, and who issued those."""
    span = page.evidence(sentence, (item.start, item.end))
    for inner, before in insides(register, item, page, article):
        draft = register.drafts[inner]
        if draft.kind != "PolicyDocument" or draft is register.drafts[outer]:
            continue
        register.state(outer, "cites", inner, {}, span, "cite.wrapped")
        for issuer in _named(register, *before, page, article, sentence):
            register.state(issuer, "issues", inner, {}, span, "issue.in-title")


def insides(
    register: Register, wrapped: Mention, page: Page, article: Article
) -> Iterator[tuple[int, tuple[str, int]]]:
    """The documents inside 关于印发《…》和《…》的通知, each with the words before it and where those stand."""
    at = 0
    for title in _TITLE.finditer(wrapped.name):
        start = wrapped.start + title.start()
        mention = Mention("T", start, start + len(title[0]), title[1], "", "title", 1.0)
        words = wrapped.name[at : title.start()]
        verb = re.match("(?:关于)?(?:转发|批转|印发|[、和与及])", words)
        begin = verb.end() if verb else 0
        entity = documents.document(register, mention, page, article)
        if entity is not None:
            yield entity, (words[begin:], wrapped.start + at + begin)
        at = title.end()


def issued_with(register: Register, wrapped: Mention, page: Page, article: Article) -> list[int]:
    """The documents that a notice around them issues itself."""
    if wrapped.rule != "wrapped" or wrapped.name.startswith(("转发", "批转", "关于转发", "关于批转")):
        return []
    return [inner for inner, _ in insides(register, wrapped, page, article)]


def _written(item: Mention) -> tuple[str, int]:
    """The title without its marks and 文号, and where it begins."""
    if item.rule == "numbered":
        return item.parent, item.start
    return item.name, item.start + (item.rule not in WRAPS)


def _issuers(
    register: Register, name: str, at: int, page: Page, article: Article, sentence: tuple[int, int]
) -> Iterator[int]:
    """The bodies that stand in front of 关于 (or 印发, 转发) in a title."""
    head = _HEAD.search(name)
    if head is not None and 0 < head.start() <= _LONGEST:
        yield from _named(register, name[: head.start()], at, page, article, sentence)


def _named(
    register: Register, words: str, at: int, page: Page, article: Article, sentence: tuple[int, int]
) -> Iterator[int]:
    """The bodies of which words are a list; nothing when they hold anything else."""
    words = _SEVERAL.sub(lambda match: " " * len(match[0]), words)
    units = [(m.start(), m.end()) for m in _UNIT.finditer(words)]
    rest = words
    for start, end in units:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    if rest.strip(" 、，和与\u3000"):
        return
    for start, end in units:
        body = Mention("O", at + start, at + end, words[start:end], "", "title.issuer", 0.95)
        issuer = register.body(body, page, article, sentence)
        if issuer is not None:
            yield issuer


def _is_document(nested: re.Match[str]) -> bool:
    """Whether the words after 印发 are the name of a document, not of a list."""
    named = nested["verb"] not in _FORWARDING and not nested["name"].endswith(_LISTS)
    return named and documents.is_policy(nested["name"])
