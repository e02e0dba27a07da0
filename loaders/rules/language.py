"""The rule language: ordinary regular expressions with slots for mentions.

``{B}`` any body (organisation, alliance, bare 联盟), ``{X}`` a named one, ``{C}`` an alliance or bare 联盟, ``{A}`` ``{O}`` alliance, organisation, ``{P}``
person phrase, ``{J}`` post, ``{T}`` 《title》, ``{N}`` 文号, ``{D}`` date, ``{G}`` place name, ``{Q}`` quoted words, ``{E}``
event or a word for one, ``{L}`` the words of a place, ``{M}`` the words a list item may end with. ``+`` makes a
coordinated list, ``{W+}`` a list of those present (items may be unknown words), ``:name`` a named group, ``~n`` up to n
characters inside the clause. Every quantifier is bounded.
"""

import re

from loaders.mentions.encode import CODE

_C = CODE
_ITEM_TAIL = (
    "(?:等|有关|相关|各|多家|部门|司局|处室|单位|领导|成员|负责人|负责同志|代表|专家|同志|人员|理事|监事|同行|院士|教授|学者|行业|业界|业内|技术|企业|"
    "高校|科研院所|院所|机构|嘉宾|师生|委员|及其|的|近|余|多|名|位|人|家|所|个|约|共|和|及|以及|共计|[0-9]+|十|百|数|两|三|几|理事长|秘书长|龙头|全体|会员|学生|"
    f"本次|现场|线上|党政|政府|地方|[{_C['J']}])"
)
_GAP = f"(?:(?![{_C['P']}{_C['E']}{_C['V']}{_C['D']}])[^，。；：、]){{1,30}}?"
_SEPARATOR = "(?:、|，以及|，?以及|，|和|与|及|,)"
_MEMBER = f"(?:来自)?[{_C['P']}{_C['A']}{_C['O']}{_C['H']}]{_ITEM_TAIL}{{0,14}}"
SLOTS: dict[str, str] = {
    "B": f"[{_C['O']}{_C['A']}{_C['H']}]",
    "C": f"[{_C['A']}{_C['H']}]",
    "X": f"[{_C['O']}{_C['A']}]",
    "E": f"[{_C['E']}{_C['V']}]",
    "L": "(?:(?!在)[^，。；：、！]){1,24}?",
    "M": f"{_ITEM_TAIL}{{0,14}}",
    "S": f"[{_C['P']}{_C['A']}{_C['O']}{_C['H']}]",
    **{letter: _C[letter] for letter in "AOHPJTNDGQ"},
}
_LISTS: dict[str, str] = {
    "B+": "(?:{0}(?:(?:、|和|与|及|暨|，?以及|，以及|联合|会同|携手){0}){{0,40}})",
    "T+": "(?:{0}(?:(?:、|和|与|及|以及)?{0}){{0,12}})",
    "P+": "(?:{0}(?:(?:、|和|与|及|，|以及){0}){{0,30}})",
    "G+": "(?:{0}(?:(?:、|和|与|及){0}){{0,12}})",
}
_SLOT = re.compile(r"\{([A-Z]\+?)(?::([a-z_0-9]+))?\}")
_GAP_MARK = re.compile(r"~(\d+)")


def _slot(match: re.Match[str]) -> str:
    name, group = match[1], match[2]
    if name == "W+":
        body = f"(?:(?:{_MEMBER}|{_GAP})(?:{_SEPARATOR}(?:{_MEMBER}|{_GAP})){{0,30}})"
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
