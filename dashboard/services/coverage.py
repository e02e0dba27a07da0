"""What was read in a document: its lines coloured by what became of them, and the facts found, in words."""

from dataclasses import dataclass
from itertools import pairwise

from dashboard.i18n import Texts
from dashboard.services import words
from dashboard.services.passages import Mark, quote
from graph.model import Reading
from ontology import Vocabulary

STYLES = {"stated": "ag-stated", "ignored": "ag-ignored", "unread": "ag-unread"}
REMARK, HIT = "ag-remark", "ag-hit"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact as one document states it, in words, with the place it was read from."""

    subject: str
    relation: str
    object: str
    entity: bool
    how: str
    start: int
    end: int
    text: str
    confidence: float
    place: str | None = None


def coloured(reading: Reading, t: Texts, hit: tuple[int, int] | None = None) -> list[Mark]:
    """Marks of a reading's lines by what became of them, of its remarks, and of the place ``hit``.

    Where a remark or the place covers a part of a line, that part is a mark of its own; the pointer shows what became
    of the line, the rule, and the remark.
    """
    remarks = sorted(reading.remarks, key=lambda remark: remark.start)
    found: list[Mark] = []
    anchored = False
    first = 0
    for line in reading.ledger.lines:
        while first < len(remarks) and remarks[first].end <= line.start:
            first += 1
        last = first
        while last < len(remarks) and remarks[last].start < line.end:
            last += 1
        near = [r for r in remarks[first:last] if r.end > line.start]
        cuts = {line.start, line.end, *(at for r in near for at in (r.start, r.end)), *(hit or ())}
        edges = sorted(at for at in cuts if line.start <= at <= line.end)
        for start, end in pairwise(edges):
            noted = [r for r in near if r.start <= start and end <= r.end]
            is_hit = hit is not None and hit[0] <= start and end <= hit[1]
            styles = [STYLES[line.state], *([REMARK] if noted else []), *([HIT] if is_hit else [])]
            title = f"{t(f'ingest.{line.state}')}: {line.rule}" if line.rule else t(f"ingest.{line.state}")
            title = "\n".join([title, *(f"{t(f'coverage.{r.kind}')}: {r.words} {r.detail}".strip() for r in noted)])
            found.append(Mark(start, end, " ".join(styles), title, HIT if is_hit and not anchored else None))
            anchored = anchored or is_hit
    return found


def found(reading: Reading, vocabulary: Vocabulary, t: Texts) -> list[Found]:
    """The facts and values of a reading in the order of the text; ``entity`` says whether the object is one."""
    names = [entity.name for entity in reading.entities]
    text = reading.document.text
    facts = [
        Found(
            subject=names[s.subject],
            relation=words.term(vocabulary, s.predicate, t.language),
            object=names[s.object],
            entity=True,
            how=words.statement(vocabulary, t, s),
            start=s.start,
            end=s.end,
            text=quote(text[s.start : s.end]),
            confidence=s.confidence,
            place=reading.document.place(s.start, s.end),
        )
        for s in reading.statements
    ]
    facts += [
        Found(
            subject=names[v.subject],
            relation=words.term(vocabulary, v.property, t.language),
            object=words.value(vocabulary, v.property, v.value, t.language),
            entity=False,
            how=v.date or "",
            start=v.start,
            end=v.end,
            text=quote(text[v.start : v.end]),
            confidence=v.confidence,
            place=reading.document.place(v.start, v.end),
        )
        for v in reading.values
    ]
    return sorted(facts, key=lambda fact: (fact.start, fact.end, fact.subject, fact.relation, fact.object))
