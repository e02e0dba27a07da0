"""Emission: what a rule's match states. Terms become drafts, qualifiers become words, actions do what needs code."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.facts import actions, documents, events, issuers, memberships, referred
from loaders.facts.article import Article
from loaders.facts.made import Term, made
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.mentions.encode import CODE
from loaders.mentions.mention import Mention
from loaders.rules import Emit, Rule
from loaders.rules.language import SEAT, present_from


@dataclass(slots=True)
class Match:
    """A rule's match in a sentence, with what is needed to read it."""

    rule: Rule
    found: re.Match[str]
    offset: int
    page: Page
    article: Article
    register: Register
    sentence: tuple[int, int]
    event: int | None = None
    visit: int | None = None
    launch: int | None = None

    @property
    def place(self) -> tuple[int, int]:
        """The whole match's offsets in the code."""
        return self.found.start() + self.offset, self.found.end() + self.offset

    def span(self, group: str) -> tuple[int, int] | None:
        """A group's offsets in the code, or None when it did not take part."""
        if group not in self.found.re.groupindex or self.found.start(group) < 0:
            return None
        start, end = self.found.span(group)
        if group in self.rule.lists:
            start = present_from(self.found.string, start, end)
        return (start + self.offset, end + self.offset) if end > start else None

    def text_span(self, group: str) -> tuple[int, int] | None:
        """A group's offsets in the block's text."""
        span = self.span(group)
        if span is None:
            return None
        return self.page.encoded.span(*span)

    def mentions(self, group: str, letters: str = "") -> list[Mention]:
        """The plain mentions (not person phrases) in a group."""
        span = self.span(group)
        found = self.page.encoded.within(*span, letters) if span else []
        return [m for m in found if isinstance(m, Mention)]


def run(match: Match, event: int | None = None) -> None:
    """State all that a match states; ``event`` is the one its event group stands for when that is known already."""
    if event is None:
        _find_event(match)
    else:
        match.event = event
    match.visit = match.article.visit
    for action in match.rule.do:
        if action == "visit":
            match.visit = actions.visit(match)
        elif action == "launch":
            match.launch = actions.launch(match)
        elif action in actions.ACTIONS:
            actions.ACTIONS[action](match)
    for emit in match.rule.emit:
        _state(match, emit)


def _find_event(match: Match) -> None:
    """Resolve the event that the match speaks of, and give it its day when the rule says that it was held."""
    held = "held" in match.rule.do
    mentions = match.mentions("event", "EV")
    register, article, page = match.register, match.article, match.page
    if mentions:
        match.event = events.event_of(register, mentions[0], page, article, held=held)
        dated = bool(page.encoded.within(*match.sentence, "D"))
        if held and mentions[0].letter == "V" and page is not article.title and dated:
            match.event = events.convened(
                register, mentions[0], match.mentions("who", "AO"), page, article, match.event
            )
        if article.event is None and mentions[0].letter == "E":
            article.event = match.event
    elif "event" not in match.found.re.groupindex or match.span("event") is None:
        match.event = events.event_of(register, _ANY, page, article)
        if article.lately is not None and article.lately[:2] == (page.index, match.sentence):
            match.event = article.lately[2]
    if match.event is None:
        return
    if held:
        if mentions and mentions[0].letter == "E" and not _in_passing(match):
            article.lately = (page.index, match.sentence, match.event)
        if _tells_of(match) and match.event not in article.here:
            article.here.append(match.event)
        actions.date_event(match, match.event)
    elif mentions and mentions[0].letter == "V" and register.drafts[match.event].date is None:
        actions.date_event(match, match.event)


def _tells_of(match: Match) -> bool:
    """Whether the page goes on to tell of the event that a match finds held: it is the first, or has a day of its own,
    and is not spoken of in passing (…举办的大会的情况).
    """
    return not _in_passing(match) and (not match.article.here or bool(match.page.encoded.within(*match.sentence, "D")))


