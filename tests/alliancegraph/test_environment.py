"""What the environment says."""

from pathlib import Path

import pytest

from alliancegraph.environment import data_folder, listen_address, read_language, read_settings
from graph.errors import UsageError


def test_nothing_set_means_the_embedded_store_in_the_user_data_folder() -> None:
    settings = read_settings({})
    assert settings.embedded
    assert settings.home.is_absolute()
    assert settings.home.name == "alliancegraph"


def test_every_variable_reaches_the_settings(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "ALLIANCEGRAPH_HOME": str(tmp_path),
            "ALLIANCEGRAPH_LANG": "en",
            "ALLIANCEGRAPH_MAVEN_REPOSITORY": "http://127.0.0.1:9/maven",
            "ALLIANCEGRAPH_RULES": "my-rules",
            "NEO4J_URI": "bolt://127.0.0.1:7687",
            "NEO4J_USERNAME": "reader",
            "NEO4J_PASSWORD": "secret words",
            "NEO4J_DATABASE": "alliances",
        }
    )
    assert (settings.home, settings.language) == (tmp_path, "en")
    assert settings.maven_repository == "http://127.0.0.1:9/maven"
    assert settings.rules == Path.cwd() / "my-rules"
    assert not settings.embedded
    assert (settings.neo4j_username, settings.neo4j_password) == ("reader", "secret words")
    assert settings.neo4j_database == "alliances"


def test_an_empty_variable_counts_as_unset() -> None:
    names = ("ALLIANCEGRAPH_HOME", "ALLIANCEGRAPH_RULES", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_DATABASE")
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_a_relative_home_is_made_absolute() -> None:
    assert read_settings({"ALLIANCEGRAPH_HOME": "here"}).home == Path.cwd() / "here"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"ALLIANCEGRAPH_LANG": "zh", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_language_comes_from_the_variable_then_from_the_locale(environment: dict[str, str], language: str) -> None:
    assert read_language(environment) == language


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="ALLIANCEGRAPH_LANG is «fr»"):
        read_language({"ALLIANCEGRAPH_LANG": "fr"})


def test_servers_listen_on_the_loopback_unless_told_otherwise() -> None:
    assert listen_address({}) == "127.0.0.1"
    assert listen_address({"ALLIANCEGRAPH_LISTEN": "0.0.0.0"}) == "0.0.0.0"


def test_the_shipped_data_is_there() -> None:
    assert (data_folder() / "alliances.csv").is_file()
