"""Laurels: lists of those who get a prize, under a line that names it or in a table with a column of prizes."""

import re
from collections.abc import Iterator

from graph.door import LONGEST_PASSAGE
from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.row import Row
from loaders.facts.units import parts, read_units
from loaders.layout import Cell
from loaders.mentions.encode import CODE, Phrase
from loaders.mentions.mention import Mention

_HONOUR = (
    r"(?:(?<!获)(?<!颁)奖|奖章|奖状|称号|先进(?:集体|单位|个人|工作者|企业)|优秀(?!的)[^，。；：()\s]{2,8}|劳动模范|标兵|"
    r"突出贡献[^，。；：\s]{2,6}|十佳[^，。；：\s]{2,6})"
)
_HEADING = re.compile(
    rf"^(?:\(?[\d一二三四五六七八九十]{{1,3}}[、.．)]\s?)?(?P<name>[^，。；：\s]{{0,36}}?{_HONOUR})"
    r"(?:\s?\((?:共|各)?[\d一二三四五六七八九十]+[项名个人家位篇件]\)|[\d一二三四五六七八九十]+[项名个人家位])?"
    r"(?:获奖)?(?:获得者|名单|单位|者|项目)?(?:\s?：|\s?$|\s(?=\S))"
)
_RANK = re.compile(r"(?:[特一二三四]等|[金银铜]|优秀|优胜|提名|入围|鼓励)奖$")
_CONTEST = re.compile(
    r"(?P<name>[^，。；：\s]{2,40}?(?<!获)(?<!颁)奖)(?:(?:19|20)\d\d年度?)?(?:获奖|评选|评审|拟授奖|授奖|受奖|拟奖|揭晓|颁奖|结果)|"
    r"(?:颁发|评选出|评出|颁出|揭晓|颁授)了?(?P<given>[^，。；：\s]{4,40}?(?<!获)(?<!颁)奖)(?=[，。；：]|名单|获奖|各|$)"
)
_ABOUT = re.compile(r"^.*(?:(?:关于|公布|表彰|颁发|授予|发布|揭晓|举行|举办|召开|进行|评选|开展)了?|联盟(?=首届|第))+")
_LABEL = (
    r"(?:(?:主要)?(?:完成|获奖|申报|参与|承担|受表彰|获得|第一完成|主要完成)(?:单位|企业|人员?|者|个人|集体)|"
    r"获奖(?:单位|名单)|获得者)：\s?"
)
_ITEM = f"[{CODE['P']}{CODE['O']}{CODE['A']}](?:\\([^()]{{0,30}}\\))?"
_RUN = re.compile(rf"(?P<label>{_LABEL})?(?P<list>{_ITEM}(?:[、，；\s和与及]{{1,3}}{_ITEM}){{0,60}})")
_TAKER = re.compile(
    "完成单位|获奖(?:单位|者|人|名单)|申报单位|单位(?:名称)?$|企业(?:名称)?$|联盟名称|受表彰|获得者|完成人|姓名"
)
_PERSON = re.compile("人$|人员|姓名|者$")
_LEVEL = re.compile("奖项|等级|奖次|奖别|奖励|级别|荣誉|称号")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] {1,3}[\u4e00-\u9fff]")
_SHORT = 60


def tell(register: Register, page: Page, article: Article) -> None:
    """Read one line of a list of prizes: a heading that names one, or those who get it; a text of its own ends it."""
    if page.block.role not in {"paragraph", "item", "heading"}:
        return
    text = page.reading.text
    _contest(page, article)
    heading = _HEADING.match(text)
    if heading is not None and _followed(page, heading.end()):
        article.award = _award(register, page, article, *heading.span("name"))
        start = heading.end()
    elif article.award is None:
        return
    else:
        start = 0
    if article.award is not None and not _receivers(register, page, article, start) and len(text) > _SHORT:
        article.award = None


def _followed(page: Page, end: int) -> bool:
    """Whether a line ends where the name of a prize does, or goes on with a list of those who get it."""
    text = page.reading.text
    if end >= len(text) or text[end - 1] == "：":
        return True
    return _RUN.match(page.encoded.code, page.encoded.at(end)) is not None


