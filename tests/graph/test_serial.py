"""A reading written down and read back is the same reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StateError
from graph.model import (
    Document,
    Entity,
    EntityMention,
    Ledger,
    Line,
    Page,
    Part,
    Reading,
    Remark,
    Statement,
    ValueStatement,
)
from graph.serial import reading_from_json, reading_to_json

text = st.text(max_size=8)
maybe = st.none() | text
names = st.lists(text, max_size=2).map(tuple)
spot = st.integers(0, 99)
parts = st.lists(st.builds(Part, spot, spot, text), max_size=2).map(tuple)
readings = st.builds(
    Reading,
    document=st.builds(Document, text, text, text, text, text, maybe, maybe, maybe, maybe, maybe, maybe, maybe, parts),
    entities=st.lists(st.builds(Entity, text, text, names, names, maybe, maybe, maybe, maybe, names), max_size=3).map(
        tuple
    ),
    statements=st.lists(
        st.builds(
            Statement,
            spot,
            text,
            spot,
            st.dictionaries(text, text, max_size=2),
            spot,
            spot,
            text,
            st.floats(0, 1),
            maybe,
        ),
        max_size=3,
    ).map(tuple),
    values=st.lists(
        st.builds(ValueStatement, spot, text, text, text, spot, spot, text, st.floats(0, 1), maybe, maybe), max_size=2
    ).map(tuple),
    mentions=st.lists(st.builds(EntityMention, spot, spot, spot), max_size=2).map(tuple),
    pages=st.lists(st.builds(Page, text, maybe, maybe, maybe, maybe), max_size=2).map(tuple),
    ledger=st.lists(
        st.builds(Line, spot, spot, st.just("row"), st.sampled_from(["stated", "ignored", "unread"]), maybe), max_size=3
    ).map(lambda lines: Ledger(tuple(lines))),
    remarks=st.lists(st.builds(Remark, spot, spot, st.just("count_differs"), text, text), max_size=2).map(tuple),
)


@given(readings)
def test_round_trip(reading):
    assert reading_from_json(reading_to_json(reading), reading.document.text) == reading


def test_a_foreign_reading_is_refused():
    with pytest.raises(StateError, match="retract"):
        reading_from_json('{"document": {"colour": "red"}}', "")
