import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.tables.rows import RowSyntaxError, split_rows

LETTERS = st.text(alphabet='甲乙a ",;\n\t', max_size=8)


def by_csv(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=4), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_reads_back_what_csv_wrote(rows, ending):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows(rows)
    assert [[cell.value for cell in row.cells] for row in split_rows(out.getvalue())] == rows


@given(st.text(alphabet='甲a",\n\r', max_size=20))
def test_agrees_with_csv_on_any_text(text):
    try:
        expected = by_csv(text)
    except csv.Error:
        with pytest.raises(RowSyntaxError):
            list(split_rows(text))
    else:
        assert [[cell.value for cell in row.cells] for row in split_rows(text)] == expected


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_offsets_point_at_the_cells(rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    for row in split_rows(text):
        assert by_csv(text[row.start : row.end]) in ([[cell.value for cell in row.cells]], [])
        for cell in row.cells:
            assert text[cell.start : cell.end].replace('""', '"') == cell.value
            for start in range(len(cell.value)):
                a, b = cell.span(start, start + 1)
                assert text[a:b].replace('""', '"') == cell.value[start]


def test_lines_are_those_of_an_editor():
    rows = list(split_rows('a,b\r\n"x\ny",2\n\nlast,"3"'))
    assert [(row.line, len(row.cells)) for row in rows] == [(1, 2), (2, 2), (4, 0), (5, 2)]


@pytest.mark.parametrize(("text", "line"), [('a\nb,"c\n', 2), ('a\n"b"c\n', 2), ('"', 1), ('a,b\n"x\ny","z', 3)])
def test_unbalanced_marks_are_refused_with_their_line(text, line):
    with pytest.raises(RowSyntaxError) as caught:
        list(split_rows(text))
    assert caught.value.line == line
