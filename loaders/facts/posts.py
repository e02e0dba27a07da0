"""Posts: what person phrases say of who holds which office."""

import re
from dataclasses import replace

from loaders.facts import governments, portraits
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.bodies import has_offices
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention

_OF_ALLIANCE = re.compile(
    r"(?:原|前|现任|时任|首届|首任|新任|历任|本届|上届|第[一二三四五六七八九十]{1,3}届(?:理事会)?|理事会|名誉|荣誉|轮值|常务|执行|专职|副)*"
    r"(?:理事长|秘书长|轮值主席|监事长|首席专家)|(?:专家|技术|学术|标准化?|咨询|战略|指导)委员会(?:常务)?副?主任(?:委员)?"
)
_OF_UNIT = re.compile(
    "(?:董事长|总经理|总裁|厂长|院长|校长|所长|场长|行长|社长|总工程师|董事会秘书|首席[\u4e00-\u9fff]{2}官|党委副?书记|创始人|"
    "法定代表人|法人代表|总监|办公室主任|总会计师|总经济师|监事会主席)$"
)
_THAT = re.compile("(?:该|其)(?P<kind>公司|企业|单位|中心|集团|[院校所会厂局厅行社])$")
_KINDS = {
    "校": ("学", "学院", "学校", "校"),
    "公司": ("公司", "集团", "厂"),
    "企业": ("公司", "集团", "厂"),
    "院": ("院",),
}
_ACADEMIES = ("科学院", "工程院", "中科院", "社科院", "学部")
_CURRENT = "现任"
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
    portraits.tell(register, page, article, sentence)


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
    if body is not None and has_offices(body) and (inner := _INNER.fullmatch(title.name)) is not None:
        _at_department(register, page, article, sentence, person, body, title, len(inner["office"]))
        return
    if (office := governments.office(title.name, body)) is not None:
        known = office.place or governments.near(office.level, register, article)
        if not known:
            return
        owner: int | None = governments.seat(replace(office, place=known), register, page, (title.start, title.end))
        printed = printed[len(title.name) - len(office.title) :]
        rule = "post.phrase" if office.place else "post.referred"
    else:
        owner = (
            _owner(register, body, last, page, article, sentence)
            if body is not None
            else _implied(register, page, article, title, labelled=labelled)
        )
        referred = body is None or body.letter == "H" or body.rule.startswith("slot")
        rule = "post.bare" if body is None and not labelled else "post.referred" if referred else "post.phrase"
        if title.value == "rank" and body is not None and not body.name.endswith(_ACADEMIES):
            owner = None  # 甲大学某某院士: the title is at an academy that isn't named
    if owner is not None:
        span = page.evidence(sentence, (phrase.start, phrase.end), (name.start, name.end))
        register.state(subject, "holds_post", owner, {"title": printed}, span, rule)


_INNER = re.compile(r"(?P<office>[\u4e00-\u9fff]{2,8}(?P<kind>[处司]))副?(?:(?P=kind)长|调研员|巡视员)")


def _at_department(
    register: Register,
    page: Page,
    article: Article,
    sentence: tuple[int, int],
    person: tuple[int, Mention],
    body: Mention,
    title: Mention,
    split: int,
) -> None:
    """State a post at a department that stands in the title alone: 某厅厅长某某，高新处处长某某."""
    parent = register.body(body, page, article, sentence)
    if parent is None:
        return
    start, middle = title.start, title.start + split
    full = max(register.drafts[parent].forms, key=len) + title.name[:split]
    found = register.drafts.find("Organization", full)
    if found is None:
        found = register.drafts.entity("Organization", page.printed(start, middle), *page.block.span(start, middle))
        register.drafts.alias(found, full)
        register.drafts[found].name = full
    span = page.evidence(sentence, (start, title.end), (person[1].start, person[1].end))
    register.state(found, "part_of", parent, {}, span, "part.beside")
    said = {"title": page.printed(middle, title.end)}
    register.state(person[0], "holds_post", found, said, span, "post.phrase")


def _implied(register: Register, page: Page, article: Article, title: Mention, *, labelled: bool) -> int | None:
    """The body of a title that is written without one: 该院, the unit that a portrait is of, or the alliance."""
    that = _THAT.search(page.reading.text, max(0, title.start - 4), title.start)
    if that is not None:
        ends = _KINDS.get(that["kind"], (that["kind"],))
        named = [m for m in page.reading.bodies if m.letter == "O" and m.end <= title.start and m.name.endswith(ends)]
        whole = (0, len(page.encoded.code))
        return register.body(named[-1], page, article, whole) if named else article.company
    if _OF_UNIT.search(title.name):
        return article.company if article.headed else _spoken_of(register, page, article, title)
    if labelled or _OF_ALLIANCE.fullmatch(title.name):
        return register.spoken_of(page, title.start, article)
    return None


_FIRM = re.compile("公司|集团|厂$")
_OF_FIRM = re.compile("董事长|总经理|总裁|厂长|董事会秘书|创始人|首席执行官")


def _spoken_of(register: Register, page: Page, article: Article, title: Mention) -> int | None:
    """The company that the clause before a chairman or manager is about, when its sentence names no other."""
    text = page.reading.text
    start = max(text.rfind(mark, 0, title.start) for mark in "。；") + 1
    firms = [m for m in page.reading.bodies if m.letter == "O" and start <= m.start and m.end <= title.start]
    if len(firms) != 1 or firms[0].start != start or text[title.start - 1] not in "，其":
        return None
    fits = _FIRM.search(firms[0].name) and _OF_FIRM.search(title.name)
    return register.body(firms[0], page, article, (0, len(page.encoded.code))) if fits else None


def printed_title(page: Page, title: Mention) -> str:
    """A title as the source prints it, with the office in front of the person's name where it has one."""
    if title.name.startswith(_CURRENT) and title.end - title.start == len(title.name):
        title = title._replace(start=title.start + 2, name=title.name[2:])
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
