"""Tables, JSON and progress."""

import json
from typing import Any

import pytest

from alliancegraph.output import by_stage, cell, print_json, print_table, progress_bar


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("two\nlines  here", "two lines here"),
        (["甲", None, 2], "甲; ; 2"),
        (True, "true"),
        ({"名": "甲"}, '{"名": "甲"}'),
        (0.5, "0.5"),
    ],
)
def test_a_cell_is_one_line(value: Any, shown: str) -> None:
    assert cell(value) == shown


def test_json_keeps_chinese_readable(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "示例联盟"})
    out = capsys.readouterr().out
    assert "示例联盟" in out
    assert json.loads(out) == {"name": "示例联盟"}


def test_a_row_stays_on_one_line_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["id", "name"], [("1", "很长的名称" * 60), ("2", "[bold]短[/bold]")])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "很长的名称" * 60 in lines[1]
    assert "[bold]短[/bold]" in lines[2]


def test_columns_line_up_with_wide_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name", "n"], [("联盟", 1), ("four", 2)])
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert first == "联盟  1"
    assert second == "four  2"


def test_no_progress_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as bar:
        assert bar is None
        assert by_stage(bar) is None
    assert capsys.readouterr() == ("", "")


def test_stages_reach_the_bar() -> None:
    seen: list[tuple[str, int, int]] = []
    report = by_stage(lambda label, done, total: seen.append((label, done, total)))
    assert report is not None
    report("notice", "extract", 1, 3)
    report("", "write", 2, 2)
    assert seen == [("extract notice", 1, 3), ("write", 2, 2)]