def row(told: Row) -> None:
    """State the prizes that a row of a list gives: its own column names one, or the line above the list does."""
    register, page, article = told.register, told.page, told.article
    award = article.award
    for heading, cell in told.cells:
        bare = re.sub(r"\s", "", cell.heading or "")
        if heading.what == "award" or _LEVEL.search(bare):
            words = told.text(cell)
            if re.search(rf"{_HONOUR}$", words):
                award = _award(register, page, article, cell.start, cell.end)
    if award is None:
        return
    for _, cell in told.cells:
        bare = re.sub(r"\s", "", cell.heading or "")
        if not _TAKER.search(bare):
            continue
        for taker in _people(told, cell) if _PERSON.search(bare) else [named.unit for named in read_units(told, cell)]:
            register.state(taker, "receives", award, _said(register, article), told.span(cell), "award.list")


def _contest(page: Page, article: Article) -> None:
    """Note the prize of which a title or the first lines announce the winners (某某科学技术奖2016年度获奖名单)."""
    if article.contest is None and "奖" in page.reading.text and (found := _CONTEST.search(page.reading.text)):
        start, end = found.span("name" if found["name"] else "given")
        about = _ABOUT.match(page.reading.text[start:end])
        start += about.end() if about else 0
        article.contest = page.printed(start, end)


def _award(register: Register, page: Page, article: Article, start: int, end: int) -> int:
    """The prize that words name; a bare rank (一等奖) is one of the prize that the text is about."""
    form = page.printed(start, end)
    name = article.contest + form if article.contest and _RANK.fullmatch(form) else form
    bare = re.sub(r"^[“「](.*)[”」]$", r"\1", name)
    entity = register.drafts.entity("Award", bare, *page.block.span(start, end))
    if bare != name:
        register.drafts.alias(entity, name)
    if article.contest and name == form and article.contest not in form:
        register.drafts.alias(entity, article.contest + form)
    return entity


def _receivers(register: Register, page: Page, article: Article, start: int) -> bool:
    """State who gets the prize in a line: the list with which it begins, and those after labels (完成单位：…)."""
    encoded = page.encoded
    place = encoded.at(start) if start < len(page.reading.text) else len(encoded.code)
    found = False
    for run in _RUN.finditer(encoded.code, place):
        words = page.reading.text[slice(*encoded.span(*run.span()))]
        whole = run.start() == place and (run.end() == len(encoded.code) or "、" in words or place > 0)
        if run["label"] is None and not whole:
            continue
        found = True
        for item in _leading(page, *run.span("list")):
            takers = (
                register.people(item, page)
                if isinstance(item, Phrase)
                else [register.body(item, page, article, (0, len(encoded.code)))]
            )
            span = page.block.span(*encoded.span(*run.span()))
            where = (span[0], min(span[1], span[0] + LONGEST_PASSAGE))
            for taker in takers:
                if taker is not None and article.award is not None:
                    said = _said(register, article)
                    register.state(taker, "receives", article.award, said, where, "award.list")
    return found


def _leading(page: Page, start: int, end: int) -> Iterator[Mention | Phrase]:
    """The persons and bodies of a run, without those in brackets after them."""
    encoded = page.encoded
    depth = 0
    for place in range(start, end):
        character = encoded.code[place]
        depth += (character == "(") - (character == ")")
        item = encoded.item(place)
        if item is not None and depth == 0 and item.letter in "POA":
            yield item


def _people(told: Row, cell: Cell) -> list[int]:
    """The persons that a cell names, one after the other."""
    found: list[int] = []
    for first, last in parts(told.text(cell)):
        for name in _NAME.finditer(told.page.block.text, cell.start + first, cell.start + last):
            form = re.sub(r"\s", "", told.page.printed(*name.span()))
            found.append(told.register.drafts.entity("Person", form, *told.page.block.span(*name.span())))
    return found


def _said(register: Register, article: Article) -> dict[str, str]:
    """The day of the meeting that confers the prizes."""
    date = register.drafts[article.event].date if article.event is not None else None
    return {"date": date} if date and len(date) == len("2016-11-05") else {}
