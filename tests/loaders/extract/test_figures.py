"""The figures reached on the gold documents; a change that lowers one by more than a point fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.statements import write


@pytest.mark.corpus
def test_figures_on_the_gold_documents(shared: Path, tmp_path: Path) -> None:
    output = tmp_path / "statements.jsonl"
    output.write_text("\n".join(write(sorted((shared / "corpus").glob("*.txt")))) + "\n", encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(output), "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    notice = scored["documents"]["notice-2013-632"]
    assert notice["statements"]["micro"]["f1"] >= 0.98
    assert scored["all"]["statements"]["micro"]["f1"] >= 0.98
    assert scored["all"]["entities"]["micro"]["f1"] >= 0.98
    assert not scored["all"]["unknown"]
    for document, figures in scored["documents"].items():
        assert figures["statements"]["micro"]["f1"] >= 0.97, document
