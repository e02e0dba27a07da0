"""Events: which happening a mention stands for, what a headline names, when it was."""

import re
from difflib import SequenceMatcher

from loaders.cores import core, is_full
from loaders.facts.article import Article, Pending
from loaders.facts.drafts import match_key
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.verbal import expected_kind, may_be_called, rite, verbal_kind
from loaders.mentions.mention import Mention

_WIDER = re.compile("中国|全国|国际|世界|全球|亚洲|亚太|欧洲|东盟|海峡")
_ORDINAL = re.compile(r"第?[0-9一二三四五六七八九十百]+[届次期]|首届")
_YEAR = re.compile(r"(?<!\d)(?<!-)((?:19|20)\d\d)(?!\s?年度|\d|-|年年)")


def announce(register: Register, article: Article) -> None:
    """Set up what the headline of an article announces: a named event that the body will tell of, or a happening."""
    _full_subject(register, article)
    page = article.title
    if page is None:
        return
    text, encoded = page.reading.text, page.encoded
    named = [m for m in encoded.items if isinstance(m, Mention) and m.letter == "E"]
    if named and not text.endswith(("活动", "交流")):
        mention = max(named, key=lambda m: m.end - m.start)
        parts = (
            tuple(re.split(r"暨|&", mention.name)) if "暨" in mention.name or "&" in mention.name else (mention.name,)
        )
        article.pending = Pending(mention.name, parts, mention.value, page, mention.start, mention.end)
        return
    _told_by_verb(register, article, page)


def _full_subject(register: Register, article: Article) -> None:
    """Give the article's alliance the full names of equal core that its pages use, so that events are named in full."""
    if article.subject is None:
        return
    drafts = register.drafts
    cores = {core(form) for form in drafts[article.subject].forms}
    for page in (page for page in article.pages if page.block.role != "row"):
        for mention in page.reading.bodies:
            own = mention.letter == "A" and is_full(mention.name) and core(mention.name) in cores
            if own and drafts.find("Alliance", mention.name) is None:
                drafts.alias(article.subject, page.printed(mention.start, mention.end))


def create(register: Register, article: Article, page: Page, start: int, end: int, kind: str) -> int:
    """A new event named by the words between two offsets of the block's text."""
    form = re.sub(r"^“([^“”]*)”$", r"\1", page.printed(start, end))
    event = register.drafts.new("Event", form, *page.block.span(start, end))
    draft = register.drafts[event]
    draft.type, draft.article = kind, article.index
    if year := _YEAR.search(page.reading.text[start:end]):
        draft.date = year[1]
    article.events.append(event)
    return event


_SESSION = re.compile(
    r"第?([0-9一二三四五六七八九十]+)届((?:常务)?理事会|(?:会员|成员)(?:代表)?大会|(?:专家|技术|标准化|学术)委员会)第?([0-9一二三四五六七八九十]+)次"
    r"(?:全体|扩大)?(?:会议|大会)?"
)
_COUNTED = re.compile(r"第([0-9一二三四五六七八九十]+)届第?([0-9一二三四五六七八九十]+)次")


def _core(name: str) -> str:
    """What is left of an event's name for comparing: 第三届理事会第二次会议 is 三届二次理事会."""
    bare = re.sub(r"产业技术创新战略|技术创新战略|产业|\((?:[a-z0-9]+|简称[^)]*)\)|·", "", match_key(name))
    return _COUNTED.sub(r"\1届\2次", _SESSION.sub(r"\1届\3次\2", bare)) if "届" in bare else bare


def alike(one: str, other: str) -> bool:
    """Whether two names can be of one event: containment or likeness, and no two different ordinals or years."""
    a, b = _core(one), _core(other)
    if a == b:
        return True
    numbers = (set(_ORDINAL.findall(a)), set(_ORDINAL.findall(b)))
    if numbers[0] and numbers[1] and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return False
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and short in long:
        return not long.endswith(("分会场", "分论坛", "颁奖典礼", "启动仪式")) or short.endswith(long[-3:])
    if len(short) >= 4 and _subsequence(short, long) and short[-2:] == long[-2:]:
        return True
    return SequenceMatcher(None, a, b, False).ratio() >= 0.62


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def event_of(register: Register, mention: Mention, page: Page, article: Article, *, held: bool = False) -> int | None:
    """The event that a mention stands for; None when a general word has nothing to refer to."""
    if mention.letter == "V":
        if article.event is None and article.pending is not None and mention.rule == "event.anaphor":
            article.event = from_pending(register, article)
        if (word := rite(mention.name)) and page is not article.title:
            return _rite(register, mention._replace(start=mention.end - len(word)), page, article)
        if mention.rule == "event.general" and (held or not _refers(register, mention, article)):
            return None
        return _by_type(register, mention, article) if mention.end else _current(article)
    return _named(register, mention, page, article, held=held)


def _current(article: Article) -> int | None:
    """The event that words without a word for it are about: the last that the page tells of, else the article's."""
    return article.here[-1] if article.here else article.event


