"""Matching a reading with gold: the rules of comparison one by one, and the same counts as the handed-out scorer."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Document, Entity, EntityMention, Reading, Statement
from loaders.extract import extract
from loaders.gold import load_gold, read_gold
from loaders.matching import compare
from loaders.source import read_source
from loaders.statements import lines

GOLD = {
    "document": {"id": "sample"},
    "entities": [
        {"id": "p", "kind": "Person", "name": "周和平", "aliases": []},
        {"id": "a", "kind": "Alliance", "name": "海藻加工产业技术创新战略联盟", "aliases": ["海藻加工联盟"]},
        {"id": "o", "kind": "Organization", "name": "烟台大学", "aliases": []},
        {"id": "e", "kind": "Event", "name": "第三届海藻加工技术论坛", "aliases": [], "date": "2019-05-06"},
        {"id": "x", "kind": "Organization", "name": "新华网", "aliases": [], "optional": True},
    ],
    "statements": [
        {"s": "p", "p": "holds_post", "o": "a", "q": {"title": "理事长"}, "quote": "一"},
        {"s": "o", "p": "leads", "o": "a", "q": {}, "quote": "二"},
        {"s": "a", "p": "organizes", "o": "e", "q": {}, "quote": "三"},
        {"s": "x", "p": "participates_in", "o": "e", "q": {}, "quote": "四"},
        {"s": "a", "p": "signs_with", "o": "o", "q": {}, "quote": "五"},
    ],
}
PERSON, ALLIANCE, BODY, EVENT, MEDIUM = range(5)
NAMES = (
    Entity("Person", "周和平"),
    Entity("Alliance", "海藻加工联盟"),
    Entity("Organization", "烟台大学"),
    Entity("Event", "海藻加工技术论坛"),
    Entity("Organization", "新华网"),
)


def gold_at(folder: Path, change: object = None) -> Path:
    path = folder / "sample.json"
    path.write_text(json.dumps(change or GOLD, ensure_ascii=False), encoding="utf-8")
    return path


def reading(*facts: tuple[int, str, int, str], names: tuple[Entity, ...] = NAMES) -> Reading:
    statements = tuple(
        Statement(s, p, o, {"title": title} if title else {}, i, i + 1, "x", 0.9)
        for i, (s, p, o, title) in enumerate(facts)
    )
    return Reading(Document("sample", "字" * 40, "", "", "text"), names, statements)


@pytest.mark.parametrize(
    ("fact", "verdict"),
    [
        ((PERSON, "holds_post", ALLIANCE, "常务理事长"), "right"),
        ((PERSON, "holds_post", ALLIANCE, "副理事长"), "wrong"),
        ((PERSON, "holds_post", ALLIANCE, "秘书长"), "wrong"),
        ((PERSON, "holds_post", BODY, "理事长"), "wrong"),
        ((BODY, "leads", ALLIANCE, ""), "right"),
        ((ALLIANCE, "organizes", EVENT, ""), "right"),
        ((BODY, "organizes", EVENT, ""), "wrong"),
        ((BODY, "signs_with", ALLIANCE, ""), "right"),
        ((MEDIUM, "participates_in", EVENT, ""), "open"),
        ((MEDIUM, "leads", ALLIANCE, ""), "open"),
        ((BODY, "classified_as", ALLIANCE, ""), "open"),
    ],
)
def test_a_statement_has_the_verdict_of_the_guide(
    fact: tuple[int, str, int, str], verdict: str, tmp_path: Path
) -> None:
    assert compare(reading(fact), read_gold(gold_at(tmp_path))).statements == (verdict,)


def test_what_gold_has_and_nobody_said_is_missed(tmp_path: Path) -> None:
    found = compare(reading((BODY, "leads", ALLIANCE, "")), read_gold(gold_at(tmp_path)))
    assert [s.quote for s in found.missed] == ["一", "三", "五"]


def test_a_second_telling_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    twice = reading((ALLIANCE, "signs_with", BODY, ""), (BODY, "signs_with", ALLIANCE, ""))
    assert compare(twice, read_gold(gold_at(tmp_path))).statements == ("right", "open")


def test_one_event_is_not_two(tmp_path: Path) -> None:
    names = (*NAMES[:3], Entity("Event", "海藻加工论坛"), Entity("Event", "第三届海藻加工技术论坛", date="2019-05-06"))
    found = reading((ALLIANCE, "organizes", 3, ""), (ALLIANCE, "organizes", 4, ""), names=names)
    assert compare(found, read_gold(gold_at(tmp_path))).statements == ("wrong", "right")


@pytest.mark.parametrize(
    "change",
    [
        {**GOLD, "statements": [{"s": "nobody", "p": "leads", "o": "a", "q": {}, "quote": "一"}]},
        {**GOLD, "entities": [{"id": "p", "kind": "Person", "name": "周和平", "colour": "red"}]},
        {"entities": []},
        [1, 2],
    ],
)
def test_a_malformed_gold_file_is_refused(change: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gold file"):
        read_gold(gold_at(tmp_path, change))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file"):
        load_gold(tmp_path)


def spoilt(found: Reading) -> Reading:
    """The reading with every fourth statement left out and the object of every fifth another entity of its kind."""
    statements, kinds = [], [entity.kind for entity in found.entities]
    for at, statement in enumerate(found.statements):
        if at % 4 == 0:
            continue
        others = [i for i, kind in enumerate(kinds) if kind == kinds[statement.object] and i != statement.object]
        wrong = at % 5 == 0 and others
        statements.append(replace(statement, object=others[at % len(others)]) if wrong else statement)
    used = {end for s in statements for end in (s.subject, s.object)}
    named = (EntityMention(i, 0, 1) for i in range(len(found.entities)) if i not in used)
    return replace(found, statements=tuple(statements), mentions=tuple(named))


@pytest.mark.corpus
@pytest.mark.parametrize("change", [lambda found: found, spoilt], ids=["as-read", "spoilt"])
def test_the_counts_are_those_of_the_scorer(change: object, shared: Path, tmp_path: Path) -> None:
    gold, output = load_gold(shared / "gold"), tmp_path / "statements.jsonl"
    readings = [change(extract(read_source(path))) for path in sorted((shared / "corpus").glob("*.txt"))]  # type: ignore[operator]
    rows = [json.dumps(row, ensure_ascii=False) for found in readings for row in lines(found)]
    output.write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(output), "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["documents"]
    for found in readings:
        micro = scored[found.document.name]["statements"]["micro"]
        verdicts = compare(found, gold[found.document.name])
        alarms, misses = micro["predicted"] - micro["matched"], micro["gold"] - micro["matched"]
        counted = verdicts.count("right"), verdicts.count("wrong"), len(verdicts.missed)
        assert counted == (micro["matched"], alarms, misses), found.document.name
