"""The page about the vocabulary names every term and is up to date."""

from pathlib import Path

from ontology import load_vocabulary
from ontology.page import page

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(load_vocabulary()), (
        "run: python -m ontology.page > docs/vocabulary.md"
    )


def test_the_page_has_every_name() -> None:
    vocabulary, text = load_vocabulary(), page(load_vocabulary())
    for name in (*vocabulary.kinds, *vocabulary.predicates, *vocabulary.properties, *vocabulary.qualifiers):
        assert f"| `{name}` |" in text
    for scheme in vocabulary.schemes.values():
        assert f"### {scheme.name}\n" in text
        assert all(f"| `{notation}` | {concept.label_zh} |" in text for notation, concept in scheme.concepts.items())
