"""`down`: ends what runs in the home folder."""

import os

from alliancegraph.environment import read_settings
from alliancegraph.output import print_text


def down() -> None:
    """Stop what `up` or `store start` runs: the dashboard and the store.

    Example: alliancegraph down
    """
    from alliancegraph import running
    from graph.embedded import stop

    settings = read_settings(os.environ)
    dashboard = running.end(settings.home)
    store = (stop(settings) or dashboard) if settings.embedded else False
    stopped = [name for name, was in (("the dashboard", dashboard), ("the store", store)) if was]
    print_text(f"Stopped {' and '.join(stopped)}." if stopped else f"Nothing runs in {settings.home}.")
