"""The ontology in the OWL API and under HermiT: it loads, is OWL 2 DL, and is consistent."""

from pathlib import Path
from typing import Any

import pytest

from tests.independent.tools import fetched, owl_verdicts

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
NAMESPACE = "https://w3id.org/alliancegraph/ns"
WRONG = {
    # An alliance that is a person, a class with no possible member, a property that is of two sorts.
    "inconsistent": "ag:x a ag:Alliance , ag:Person .",
    "unsatisfiable": "ag:Nobody a owl:Class ; rdfs:subClassOf ag:Alliance , ag:Person .",
    "not_dl": "ag:memberOf a owl:DatatypeProperty .",
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The verdict on each file of the ontology, on all of them as one, and on three made wrong: one run of Java."""
    folder = tmp_path_factory.mktemp("owl")
    core = (ONTOLOGY / "alliance.ttl").read_text(encoding="utf-8")
    files = [ONTOLOGY / "alliance.ttl", ONTOLOGY / "alignments.ttl", *sorted((ONTOLOGY / "schemes").glob("*.ttl"))]
    made = {"together": "\n".join(file.read_text(encoding="utf-8") for file in files)}
    made |= {name: f"{core}\n{line}\n" for name, line in WRONG.items()}
    for name, text in made.items():
        file = folder / f"{name}.ttl"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    found = owl_verdicts(fetched("owl.lock.csv"), files)
    return {file.stem: verdict for file, verdict in zip(files, found, strict=True)}


def test_the_ontology_loads_with_its_version(verdicts: dict[str, dict[str, Any]]) -> None:
    assert verdicts["alliance"]["iri"] == NAMESPACE
    assert verdicts["alliance"]["version"].startswith(f"{NAMESPACE}/")
    assert verdicts["alliance"]["axioms"] > 1000


def test_every_file_and_all_together_are_owl_2_dl_and_consistent(verdicts: dict[str, dict[str, Any]]) -> None:
    good = {name: verdict for name, verdict in verdicts.items() if name not in WRONG}
    assert {"alliance", "alignments", "together", "member_role"} <= set(good)
    assert {name: v["violations"] for name, v in good.items() if v["violations"]} == {}
    assert [name for name, v in good.items() if not v["consistent"]] == []
    assert {name: v["unsatisfiable"] for name, v in good.items() if v["unsatisfiable"]} == {}


def test_what_is_made_wrong_is_found(verdicts: dict[str, dict[str, Any]]) -> None:
    assert not verdicts["inconsistent"]["consistent"]
    assert verdicts["unsatisfiable"]["unsatisfiable"] == [f"<{NAMESPACE}#Nobody>"]
    assert any("memberOf" in each for each in verdicts["not_dl"]["violations"])
