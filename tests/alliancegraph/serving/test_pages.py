"""What pages are made of: words in both languages, markup that no text can break."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from alliancegraph import serving
from alliancegraph.serving.markup import document, link, tag


def test_both_languages_have_the_same_words() -> None:
    words = tomllib.loads((Path(serving.__file__).parent / "words.toml").read_text(encoding="utf-8"))
    assert set(words) == {"zh", "en"}
    assert list(words["zh"]) == list(words["en"])
    for key in words["zh"]:
        assert words["zh"][key].count("{") == words["en"][key].count("{")


@given(st.text(min_size=1, max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    tree = html.document_fromstring(document(tag("html", tag("body", tag("p", text, title=text)))))
    (paragraph,) = tree.xpath("//p")
    assert len(paragraph) == 0
    assert len(tree.xpath("//*")) == 3


def test_only_addresses_of_the_web_become_links() -> None:
    assert link("https://example.org/", "x").tag == "a"
    assert link("/id/alliance/x", "x").tag == "a"
    assert link("javascript:alert(1)", "x").tag == "span"
