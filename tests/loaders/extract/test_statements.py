"""The lines of the statement contract."""

from collections.abc import Callable

from graph.model import Reading
from loaders.statements import lines

TEXT = (
    "近日，海藻加工产业技术创新战略联盟（以下简称“海藻联盟”）在烟台召开第三届海藻论坛。"
    "海藻联盟成立于2013年6月。烟台大学秘书长丁木、国家海洋局。"
)


def test_lines_follow_the_contract(read: Callable[[str], Reading]) -> None:
    rows = list(lines(read(TEXT)))
    stated = [row for row in rows if "predicate" in row]
    assert {row["predicate"] for row in stated} >= {"organizes", "held_at"}
    for row in stated:
        assert list(row) == [
            "subject", "predicate", "object", "qualifiers", "document", "start", "end", "rule", "confidence",
        ]  # fmt: skip
        assert row["document"] == "sample" and row["start"] < row["end"] <= len(TEXT)
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert any(row.get("entity", {}).get("name") == "国家海洋局" for row in rows)
    assert not any("property" in row for row in rows)


def test_values_come_when_asked_for(read: Callable[[str], Reading]) -> None:
    rows = [row for row in lines(read(TEXT), values=True) if "property" in row]
    assert ("founded", "2013-06", "date") in {(row["property"], row["value"], row["datatype"]) for row in rows}
    assert ("organization_kind", "government") in {(row["property"], row["value"]) for row in rows}


def test_defined_short_names_are_kept_apart(read: Callable[[str], Reading]) -> None:
    reading = read(TEXT)
    alliance = next(e for e in reading.entities if e.kind == "Alliance")
    assert alliance.name == "海藻加工产业技术创新战略联盟"
    assert alliance.defined == ("海藻联盟",)
