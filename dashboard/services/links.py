"""Addresses of the dashboard's pages: every view has a stable one, made of codes and ids."""

from urllib.parse import urlencode

PATHS = {
    "home": "",
    "search": "search",
    "entity": "entity",
    "source": "source",
    "network": "network",
    "questions": "questions",
    "ingest": "ingest",
    "coverage": "coverage",
    "console": "console",
}
"""Page name → path below the dashboard's root."""


def address(page: str, /, **parameters: object) -> str:
    """The relative address of ``page``; parameters that are None or empty are left out.

    Relative, so that it also holds when the dashboard is served below a path.
    """
    given = {name: str(value) for name, value in parameters.items() if value is not None and value != ""}
    query = f"?{urlencode(given)}" if given else ""
    return (PATHS[page] or "./") + query


def integer(text: str | None, default: int = 0) -> int:
    """A number from an address, or ``default`` where it is absent or none; never negative."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= 12 else default
