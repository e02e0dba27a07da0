"""Passages name what they speak of: widened to the name, or refused; every sample passes the door of the graph."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.door import LONGEST_PASSAGE as LONGEST
from graph.door import check_reading
from graph.text import match_key
from loaders.extract import extract
from loaders.grounding import grounded
from loaders.source import read_source
from ontology import load_vocabulary

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "samples").glob("*.txt"))
NAME = "甲乙产业技术创新战略联盟"


def test_a_passage_with_a_name_stays() -> None:
    text = f"{NAME}成立。联盟召开大会。"
    assert grounded(text, 0, len(NAME) + 3, [NAME]) == (0, len(NAME) + 3)


def test_a_general_word_takes_the_name_before_it() -> None:
    text = f"近日，{NAME}成立。联盟召开大会。"
    start, end = text.index("联盟召开"), len(text)
    assert grounded(text, start, end, [NAME]) == (text.index(NAME), end)


def test_the_nearest_name_or_else_the_one_behind() -> None:
    text = f"{NAME}与{NAME}。大会召开。丙丁公司参加。"
    start = text.index("大会")
    assert grounded(text, start, start + 5, [NAME]) == (text.rindex(NAME), start + 5)
    assert grounded(text, start, start + 5, ["丙丁公司"]) == (start, text.index("参加"))


def test_a_name_too_far_away_shows_nothing() -> None:
    text = NAME + "。" * LONGEST + "联盟召开大会。"
    assert grounded(text, len(text) - 7, len(text), [NAME]) is None


@given(st.text("甲乙联盟。（) \n", max_size=400), st.data())
def test_what_is_given_holds_a_name_within_the_limit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + LONGEST)))
    span = grounded(text, start, end, ["甲乙", "乙联盟"])
    if span is not None:
        assert span[0] <= start and end <= span[1] and span[1] - span[0] <= LONGEST
        assert any(name in match_key(text[slice(*span)]) for name in ("甲乙", "乙联盟"))
    elif start and end - start < LONGEST:
        assert "甲乙" not in text[max(0, end - LONGEST) : start]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_passes_the_door(path: Path) -> None:
    check_reading(extract(read_source(path)), load_vocabulary())
