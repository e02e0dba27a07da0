"""The figures reached on annotated documents; a change that lowers one by more than a point or two fails.

The gold documents and the samples in ``data/samples`` were looked at while rules were written; those in
``tests/blind`` were not: nobody who writes rules reads them, only their figures.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders.statements import write

ROOT = Path(__file__).resolve().parents[3]


def scored(shared: Path, texts: Path, gold: Path, output: Path) -> dict[str, Any]:
    """What the scoring tool says of the statements read in the texts of a folder."""
    output.write_text("\n".join(write(sorted(texts.glob("*.txt")))) + "\n", encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(output), "--json", "--gold", str(gold)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def f1(figures: dict[str, Any], part: str) -> float:
    return float(figures[part]["micro"]["f1"])


@pytest.mark.corpus
def test_gold_documents(shared: Path, tmp_path: Path) -> None:
    found = scored(shared, shared / "corpus", shared / "gold", tmp_path / "gold.jsonl")
    assert f1(found["all"], "statements") >= 0.98
    assert f1(found["all"], "entities") >= 0.98
    assert not found["all"]["unknown"]
    assert f1(found["documents"]["notice-2013-632"], "statements") >= 0.98
    for document, figures in found["documents"].items():
        assert f1(figures, "statements") >= 0.97, document


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("texts", "statements", "entities"),
    [(ROOT / "data" / "samples", 0.90, 0.94), (ROOT / "tests" / "blind", 0.80, 0.88)],
    ids=["development", "blind"],
)
def test_samples(shared: Path, tmp_path: Path, texts: Path, statements: float, entities: float) -> None:
    found = scored(shared, texts, texts / "gold", tmp_path / "samples.jsonl")
    assert len(found["documents"]) == len(list(texts.glob("*.txt")))
    assert f1(found["all"], "statements") >= statements
    assert f1(found["all"], "entities") >= entities
    assert not found["all"]["unknown"]
