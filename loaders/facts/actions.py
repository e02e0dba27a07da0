"""Actions: what some rules do beside stating: date an event, make one of a visit, read a list of memberships."""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from loaders.facts import agreements, appointments, conferrals, documents, events, memberships, renaming
from loaders.mentions.encode import CODE
from loaders.mentions.mention import Mention
from ontology import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from loaders.facts.emit import Match

DOCUMENT = "\ue0ff the document itself"
_ROLES = {"会员单位": "成员单位", "成员单位": "成员单位"}
_AS = re.compile(rf"([{CODE['O']}{CODE['A']}{CODE['H']}])(?:的)?([\u4e00-\u9fff]{{2,5}}单位)")
_FULL = 7
_PHRASE = 40


@cache
def VOCABULARY() -> Vocabulary:  # noqa: N802
    """The vocabulary, read once."""
    return load_vocabulary()


def date_event(match: "Match", event: int) -> None:
    """Give an event the day that its sentence names: the rule's own date, else the nearest one before the event."""
    own = match.mentions("date", "D")
    start, end = match.sentence
    at = match.found.end() + match.offset
    before = [m for m in match.page.encoded.within(start, min(at, end), "D") if isinstance(m, Mention)]
    for mention in [*reversed(own), *reversed(before)]:
        _spoken_before(match, mention)
        if not match.article.previous and match.register.document.date is None:
            match.article.previous = match.register.drafts[event].date or ""
        span = match.register.date(mention, match.article)
        if span.exact or len(span.start) >= _FULL:
            events.set_date(match.register, event, span.start, span.end)
            return


_SAME = frozenset(("同日", "当日", "当天"))


def _spoken_before(match: "Match", mention: Mention) -> None:
    """Resolve the last whole date before 当天 in its page, so that it is known which day that is."""
    if mention.name[:2] not in _SAME:
        return
    encoded = match.page.encoded
    earlier = encoded.within(0, encoded.at(mention.start), "D")
    last = next((m for m in reversed(earlier) if isinstance(m, Mention) and m.name[:2] not in _SAME), None)
    if last is not None:
        match.register.date(last, match.article)


def visit(match: "Match") -> int | None:
    """The visit that a match tells of: the headline's when it announces one, else one named by place and verb."""
    article, page, register = match.article, match.page, match.register
    if article.visit is None:
        target = match.span("place") or match.span("visited")
        verb = match.span("verb")
        if target is None or verb is None:
            return None
        encoded = page.encoded
        spans = sorted(encoded.span(*span) for span in (target, verb))
        name = "".join(page.printed(*span) for span in spans)
        article.visit = events.create(register, article, page, spans[0][0], spans[0][1], "visit")
        draft = register.drafts[article.visit]
        draft.forms.clear()
        if named := match.text_span("named"):  # what it calls itself: “…万里行”调研
            draft.forms[page.printed(named[0], spans[-1][1])] = None
        draft.forms[name] = None
        first, last = encoded.span(*match.place)
        if (who := match.text_span("who")) and len(phrase := page.printed(min(who[0], first), last)) <= _PHRASE:
            draft.forms[phrase] = None
        if article.event is None or register.drafts[article.event].type == "signing":
            article.event = article.visit
    date_event(match, article.visit)
    return article.visit


def launch(match: "Match") -> int | None:
    """The launch that a match tells of: the headline's, else one named after what was launched."""
    article, page, register = match.article, match.page, match.register
    if article.event is not None and register.drafts[article.event].type == "launch":
        date_event(match, article.event)
        return article.event
    what = match.text_span("what")
    if what is None:
        return None
    event = events.create(register, article, page, *what, "launch")
    draft = register.drafts[event]
    name = page.printed(*what) + "启动"
    draft.forms.clear()
    draft.forms[name] = None
    if article.event is None:
        article.event = event
    date_event(match, event)
    return event


def signing(match: "Match") -> None:
    """The signing that a match tells of, as an event: the headline's when it announces one."""
    article, page, register = match.article, match.page, match.register
    found = events.of_type(register, article, "signing")
    if found is None:
        if article.event is not None or article.pending is not None:
            return  # told in passing: the text is about another event
        found = article.event = events.create(register, article, page, *page.encoded.span(*match.place), "signing")
    date_event(match, found)


def reviewed(match: "Match") -> None:
    """The review that a match tells of (…在青岛通过验收), as the event: the text's own, or a new one."""
    article, page, register = match.article, match.page, match.register
    found = events.of_type(register, article, "review") if article.event is not None else None
    if found is None and article.pending is not None and article.pending.kind == "review":
        found = article.event = events.from_pending(register, article)
    if found is None:
        found = events.create(register, article, page, *page.encoded.span(*match.place), "review")
        article.event = found if article.event is None else article.event
    match.event = found
    date_event(match, found)


def number(match: "Match") -> None:
    """Note the 文号 of a title."""
    titles, numbers = match.mentions("what", "T"), match.mentions("no", "N")
    if titles and numbers:
        entity = documents.document(match.register, titles[-1], match.page, match.article)
        if entity is not None:
            number = numbers[0]
            printed = match.page.printed(number.start, number.end)
            documents.number_of(match.register, entity, number.value, printed)


