"""Damaged documents: a small run of the fuzzer, the same mutants each time."""

import pytest

from bench.fuzz import FOLDERS, Outcome, one, read, sources

SEED = 4
COUNT = 300


def test_there_is_something_to_damage() -> None:
    assert FOLDERS[0].is_dir() and len(sources()) > 10


@pytest.mark.parametrize("first", range(0, COUNT, 50))
def test_mutants(first: int) -> None:
    outcomes = [one(SEED, number) for number in range(first, first + 50)]
    assert not [outcome for outcome in outcomes if outcome.faults]
    assert sum(not outcome.refused for outcome in outcomes) > 25


@pytest.mark.parametrize(
    "text",
    [
        *(
            "(" * 20_000,
            "《" * 9_000 + "》" * 9_000,
            "“" * 20_000,
            "**" * 9_000,
            "# x\n" + " **甲" * 6_000,
            "> " * 9_000 + "甲",
        ),
        *("甲\t" * 9_000, "甲 乙  " * 5_000, "1" * 20_000, "1" + " " * 20_000 + "x", "、".join(["甲乙联盟"] * 4_000)),
        *("导读\n甲乙丙丁" + "." * 20_000 + "x", "2013年" * 5_000, "## 要闻\n" * 3_000, "和" * 15_000 + "等3家联盟"),
        *(
            "序号联盟名称牵头单位" * 2_000,
            "等3家" * 5_000,
            "(以下简称" * 4_000,
            "关于" * 8_000 + "的通知",
            "\u0301" * 9_000,
        ),
        *(
            "\n".join(["导读", *(f"甲乙{number}" for number in range(3_000))]),
            "王李" * 9_000,
            "联盟" * 9_000,
            "某省" * 9_000,
        ),
    ],
    ids=lambda text: text[:8],
)
def test_extremes(text: str) -> None:
    assert read(text.encode(), 0) == Outcome(0, pytest.approx(0, abs=2.0))
