"""How the outcome of a load or a withdrawal is shown, and which exit code it gives."""

from collections.abc import Mapping

import typer

from alliancegraph.output import complain, print_json, print_table, print_text
from graph.report import Report


def show_report(report: Report, as_json: bool) -> None:
    """Prints the report; what was left out or failed is said on standard error; failures give exit code 1."""
    if as_json:
        print_json(report.as_json())
    else:
        print_table(
            ["document", "kind", "state", "statements", "lines", "stated", "ignored", "unread"],
            [
                (each.document, each.kind, each.state, each.statements, *_counts(each.lines))
                for each in report.documents
            ],
        )
        changes = {name.replace("_", " "): count for name, count in report.as_json()["changes"].items() if count}
        print_text(", ".join(f"{count} {name}" for name, count in changes.items()) or "nothing changed")
    for path, reason in report.skipped:
        complain(f"{path} was left out: {reason}")
    for each in report.documents:
        if each.state == "failed":
            complain(f"{each.document}: {each.message}")
    if report.failed:
        raise typer.Exit(1)


def _counts(lines: Mapping[str, int] | None) -> tuple[int | None, ...]:
    return tuple((lines or {}).get(name) for name in ("total", "stated", "ignored", "unread"))
