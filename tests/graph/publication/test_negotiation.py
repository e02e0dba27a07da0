"""Content negotiation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.publication.negotiation import choose, choose_language, wishes

OFFERS = [
    ("text/turtle", "ttl"),
    ("text/html", "html"),
    ("application/ld+json", "jsonld"),
    ("application/n-triples", "nt"),
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "ttl"),
        ("", "ttl"),
        ("*/*", "ttl"),
        (BROWSER, "html"),
        ("text/*", "ttl"),
        ("text/*;q=0.5, text/html;q=0.4, application/*;q=0.3", "ttl"),
        ("text/*;q=0.2, text/html;q=0.4", "html"),
        ("application/ld+json;q=0.9, text/turtle;q=0.8", "jsonld"),
        ('application/ld+json;profile="a,b;q=0";q=0.9, text/turtle;q=0.8', "jsonld"),
        ("application/rdf+xml", None),
        ("text/turtle;q=0", None),
        ("*/*, text/turtle;q=0", "html"),
        ("TEXT/HTML", "html"),
        ("nonsense, text/html", "html"),
        ("*/html", None),
        ("text/turtle;q=2, text/html;q=0.1", "html"),
    ],
)
def test_the_best_offer_is_chosen(header: str | None, chosen: str | None) -> None:
    assert choose(header, OFFERS) == chosen


@given(st.text(max_size=80))
def test_no_header_makes_it_stumble(header: str) -> None:
    assert all(0 <= wish.weight <= 1 for wish in wishes(header))
    assert choose(header, OFFERS) in {"ttl", "html", "jsonld", "nt", None}
    assert choose_language(header, ("en", "zh")) in {"en", "zh"}


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB, zh;q=0.5", "en"),
        ("fr, zh;q=0.1", "zh"),
        ("fr", "en"),
        ("*", "en"),
        ("zh;q=0, en;q=0.1", "en"),
    ],
)
def test_languages(header: str | None, chosen: str) -> None:
    assert choose_language(header, ("en", "zh")) == chosen
