"""The rule language: ordinary regular expressions with slots for mentions.

``{B}`` any body (organisation, alliance, bare 联盟), ``{X}`` a named one, ``{C}`` an alliance or bare 联盟,
``{F}`` also the founding named after it, ``{A}`` and ``{O}`` alliance and organisation, ``{P}`` person phrase,
``{S}`` person or body, ``{J}`` post, ``{T}`` 《title》, ``{N}`` 文号, ``{D}`` date, ``{G}`` place name, ``{Q}``
quoted words, ``{E}`` event or a word for one, ``{L}`` the words of a place. ``+`` makes a coordinated list;
``{W+}`` is what stands before 出席 and the like, of which only the list of those present counts (see
:func:`present_from`), ``{I+}`` a list of guests after 邀请. ``:name`` makes a named group, ``~n`` is up to n
characters inside the clause. Every quantifier is bounded.
"""

import re

from loaders.mentions.encode import CODE

_C = CODE
_HAN_NAME = "[\u4e00-\u9fff]{2,3}"
_UNREAD = f"[{_C['A']}{_C['O']}{_C['H']}](?:{_C['J']}{_HAN_NAME}|{_HAN_NAME}{_C['J']})(?=[、，和等])"
"""Someone of a body whose name was not read as one: 某局某某副局长."""
_TAIL_WORDS = (
    "等|有关|相关|各|多家|部门|司局|处室|单位|领导|成员|负责人|负责同志|代表|"
    "专家|同志|人员|理事|监事|同行|院士|教授|学者|行业|业界|业内|技术|企业|"
    "高校|科研院所|院所|机构|嘉宾|师生|委员|及其|的|近|余|多|名|位|人|家|"
    "所|个|约|共|共计|十|百|数|两|三|几|理事长|秘书长|龙头|全体|会员|学生|"
    "本次|现场|线上|党政|政府|地方|知名|领域|负责|专家组|专家委员会|技术委员会"
)
_TAIL = (
    "(?:" + "|".join(sorted(_TAIL_WORDS.split("|"), key=len, reverse=True)) + f"|[0-9]{{1,6}}+|[{_C['J']}{_C['K']}])"
)
_WHO = f"[{_C['P']}{_C['A']}{_C['O']}{_C['H']}]"
SEAT = (
    f"[{_C['A']}{_C['O']}{_C['H']}](?:常务|副|执行|轮值|名誉|首届|等){{0,3}}+"
    "(?:理事长|会长|理事|秘书处|牵头|成员|会员|依托|发起|主任|主席|责任主体|核心|共建|支撑){1,2}+单位(?:的|——)?+"
)
"""What a unit is in another body, before its own name: 联盟副理事长单位."""
_OF = f"(?:[{_C['A']}{_C['O']}]的(?={_C['P']}))?"
"""Where someone is from: 某大学的某某教授."""
_RANKED = (
    "(?:(?:常务|副|执行|轮值|名誉|首届){0,3}+"
    "(?:理事长|会长|理事|秘书处|牵头|成员|会员|依托|发起|主任|主席|责任主体|核心|共建|支撑){1,2}+单位(?:的|——)?+)"
)
"""The rank of a unit in front of its name: 副理事长单位."""
_MEMBER = f"(?:来自)?(?:{SEAT}|{_RANKED})?{_OF}{_WHO}{_TAIL}{{0,14}}+"
_STRANGE = f"[^，。；：、《》“”{''.join(_C[letter] for letter in 'AOHPTNDQEV')}]{{2,20}}+{_C['P']}"
"""A person of a unit that was not read as one: 某某实验站高级工程师某某."""
_UNKNOWN = f"[^，。；：、{_C['P']}{_C['A']}{_C['O']}{_C['E']}{_C['V']}{_C['D']}]{{1,40}}+"
_ITEM = re.compile(f"{_MEMBER}|{_UNKNOWN}(?:{_C['P']}{_TAIL}{{0,14}}+)?")
_JOINTS = re.compile("、|以及|和|与|及(?!其)|带领|率领|偕")
_PRESENT = f"[^。；：{_C['E']}{_C['V']}]{{1,400}}?"
_GUEST = f"(?:{_MEMBER}|{_STRANGE}{_TAIL}{{0,14}}+)"
_INVITED = f"(?>{_GUEST}(?:(?:、|，?以及|和|与|及(?!其)){_GUEST}){{0,40}}+)"


