"""What the environment says: settings, where to listen, where the shipped data is. Read here and nowhere else."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from graph.errors import UsageError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.store import Store

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of this process, from the variables of the command-line contract.

    An empty variable counts as unset. Raises UsageError for a language other than ``zh`` and ``en``.
    """
    home, rules = environment.get("ALLIANCEGRAPH_HOME"), environment.get("ALLIANCEGRAPH_RULES")
    return Settings(
        home=Path(home).expanduser().absolute() if home else user_data_path("alliancegraph", appauthor=False),
        neo4j_uri=environment.get("NEO4J_URI") or None,
        neo4j_username=environment.get("NEO4J_USERNAME") or "neo4j",
        neo4j_password=environment.get("NEO4J_PASSWORD") or None,
        neo4j_database=environment.get("NEO4J_DATABASE") or "neo4j",
        language=read_language(environment),
        maven_repository=environment.get("ALLIANCEGRAPH_MAVEN_REPOSITORY") or None,
        rules=Path(rules).expanduser().absolute() if rules else None,
    )


def read_language(environment: Mapping[str, str]) -> str:
    """``zh`` or ``en``: ALLIANCEGRAPH_LANG, else ``zh`` under a Chinese locale, else ``en``."""
    wanted = environment.get("ALLIANCEGRAPH_LANG")
    if not wanted:
        locale = next((environment[name] for name in LOCALE_VARIABLES if environment.get(name)), "")
        return "zh" if locale.startswith("zh") else "en"
    if wanted not in {"zh", "en"}:
        raise UsageError(f"ALLIANCEGRAPH_LANG is «{wanted}»; set it to zh or en.")
    return wanted


def listen_address(environment: Mapping[str, str]) -> str:
    """The address that servers listen on: the loopback, unless ALLIANCEGRAPH_LISTEN says otherwise (in a container)."""
    return environment.get("ALLIANCEGRAPH_LISTEN") or "127.0.0.1"


def data_folder() -> Path:
    """The folder with the shipped facts, beside the rooms."""
    return Path(__file__).resolve().parent.parent / "data"


def open_store(settings: Settings) -> "Store":
    """The store of these settings, started when it is the embedded one and does not run; a context manager.

    Raises StoreUnavailableError or StoreRefusedError.
    """
    from graph.store import connect

    return connect(settings)
