"""The page for people: every term under its anchor, in both languages, well-formed and the same each time."""

import re
from html import escape
from html.parser import HTMLParser

from ontology import load_vocabulary
from ontology.documentation import page


class Reader(HTMLParser):
    """Anchors, links within the page, and whether tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.links += [found["href"]] if (found.get("href") or "").startswith("#") else []  # type: ignore[list-item]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read() -> tuple[str, Reader]:
    text, reader = page(load_vocabulary()), Reader()
    reader.feed(text)
    assert not reader.open
    return text, reader


def test_every_term_has_its_anchor_and_every_link_leads_somewhere() -> None:
    vocabulary, (_, reader) = load_vocabulary(), read()
    assert len(reader.ids) == len(set(reader.ids))
    families = (vocabulary.kinds, vocabulary.relations, vocabulary.predicates, vocabulary.qualifiers)
    more = (vocabulary.properties, vocabulary.attributes, vocabulary.links)
    terms = [term for family in (*families, *more) for term in family.values()]
    assert {term.iri.rsplit("#", 1)[-1] for term in terms} <= set(reader.ids)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert all(f"scheme-{name}" in reader.ids for name in vocabulary.schemes)


def test_labels_and_definitions_stand_in_both_languages() -> None:
    vocabulary, (text, _) = load_vocabulary(), read()
    for term in (*vocabulary.kinds.values(), *vocabulary.predicates.values(), *vocabulary.schemes.values()):
        for part in (term.label_zh, term.label_en, term.definition_zh, term.definition_en):
            assert escape(part) in text
    concept = vocabulary.concept("member_role", "网员")
    assert escape(concept.definition_en) in text and concept.label_zh in text


def test_the_page_is_the_same_each_time_and_fetches_nothing() -> None:
    text, _ = read()
    assert text == page(load_vocabulary())
    assert not re.search(r"<(script|img|link|iframe)\b|\bsrc=|@import|url\(", text)
    assert "$" not in text