def member_as(match: "Match") -> None:
    """State each membership of a list: 甲协会会员单位、乙联盟理事长单位."""
    register, page = match.register, match.page
    members, span = match.mentions("who", "AOH"), match.span("list")
    member = register.body(members[0], page, match.article, match.sentence) if members else None
    if member is None or span is None:
        return
    for found in _AS.finditer(page.encoded.code, *span):
        item = page.encoded.item(found.start())
        body = register.body(item, page, match.article, match.sentence) if isinstance(item, Mention) else None
        if body is None or not isinstance(item, Mention):
            continue
        role = _ROLES.get(found[2], found[2])
        leads = role == "理事长单位" and register.drafts[body].kind == "Alliance"
        predicate = "leads" if leads and register.drafts[member].kind == "Organization" else "member_of"
        allowed = VOCABULARY().allowed_values(predicate, "role")
        if allowed is not None and role not in allowed:
            continue
        where = page.evidence(match.sentence, (item.start, page.encoded.end(found.end() - 1)))
        register.state(member, predicate, body, {"role": role}, where, match.rule.id)


def revoke(match: "Match") -> None:
    """State that bodies lost their membership in the body that the article speaks of."""
    register = match.register
    what = match.text_span("what")
    word = match.page.reading.text[slice(*what)] if what else ""
    body = match.article.bodies[0] if match.article.bodies else match.article.subject
    if body is not None and not memberships.has_members(register, body):
        body = match.article.subject
    role = {"网员": "网员", "理事": "理事单位", "副理事长": "副理事长单位"}.get(word, "成员单位")
    if body is None:
        return
    for mention in match.mentions("who", "AO"):
        member = register.body(mention, match.page, match.article, match.sentence)
        if member is None or member == body:
            continue
        said = {"role": role, "status": "revoked"}
        event = match.article.event
        if event is not None and (date := register.drafts[event].date) and len(date) == 10:
            said["date"] = date
        where = match.page.evidence(match.sentence, (mention.start, mention.end))
        register.state(member, "member_of", body, said, where, match.rule.id)


def awards(match: "Match") -> None:
    """Note the prizes that a text lists or quotes, without saying who got them."""
    span = match.text_span("award")
    if span is None:
        return
    page, start = match.page, span[0]
    for part in re.split(r"([、和与及])", page.reading.text[slice(*span)]):
        name = part.strip("“”")
        if len(name) > 2 and part not in "、和与及":
            at = start + part.index(name)
            where = page.block.span(at, at + len(name))
            match.register.drafts.entity("Award", page.printed(at, at + len(name)), *where)
        start += len(part)


def founded(match: "Match") -> None:
    """Note the day on which a body was founded."""
    bodies, days = match.mentions("body", "AO"), match.mentions("date", "D")
    if not bodies or not days:
        return
    body = match.register.body(bodies[0], match.page, match.article, match.sentence)
    day = match.register.date(days[0], match.article).start
    if body is not None and day:
        span = match.page.evidence(match.sentence, (bodies[0].start, days[0].end))
        match.register.value(body, "founded", day, "date", span, match.rule.id)


def opened(match: "Match") -> None:
    """The founding that a headline lets expect (…联盟成立), when the body tells of it; else nothing."""
    pending, article = match.article.pending, match.article
    match.event = None
    if pending is not None and pending.verbal and pending.kind == "conference" and match.page is not pending.page:
        match.event = pending.events[0] if pending.events else events.from_pending(match.register, article)
        article.event = match.event if article.event is None else article.event
        date_event(match, match.event)
    elif pending is None and article.event is None and (rite := _founding_rite(match)) is not None:
        match.event = article.event = events.event_of(match.register, rite, match.page, article, held=True)
        if match.event is not None:
            date_event(match, match.event)


_RITES = ("成立大会", "成立仪式", "成立会", "揭牌仪式", "成立暨揭牌仪式")
_NEAR = 400


def _founding_rite(match: "Match") -> Mention | None:
    """The ceremony of a founding that the same paragraph goes on to speak of (出席成立大会), or None."""
    end = match.place[1]
    owners = [mention.name for mention in match.mentions("body", "AH")]
    for item in match.page.encoded.within(end, end + _NEAR, "E"):
        if isinstance(item, Mention) and item.name.endswith(_RITES):
            return item if item.rule == "event.body" or item.name.startswith(tuple(owners)) else None
    return None


ACTIONS: dict[str, Callable[["Match"], None]] = {
    "reviewed": reviewed,
    "opened": opened,
    "signing": signing,
    "pairs": agreements.pairs,
    "represented": agreements.represented,
    "designate": conferrals.designate,
    "joined": lambda match: memberships.change(match, "joined"),
    "left": lambda match: memberships.change(match, "revoked"),
    "ranked": memberships.change,
    "counted": memberships.counted,
    "rank_held": memberships.held,
    "number": number,
    "appoint": appointments.appoint,
    "succeed": appointments.succeed,
    "appointing": appointments.appointing,
    "member_as": member_as,
    "revoke": revoke,
    "awards": awards,
    "founded": founded,
    "renamed": renaming.renamed,
}
