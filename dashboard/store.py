"""The store that all sessions of the dashboard share."""

import streamlit as st

from graph.settings import Settings
from graph.store import Store, connect
from queries.search import SearchIndex


@st.cache_resource(show_spinner=False, on_release=Store.close)
def _connected(home: str, uri: str | None, username: str, database: str, _settings: Settings) -> Store:
    return connect(_settings)


def shared_store(settings: Settings) -> Store:
    """The one store of this process, connected at its first use.

    Raises:
        StoreUnavailableError: no Neo4j answers, or the embedded one can't be started.
        StoreRefusedError: the user name or the password is refused.
    """
    return _connected(
        str(settings.home), settings.neo4j_uri, settings.neo4j_username, settings.neo4j_database, settings
    )


@st.cache_resource(show_spinner=False)
def _indexed(_store: Store, identity: int) -> SearchIndex:
    return SearchIndex(_store)


def shared_index(store: Store) -> SearchIndex:
    """The one search index over the store; it follows every change of the graph by itself."""
    return _indexed(store, id(store))


def forget_store() -> None:
    """Closes the shared store, so that the next use connects anew (after it went away)."""
    _indexed.clear()
    _connected.clear()
