"""The dashboard's process: ``streamlit run app.py … -- --home PATH``. Settings, page, language, menu; nothing else."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from platformdirs import user_data_path

from dashboard import frame, pages
from graph.settings import Settings


def read_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """The settings of this process, from ``--home`` and the environment of the command-line contract."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", type=Path)
    home = parser.parse_known_args(arguments)[0].home or environment.get("ALLIANCEGRAPH_HOME")
    return Settings(
        home=Path(home or user_data_path("alliancegraph", appauthor=False)),
        neo4j_uri=environment.get("NEO4J_URI") or None,
        neo4j_username=environment.get("NEO4J_USERNAME") or "neo4j",
        neo4j_password=environment.get("NEO4J_PASSWORD") or None,
        neo4j_database=environment.get("NEO4J_DATABASE") or "neo4j",
        rules=Path(rules) if (rules := environment.get("ALLIANCEGRAPH_RULES")) else None,
        language="en" if environment.get("ALLIANCEGRAPH_LANG", "").startswith("en") else "zh",
    )


def main() -> None:
    """Shows the page that the address asks for."""
    view = frame.choose_view(read_settings(sys.argv[1:], os.environ))
    st.set_page_config(page_title=view.t("app.name"), page_icon=str(frame.ASSETS / "icon.png"), layout="wide")
    st.navigation(pages.build(view), position="top").run()


if __name__ == "__main__":
    main()
