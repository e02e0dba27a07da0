"""Titles: which kind of thing a 《title》 names, its number, and the issuers that stand inside it."""

import re

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import Mention

_POLICY = re.compile(
    r"(?:意见|办法|通知|规划|纲要|方案|报告|章程|条例|决定|计划|细则|规定|法|公告|公报|函|决议|指南|目录|白皮书|蓝皮书|名单|制度|倡议书?|宣言|建议|规则|要点|通报|行动|"
    r"指引|规程|导则|目录|路线图|议定书|公约|批复|令|手册|研究报告|意见书)(?:[(（].{1,12}[)）])?$"
)
_STANDARD = re.compile(r"(?:标准|规范|规程|导则|技术要求|评价标准|通则)$")
_MEDIUM = re.compile(r"(?:日报|晚报|时报|杂志|学报|周刊|期刊|晨报|都市报|经济报|画报|通讯)$")
_KINDED = re.compile(r"(?:团体|国家|行业|地方|企业|联盟|国际)?标准$")
_SHORT = re.compile(r"^[\u4e00-\u9fff]{2,6}$")


def kind_of_title(mention: Mention, page: Page) -> str | None:
    """The kind of thing a title names: Standard, PolicyDocument, or None when only its use can tell."""
    before = page.reading.text[max(0, mention.start - 6) : mention.start]
    name = mention.name
    if _MEDIUM.search(name) and "关于" not in name:
        return None
    if _KINDED.search(before) or _STANDARD.search(name) and "关于" not in name and not name.endswith("管理规范"):
        return "Standard"
    return "PolicyDocument" if _POLICY.search(name) or name.startswith("关于") else None


def document(register: Register, mention: Mention, page: Page, article: Article, kind: str = "") -> int | None:
    """The draft of what a title names; short titles (《意见》) are the last full one they fit."""
    drafts = register.drafts
    if mention.letter == "N" or mention.rule == "numbered":
        return numbered(register, mention, page, article)
    entity = _titled(register, mention, page, article, kind)
    if entity is not None and mention.value and drafts[entity].kind == "PolicyDocument":
        at = page.reading.text.rfind("(", mention.start, mention.end) + 1
        number_of(register, entity, mention.value, page.printed(at, mention.end - 1))
    return entity


def _titled(register: Register, mention: Mention, page: Page, article: Article, kind: str) -> int | None:
    """The draft that the words of a title name."""
    drafts = register.drafts
    found_kind = kind or kind_of_title(mention, page)
    wrapped = mention.rule == "wrapped"
    printed = page.printed(mention.start, mention.start + len(mention.name)) if wrapped else _inside(page, mention)
    known = article.titles.get(mention.name)
    if known is not None and (not kind or drafts[known].kind == kind):
        return known
    if not kind and _SHORT.match(mention.name):
        for name, entity in reversed(list(article.titles.items())):
            if mention.name in name and len(mention.name) < len(name):
                drafts.alias(entity, f"《{printed}》")
                return entity
        if len(mention.name) <= 4 and _POLICY.fullmatch(mention.name):
            return None
    if found_kind is None:
        return None
    start, end = page.block.span(mention.start, mention.end)
    entity = drafts.entity(found_kind, printed, start, end)
    article.titles.setdefault(mention.name, entity)
    return entity


def _inside(page: Page, mention: Mention) -> str:
    """The words between 《 and 》 as printed."""
    return page.printed(mention.start, mention.start + len(mention.name) + 2)[1:-1]


def inner(register: Register, wrapped: Mention, page: Page, article: Article) -> int | None:
    """The document inside 关于印发《…》的通知."""
    start = wrapped.start + wrapped.name.find("《")
    mention = Mention("T", start, start + len(wrapped.parent) + 2, wrapped.parent, "", "title", 1.0)
    return document(register, mention, page, article)


def numbered(register: Register, mention: Mention, page: Page, article: Article) -> int:
    """The draft of a document that its 文号 names, with the general word before it (实施办法(…号)) as a form."""
    start, end = page.block.span(mention.start, mention.end)
    form = page.printed(mention.start, mention.end)
    entity = register.drafts.entity("PolicyDocument", form, start, end, key=mention.value)
    draft = register.drafts[entity]
    draft.number = draft.number or mention.value
    if mention.rule == "numbered":
        number = form[len(mention.parent) + 1 : -1]
        register.drafts.alias(entity, number)
        article.titles.setdefault(mention.parent, entity)
    return entity


def number_of(register: Register, title: int, number: str, printed: str) -> None:
    """Note that a document bears a 文号; the document the number already names becomes the same."""
    drafts = register.drafts
    known = drafts.find("PolicyDocument", number)
    if known is not None and drafts[known].kind == drafts[title].kind:
        title = drafts.merge(title, known)
    if drafts[title].kind == "PolicyDocument":
        drafts[title].number = number
        drafts.alias(title, printed)


def issuers_inside(
    register: Register, mention: Mention, entity: int, page: Page, article: Article, sentence: tuple[int, int]
) -> None:
    """State the bodies that stand in front of 关于 in a title as its issuers (国务院办公厅关于…的意见)."""
    head, found, _ = mention.name.partition("关于")
    if not found or not head or len(head) > 40:
        return
    at = mention.start + 1
    names = re.split(r"([ 、]+)", head)
    bodies: list[Mention] = []
    for name in names:
        if name.strip(" 、"):
            if not _is_body(register, name):
                return
            bodies.append(Mention("O", at, at + len(name), name, "", "title.issuer", 0.95))
        at += len(name)
    for body in bodies:
        issuer = register.body(body, page, article, sentence)
        if issuer is not None:
            span = page.evidence(sentence, (mention.start, mention.end))
            register.state(issuer, "issues", entity, {}, span, "issue.in-title")


def _is_body(register: Register, name: str) -> bool:
    return register.organ(name) is not None or name.endswith(
        ("政府", "办公厅", "委员会", "厅", "局", "部", "委", "办公室", "协会", "联合会", "大学", "科技部")
    )
