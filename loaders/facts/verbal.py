"""Happenings told with a verb: headlines without a noun for their event (甲联盟成立), and ceremonies (签约仪式)."""

import re

_AT_ONCE = (
    ("launch", re.compile(r"(?:正式|顺利)?(?:启动|开通|揭牌|奠基|开工|上线)(?:$|[(（])")),
    ("release", re.compile(r"(?:正式)?发布$")),
    ("visit", re.compile(r"(?:调研|考察|走访|拜访|来访|到访|视察|参访)")),
    ("signing", re.compile(r"签(?:署|订|约)")),
)
_FOUNDED = (
    "(?:联盟|协会|学会|研究会|促进会|联合会|中心|协作网|共同体|联合体)(?:在[^，。；]{2,12})?"
    "(?:正式|宣告|揭牌|挂牌)?(?:成立|诞生|启航|组建|揭牌|挂牌)(?:$|[，。！ ])"
)
_ELECTED = "(?:完成|顺利|圆满|实现|选举|进行)换届|换届(?:选举)?(?:完成|产生|圆满|成功|$)"
_EXAMINED = "(?:通过|接受|完成|顺利|圆满)[^，。；]{0,12}(?:验收|评审|审查|鉴定|审定|论证|检查|结题)|过审|过会$"
_WHEN_MET = (
    ("conference", re.compile(f"{_FOUNDED}|{_ELECTED}")),
    ("review", re.compile(_EXAMINED)),
    ("training", re.compile("(?:开班|开讲|结业)(?:$|[，。！ ])")),
    ("contest", re.compile("(?:开赛|收官|落幕|鸣锣|夺冠)(?:$|[，。！ ])")),
)
_NAMED_AS = {
    "conference": re.compile("成立|换届|代表大会|会员大会|成员大会|理事会|全体"),
    "review": re.compile("验收|评审|审查|鉴定|审定|论证|检查|结题"),
    "training": re.compile("培训|研修|班"),
    "contest": re.compile("赛"),
}
_RITE = re.compile(
    "(?:本次|此次|该|这次|本)?((?:签约|签字|颁奖|揭牌|授牌|启动|奠基|开工|发布|首发|开班|结业)(?:仪式|典礼|会|活动))"
)


def verbal_kind(title: str) -> str | None:
    """The type of event that a headline tells with a verb (…启动, …发布, …调研…), or None."""
    return next((kind for kind, pattern in _AT_ONCE if pattern.search(title)), None)


def expected_kind(title: str) -> str | None:
    """The type of event that a headline lets expect (…联盟成立, …通过验收): one only when the body speaks of it."""
    return next((kind for kind, pattern in _WHEN_MET if pattern.search(title)), None)


def may_be_called(kind: str, name: str) -> bool:
    """Whether a name (成立大会) can be of what a headline of this expected kind tells."""
    return _NAMED_AS[kind].search(name) is not None


def rite(word: str) -> str | None:
    """The ceremony that a word means (本次签约仪式: 签约仪式), or None when it means none."""
    match = _RITE.fullmatch(word)
    return match[1] if match else None
