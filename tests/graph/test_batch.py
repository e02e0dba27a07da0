"""Batches are bounded in rows and in characters, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from graph import batch
from graph.batch import batches

rows = st.lists(
    st.fixed_dictionaries({"id": st.text(max_size=20), "properties": st.dictionaries(st.text(), st.text())})
)


@given(rows)
def test_nothing_is_lost_or_moved(given_):
    assert [row for part in batches(given_) for row in part] == given_


def test_rows_and_characters_are_bounded():
    assert [len(part) for part in batches({"a": 1} for _ in range(25_000))] == [10_000, 10_000, 5_000]
    heavy = [{"text": "字" * (batch.LETTERS // 2 + 1)} for _ in range(3)]
    assert [len(part) for part in batches(heavy)] == [1, 1, 1]
