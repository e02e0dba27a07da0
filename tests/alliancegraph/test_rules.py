"""`rules`: an analyst's folder adds and overrides rules, their examples run, and confidences are measured and used."""

import json
from pathlib import Path

import pytest

from loaders.rules.confidence import write_measured
from loaders.rules.rulebook import load_rulebook
from tests.alliancegraph.conftest import Command

OWN = """
- id: lead.steered
  when: [掌舵]
  match: "{C:body}由{B:who}掌舵"
  emit: ["who leads body role=牵头单位"]
  confidence: 0.7
  examples:
    - text: 海藻加工产业技术创新战略联盟由烟台大学掌舵。
      facts: [烟台大学 | leads | 海藻加工产业技术创新战略联盟 | role=牵头单位]
  counterexamples: [烟台大学由校长掌舵。]
"""
NOTE = "海藻加工产业技术创新战略联盟由烟台大学掌舵。会议由海藻加工产业技术创新战略联盟秘书长丁木主持。\n"
GOLD = {
    "document": {"id": "note"},
    "entities": [
        {"id": "a", "kind": "Alliance", "name": "海藻加工产业技术创新战略联盟", "aliases": []},
        {"id": "o", "kind": "Organization", "name": "烟台大学", "aliases": []},
        {"id": "p", "kind": "Person", "name": "丁木", "aliases": []},
    ],
    "statements": [{"s": "o", "p": "leads", "o": "a", "q": {}, "quote": "由烟台大学掌舵"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one rule of an analyst, a document, and its gold."""
    for name in ("rules", "texts", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "rules" / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "texts" / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "gold" / "note.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def rules_in(output: str) -> set[str]:
    return {json.loads(line).get("rule") for line in output.splitlines()}


def test_a_rule_of_the_folder_reads_where_no_other_did(command: Command, folder: Path) -> None:
    note = folder / "texts" / "note.txt"
    assert "lead.steered" not in rules_in(command("extract", note).out)
    assert "lead.steered" in rules_in(command("extract", note, "--rules", folder / "rules").out)
    assert "lead.steered" in rules_in(command("extract", note, ALLIANCEGRAPH_RULES=str(folder / "rules")).out)


def test_a_rule_of_the_same_id_takes_the_others_place(command: Command, folder: Path) -> None:
    (folder / "rules" / "own.yaml").write_text(OWN.replace("lead.steered", "chair.by"), encoding="utf-8")
    shipped = command("rules", "list", "--json").json
    own = command("rules", "list", "--json", "--rules", folder / "rules").json
    assert [row["rule"] for row in own] == [row["rule"] for row in shipped]
    assert [row["prior"] for row in own if row["rule"] == "chair.by"] == [0.7]


def test_a_measured_confidence_is_not_that_of_the_rule_in_its_place(command: Command, folder: Path) -> None:
    row = load_rulebook().measured.get("hold.by-body")
    (folder / "rules" / "own.yaml").write_text(OWN.replace("lead.steered", "hold.by-body"), encoding="utf-8")
    own = command("rules", "list", "--json", "--rules", folder / "rules").json
    assert row is None or row.confidence != 0.7
    assert [each["confidence"] for each in own if each["rule"] == "hold.by-body"] == [0.7]


def test_shipped_rules_and_their_examples_hold(command: Command) -> None:
    done = command("rules", "test")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(" 0 failed.\n")


def test_what_does_not_hold_is_told(command: Command, folder: Path) -> None:
    wrong = OWN.replace("text: 海藻加工产业技术创新战略联盟由", "text: 海藻加工产业技术创新战略联盟归").replace(
        "烟台大学由校长掌舵", "海藻加工产业技术创新战略联盟由鲁东大学掌舵"
    )
    (folder / "rules" / "own.yaml").write_text(wrong, encoding="utf-8")
    done = command("rules", "test", "--rules", folder / "rules", "--json")
    assert done.code == 1
    kinds = {
        (row["rule"], row["kind"]): row["problem"] for row in done.json["failures"] if row["file"].endswith("own.yaml")
    }
    assert set(kinds) == {("lead.steered", "example"), ("lead.steered", "counterexample")}
    assert "烟台大学 | leads | 海藻加工产业技术创新战略联盟" in kinds["lead.steered", "example"]
    assert "鲁东大学 | leads" in kinds["lead.steered", "counterexample"]
    assert "lead.steered" in command("rules", "test", "--rules", folder / "rules").out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWN.replace("{B:who}掌舵", "(?:{B:who}{0,40}){0,40}掌舵"), ["own.yaml", "lead.steered", "too many ways"]),
        (OWN.replace("when: [掌舵]", "when: [掌　舵]"), ["own.yaml", "lead.steered", "can never occur"]),
        (OWN + OWN, ["own.yaml", "lead.steered", "another id"]),
        ("- id: [", ["own.yaml", "YAML"]),
        ("id: x", ["own.yaml", "no list"]),
        (OWN.replace("leads", "steers"), ["own.yaml", "lead.steered", "steers"]),
    ],
)
def test_a_bad_rule_is_one_sentence(command: Command, folder: Path, text: str, words: list[str]) -> None:
    (folder / "rules" / "own.yaml").write_text(text, encoding="utf-8")
    done = command("rules", "test", "--rules", folder / "rules")
    assert (done.code, done.out) == (1, "")
    assert all(word in done.sentence for word in words), done.sentence


@pytest.mark.parametrize("name", ["nowhere", "texts"])
def test_a_folder_without_rules_is_one_sentence(command: Command, folder: Path, name: str) -> None:
    done = command("rules", "list", "--rules", folder / name)
    assert (done.code, done.out) == (1, "")
    assert name in done.sentence


def test_measured_confidences_are_written_and_used(command: Command, folder: Path) -> None:
    rules = folder / "rules"
    call = ("rules", "measure", "--gold", folder / "gold", "--texts", folder / "texts", "--rules", rules, "--json")
    done = command(*call, "--write")
    rows = {row["rule"]: row for row in done.json["rules"]}
    assert (rows["lead.steered"]["right"], rows["lead.steered"]["seen"]) == (1, 1)
    assert (rows["post.phrase"]["right"], rows["post.phrase"]["seen"]) == (0, 1)
    assert rows["lead.steered"]["confidence"] == round(0.05 * 3 / 4 + 0.95 * 0.7, 3)
    assert (rules / "confidence.tsv").is_file()
    listed = {row["rule"]: row for row in command("rules", "list", "--rules", rules, "--json").json}
    assert listed["lead.steered"]["confidence"] == rows["lead.steered"]["confidence"]
    stated = command("extract", folder / "texts" / "note.txt", "--rules", rules).out.splitlines()
    said = [row for row in map(json.loads, stated) if row.get("rule") == "lead.steered"]
    assert [row["confidence"] for row in said] == [rows["lead.steered"]["confidence"]]
    again = command(*call).json
    assert again["rules"] == done.json["rules"], "priors, not what was measured before, must count"


def test_measuring_without_common_documents_is_refused(command: Command, folder: Path) -> None:
    (folder / "gold" / "note.json").rename(folder / "gold" / "other.json")
    done = command("rules", "measure", "--gold", folder / "gold", "--texts", folder / "texts")
    assert (done.code, done.out) == (1, "")
    assert "gold" in done.sentence


@pytest.mark.parametrize("row", ["chair.by\t3\t2\t0.9", "chair.by\t1\t2\t1.9", "chair.by\t1\t2", "chair.by\t1\t2\tx"])
def test_a_wrong_row_of_confidences_is_one_sentence(command: Command, folder: Path, row: str) -> None:
    (folder / "rules" / "confidence.tsv").write_text(write_measured({}) + row + "\n", encoding="utf-8")
    done = command("rules", "list", "--rules", folder / "rules")
    assert (done.code, done.out) == (1, "")
    assert "confidence.tsv, line 3" in done.sentence


def test_why_tells_what_fired_and_what_nearly_did(command: Command, folder: Path) -> None:
    note = folder / "texts" / "note.txt"
    offset = NOTE.index("掌舵")
    own = command("rules", "why", f"{note}:{offset}", "--rules", folder / "rules", "--json").json
    assert [each["rule"] for each in own["fired"]] == ["lead.steered"]
    assert own["fired"][0]["statement"] == "烟台大学 | leads | 海藻加工产业技术创新战略联盟 | role=牵头单位"
    assert own["line"]["state"] == "stated"
    shipped = command("rules", "why", f"{note}:{offset}-{offset + 2}")
    assert (shipped.code, shipped.err) == (0, "")
    assert "Fired: nothing" in shipped.out
    assert "烟台大学" in shipped.out
    chair = command("rules", "why", f"{note}:{NOTE.index('主持')}", "--json").json
    assert {"chair.by": "unknown"}.items() <= {each["rule"]: each["reason"] for each in chair["near"]}.items()


@pytest.mark.parametrize("place", ["note.txt", "note.txt:", ":12", "note.txt:x", "note.txt:-3"])
def test_what_is_no_place_is_wrong_usage(command: Command, place: str) -> None:
    done = command("rules", "why", place)
    assert (done.code, done.out) == (2, "")
    assert "FILE:OFFSET" in done.sentence


@pytest.mark.parametrize(
    ("place", "name"), [("missing.txt:3", "missing"), ("texts/note.txt:4000", "note"), ("texts:3", "texts")]
)
def test_a_place_that_is_not_there_is_one_sentence(command: Command, folder: Path, place: str, name: str) -> None:
    (folder / "texts" / "other.txt").write_text(NOTE, encoding="utf-8")
    done = command("rules", "why", folder / place)
    assert (done.code, done.out) == (1, "")
    assert name in done.sentence
