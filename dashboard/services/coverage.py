"""What was read in a document: its lines coloured by what became of them, and the facts found, in words."""

from dataclasses import dataclass

from dashboard.i18n import Texts
from dashboard.services import words
from dashboard.services.passages import Mark, quote
from graph.model import Ledger, Reading
from ontology import Vocabulary

STYLES = {"stated": "ag-stated", "ignored": "ag-ignored", "unread": "ag-unread"}


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


def marks(ledger: Ledger) -> list[Mark]:
    """A mark for each line of the ledger; the pointer shows the rule."""
    return [Mark(line.start, line.end, STYLES[line.state], line.rule) for line in ledger.lines]


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
        )
        for v in reading.values
    ]
    return sorted(facts, key=lambda fact: (fact.start, fact.end, fact.subject, fact.relation, fact.object))
