"""What people and programs see: JSON and tables on standard output, everything else on standard error."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

Progress = Callable[[str, int, int], None]
"""How long work says how far it is: what is at hand, how much is done and how much there is."""


def speak_utf8(*streams: TextIO) -> None:
    """Makes the streams write UTF-8 whatever the locale says; a character no encoding has is escaped, not an error."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: Any) -> None:
    """One JSON value on standard output, readable by people too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_text(text: str) -> None:
    """A line on standard output."""
    print(text)


def complain(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def cell(value: Any) -> str:
    """A value as it stands in a table: lists joined, nothing for None, JSON for what has parts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return "; ".join(cell(item) for item in value)
    return str(value)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table for people. On a terminal it is folded to its width; in a pipe a row stays on one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    if sys.stdout.isatty():
        Console(file=sys.stdout, highlight=False).print(table)
        return
    console = Console(file=io.StringIO(), width=100_000, highlight=False)
    with console.capture() as written:
        console.print(table)
    for line in written.get().splitlines():
        print(line.rstrip())


@contextmanager
def progress_bar(*, aside: bool = False) -> Iterator[Progress | None]:
    """A progress bar on standard error while the block runs, or None when that is no terminal.

    With ``aside`` the block writes to standard output: there is no bar when that is a terminal too.
    """
    if not sys.stderr.isatty() or (aside and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def report(label: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=label)

        yield report


def by_stage(bar: Progress | None) -> Callable[[str, str, int, int], None] | None:
    """The bar as the pipeline reports to it: document, stage, done, total."""
    if bar is None:
        return None
    return lambda document, stage, done, total: bar(f"{stage} {document}".strip(), done, total)
