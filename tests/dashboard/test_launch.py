"""How the dashboard's process is started, and what it takes from its surroundings."""

from pathlib import Path

import pytest
from streamlit import config

from dashboard import launch
from dashboard.app import read_settings
from graph.settings import Settings


def options(command: list[str]) -> dict[str, str]:
    return dict(
        word.removeprefix("--").split("=", 1) for word in command[: command.index("--")] if word.startswith("--")
    )


def test_it_listens_on_this_machine_alone_and_sends_nothing() -> None:
    command = launch.command(Settings(Path("/h")), 8600)
    given = options(command)
    assert given["server.address"] == "127.0.0.1"
    assert given["server.port"] == "8600"
    assert given["server.headless"] == "true"
    assert given["browser.gatherUsageStats"] == "false"
    assert given["client.showErrorDetails"] == "none"
    assert given["client.showErrorLinks"] == "false"
    assert given["client.toolbarMode"] == "viewer"
    assert given["server.fileWatcherType"] == "none"
    assert command[-3:] == ["--", "--home", "/h"]


def test_a_container_may_ask_for_all_interfaces() -> None:
    given = options(launch.command(Settings(Path("/h")), 8600, "0.0.0.0"))
    assert given["server.address"] == "0.0.0.0"
    assert given["browser.serverAddress"] == "127.0.0.1"


def test_streamlit_knows_every_option() -> None:
    """Streamlit ignores a misspelt option in silence, so its own list is asked."""
    known = config.get_config_options()
    assert set(options(launch.command(Settings(Path("/h")), 8600))) <= known.keys()


@pytest.mark.parametrize(
    ("language", "chosen"), [("en", "en"), ("en_GB", "en"), ("zh", "zh"), ("", "zh"), ("fr", "zh")]
)
def test_settings_from_the_environment(language: str, chosen: str) -> None:
    environment = {
        "ALLIANCEGRAPH_LANG": language,
        "NEO4J_URI": "bolt://h:1",
        "NEO4J_PASSWORD": "p",
        "NEO4J_DATABASE": "",
    }
    settings = read_settings(["--home", "/x", "--other"], environment)
    assert settings.home == Path("/x")
    assert settings.neo4j_uri == "bolt://h:1"
    assert settings.neo4j_username == "neo4j"
    assert settings.neo4j_database == "neo4j"
    assert settings.language == chosen


def test_without_a_store_elsewhere_it_is_the_embedded_one() -> None:
    assert read_settings([], {"ALLIANCEGRAPH_HOME": "/y", "NEO4J_URI": ""}) == Settings(Path("/y"))
