"""Renaming: a body and its former name are one, whatever the text says first."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.facts.emit import Match


def renamed(match: "Match") -> None:
    """Make one of the bodies that a match names as old and new; the unit that is spoken of stands for a missing one."""
    register, article = match.register, match.article
    found: list[int] = []
    for group in ("new", "old"):
        mentions = match.mentions(group, "AOH")
        body = register.body(mentions[0], match.page, article, match.sentence) if mentions else article.company
        if body is None:
            return
        found.append(body)
    new, old = found
    drafts = register.drafts
    if drafts[new].kind != drafts[old].kind or drafts[new].organ or drafts[old].organ:
        return
    drafts.merge(new, old)
