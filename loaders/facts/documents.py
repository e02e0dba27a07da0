"""Titles: which kind of thing a 《title》 names, its number, and the issuers that stand inside it."""

import re

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.mention import Mention
from loaders.mentions.titles import WRAPS, number_span

_POLICY = re.compile(
    r"(?:意见|办法|通知|规划|纲要|方案|报告|章程|条例|决定|计划|细则|规定|(?<!方)(?<!做)(?<!用)(?<!看)(?<!手)(?<!写)法|法典|宪法|协定|公告|公报|函|决议|指南|目录|白皮书|"
    r"蓝皮书|绿皮书|名单|制度|倡议书?|宣言|建议|规则|要点|通报|行动|措施|指引|规程|导则|路线图|议定书|公约|批复|令|手册|意见书|规范|标准|守则|准则|"
    r"政策|战略|(?:规范|准入|认定|行业)条件|提纲|大纲|通告|汇编|清单|通则|蓝图|纪要)(?:[(（〔].{1,16}[)）〕]){0,2}$"
)
_FIRM = re.compile(
    r"(?:意见|办法|通知|规划|纲要|方案|章程|条例|决定|细则|规定|公报|函|名单|计划|白皮书|蓝皮书|路线图|报告|制度)(?:[(（].{1,16}[)）]){0,2}$"
)
_STANDARD = re.compile(
    r"(?:标准|规范|规程|导则|通则|要求|技术条件|限定值|限值|限额|等级|(?:核算|测定|试验|检验|检测|评价|测试|计算|分析|鉴定|"
    r"取样|采样|计量)方法|方法学|术语|术语和定义|分级|分类|分类与代码|分类与编码|编码规则|评价指标|图形符号|检验规则)"
    r"(?:[ 　]?第[0-9一二三四五六七八九十]+部分[^》]{0,20})?(?:[(（].{1,12}[)）])?$"
)
_RULED = re.compile(
    r"(?:管理|行为|自律|服务|工作|建设|运行|道德|行业|准入)规范(?:条件)?$|(?:认定|评审|评选|收费|补助|资助|开支|支出|考核|验收|遴选|奖励)标准$"
)
_MEDIUM = re.compile(r"(?:日报|晚报|时报|杂志|学报|周刊|期刊|晨报|都市报|经济报|画报|通讯|日报社|晚报社)$")
_KINDED = re.compile(
    r"(?:(?:团体|国家|行业|地方|企业|联盟|国际|推荐性|强制性|系列|首[个项]|[0-9一二两三四五六七八九十]+[项个部])?标准|团标|国标|行标|地标)"
    r"(?:化文件|项目|草案|名称|——|-|：){0,2}$"
)
_KINDED_AFTER = re.compile(
    r"(?:等|这|共|两|几)?(?:[0-9一二两三四五六七八九十]{1,3}[项个部]|多[项个部]|系列)?(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:(?:团体|国家|行业|地方|企业|联盟|国际|推荐性|强制性)(?:[、和与及](?:团体|国家|行业|地方|企业|联盟|国际)){0,3}标准|团标|国标|行标|(?<=[等项个部》])标准|"
    r"(?:的)?标准(?=正在|已|于|通过|获|发布|实施|制定|编制|起草|立项|报批|送审|征求))"
)
_CHAIN_AFTER = re.compile(r"(?:\([^()]{1,24}\))?[、和与及]?《[^《》]{2,60}》")
_CHAIN_BEFORE = re.compile(r"《[^《》]{2,60}》(?:\([^()]{1,24}\))?[、和与及]?$")
_CHAIN = 8
_GENERAL = 6
"""Longer words before a 文号 (管理办法) name the document."""
_NEAR = 24
_SHORT = re.compile(r"^[\u4e00-\u9fff]{2,6}$")


def kind_of_title(mention: Mention, page: Page) -> str | None:
    """The kind of thing a title names: Standard, PolicyDocument, or None when only its use can tell."""
    if mention.rule == "standard":
        return "Standard"
    name = mention.name
    about = "关于" in name
    if _MEDIUM.search(name) and not about:
        return None
    if mention.value or mention.rule != "title":
        return "PolicyDocument"
    start, end = _chain(page.reading.text, mention)
    text = page.reading.text
    if _KINDED.search(text[max(0, start - 10) : start]) and not about:
        return "Standard"
    said = _STANDARD.search(name) or not _FIRM.search(name) and _KINDED_AFTER.match(text, end)
    if said and not about and not _RULED.search(name):
        return "Standard"
    return "PolicyDocument" if _POLICY.search(name) or name.startswith("关于") else None


def is_policy(name: str) -> bool:
    """Whether a name ends as those of policies do."""
    return _POLICY.search(name) is not None


def _chain(text: str, mention: Mention) -> tuple[int, int]:
    """The span of the titles that are listed together with this one: 《甲》《乙》和《丙》."""
    start, end = mention.start, mention.end
    for _ in range(_CHAIN):
        before = _CHAIN_BEFORE.search(text, max(0, start - 90), start)
        if before is None:
            break
        start = before.start()
    for _ in range(_CHAIN):
        after = _CHAIN_AFTER.match(text, end)
        if after is None:
            break
        end = after.end()
    return start, end


def document(register: Register, mention: Mention, page: Page, article: Article, kind: str = "") -> int | None:
    """The draft of what a title names; short titles (《意见》) are the last full one they fit."""
    drafts = register.drafts
    if mention.letter == "N" or mention.rule == "numbered":
        return numbered(register, mention, page, article)
    entity = _titled(register, mention, page, article, kind)
    if entity is not None and mention.value and drafts[entity].kind == "PolicyDocument":
        if (span := number_span(page.reading.text, mention.start + len(mention.name), mention.end + _NEAR)) is not None:
            number_of(register, entity, mention.value, page.printed(*span))
    elif entity is not None and mention.rule == "standard":
        drafts.alias(entity, mention.value)
    return entity


def _titled(register: Register, mention: Mention, page: Page, article: Article, kind: str) -> int | None:
    """The draft that the words of a title name."""
    drafts = register.drafts
    found_kind = kind or kind_of_title(mention, page)
    whole = mention.rule in WRAPS or mention.rule == "nested"
    printed = page.printed(mention.start, mention.start + len(mention.name)) if whole else _inside(page, mention)
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


def numbered(register: Register, mention: Mention, page: Page, article: Article) -> int:
    """The draft of a document that its 文号 names, with the general word before it (实施办法(…号)) as a form."""
    start, end = page.block.span(mention.start, mention.end)
    form = page.printed(mention.start, mention.end)
    entity = register.drafts.entity("PolicyDocument", form, start, end, key=mention.value)
    draft = register.drafts[entity]
    draft.number = draft.number or mention.value
    if mention.rule == "numbered":
        name = form[: len(mention.parent)]
        if (span := number_span(page.reading.text, mention.start + len(name), mention.end)) is not None:
            register.drafts.alias(entity, page.printed(*span))
        if len(name) > _GENERAL:
            register.drafts.alias(entity, name)
            if (at := name.find("关于")) > 0:
                register.drafts.alias(entity, name[at:])
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
