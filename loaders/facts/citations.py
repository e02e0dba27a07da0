"""Citations: a document refers to every policy that its own text names; its issuers, and the text it carries along.

A notice that issues or forwards another document carries that one's text behind its signature: what is named there is
cited by the inner document, not by the notice.
"""

import re
from collections.abc import Iterator

from graph.door import LONGEST_PASSAGE
from loaders.facts import documents
from loaders.facts.actions import DOCUMENT
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.layout import Layout
from loaders.mentions.mention import Mention

_BETWEEN = re.compile(r"(?:[ 、，\u3000]|和|会同|联合)*")
_SEAL = re.compile(r"\((?:盖章|公章|印章|代章|章)\)|[\s、，]")
_TOLD = frozenset(("paragraph", "item"))
_FORM_BEFORE = re.compile(
    r"(?:提交|填写|填报|报送|撰写|提供|出具|出版|附|上报|签好用好|签订|编写|编印|发放|订阅|作[了题]?为?|题为|名为|宣读了?|公布了?)(?:(?!符合|按照|依据|根据)[^，。；《》]){0,8}$"
)
_LONGEST_HEAD = 60


def own_document(
    register: Register, layout: Layout, pages: list[Page], articles: dict[int | None, Article]
) -> int | None:
    """The document itself as an entity, when it is a notice: its title, 文号, date and issuers."""
    if layout.genre != "notice" or not layout.title:
        register.explained = _explained(register, pages, articles)
        return None
    titles = [page for page in pages if page.block.role == "title"]
    if not titles:
        return None
    page = titles[0]
    form = page.printed(0, len(page.block.text))
    span = page.block.span(0, len(page.block.text))
    entity = register.drafts.entity("PolicyDocument", form, *span, key=DOCUMENT)
    draft = register.drafts[entity]
    draft.number, draft.date = layout.number, layout.date
    register.drafts.alias(entity, layout.title)
    if (about := form.find("关于")) > 0:
        register.drafts.alias(entity, form[about:])
    if layout.number:
        register.drafts.alias(entity, layout.number)
    register.speaking = entity
    where = (span[0], min(span[1], span[0] + LONGEST_PASSAGE))
    for source, mention in _issuers(pages, page, layout):
        whole = (0, len(source.encoded.code))
        issuer = register.body(mention, source, articles[source.block.article], whole)
        if issuer is not None and issuer not in register.issuers:
            register.issuers.append(issuer)
            said = {"date": layout.date} if layout.date else {}
            register.state(issuer, "issues", entity, said, where, "issue.masthead")
    return entity


_EXPLAINED = re.compile(
    r"《[^》]{4,80}》(?:的|政策|文件|起草|编制|制定|修订|官方|图文|一图|有关|相关|情况){0,4}"
    r"(?:解读|问答|图解|说明|释义|答问|读懂)"
)
_QUOTED = re.compile(r"第[一二三四五六七八九十百零〇0-9]{1,5}条|废止")
"""Words of a paragraph in which an explanation tells what the document that it explains says."""


def _explained(register: Register, pages: list[Page], articles: dict[int | None, Article]) -> int | None:
    """The document that a text explains by its headline (《某办法》解读), or None."""
    for page in pages[:_HEADLINES]:
        titles = [item for item in page.encoded.within(0, len(page.encoded.code), "T") if isinstance(item, Mention)]
        if len(titles) == 1 and _EXPLAINED.fullmatch(page.reading.text.strip()):
            return documents.document(register, titles[0], page, articles[page.block.article])
    return None


_HEADLINES = 6


def _issuers(pages: list[Page], title: Page, layout: Layout) -> list[tuple[Page, Mention]]:
    """Who issues a notice: the bodies its title begins with, else those of its signature, else of its masthead."""
    if heads := list(_leading(title)):
        return [(title, mention) for mention in heads]
    signed = [page for page in pages if page.block.ignored_by == "signature"]
    names = [(page, m) for page in signed for m in page.reading.bodies if m.letter == "O" and _is_signature(page)]
    named = [
        (page, m)
        for page in pages
        if page.block.role in {"masthead", "imprint"} and layout.issuer is not None
        for m in page.reading.bodies
        if m.letter == "O" and m.name in layout.issuer
    ]
    return names or named[:1]


def _leading(title: Page) -> Iterator[Mention]:
    """The bodies with which a title begins, one after the other up to 关于."""
    at = 0
    for mention in title.reading.bodies:
        gap = _BETWEEN.match(title.reading.text, at)
        if mention.letter != "O" or gap is None or mention.start > gap.end() or mention.start < at:
            return
        yield mention
        at = mention.end


def _is_signature(page: Page) -> bool:
    """Whether a line of the signature holds nothing but names of bodies."""
    bodies = [m for m in page.reading.bodies if m.letter == "O"]
    text = page.reading.text
    for mention in reversed(bodies):
        text = text[: mention.start] + text[mention.end :]
    return not _SEAL.sub("", text)


def heads_inner(register: Register, page: Page) -> None:
    """Notice where the text of a document begins that was named before: a line that is nothing but its name."""
    text = page.reading.text
    if register.speaking is None or page.block.role == "item" or len(text) > _LONGEST_HEAD or "《" in text:
        return
    found = register.drafts.find("PolicyDocument", re.sub(r"\s", "", text))
    if found is not None and not register.drafts[found].listed:
        register.speaking = found


def cite(register: Register, item: Mention, named: int, page: Page, sentence: tuple[int, int]) -> None:
    """State that the document that speaks cites a policy named in its text."""
    speaking = register.speaking
    if speaking is None and _QUOTED.search(page.reading.text, 0, page.encoded.span(*sentence)[1]):
        speaking = register.explained
    if speaking is None or page.block.role not in _TOLD or register.drafts[named].kind != "PolicyDocument":
        return
    if register.drafts.root(speaking) == register.drafts.root(named):
        return
    if _FORM_BEFORE.search(page.reading.text, max(0, item.start - 14), item.start):
        return
    span = page.evidence(sentence, (item.start, item.end))
    register.state(speaking, "cites", named, {}, span, "cite.named")