def _by_type(register: Register, mention: Mention, article: Article) -> int | None:
    """The event that a general word means: one of its own type (本次评选), else the one the text is about."""
    kind, drafts = mention.value, register.drafts
    known = article.here if kind in {"meeting", "conference"} else (*article.events, *article.here)
    found = next((event for event in reversed(known) if drafts[event].type == kind), None)
    return _current(article) if found is None else found


_RITE = re.compile(
    r"(?:本次|此次|该|这次|本)?((?:签约|签字|颁奖|揭牌|授牌|启动|奠基|开工|发布|首发|开班|结业)(?:仪式|典礼|会))"
)


def _rite(register: Register, mention: Mention, page: Page, article: Article) -> int:
    """The ceremony that a word means (签约仪式由某某主持): the article's of that type, else an event of its own on the
    day of what the text is about.
    """
    found = _by_type(register, mention, article)
    if found is not None and register.drafts[found].type == mention.value:
        register.drafts[found].forms.setdefault(mention.name[-(mention.end - mention.start) :])
        return found
    around = _current(article)
    event = create(register, article, page, mention.start, mention.end, mention.value)
    if around is not None:
        register.drafts[event].date = register.drafts[around].date
    elif article.pending is None:
        article.event = event
    return event


_ANY_MEETING = re.compile(r"(?:[本此该这上下两].*|会议|大会|活动|评选|典礼|仪式|调研|座谈|培训|交流活动|工作会议)")
_BROAD = frozenset(("meeting", "conference"))


def convened(
    register: Register, mention: Mention, hosts: list[Mention], page: Page, article: Article, known: int | None
) -> int | None:
    """The event of a general word that a dated sentence says was held (某联盟召开座谈会): one of its own when the text
    is about no other; ``known`` is what the word could refer to.
    """
    if _ANY_MEETING.fullmatch(mention.name) or article.pending is not None:
        return known
    if known is not None and (mention.value in _BROAD or register.drafts[known].type == mention.value):
        return known
    event = create(register, article, page, mention.start, mention.end, mention.value)
    if hosts:
        host = hosts[0]
        register.drafts.alias(event, page.printed(host.start, host.start + len(host.name)) + mention.name)
    if article.event is None:
        article.event = event
    return event


def of_type(register: Register, article: Article, kind: str) -> int | None:
    """The article's first event of a type, or None."""
    return next((event for event in article.events if register.drafts[event].type == kind), None)


def _refers(register: Register, mention: Mention, article: Article) -> bool:
    """Whether a general word with some words before it (项目启动会) can mean the event of the article."""
    return article.event is not None and register.drafts[article.event].type == mention.value


def from_pending(register: Register, article: Article) -> int:
    """The event that the headline announces, made of its words.

    Raises:
        ValueError: the headline announces none.
    """
    pending = article.pending
    if pending is None:
        raise ValueError("The article's headline names no event.")
    event = create(register, article, pending.page, pending.start, pending.end, pending.kind)
    pending.events.append(event)
    return event


def _named(register: Register, mention: Mention, page: Page, article: Article, *, held: bool) -> int:
    """The event of this name in the article, made when it is new; the headline's event is tied to it."""
    drafts = register.drafts
    form = page.printed(mention.start, mention.end)
    full = _full_name(register, form, article)
    for event in article.events:
        draft = drafts[event]
        if any(alike(full, name) for name in draft.forms) and _same_type(draft.type, mention.value, full, draft.forms):
            drafts.alias(event, form)
            drafts.alias(event, full)
            if held and article.event is None:
                article.event = event
            return event
    pending = article.pending
    if pending is not None and pending.verbal and pending.events and may_be_called(pending.kind, form):
        founded = pending.events[0]
        if len(drafts[founded].forms) == 1 and drafts[founded].type == mention.value:
            drafts.alias(founded, form)
            drafts.alias(founded, full)
            return founded
    event = create(register, article, page, mention.start, mention.end, mention.value)
    if full != form:
        drafts.alias(event, full)
        drafts[event].name = full
    _tie(register, event, full, form, page, article)
    if contest := _CEREMONY.match(mention.name):
        whole = create(register, article, page, mention.start, mention.start + len(contest[1]), "contest")
        _tie(register, whole, contest[1], contest[1], page, article)
    if held and (article.event is None or drafts[article.event].type == "signing"):
        article.event = event
    return event


_CEREMONY = re.compile(r"(.{2,60}(?:评选|评选活动|大赛|竞赛|挑战赛))(?:颁奖典礼|颁奖仪式|颁奖大会|颁奖会)$")


