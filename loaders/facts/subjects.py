"""Subjects: the unit that a part of a text is about, when a line of its own names it (a profile of each member)."""

import re

from loaders.facts.article import Article
from loaders.facts.page import Page
from loaders.facts.register import Register

_AFTER = re.compile(
    r"(?:单位|公司|企业|学校|学院|机构|基本|总体)?(?:简介|概况|介绍|情况介绍|情况|信息|名片|风采|概览)?"
    r"(?:[(\[【][^()\[\]【】]{1,20}[)\]】])?[：:]?$"
)
_DEFINED = re.compile(
    r"(?:[(][^()]{1,90}[)])?，?(?:简称“?[^”，]{2,12}”?，)?(?:前身|始建|始创|创建于|创立于|成立于|组建于|建于|注册于|创办于|位于|坐落|地处|总部|隶属|现有员工|"
    r"[是系为](?:一家|一所|我国|国内|全国|国家|集|中国|世界|亚洲|以|由|原|经|专业|从事|直属|隶属|[^，。；]{2,30}?(?:之一|企业|院所|机构|高校|大学|公司|社会团体|单位|法人)(?=[，。；]))|"
    r"原名|脱胎|起源|诞生于|专注|致力|专业从事|主要从事|主营|自(?:[0-9]{4}年)?(?:成立|创建|建立|组建)|经[^，。；]{2,20}批准|于[0-9]{4}年)"
)
_HEADED = frozenset(("paragraph", "heading", "item", "title"))
_LONGEST = 50


def head(register: Register, page: Page, article: Article) -> None:
    """Note the unit that a line consists of, or that a paragraph begins to portray (某公司成立于 …).

    What follows, up to the next such line, speaks of it as 公司 or 该院, or leaves it out.
    """
    text, bodies = page.reading.text, page.reading.bodies
    if page.block.role not in _HEADED or not bodies or bodies[0].letter != "O" or bodies[0].start > 1:
        return
    alone = len(text) <= _LONGEST and len(bodies) == 1 and _AFTER.match(text, bodies[0].end)
    if alone or _DEFINED.match(text, bodies[0].end):
        article.company = register.body(bodies[0], page, article, (0, len(page.encoded.code)))
        article.headed = article.company is not None
