"""The bridge to py2neo: a ``py2neo.Graph`` on the store of the settings.

py2neo is no longer maintained by its author; docs/notebooks.md lists what of it works against today's Neo4j, and
``tests/graph/test_bridge.py`` holds that list to the truth. It is an extra (``alliancegraph[notebooks]``) and imported
only here, when a graph is opened.

py2neo passes by the check of typed Cypher and the door of the writer: read with ``Graph.query``, which the server
itself refuses to write in; what ``Graph.run`` writes has no source.
"""

from typing import Any

from graph.address import Address
from graph.errors import UsageError
from graph.settings import Settings
from graph.store import connect


def open_py2neo(settings: Settings) -> Any:
    """A ``py2neo.Graph`` on the store of the settings, which is started when it is ours and none runs.

    The store is entered with the official driver first, since py2neo says the same "Connection has been closed" to a
    wrong password and to a server that went away. Close it by ``graph.service.connector.close()``; a store of ours
    stays while a connection is open. Raises UsageError when py2neo is not installed, and what
    :func:`graph.store.connect` raises.
    """
    _py2neo()
    with connect(settings) as store:
        return py2neo_graph(store.address)


def py2neo_graph(address: Address) -> Any:
    """A ``py2neo.Graph`` on the database at ``address``, which must be up.

    Raises UsageError when py2neo is not installed; py2neo's own errors when nobody answers or the password is wrong.
    """
    auth = None if address.password is None else (address.username, address.password)
    return _py2neo().Graph(address.uri, auth=auth, name=address.database)


def _py2neo() -> Any:
    try:
        import py2neo  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError("py2neo is not installed: install alliancegraph[notebooks].") from error
    return py2neo
