"""Where a span of a document's text was read."""

import pytest

from graph.model import Document, Part

PARTS = (Part(0, 4, "A1"), Part(5, 9, "B1"), Part(10, 14, "A2"))


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, 2, "A1"), (1, 6, "A1 to B1"), (4, 9, "B1"), (5, 14, "B1 to A2"), (4, 5, None), (14, 20, None)],
)
def test_the_place_of_a_span(start: int, end: int, place: str | None) -> None:
    assert Document("d", "甲乙丙丁\t" * 3, "", "", "list", parts=PARTS).place(start, end) == place


def test_a_text_file_has_no_places() -> None:
    assert Document("d", "甲乙", "", "", "text").place(0, 1) is None