def _tie(register: Register, event: int, full: str, form: str, page: Page, article: Article) -> None:
    """Tie an event of the body to the one that the headline announces, or to one part of it."""
    pending = article.pending
    if pending is None or page is pending.page:
        return
    if pending.verbal:
        if not pending.events and article.event is None and may_be_called(pending.kind, form):
            pending.events.append(event)
            register.drafts.alias(event, pending.page.printed(pending.start, pending.end))
        return
    kind = register.drafts[event].type
    fits = kind == pending.kind or len(pending.parts) > 1 or match_key(pending.name) in match_key(full)
    joined = "暨" in form or "&" in form or len(pending.parts) == 1
    if joined and fits and (alike(full, pending.name) or alike(form, pending.name)):
        pending.events.append(event)
        register.drafts.alias(event, pending.page.printed(pending.start, pending.end))
        return
    sessions = "分会场", "分论坛"
    for part in pending.parts:
        session = any(word in part and word in form for word in sessions)
        if fits and len(pending.parts) > 1 and (alike(full, part) or _part_of_headline(form, part)) or session:
            pending.events.append(event)
            if session and len(pending.parts) == 1:
                register.drafts.alias(event, pending.page.printed(pending.start, pending.end))
            return


def _part_of_headline(name: str, part: str) -> bool:
    """Whether a part of the headline (联盟理事会) shortens a name (联盟一届三次理事会)."""
    short, long = sorted((_core(part), _core(name)), key=len)
    return len(short) >= 4 and short[-3:] == long[-3:] and _subsequence(short, long)


def _same_type(one: str | None, other: str, full: str, forms: dict[str, None]) -> bool:
    return one == other or any(match_key(full) in match_key(f) or match_key(f) in match_key(full) for f in forms)


def _full_name(register: Register, form: str, article: Article) -> str:
    """The name with 联盟 at its head, or nothing before 第几届, completed by the article's subject."""
    if article.subject is None:
        return form
    forms = register.drafts[article.subject].forms
    owner = max(forms, key=len)
    if any(known in form for known in forms if len(known) > 3):
        return form
    if form.startswith("联盟") and not form.startswith(("联盟协", "联盟联", "联盟试")):
        return owner + form.removeprefix("联盟")
    if form in {"成立大会", "成立仪式"}:
        return owner + form
    if (
        re.fullmatch(r"第?[0-9一二三四五六七八九十]+届.{0,16}(?:理事会|委员会|会员大会|成员大会|大会|会议)", form)
        and _WIDER.search(form) is None
    ):
        return owner + form
    return form


def headline_events(register: Register, article: Article, mention: Mention, page: Page) -> list[int]:
    """The events that the headline's own event mention stands for, after the body was read."""
    pending = article.pending
    if pending is None or pending.verbal or mention.name != pending.name:
        found = event_of(register, mention, page, article)
        return [] if found is None else [found]
    if not pending.events:
        article.event = from_pending(register, article)
    return list(dict.fromkeys(register.drafts.root(e) for e in pending.events))


_ENDS = re.compile("[。！？；]|[，：]$")
_LINE = 44


def headed(register: Register, article: Article, page: Page) -> None:
    """The event that a line inside an article announces, as a headline does: what stands below it is about that."""
    text = page.reading.text
    if len(text) > _LINE or _ENDS.search(text):
        return
    named = [m for m in page.encoded.items if isinstance(m, Mention) and m.letter == "E"]
    if len(named) == 1 and (named[0].end - named[0].start) * 2 > len(text):
        article.event, article.pending = _named(register, named[0], page, article, held=True), None
    elif not named and article.title is None:
        _told_by_verb(register, article, page)


def _told_by_verb(register: Register, article: Article, page: Page) -> None:
    """What a headline without a name of an event tells: a happening of its own, or one to be met in the body."""
    text = page.reading.text
    if any(m.letter == "V" for m in page.encoded.items) or text.startswith(("关于", "征集")):
        return
    if kind := verbal_kind(text):
        end = cut.start() if (cut := re.search(r"[(（][A-Za-z.:/]{4,}", text)) else len(text)
        article.event, article.pending = create(register, article, page, 0, end, kind), None
        article.visit = article.event if kind == "visit" else None
    elif kind := expected_kind(text):
        article.event, article.pending = None, Pending(text, (text,), kind, page, 0, len(text), verbal=True)


_NUMBERED = re.compile("第[0-9一二三四五六七八九十百]+[届次期]|[一二三四五六七八九十]届|首届|(?:19|20)[0-9]{2}")
_PROPER = re.compile("[“「]?(?:全国|国际|中国|世界|全球|亚洲|[\u4e00-\u9fff]{2,3}[省市](?!级))")


def named(register: Register, article: Article, page: Page) -> None:
    """Note the events with a proper name of which the page states nothing (a prize won at the 第三届…大赛)."""
    for item in page.encoded.items:
        if not isinstance(item, Mention) or item.letter != "E":
            continue
        told = page.reading.text[item.start - 1 : item.start] == "的"  # 是由某会主办的国际会议
        if _NUMBERED.search(item.name) or _PROPER.match(item.name) and not told:
            _named(register, item, page, article, held=False)


def set_date(register: Register, event: int, start: str, end: str) -> None:
    """Give an event its day unless it has a finer one."""
    draft = register.drafts[event]
    if not start or draft.date and len(draft.date) >= len(start):
        return
    draft.date = start
    if end and end != start:
        draft.date_end = end
