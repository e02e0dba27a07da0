"""`rules list`, `rules test`, `rules measure`: the extractor's rules, their examples, and how often they are right."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancegraph.environment import read_settings
from alliancegraph.options import Json, Rules
from alliancegraph.output import complain, print_json, print_table, print_text
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.model import Document
    from loaders.measure import Measurement
    from loaders.rules import Rulebook

app = typer.Typer(
    help="List, test, explain and measure the rules that read documents.", no_args_is_help=True, rich_markup_mode=None
)


def rulebook_of(folder: Path | None) -> "Rulebook":
    """The rulebook of this call: the shipped rules, with those of ``--rules`` or else of ALLIANCEGRAPH_RULES."""
    from loaders.rules import load_rulebook

    return load_rulebook(rules_folder(folder))


def rules_folder(folder: Path | None) -> Path | None:
    """The folder of further rules: that of ``--rules``, else that of ALLIANCEGRAPH_RULES, else none."""
    return folder or read_settings(os.environ).rules


@app.command("list")
def list_(rules: Rules = None, as_json: Json = False) -> None:
    """List the rules with their confidence, how often each was right, and what each states.

    Example: alliancegraph rules list --rules my-rules
    """
    rulebook = rulebook_of(rules)
    found = [_described(rulebook, name) for name in (*(rule.id for rule in rulebook.rules), *rulebook.built_in)]
    if as_json:
        print_json(found)
        return
    columns = ("rule", "confidence", "right", "seen", "prior", "file", "states", "when")
    print_table(columns, [[row[column] for column in columns] for row in found])


@app.command()
def test(rules: Rules = None, as_json: Json = False) -> None:
    """Read every rule's examples and counterexamples with the whole extractor; fails when one is not as it says.

    Example: alliancegraph rules test --rules my-rules
    """
    from loaders.examples import check_rules

    rulebook = rulebook_of(rules)
    failures = check_rules(rulebook)
    columns = ("rule", "file", "kind", "text", "problem")
    rows = [{column: getattr(failure, column) for column in columns} for failure in failures]
    examples = sum(len(rule.examples) for rule in rulebook.rules)
    counter = sum(len(rule.counterexamples) for rule in rulebook.rules)
    if as_json:
        counts = {"rules": len(rulebook.rules), "examples": examples, "counterexamples": counter}
        print_json({**counts, "failures": rows})
    else:
        if rows:
            print_table(columns, [list(row.values()) for row in rows])
        print_text(
            f"{len(rulebook.rules)} rules, {examples} examples, {counter} counterexamples: {len(failures)} failed."
        )
    if failures:
        raise typer.Exit(1)


@app.command()
def measure(
    gold: Annotated[list[Path], typer.Option(metavar="DIR", help="A folder of gold files; may be given again.")],
    texts: Annotated[list[Path], typer.Option(metavar="DIR", help="The documents of the gold; may be given again.")],
    write: Annotated[bool, typer.Option("--write", help="Write confidence.tsv, from which rules take theirs.")] = False,
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Measure every rule on documents with gold, and say which confidence follows.

    Example: alliancegraph rules measure --gold data/samples/gold --texts data/samples
    """
    from loaders.gold import load_gold
    from loaders.measure import measure as measured
    from loaders.rules.confidence import write_measured

    rulebook = rulebook_of(rules)
    known = {name: document for folder in gold for name, document in load_gold(folder).items()}
    found = measured(rulebook, _documents(texts), known)
    if not found.documents:
        raise InputError("None of the documents has gold of its name; name the folders that belong together.")
    target = _measured_file(rulebook)
    if as_json:
        print_json(_as_json(found) | {"written": str(target) if write else None})
    else:
        _show(found)
    if write:
        target.write_text(write_measured(found.rows), encoding="utf-8")
        complain(f"Wrote {len(found.rows)} rows to {target}.")
    if found.unknown:
        complain(f"Rules without a prior: {', '.join(found.unknown)}; give each a line in built_in.tsv.")
        raise typer.Exit(1)


def _documents(paths: list[Path]) -> "tuple[Document, ...]":
    from loaders.source import read_sources

    found = read_sources(paths)
    for failure in found.failures:
        complain(f"{failure.name}: {failure.message}")
    return found.documents


def _measured_file(rulebook: "Rulebook") -> Path:
    """Where the measured confidences of a rulebook belong: beside the analyst's rules, else among the shipped ones."""
    import loaders.knowledge
    from loaders.rules.rulebook import MEASURED

    return (rulebook.folder or Path(loaders.knowledge.__file__).parent) / MEASURED


def _described(rulebook: "Rulebook", name: str) -> dict[str, Any]:
    """What is known of one rule, as `list` shows it."""
    measured = rulebook.measured.get(name)
    row: dict[str, Any] = {
        "rule": name,
        "confidence": rulebook.confidence(name),
        "right": measured.right if measured else None,
        "seen": measured.seen if measured else None,
    }
    if name in rulebook.built_in:
        code = rulebook.built_in[name]
        return row | {"prior": code.prior, "file": "code", "states": code.reads, "when": []}
    rule = next(rule for rule in rulebook.rules if rule.id == name)
    states = [f"{emit.subject} {emit.predicate} {emit.object}" for emit in rule.emit] + list(rule.do)
    return row | {"prior": rule.prior, "file": rule.file, "states": "; ".join(states), "when": list(rule.when)}


def _show(found: "Measurement") -> None:
    columns = ("rule", "right", "seen", "confidence")
    print_table(columns, [[getattr(row, column) for column in columns] for row in found.rows.values()])
    right, seen = (sum(getattr(row, name) for row in found.rows.values()) for name in ("right", "seen"))
    print_text(f"{found.documents} documents: {right} of {seen} statements right.")
    print_text(f"Stated nothing: {', '.join(found.silent) or 'none'}.")
    if found.texts:
        print_text(f"Without gold: {', '.join(found.texts)}.")


def _as_json(found: "Measurement") -> dict[str, Any]:
    rows = [
        {"rule": row.rule, "right": row.right, "seen": row.seen, "confidence": row.confidence}
        for row in found.rows.values()
    ]
    return {
        "documents": found.documents,
        "rules": rows,
        "silent": list(found.silent),
        "unknown": list(found.unknown),
        "without_gold": list(found.texts),
    }
