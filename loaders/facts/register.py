"""The register: from mentions to drafts. One method for each kind of thing that a text can name."""

import re

from graph.model import Document
from loaders.facts import departments
from loaders.facts.article import Article
from loaders.facts.drafts import Drafts, Fact, ValueFact
from loaders.facts.page import Page
from loaders.facts.watch import Watch
from loaders.knowledge import Knowledge
from loaders.knowledge.lexicon import Organ
from loaders.mentions import dates
from loaders.mentions.alliances import industrial
from loaders.mentions.encode import Phrase
from loaders.mentions.mention import Mention
from loaders.rules import Rulebook

_SHORT_PLACES = {"京": "北京", "沪": "上海", "津": "天津", "渝": "重庆", "穗": "广州", "蓉": "成都"}
_PLACE_TAIL = re.compile(r"(?:等地|等|共同|联合|正式|顺利|圆满|隆重|分别|联合组织|组织)+$")
_ADDRESS = re.compile(r"[路街道巷镇乡村弄][0-9]{0,5}号?|[0-9]号")
"""Words of one address, in which 和 and 及 are parts of names: 某市和桥镇西街5号."""
_GOVERNMENT = re.compile(
    r"(?:人民政府|[省市县区州]政府|(?<!职业)(?<!大)[省市县区州盟][\u4e00-\u9fff]{1,8}(?:厅|局|委|委员会|办公室)|^国家[\u4e00-\u9fff]{2,12}(?:局|委员会|总局)|"
    r"[\u4e00-\u9fff]{2,}(?:部|委|总局)[\u4e00-\u9fff]{2,12}[司厅处局]|(?:科技|财政|教育|农业|工信|商务|水利|发改|环保|质监|统计|税务|林业|卫生)[厅局])$"
)


_NETWORKS = frozenset(("协作网", "联席会议"))
_SHORT = 400  # too short to tell what it is about
_TRADE = re.compile("产\\s?业|產\\s?業|行业|行業|工业|工業")
_HEADS: dict[str, tuple[str, ...]] = {
    "委": ("委", "委员会"),
    "办": ("办", "办公室", "办公厅"),
    "校": ("大学", "学院", "学校"),
    "会": ("会", "委员会"),
    "局": ("局", "总局"),
}
_SPACED = re.compile("(?<=[\u4e00-\u9fff])\\s+(?=[\u4e00-\u9fff])")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,11})\)")
_BRANCH = re.compile(r"(.{3,}?(?:学会|协会|联合会))(?:\([A-Za-z]+\))?(?=[\u4e00-\u9fff]{2,8}(?:委员会|分会)$)")


