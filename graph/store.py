"""The store: one Neo4j, embedded or anywhere else, behind few methods and plain sentences for every failure.

Managed transactions everywhere, so the driver repeats what a deadlock or a change of leader interrupted: what is
written must be idempotent. Waiting is bounded: a server that doesn't answer is reported within seconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from neo4j import WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph import embedded
from graph.address import Address
from graph.errors import AllianceGraphError, StateError
from graph.failure import failure
from graph.settings import Settings

__all__ = ["Address", "ServerInfo", "Store", "connect"]

BATCH = 10_000
SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """Version and edition (``community``, ``enterprise``) as the server tells them."""

    version: str
    edition: str


class Store:
    """One open database; close it, or use it as a context manager. Safe to share between threads.

    Every method raises StoreUnavailableError when nobody answers, StoreRefusedError for a wrong user or password and
    QueryError with the server's own words when a query fails.
    """

    def __init__(self, address: Address) -> None:
        """Prepare the driver; nothing is sent before the first query."""
        self.address = address
        if urlsplit(address.uri).scheme not in SCHEMES:
            raise StateError(f"{address.uri} is not the address of a Neo4j: use bolt://HOST:7687.")
        try:
            self._driver: Driver = GraphDatabase.driver(address.uri, **address.driver_options())
        except (ConfigurationError, ValueError) as error:
            raise StateError(f"{address.uri} is not the address of a Neo4j: use bolt://HOST:7687.") from error

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def verify(self) -> None:
        """Ask the server for an answer once, without trying again."""
        with self._failures(), self._driver.session(database=self.address.database) as session:
            session.run("RETURN 1").consume()

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run a reading query; returns all its rows."""

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(cypher, parameters).data()

        with self._failures(), self._driver.session(database=self.address.database) as session:
            return session.execute_read(work)

    def write(self, cypher: str, /, **parameters: Any) -> None:
        """Run one writing query or schema command in a transaction of its own."""

        def work(transaction: ManagedTransaction) -> None:
            transaction.run(cypher, parameters).consume()

        with self._failures(), self._driver.session(database=self.address.database) as session:
            session.execute_write(work)

    def write_rows(self, cypher: str, rows: Sequence[Mapping[str, Any]], size: int = BATCH) -> None:
        """Run a writing query once for every ``size`` rows, given to it as ``$rows``, each time in its own
        transaction. Sort the rows by key, so that two writers never wait for each other.
        """
        for start in range(0, len(rows), size):
            self.write(cypher, rows=[dict(row) for row in rows[start : start + size]])

    def write_batched(self, cypher: str, /, **parameters: Any) -> None:
        """Run a query with ``CALL { … } IN TRANSACTIONS``, which the server commits batch by batch; not repeated."""
        session_of = self._driver.session
        with self._failures(), session_of(database=self.address.database, default_access_mode=WRITE_ACCESS) as session:
            session.run(cypher, parameters).consume()

    def info(self) -> ServerInfo:
        """Version and edition of the server."""
        (row,) = self.read(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' "
            "RETURN versions[0] AS version, edition"
        )
        return ServerInfo(version=row["version"], edition=row["edition"])

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError, OSError) as error:
            raise failure(error, self.address) from error


def connect(settings: Settings) -> Store:
    """Open the store of the settings: ``neo4j_uri`` if it is set, else the embedded one, started when none runs.

    A server started here belongs to the home and ends after 15 minutes without a connection. Raises
    StoreUnavailableError or StoreRefusedError when it can't be entered, StateError when it can't be started.
    """
    if settings.neo4j_uri is None:
        address = embedded.start(settings, held=False)
    else:
        address = Address(
            uri=settings.neo4j_uri,
            username=settings.neo4j_username,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
            embedded=False,
        )
    store = Store(address)
    try:
        store.verify()
    except AllianceGraphError:
        store.close()
        raise
    return store
