"""Departments: whose department 我部科技教育司, 厅政策处 or a bare 能源装备司 is: the issuer's own."""

import re
from typing import TYPE_CHECKING

from loaders.mentions.mention import Mention

if TYPE_CHECKING:
    from loaders.facts.register import Register

RULE = "org.own-department"
_HEAD = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,24}?(?:部|委员会|委|总局|局|厅|科学院|工程院))(?:[\u4e00-\u9fff]{2,16}?(?:司|处|厅|办公室|办公厅))?$"
)
_ENDS = {"委": ("委", "委员会"), "局": ("局", "总局"), "会": ("会", "委员会")}


def owner(register: "Register", mention: Mention) -> int | None:
    """The draft of the body that a department is of: the issuer that 我部, 厅 … means, else the first issuer that has
    departments; None when no issuer can.
    """
    head = mention.parent[-1:]
    for issuer in register.issuers:
        for form in register.drafts[issuer].forms:
            match = _HEAD.match(form)
            if match is None or head and not match["body"].endswith(_ENDS.get(head, (head,))):
                continue
            if match["body"] == form:
                return issuer
            organ = register.organ(match["body"])
            draft = register.drafts[issuer]
            return register.drafts.entity(
                "Organization", match["body"], draft.start, draft.end, key=organ.name if organ else None
            )
    return None


def draft(register: "Register", mention: Mention, form: str, start: int, end: int) -> int | None:
    """The draft of a department under its full name; None for one of 我部 when no issuer is known."""
    body = owner(register, mention)
    if body is None:
        return None if mention.parent else register.drafts.entity("Organization", form, start, end)
    name = next(iter(register.drafts[body].forms))
    canonical = register.drafts[body].organ or name
    found = register.drafts.entity("Organization", name + form, start, end, key=canonical + mention.name)
    register.drafts.alias(found, form)
    return found
