"""Conferrals told in running text: a document makes the alliances of a sentence pilots or ones to be cultivated."""

from typing import TYPE_CHECKING

from loaders.facts import referred

if TYPE_CHECKING:
    from loaders.facts.emit import Match

_STATUS = {"试点": "pilot", "培育": "key_cultivation"}


def designate(match: "Match") -> None:
    """State the status that the document of a sentence confers on alliances, numbered in the order of the text."""
    register, page = match.register, match.page
    own = register.speaking
    document = own if own is not None else referred.title(match)
    span = match.text_span("status")
    if document is None or span is None:
        return
    status = _STATUS[page.reading.text[slice(*span)]]
    told = {
        register.drafts.root(f.object)
        for f in register.drafts.facts
        if f.predicate == "designates" and register.drafts.root(f.subject) == register.drafts.root(document)
    }
    for mention in match.mentions("what", "A"):
        alliance = register.body(mention, page, match.article, match.sentence)
        if alliance is None or alliance in told:
            continue
        told.add(alliance)
        where = page.evidence(match.sentence, (mention.start, mention.end))
        said = {"status": status} if own is not None else {"status": status, "number": str(len(told))}
        register.state(document, "designates", alliance, said, where, match.rule.id)
        register.value(alliance, "status", status, "concept", where, match.rule.id)