def present_from(code: str, start: int, end: int) -> int:
    """Where the list of those present begins that ends at ``end``: its clauses hold nothing but items of a list.

    Walks back over the clauses between two offsets of the code; linear in their length.
    """
    begin = end
    while begin > start:
        comma = code.rfind("，", start, begin - 1)
        clause = comma + 1 if comma >= start else start
        items = [item for item in _JOINTS.split(code[clause:begin].strip("，")) if item]
        if not items or not all(_ITEM.fullmatch(item) for item in items):
            break
        begin = clause
    return begin


SLOTS: dict[str, str] = {
    "B": f"[{_C['O']}{_C['A']}{_C['H']}]",
    "C": f"[{_C['A']}{_C['H']}]",
    "X": f"[{_C['O']}{_C['A']}]",
    "F": f"[{_C['A']}{_C['H']}{_C['E']}]",
    "E": f"[{_C['E']}{_C['V']}]",
    "L": f"(?:(?!在)[^，。；：、！{_C['D']}{_C['E']}{_C['V']}{_C['T']}]){{1,24}}?",
    "S": f"[{_C['P']}{_C['A']}{_C['O']}{_C['H']}]",
    **{letter: _C[letter] for letter in "AOHPJTNDGQ"},
}
_LISTS: dict[str, str] = {
    "B+": "(?:{0}(?:(?:\\([^()]{{1,24}}+\\))?+(?:、|和|与|及|暨|，?以及|联合|会同|携手){0}){{0,40}})",
    "T+": "(?:{0}(?:(?:、|和|与|及|以及)?{0}){{0,12}})",
    "P+": "(?:{0}(?>(?:、|和|与|及|，(?:以及)?|以及)(?:(?:SEAT)?(?:OF)?{0}|UNREAD)|、STRANGE){{0,30}})".replace(
        "SEAT", SEAT.replace("{", "{{").replace("}", "}}")
    )
    .replace("UNREAD", _UNREAD.replace("{", "{{").replace("}", "}}"))
    .replace("STRANGE", _STRANGE.replace("{", "{{").replace("}", "}}"))
    .replace("OF", _OF.replace("{", "{{").replace("}", "}}")),
    "G+": "(?:{0}(?:(?:、|和|与|及){0}){{0,12}})",
}
_SPECIAL = {"W+": _PRESENT, "I+": _INVITED}
_SLOT = re.compile(r"\{([A-Z]\+?)(?::([a-z_0-9]+))?\}")
_GAP_MARK = re.compile(r"~(\d+)")


def _slot(match: re.Match[str]) -> str:
    name, group = match[1], match[2]
    if name in _SPECIAL:
        body = _SPECIAL[name]
    elif name.endswith("+"):
        body = _LISTS.get(name, _LISTS["B+"]).format(SLOTS[name[0]])
    else:
        body = SLOTS[name]
    return f"(?P<{group}>{body})" if group else body


def translate(pattern: str) -> str:
    """The regular expression that a rule's pattern stands for.

    Raises:
        KeyError: the pattern has a slot that the language does not know.
    """
    return _GAP_MARK.sub(r"[^，。；]{0,\1}?", _SLOT.sub(_slot, pattern))


def lists_in(pattern: str) -> frozenset[str]:
    """The groups of a rule's pattern that hold a list of those present."""
    return frozenset(match[2] for match in _SLOT.finditer(pattern) if match[1] == "W+" and match[2])
