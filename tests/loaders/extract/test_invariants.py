"""What holds for every reading: spans in the text, forms in the spans, terms in the vocabulary, the same every time."""

from pathlib import Path

import pytest

from graph.model import Document, Entity, Reading
from graph.text import match_key
from loaders.extract import extract
from loaders.mentions.encode import encode
from loaders.mentions.mention import Mention, choose
from loaders.mentions.scan import normal
from loaders.rules import load_rulebook
from loaders.source import document_from_bytes, read_source
from ontology import load_vocabulary

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
RULES = [document_from_bytes(e.text.encode(), r.id) for r in load_rulebook().rules for e in r.examples]


def check(reading: Reading) -> None:
    text = reading.document.text
    vocabulary = load_vocabulary()
    for entity in reading.entities:
        number = entity.number
        vocabulary.check_entity(entity.kind, entity.type, entity.date, entity.date_end, number)
        assert set(entity.defined) <= {entity.name, *entity.aliases}
        assert entity.name not in entity.aliases
    for s in reading.statements:
        subject, object_ = reading.entities[s.subject], reading.entities[s.object]
        vocabulary.check_statement(s.predicate, subject.kind, object_.kind, s.qualifiers)
        assert 0 <= s.start < s.end <= len(text) and s.end - s.start <= 300
        passage = match_key(text[s.start : s.end])
        assert holds(passage, subject) or holds(passage, object_), (s, subject, object_, text[s.start : s.end])
        assert 0 < s.confidence <= 1 and s.rule
    for v in reading.values:
        vocabulary.check_value(v.property, reading.entities[v.subject].kind, v.value, v.datatype)
        assert v.end - v.start <= 300
        assert holds(match_key(text[v.start : v.end]), reading.entities[v.subject])
    for m in reading.mentions:
        assert holds(match_key(text[m.start : m.end]), reading.entities[m.entity])
    assert sum(reading.ledger.count(state) for state in ("stated", "ignored", "unread")) == len(reading.ledger.lines)


def holds(passage: str, entity: Entity) -> bool:
    """Whether a folded passage names an entity by one of its forms."""
    return any(match_key(form) in passage for form in (entity.name, *entity.aliases))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_samples_keep_the_invariants(path: Path) -> None:
    check(extract(read_source(path)))


def test_examples_keep_the_invariants() -> None:
    for document in RULES:
        check(extract(document))


@pytest.mark.corpus
def test_the_corpus_keeps_the_invariants(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.txt")):
        check(extract(read_source(path)))


@pytest.mark.parametrize("path", SAMPLES[:4], ids=[path.stem for path in SAMPLES[:4]])
def test_reading_twice_gives_the_same(path: Path) -> None:
    document: Document = read_source(path)
    assert extract(document) == extract(document)


def test_a_text_without_facts_states_nothing() -> None:
    reading = extract(document_from_bytes("今天天气很好，大家都很高兴。".encode(), "weather"))
    assert not reading.statements and not reading.entities


def test_normalising_keeps_every_offset() -> None:
    text = "（甲）［乙］，；：！？·—－ＡＢ“丙”"
    assert len(normal(text)) == len(text)


def test_the_heaviest_mentions_win_and_never_overlap() -> None:
    candidates = [
        Mention("O", 0, 4, "甲乙丙丁", score=0.9),
        Mention("G", 0, 2, "甲乙", score=0.8),
        Mention("O", 4, 6, "戊己"),
    ]
    assert [(m.start, m.end) for m in choose(candidates)] == [(0, 4), (4, 6)]


def test_encoding_keeps_the_way_back() -> None:
    text = "由甲会主持"
    encoded = encode(text, [Mention("O", 1, 3, "甲会")])
    assert len(encoded.code) == 4
    assert [text[s:e] for s, e in map(encoded.span, range(4), range(1, 5))] == ["由", "甲会", "主", "持"]
    assert [m.name for m in encoded.items if isinstance(m, Mention)] == ["甲会"]
    assert [encoded.at(offset) for offset in range(5)] == [0, 1, 1, 2, 3]
    assert [encoded.item(place) is None for place in range(4)] == [True, False, True, True]
    assert list(encoded.within(1, 2)) == list(encoded.within(0, 4, "O")) == list(encoded.items)
