"""Help, wrong usage, and how errors reach a user."""

import os
import subprocess
import sys
import time

import pytest

from alliancegraph.__main__ import without_debug
from alliancegraph.cypher import read_parameters as cypher_parameters
from alliancegraph.later import VERBS
from alliancegraph.query import read_parameters as question_parameters
from graph.errors import UsageError
from tests.alliancegraph.conftest import Command, clean_environment, run

OURS = ["up", "down", "extract", "ingest", "tables", "retract", "status", "search", "show", "query", "cypher", "export"]
OURS += ["coverage"]
STORE = ["store start", "store stop", "store info"]
REVIEW = ["review list", "review accept", "review reject", "review undo"]
RULES = ["rules list", "rules test", "rules measure", "rules why"]


@pytest.mark.parametrize("verb", [*OURS, *STORE, *RULES, *REVIEW])
def test_every_verb_has_help_with_an_example(command: Command, verb: str) -> None:
    done = command(*verb.split(), "--help")
    assert done.code == 0
    assert f"Example: alliancegraph {verb}" in done.out


def test_help_lists_every_verb_of_the_contract_at_once() -> None:
    started = time.monotonic()
    done = run("--help", environment=clean_environment())
    took = time.monotonic() - started
    assert done.code == 0
    listed = {line.split()[0] for line in done.out.split("Commands:")[1].splitlines() if line.strip()}
    assert set(OURS) | set(VERBS) | {"store", "rules", "review"} <= listed
    assert took < 2, "0.2 s on a quiet machine: something heavy is imported at the start"


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_verbs_that_come_later_say_so(command: Command, verb: str) -> None:
    done = command(verb, "--whatever", "x")
    assert (done.code, done.out) == (2, "")
    assert f"does not have '{verb}' yet" in done.sentence


@pytest.mark.parametrize(
    "words",
    [
        "frobnicate",
        "ingest",
        "extract",
        "export --format jsonl",
        "search",
        "status --no-such",
        "up --port nine",
        "search x --limit 0",
    ],
)
def test_wrong_usage_exits_with_2(command: Command, words: str) -> None:
    done = command(*words.split())
    assert (done.code, done.out) == (2, "")
    assert "Error: " in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("query", "--list"),
        ("query shared-members stray", "«stray»"),
        ("query shared-members --first", "--first needs a value"),
        ("ingest - ", "--name"),
        ("ingest a.txt b.txt --name c", "one path"),
        ("extract -", "--name"),
        ("import x.csv", "does not tell the format"),
        ("import x.nt --format csv", "«csv»"),
        ("export --format doc --output x", "«doc»"),
        ("cypher RETURN --param x", "NAME=VALUE"),
    ],
)
def test_wrong_usage_of_our_own_is_one_sentence(command: Command, words: str, says: str) -> None:
    done = command(*words.split())
    assert (done.code, done.out) == (2, "")
    assert says in done.sentence


def test_an_unknown_language_is_wrong_usage(command: Command) -> None:
    done = command("status", ALLIANCEGRAPH_LANG="fr")
    assert done.code == 2
    assert "zh or en" in done.sentence


def test_debug_shows_the_traceback(command: Command) -> None:
    done = command("query", "--debug")
    assert done.code == 2
    assert "Traceback" in done.err
    assert done.err.strip().splitlines()[-1].startswith("Which question?")


@pytest.mark.parametrize(
    ("arguments", "left", "debug"),
    [
        (["status"], ["status"], False),
        (["--debug", "status"], ["status"], True),
        (["status", "--debug", "--json"], ["status", "--json"], True),
        (["cypher", "--", "--debug"], ["cypher", "--", "--debug"], False),
        (["--debug", "cypher", "--", "--debug"], ["cypher", "--", "--debug"], True),
    ],
)
def test_debug_may_stand_anywhere(arguments: list[str], left: list[str], debug: bool) -> None:
    assert without_debug(arguments) == (left, debug)


def test_an_unforeseen_error_is_a_sentence_too() -> None:
    program = "import sys, alliancegraph.__main__ as m; sys.argv[1:] = ['--help']; m.get_command = None; m.main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Internal error (TypeError: ")
    assert "--debug" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = clean_environment()
    words = [sys.executable, "-m", "alliancegraph", "query", "--list", "--json"]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


def test_question_parameters() -> None:
    words = ["--alliance", "示例联盟", "--min-confidence=0.5", "--note", "--odd"]
    assert question_parameters(words) == {"alliance": "示例联盟", "min_confidence": "0.5", "note": "--odd"}
    with pytest.raises(UsageError, match="twice"):
        question_parameters(["--a", "1", "--a=2"])


def test_cypher_parameters() -> None:
    words = ["n=12", "x=-0.5", "on=true", "none=null", "ids=[1, 2]", 'word="12"', "text=a=b", "date=2013-08", "key=4e5"]
    assert cypher_parameters(words) == {
        "n": 12,
        "x": -0.5,
        "on": True,
        "none": None,
        "ids": [1, 2],
        "word": "12",
        "text": "a=b",
        "date": "2013-08",
        "key": "4e5",
    }
    for wrong in (["n"], ["1x=2"], ["n=1", "n=2"], ["n=[1"]):
        with pytest.raises(UsageError):
            cypher_parameters(wrong)