def _in_passing(match: Match) -> bool:
    """Whether an event is only an attribute of what is told (…举办的大会的情况)."""
    span, code = match.span("event"), match.page.encoded.code
    return span is not None and code[span[1] : span[1] + 1] == "的"


_ANY = Mention("V", 0, 0, "会议", "meeting", "event.anaphor")


def terms(match: Match, term: str) -> list[Term]:
    """The drafts that a term of a rule stands for."""
    here = match.page.encoded.span(*match.place)
    first, _, second = term.partition("|")
    if second:
        found = terms(match, first)
        return found or (terms(match, second) if _opens_clause(match) else [])
    if first.startswith("@"):
        return _special(match, first, here)
    if first == "event" and match.mentions("event", "EV"):
        return [] if match.event is None else [(match.event, here)]
    name, _, kind = first.partition(":")
    return _group(match, name, kind)


def _special(match: Match, term: str, here: tuple[int, int]) -> list[Term]:
    """The drafts that a term with @ stands for: what the text speaks of without naming it here."""
    if term == "@project":
        project = referred.project(match)
        return [] if project is None else [project]
    if term == "@subject":
        return [(subject, here) for subject in referred.subjects(match)]
    if term == "@issuer":
        return [(issuer, here) for issuer in match.register.issuers]
    found: dict[str, Callable[[], int | None]] = {
        "@event": lambda: match.event,
        "@visit": lambda: match.visit,
        "@launch": lambda: match.launch,
        "@signing": lambda: events.of_type(match.register, match.article, "signing"),
        "@alliance": lambda: memberships.alliance_before(match),
        "@document": lambda: match.register.speaking,
        "@title": lambda: referred.title(match),
        "@former": lambda: referred.of_two(match, -2),
        "@latter": lambda: referred.of_two(match, -1),
    }
    entity = found[term]() if term in found else None
    return [] if entity is None else [(entity, here)]


_OPENING = frozenset("，。；：、〕】“如并还也且" + CODE["D"])


def _opens_clause(match: Match) -> bool:
    """Whether the match begins a clause, so that its subject is the one spoken of before."""
    start = match.found.start() + match.offset
    code = match.page.encoded.code
    return start == match.sentence[0] or code[start - 1] in _OPENING or code[start] == "，"


def _group(match: Match, name: str, kind: str) -> list[Term]:
    span, words = match.span(name), match.text_span(name)
    if span is None or words is None:
        return []
    register, page = match.register, match.page
    if kind == "Place":
        vague = _NOWHERE.fullmatch(page.reading.text[slice(*words)])
        return [] if vague else [(place, words) for place in register.places(page, *words)]
    if kind:
        return made(match, name, words, kind)
    found: list[Term] = []
    for item in page.encoded.within(*span):
        here = (item.start, item.end)
        if not isinstance(item, Mention):
            found += [(person, here) for person in register.people(item, page)]
        elif item.letter in "AOH":
            if _is_seat(match, item, span[1]):
                continue
            body = register.body(item, page, match.article, match.sentence)
            found += [] if body is None else [(body, here)]
        elif item.letter == "E" and name == "body":
            found += [(body, here) for body in _founded(match, item)]
        elif item.letter in "TN":
            document = documents.document(register, item, page, match.article)
            found += [] if document is None else [(document, here)]
            if document is not None and match.rule.emit[0].predicate == "issues":
                found += [(inner, here) for inner in issuers.issued_with(register, item, page, match.article)]
    return found


def _founded(match: Match, event: Mention) -> list[int]:
    """The alliance after which a founding is named (…共同组建的某联盟成立大会)."""
    named = [m for m in match.page.reading.bodies if m.letter == "A" and event.start <= m.start and m.end <= event.end]
    body = match.register.body(named[0], match.page, match.article, match.sentence) if named else None
    return [] if body is None else [body]