class Register:
    """Drafts of one document with the rules by which mentions lead to them."""

    def __init__(
        self, document: Document, knowledge: Knowledge, rulebook: Rulebook, watch: Watch | None = None
    ) -> None:
        """An empty register for a document; ``document.date`` resolves relative dates."""
        self.document, self.knowledge, self.rulebook, self.drafts = document, knowledge, rulebook, Drafts()
        self.watch = watch
        self.speaking: int | None = None
        """The document whose text is being read, when it is one that others cite."""
        self.explained: int | None = None
        """The document that this one explains (《某办法》解读)."""
        self.issuers: list[int] = []
        """Who issues the document itself: what 我部, 我厅 mean in it."""
        self._bodies: dict[tuple[int, int, tuple[int, int]], tuple[Mention, int | None, Organ | None]] = {}
        self._page: Page | None = None
        self._governments: set[int] = set()
        self._trade = len(document.text) < _SHORT or _TRADE.search(document.text) is not None
        """Whether the document speaks of industry at all: the alliances of sports news and novels are none of it."""

    # -- bodies and persons -------------------------------------------------------------------------------------

    def organ(self, name: str) -> Organ | None:
        """The lexicon's organ that a name is, or None."""
        return self.knowledge.organs.get(name)

    def body(self, mention: Mention, page: Page, article: Article, sentence: tuple[int, int]) -> int | None:
        """The draft of a body; a bare 联盟 or 公司 is what the article speaks of, None when that is unknown."""
        if mention.letter == "H":
            return self._general(mention, page, article)
        if page is not self._page:  # pages are read one after the other: what is known of one need not be kept
            self._page, self._bodies = page, {}
        asked = (page.index, id(mention), sentence)  # the mention is kept, so its number stays its own
        if asked in self._bodies:
            _, known, organ = self._bodies[asked]
            if known is not None:
                known = self.drafts.root(known)
                self._called(known, mention, organ)
            return known
        found, organ = self._read_body(mention, page)
        self._bodies[asked] = (mention, found, organ)
        if found is not None and mention.letter != "A":
            self._kind_of(found, mention, organ, page, sentence)
            if not self._part_of(found, mention, organ, page, article, sentence):
                del self._bodies[asked]
        return found

    def _read_body(self, mention: Mention, page: Page) -> tuple[int | None, Organ | None]:
        """The draft of a body that a name names (None for a website), and the organ of the lexicon that it is."""
        start, end = page.block.span(mention.start, mention.start + len(mention.name))
        form = page.printed(mention.start, mention.start + len(mention.name))
        if mention.letter == "A":
            kind = "Alliance" if self._trade and industrial(mention.name, self.knowledge) else "Organization"
            alliance = self.drafts.entity(kind, form, start, end)
            if "*" in form:
                self.drafts.alias(alliance, mention.name)
            return alliance, None
        if mention.rule == departments.RULE:
            return departments.draft(self, mention, form, start, end), None
        organ = self.organ(mention.name) or (self.organ(mention.value) if mention.rule == "org.network" else None)
        if organ is not None and organ.kind == "website":
            return None, organ
        key = organ.name if organ else self._office_key(mention)
        if key is None and mention.name.endswith("人民政府"):
            key = mention.name.removesuffix("人民政府") + "政府"
        found = self.drafts.entity("Organization", form, start, end, key=key)
        self._called(found, mention, organ)
        if mention.value and organ is None:
            self.drafts.alias(found, mention.value)
        return found, organ

    def _called(self, body: int, mention: Mention, organ: Organ | None) -> None:
        """Note the organ that a body is, or the name that its mention stands for."""
        if organ is not None:
            self.drafts[body].organ = organ.name
        elif mention.value:
            self.drafts[body].name = mention.value

    def _general(self, mention: Mention, page: Page, article: Article) -> int | None:
        """What a general word means in an article: its alliance, its company, or its body of that sort (联合会)."""
        word = mention.name
        if word == "联盟":
            return self.spoken_of(page, mention.start, article)
        if word == "公司" and article.company is not None:
            return article.company
        if word[0] in "我本":
            ourselves = self._ourselves(word[1:])
            if ourselves is None and word[1:] == "联盟":
                return article.subject
            return article.company if ourselves is None and article.headed else ourselves
        for body in article.bodies:
            if any(form.endswith(word) for form in self.drafts[body].forms):
                return body
        return self._only(word) if word in _NETWORKS else None

    def _only(self, word: str) -> int | None:
        """The one organisation of the document whose name ends with a word; None when there are none or several."""
        drafts = self.drafts
        organizations = (i for i in drafts.roots() if drafts.entities[i].kind == "Organization")
        found = [i for i in organizations if any(form.endswith(word) for form in drafts.entities[i].forms)]
        return found[0] if len(found) == 1 else None

    def spoken_of(self, page: Page, at: int, article: Article) -> int | None:
        """The alliance that 联盟 means at an offset of a page.

        It is the article's, unless the headline names none and the page has spoken of another one only.
        """
        before = [m for m in page.reading.bodies if m.letter == "A" and m.end <= at]
        subject = article.subject
        if not before:
            return subject
        if subject is not None:
            titled = article.title is not None and any(m.letter == "A" for m in article.title.reading.bodies)
            general = page.encoded.within(0, page.encoded.at(before[0].start), "H")
            own = {self.drafts.find(kind, m.name) for m in before for kind in ("Alliance", "Organization")}
            if titled or subject in own or any(isinstance(m, Mention) and m.name == "联盟" for m in general):
                return subject
        return self.body(before[-1], page, article, (0, len(page.encoded.code)))

    def _ourselves(self, head: str) -> int | None:
        """The issuer that 我部, 我厅 … stands for: the one whose name, or the beginning of it, ends so."""
        for issuer in self.issuers:
            for form in self.drafts[issuer].forms:
                if form.endswith(_HEADS.get(head, (head,))):
                    return issuer
        for issuer in self.issuers:
            for form in self.drafts[issuer].forms:
                if (at := form.rfind(head)) > 0:
                    return self.drafts.find("Organization", form[: at + len(head)])
        return None

    def _office_key(self, mention: Mention) -> str | None:
        """The key of a department: its parent's canonical name and its own words."""
        name, organs = mention.value or mention.name, self.knowledge.organs
        for length in range(min(len(name) - 1, 24), 1, -1):
            if (organ := organs.get(name[:length])) is not None:
                return organ.name + name[length:]
        return None

    def _kind_of(
        self, entity: int, mention: Mention, organ: Organ | None, page: Page, sentence: tuple[int, int]
    ) -> None:
        """State that a body is of the government, when the lexicon or its name says so."""
        if entity in self._governments:
            return
        government = organ.kind == "government" if organ else _GOVERNMENT.search(mention.name) is not None
        if not government:
            return
        self._governments.add(entity)
        span = page.evidence(sentence, (mention.start, mention.end))
        rule = "kind.organ" if organ else "kind.suffix"
        self.value(entity, "organization_kind", "government", "concept", span, rule)

    def _part_of(
        self,
        entity: int,
        mention: Mention,
        organ: Organ | None,
        page: Page,
        article: Article,
        sentence: tuple[int, int],
    ) -> bool:
        """State the parent that a department is written with; false when that may be known only later."""
        parent: Mention | None = None
        name = mention.name
        if mention.rule == departments.RULE:
            owner = departments.owner(self, mention)
            if owner is not None and owner != entity:
                self._state_part(entity, owner, mention, page, sentence)
            return True
        if organ is None and mention.parent and mention.value and not name.startswith(mention.parent):
            owner = self.drafts.find("Organization", mention.parent)
            if owner is not None:
                self._state_part(entity, owner, mention, page, sentence)
            return owner is not None
        if organ is None and mention.parent and name.startswith(mention.parent):
            parent = self._prefix(mention, len(mention.parent))
        else:
            parent = self._named_parent(mention, organ)
        if parent is None:
            return True
        owner = self.body(parent, page, article, sentence)
        if owner is not None and owner != entity:
            if acronym := _ACRONYM.match(mention.name, len(parent.name)):
                self.drafts.alias(owner, acronym[1])
            self._state_part(entity, owner, mention, page, sentence)
        return True

    def _state_part(self, entity: int, owner: int, mention: Mention, page: Page, sentence: tuple[int, int]) -> None:
        start, end = page.evidence(sentence, (mention.start, mention.end))
        self.state(entity, "part_of", owner, {}, (start, end), "part.written")

    def _prefix(self, mention: Mention, length: int) -> Mention:
        name = mention.name[:length]
        grand = ""
        for split in range(length - 1, 1, -1):
            if self.organ(name[:split]) is not None and name[split:].endswith(("司", "处", "厅", "办公室", "小组")):
                grand = name[:split]
                break
        if not grand and (match := _BRANCH.match(name)):
            grand = match[1]
        return Mention("O", mention.start, mention.start + length, name, "", "prefix", mention.score, grand)

    def _named_parent(self, mention: Mention, organ: Organ | None) -> Mention | None:
        """The parent whose name a body's own name begins with, where the two make a department (not an institute)."""
        name = mention.name
        if organ is not None and organ.parent is None and organ.kind != "network":
            return None
        if organ is None and not name.endswith(("学院", "學院", "学系", "學系", "办公厅", "办公室")):
            return None
        for split in range(len(name) - 1, 1, -1):
            head, rest = name[:split], name[split:]
            known = self.organ(head)
            if organ is not None:
                parental = (
                    known is not None and (known.name == organ.parent or organ.kind == "network") and known is not organ
                )
                parental = parental and known is not None and (organ.parent is not None or known.kind == "government")
            else:
                parental = (
                    head.endswith(("大学", "大學"))
                    and rest.endswith(("学院", "學院", "学系", "學系"))
                    and len(rest) > 2
                )
                parental = parental or head.endswith("学院") and rest.endswith("学院") and min(len(head), len(rest)) > 4
                parental = parental or head.endswith(("人民政府", "市政府", "省政府")) and rest in {"办公厅", "办公室"}
            if parental:
                return self._prefix(mention, split)
        return None

    def person(self, mention: Mention, page: Page) -> int:
        """The draft of a person: within a document one name is one person."""
        start, end = page.block.span(mention.start, mention.end)
        return self.drafts.entity("Person", _SPACED.sub("", page.printed(mention.start, mention.end)), start, end)

    def people(self, phrase: Phrase, page: Page) -> list[int]:
        """The persons of a phrase."""
        return [self.person(person.name, page) for person in phrase.people]

    # -- places and dates ---------------------------------------------------------------------------------------

    def places(self, page: Page, start: int, end: int) -> list[int]:
        """The places that the words between two offsets of the block's text name."""
        text = page.reading.text[start:end]
        text = _PLACE_TAIL.sub("", text)
        found: list[int] = []
        at = start
        if _ADDRESS.search(text) and "、" not in text:
            return [self._place(page, start, start + len(text))]
        for part in re.split(r"([、和与及])", text):
            if part and part not in "、和与及":
                found.append(self._place(page, at, at + len(part)))
            at += len(part)
        return found

    def _place(self, page: Page, start: int, end: int) -> int:
        form = page.printed(start, end)
        span = page.block.span(start, end)
        full = _SHORT_PLACES.get(form)
        if full is None:
            return self.drafts.entity("Place", form, *span)
        found = self.drafts.entity("Place", full, *span)
        self.drafts.alias(found, form)
        return found

    def date(self, mention: Mention, article: Article) -> dates.Span:
        """What a date mention means in this article; the article remembers it for 同日 and bare days."""
        match = dates.PATTERN.match(mention.name)
        if match is None:
            return dates.Span()
        span = dates.resolve(match, self.document.date, article.previous)
        if len(span.start) >= 7:
            article.previous = span.start
        return span

    # -- facts --------------------------------------------------------------------------------------------------

    def state(
        self,
        subject: int,
        predicate: str,
        object_: int,
        qualifiers: dict[str, str],
        span: tuple[int, int],
        rule: str,
    ) -> None:
        """Note a fact with its rule's confidence; ends may still turn out to be one entity with others."""
        confidence = self.rulebook.confidence(rule)
        self.drafts.facts.append(Fact(subject, predicate, object_, qualifiers, *span, rule, confidence))

    def value(self, subject: int, property_: str, value: str, datatype: str, span: tuple[int, int], rule: str) -> None:
        """Note a fact whose object is a value, with its rule's confidence."""
        confidence = self.rulebook.confidence(rule)
        self.drafts.values.append(ValueFact(subject, property_, value, datatype, *span, rule, confidence))
