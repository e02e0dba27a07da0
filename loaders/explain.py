"""Explaining one place of a document: which rules fired there, which nearly did, what stopped them, what was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.errors import InputError
from graph.model import Document, Line, Reading, Remark
from loaders.extract import extract
from loaders.facts.drafts import Drafts, Fact, ValueFact
from loaders.facts.page import Page
from loaders.facts.register import Register
from loaders.facts.watch import Obstacle
from loaders.knowledge import load_knowledge
from loaders.mentions.bodies import bodies
from loaders.mentions.encode import CODE, Item, Phrase
from loaders.mentions.mention import Mention
from loaders.mentions.places import places
from loaders.mentions.scan import Scan
from loaders.rules import Rule, Rulebook
from loaders.rules.needs import lacks, needs_of
from loaders.rules.spelling import longest_prefix, parts, readable


@dataclass(frozen=True, slots=True)
class Fired:
    """A statement or value that a rule made here; ``kept`` is False when another telling of the fact was surer."""

    rule: str
    statement: str
    confidence: float
    start: int
    end: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A rule whose trigger word stands in the sentence and that stated nothing here.

    ``reason``: ``pattern`` (it does not match; ``matched`` are the words that its longest matching beginning covers,
    ``pattern`` that beginning and ``then`` what should have followed, in readable spelling, ``lacks`` slots that the
    whole sentence lacks), ``unknown`` (it matches, but what it speaks of is unknown or of a wrong kind), or the
    obstacle for which it was not tried; ``detail`` then names the words or the role.
    """

    rule: str
    reason: Literal["pattern", "unknown"] | Obstacle
    detail: str = ""
    pattern: str = ""
    then: str = ""
    matched: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in the sentence: what kind, where in the document, what found it, and whether it was chosen."""

    kind: str
    words: str
    start: int
    end: int
    rule: str
    score: float
    here: bool
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a place of a document was read as it was; ``start`` and ``end`` are the sentence around it."""

    document: str
    offset: int
    start: int
    end: int
    text: str
    role: str | None
    line: Line | None
    fired: tuple[Fired, ...] = ()
    near: tuple[Near, ...] = ()
    mentions: tuple[Named, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Onlooker:
    """Keeps what an extraction shows: the calls of rules by block and sentence, the blocks, and the register."""

    calls: dict[tuple[int, tuple[int, int]], list[tuple[Rule, Obstacle | None]]] = field(default_factory=dict)
    pages: Sequence[Page] = ()
    register: Register | None = None

    def called(self, rule: Rule, page: Page, sentence: tuple[int, int], obstacle: Obstacle | None) -> None:
        self.calls.setdefault((page.index, sentence), []).append((rule, obstacle))

    def done(self, register: Register, pages: Sequence[Page]) -> None:
        self.register, self.pages = register, pages


def explain(document: Document, offset: int, rulebook: Rulebook) -> Explanation:
    """Read a document and explain the place at an offset of its text (code points).

    Raises:
        InputError: the text has no character there.
    """
    if not 0 <= offset < len(document.text):
        raise InputError(
            f"{document.name} has {len(document.text)} characters, none at {offset}; give an offset below that."
        )
    onlooker = _Onlooker()
    reading = extract(document, rulebook, onlooker)
    line = next((line for line in reading.ledger.lines if line.start <= offset < line.end), None)
    place = _place(onlooker.pages, offset)
    if place is None or onlooker.register is None:
        start, end = (line.start, line.end) if line else (offset, offset + 1)
        return Explanation(document.name, offset, start, end, _flat(document, start, end), None, line)
    page, at = place
    sentence = next((s for s in page.sentences() if s[0] <= at < s[1]), (0, len(page.encoded.code)))
    start, end = page.block.span(*page.encoded.span(*sentence))
    fired = tuple(_fired(onlooker.register.drafts, reading, start, end))
    made = {each.rule for each in fired}
    calls = onlooker.calls.get((page.index, sentence), [])
    near = (_near(rule, obstacle, page, sentence) for rule, obstacle in calls if rule.id not in made)
    return Explanation(
        document.name,
        offset,
        start,
        end,
        _flat(document, start, end),
        page.block.role,
        line,
        fired,
        tuple(near),
        tuple(_mentions(page, sentence, at)),
        tuple(r for r in reading.remarks if r.start < end and start < r.end),
    )


def _flat(document: Document, start: int, end: int) -> str:
    return " ".join(document.text[start:end].split())


def _place(pages: Sequence[Page], offset: int) -> tuple[Page, int] | None:
    """The block whose text holds a source offset, and the place of it in the block's code; None between blocks."""
    for page in pages:
        if not page.block.pieces:
            continue
        first, last = page.block.span(0, len(page.block.text))
        if first <= offset < last:
            piece = max((p for p in page.block.pieces if p.source <= offset), key=lambda p: p.source)
            inside = min(offset - piece.source, piece.length - 1)
            return page, page.encoded.at(piece.block + inside)
    return None


def _fired(drafts: Drafts, reading: Reading, start: int, end: int) -> Iterator[Fired]:
    """The facts whose passage lies in a stretch of the source, in order, each telling once."""
    kept = {(s.rule, s.predicate, s.start, s.end, _ends(reading, s.subject, s.object)) for s in reading.statements}
    values = {(v.rule, v.property, v.start, v.end) for v in reading.values}
    seen: set[tuple[str, str]] = set()
    facts: list[Fact | ValueFact] = [*drafts.facts, *drafts.values]
    for fact in sorted(facts, key=lambda f: (f.start, f.end, f.rule)):
        if fact.end <= start or end <= fact.start:
            continue
        if isinstance(fact, Fact):
            names = _forms(drafts, fact.subject), _forms(drafts, fact.object)
            said = [f"{key}={value}" for key, value in fact.qualifiers.items()]
            words = " | ".join([names[0][0], fact.predicate, names[1][0], *said])
            is_kept = any(
                key[:4] == (fact.rule, fact.predicate, fact.start, fact.end)
                and key[4][0] in names[0]
                and key[4][1] in names[1]
                for key in kept
            )
        else:
            words = " | ".join([_forms(drafts, fact.subject)[0], fact.property, fact.value])
            is_kept = (fact.rule, fact.property, fact.start, fact.end) in values
        if (fact.rule, words) not in seen:
            seen.add((fact.rule, words))
            yield Fired(fact.rule, words, fact.confidence, fact.start, fact.end, is_kept)


def _ends(reading: Reading, subject: int, object_: int) -> tuple[str, str]:
    return reading.entities[subject].name, reading.entities[object_].name


def _forms(drafts: Drafts, entity: int) -> list[str]:
    """The forms of an entity, the fullest first."""
    draft = drafts[entity]
    return sorted({*draft.forms, *([draft.name] if draft.name else [])}, key=lambda form: (-len(form), form))


def _near(rule: Rule, obstacle: Obstacle | None, page: Page, sentence: tuple[int, int]) -> Near:
    """Why a rule that a sentence calls stated nothing in it."""
    code = page.encoded.code[slice(*sentence)]
    text = page.reading.text[slice(*page.encoded.span(*sentence))]
    if obstacle is not None:
        details = {
            "role": f"the line is a {page.block.role}, the rule is for: {', '.join(sorted(rule.roles))}",
            "unless": "、".join(word for word in rule.unless if word in text),
        }
        return Near(rule.id, obstacle, details.get(obstacle, f"no {obstacle} is spoken of up to here"))
    if rule.pattern.search(code):
        return Near(rule.id, "unknown", "it matches, but its ends are unknown here or of a kind that can't be")
    missing = lacks([each for each in needs_of(rule.pattern.pattern) if min(each) >= "\ue000"], code)
    detail = f"the sentence has no {_letters(missing)}" if missing else ""
    whole = parts(rule.source)
    found = longest_prefix(rule.source, code)
    if found is None:
        return Near(rule.id, "pattern", detail, "", readable(rule.source))
    count, match = found
    span = page.encoded.span(sentence[0] + match.start(), sentence[0] + match.end())
    return Near(
        rule.id,
        "pattern",
        detail,
        readable("".join(whole[:count])),
        readable("".join(whole[count:])),
        page.reading.text[slice(*span)],
    )


def _mentions(page: Page, sentence: tuple[int, int], at: int) -> Iterator[Named]:
    """The mentions in a sentence, in order, then the bodies and places that were not chosen there."""
    encoded = page.encoded
    items = list(encoded.within(*sentence))
    here = encoded.item(at)
    for item in items:
        yield _named(page, item, here=item is here, chosen=True)
    if page.block.cells:
        return
    offset = encoded.start(at)
    taken = {(item.start, item.end) for item in items} | {(m.start, m.end) for m in page.reading.bodies}
    scan = Scan.of(page.reading.text, load_knowledge())
    for other in (*bodies(scan), *places(scan)):
        if other.start <= offset < other.end and (other.start, other.end) not in taken:
            yield _named(page, other, here=True, chosen=False)


def _named(page: Page, item: Item, *, here: bool, chosen: bool) -> Named:
    start, end = page.block.span(item.start, item.end)
    words = page.reading.text[item.start : item.end]
    if isinstance(item, Mention):
        return Named(readable(f"{{{item.letter}}}")[1:-1], words, start, end, item.rule, item.score, here, chosen)
    return Named("person", _people(item), start, end, "person", item.people[0].name.score, here, chosen)


def _people(phrase: Phrase) -> str:
    """The persons of a phrase, each with the posts read with the name."""
    return "; ".join(
        " ".join([person.name.name, *(f"({body.name if body else '?'}: {title})" for body, title in person.posts)])
        for person in phrase.people
    )


def _letters(characters: frozenset[str]) -> str:
    words = [readable(f"{{{letter}}}")[1:-1] for letter, code in CODE.items() if code in characters]
    return " or ".join(words)