_NOWHERE = re.compile(
    "(?:线上|线下|云端|网上|网络|现场|腾讯会议|视频|会上|会议室|当地|此|这里|同期|全国各地)"
    "|.*(?:线上|线下|云端|平台|网络|期间|之际|之后|之前|背景下|形势下|基础上|过程中|阶段|指导下|支持下|领导下|组织下|框架下)"
)
_SEATED = re.compile(
    f"{SEAT}[{CODE['P']}{CODE['A']}{CODE['O']}]|[{CODE['A']}{CODE['O']}]的{CODE['P']}"
    f"|[{CODE['A']}{CODE['O']}{CODE['H']}][\u4e00-\u9fff]{{0,10}}(?:成员|委员)[、兼，][^，。；、]{{0,14}}{CODE['P']}"
    f"|[{CODE['A']}{CODE['O']}{CODE['H']}](?:{CODE['J']}[\u4e00-\u9fff]{{2,3}}|[\u4e00-\u9fff]{{2,3}}{CODE['J']})(?:[、，]|等|$)"
)


def _is_seat(match: Match, body: Mention, end: int) -> bool:
    """Whether a body only says whose member the next one is (联盟副理事长单位某公司) or where one works."""
    encoded = match.page.encoded
    return _SEATED.match(encoded.code, encoded.at(body.start), end) is not None


def _qualifiers(match: Match, emit: Emit, object_: int) -> dict[str, str] | None:
    """The qualifiers of a statement; None when a needed one is missing."""
    found: dict[str, str] = {}
    for name, value in emit.qualifiers.items():
        said = value
        if value == "$meeting":
            said = _told_day(match) or _meeting_day(match)
        elif value == "$day":
            said = _day(match)
            if said and match.register.drafts[object_].date is None:
                match.register.drafts[object_].date = said
        elif value == "$member":
            forms = match.register.drafts[object_].forms
            said = "网员" if any(form.endswith("网") for form in forms) else "成员单位"
        elif value.startswith("$"):
            span = match.text_span(value[1:])
            if span is None:
                return None
            said = match.page.reading.text[slice(*span)]
        if said:
            found[name] = said
    return found


def _meeting_day(match: Match) -> str:
    """The day of the event that the text reports."""
    event = match.event if match.event is not None else match.article.event
    date = match.register.drafts[event].date if event is not None else None
    return date if date and len(date) == 10 else ""


def _told_day(match: Match) -> str:
    """The date that the clause itself gives (2013年获 …), before what is conferred or signed."""
    span = match.span("award") or match.span("title") or match.place
    inside = match.page.encoded.within(match.place[0], max(span[0], match.place[0]), "D")
    dates = [item for item in inside if isinstance(item, Mention)]
    return match.register.date(dates[-1], match.article).start if dates else _day(match)


_LEADING = re.compile(f"({CODE['D']})，?由?$")


def _day(match: Match) -> str:
    """The day a rule's own date names, or the date right before the match."""
    mentions = match.mentions("date", "D")
    start = match.found.start() + match.offset
    if not mentions and (before := _LEADING.search(match.page.encoded.code, 0, start)):
        item = match.page.encoded.item(before.start())
        mentions = [item] if isinstance(item, Mention) else []
    return match.register.date(mentions[-1], match.article).start if mentions else ""


def _state(match: Match, emit: Emit) -> None:
    drafts = match.register.drafts
    predicate = actions.VOCABULARY().predicates[emit.predicate]
    for subject, here in terms(match, emit.subject):
        for object_, there in terms(match, emit.object):
            if drafts.root(subject) == drafts.root(object_):
                continue
            if drafts[subject].kind not in predicate.subjects or drafts[object_].kind not in predicate.objects:
                continue
            qualifiers = _qualifiers(match, emit, object_)
            if qualifiers is None:
                continue
            whole = match.page.encoded.span(*match.place)
            span = match.page.evidence(match.sentence, _joined(here, there, whole), here, there)
            match.register.state(subject, emit.predicate, object_, qualifiers, span, match.rule.id)


def _joined(*spans: tuple[int, int]) -> tuple[int, int]:
    return min(s for s, _ in spans), max(e for _, e in spans)
