"""`up`: store and dashboard, started side by side, until Ctrl-C or `down`."""

import os
import signal
import sys
import time
import webbrowser
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Never

import typer

from alliancegraph.environment import data_folder, listen_address, open_store, read_settings
from alliancegraph.output import by_stage, complain, print_text, progress_bar
from graph.errors import StateError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.store import Store

POLL = 0.5
ANY_DOCUMENT = "MATCH (d:SourceDocument) RETURN d.id AS id LIMIT 1"


def up(
    port: Annotated[
        int | None,
        typer.Option(help="Port of the dashboard; without it the first free one from 8501 on.", min=1, max=65535),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Start the store, load the shipped data when it is empty, and serve the dashboard.

    Stays in the foreground until Ctrl-C or `alliancegraph down`, and stops what it started.

    Example: alliancegraph up --port 9000 --no-browser
    """
    from alliancegraph import running

    settings, address = read_settings(os.environ), listen_address(os.environ)
    with running.claimed(settings.home) as mine:
        if not mine:
            _tell_where(settings)
            return
        chosen = running.choose_port(address, port)
        url = f"http://127.0.0.1:{chosen}"
        running.take_note(settings.home, url)
        with running.handling((signal.SIGTERM, signal.SIGHUP), _interrupt):
            _serve(settings, address, chosen, None if no_browser else url)


def _tell_where(settings: Settings) -> None:
    from alliancegraph import running

    note = running.running(settings.home)
    if note is None:
        raise StateError(f"Another 'up' is just starting or ending in {settings.home}: try again in a moment.")
    print_text(f"Alliance Graph is running already: {note['url']}")


def _interrupt(number: int, frame: FrameType | None) -> Never:
    raise KeyboardInterrupt


def _serve(settings: Settings, address: str, port: int, browse: str | None) -> None:
    """Runs everything until it is interrupted; what was started is stopped, however this ends."""
    from alliancegraph import running
    from dashboard.launch import command

    log = settings.home / "logs" / "dashboard.log"
    environment = os.environ | {"ALLIANCEGRAPH_LANG": settings.language, "PYTHONPATH": _python_path()}
    dashboard = running.spawn(command(settings, port, address), log, environment)
    try:
        _start_store(settings)
        # What was loaded once is there, almost always: then the address comes first and the look at the store after it.
        at_once = settings.embedded and _loaded_before(settings).exists()
        if not at_once:
            _ensure_data(settings)
        running.wait_until_healthy(dashboard, port, log)
        print_text(f"Alliance Graph: http://127.0.0.1:{port}  (Ctrl-C or 'alliancegraph down' ends it)")
        sys.stdout.flush()
        if browse and _has_screen():
            webbrowser.open(browse)
        try:
            if at_once:
                _ensure_data(settings)
            while True:
                running.check_alive(dashboard, log)
                time.sleep(POLL)
        except KeyboardInterrupt:
            complain("Stopping …")
    finally:
        # Ending is quick; a second Ctrl-C must not leave half of it running.
        with running.handling((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), signal.SIG_IGN):
            running.terminate(dashboard)
            _stop_store(settings)


def _start_store(settings: Settings) -> None:
    if not settings.embedded:
        return
    from graph.embedded import Life, start

    complain("Starting the store …")
    with progress_bar() as progress:
        start(settings, held=True, life=Life(with_parent=True), progress=progress)


def _stop_store(settings: Settings) -> None:
    if not settings.embedded:
        return
    from graph.embedded import stop

    stop(settings)


def _loaded_before(settings: Settings) -> Path:
    """A marker: the shipped data was loaded into this home's store, or documents stood in it."""
    return settings.home / "data-seen"


def _ensure_data(settings: Settings) -> None:
    with open_store(settings) as store:
        load_shipped_data(store, settings)
    _loaded_before(settings).touch()


def load_shipped_data(store: "Store", settings: Settings) -> None:
    """Loads the shipped tables into a store without documents, or again when that was cut short before.

    Raises StateError when a table could not be loaded.
    """
    unfinished = settings.home / "loading-shipped-data"
    if not unfinished.exists() and store.read(ANY_DOCUMENT):
        return
    from loaders.pipeline import ingest_tables

    complain("Loading the shipped data …")
    unfinished.touch()
    with progress_bar() as bar:
        report = ingest_tables(store, settings, data_folder(), progress=by_stage(bar))
    failed = [f"{document.document}: {document.message}" for document in report.documents if document.state == "failed"]
    if failed:
        raise StateError(f"The shipped data could not be loaded ({'; '.join(failed)}).")
    unfinished.unlink()


def _python_path() -> str:
    root = str(Path(__file__).resolve().parent.parent)
    return os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
