"""The store: one Neo4j, embedded or anywhere else, behind few methods and plain sentences for every failure.

Managed transactions everywhere, so the driver repeats what a deadlock or a change of leader interrupted: what is
written must be idempotent. Waiting is bounded: a server that doesn't answer is reported within seconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query, ResultSummary
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph import embedded
from graph.address import Address
from graph.errors import AllianceGraphError, QueryError, StateError, StoreRefusedError, StoreUnavailableError
from graph.settings import Settings

__all__ = ["Address", "ServerInfo", "Store", "connect"]

BATCH = 10_000
CONNECTION_SECONDS = 5.0
RETRY_SECONDS = 6.0
SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """Version and edition (``community``, ``enterprise``) as the server tells them."""

    version: str
    edition: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first rows of a result: values as the driver gives them, and whether there were more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


class Store:
    """One open database; close it, or use it as a context manager. Safe to share between threads.

    Every method raises StoreUnavailableError when nobody answers, StoreRefusedError for a wrong user or password and
    QueryError with the server's own words when a query fails.
    """

    def __init__(self, address: Address) -> None:
        """Prepare the driver; nothing is sent before the first query."""
        self.address = address
        auth = None if address.password is None else (address.username, address.password)
        if urlsplit(address.uri).scheme not in SCHEMES:
            raise StateError(f"{address.uri} is not the address of a Neo4j: use bolt://HOST:7687.")
        try:
            self._driver: Driver = GraphDatabase.driver(
                address.uri,
                auth=auth,
                connection_timeout=CONNECTION_SECONDS,
                connection_acquisition_timeout=CONNECTION_SECONDS + 3,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",
                user_agent="alliancegraph",
            )
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

    def explain(self, cypher: str, parameters: Mapping[str, Any]) -> ResultSummary:
        """Have the server plan a query without running it; the summary holds ``query_type`` and ``plan``."""
        session_of = self._driver.session
        with self._failures(), session_of(database=self.address.database, default_access_mode=READ_ACCESS) as session:
            return session.run("EXPLAIN " + cypher, dict(parameters)).consume()

    def excerpt(self, cypher: str, parameters: Mapping[str, Any], rows: int, timeout: float) -> Excerpt:
        """The first ``rows`` rows of a reading query that may run ``timeout`` seconds; the rest is never fetched."""
        query, session_of = Query(cypher, timeout=timeout), self._driver.session
        with (
            self._failures(timeout),
            session_of(
                database=self.address.database, default_access_mode=READ_ACCESS, fetch_size=min(rows + 1, 1000)
            ) as session,
        ):
            result = session.run(query, dict(parameters))
            found = [tuple(record.values()) for record in result.fetch(rows + 1)]
            columns = tuple(result.keys())
            result.consume()
        return Excerpt(columns, tuple(found[:rows]), len(found) > rows)

    def info(self) -> ServerInfo:
        """Version and edition of the server."""
        (row,) = self.read(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' "
            "RETURN versions[0] AS version, edition"
        )
        return ServerInfo(version=row["version"], edition=row["edition"])

    @contextmanager
    def _failures(self, timeout: float | None = None) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError, OSError) as error:
            raise failure(error, self.address, timeout) from error


def failure(error: Exception, address: Address, timeout: float | None = None) -> AllianceGraphError:
    """What a failure of the driver means for the user. ``timeout`` is the limit that the query was given, if any."""
    if isinstance(error, Neo4jError):
        return _refusal(error, address, timeout)
    if isinstance(error, ConfigurationError):
        return StateError(f"{address.uri} can't be used: {_line(str(error))}")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        what = "The embedded store" if address.embedded else "Neo4j"
        cure = "call `alliancegraph up` or try again" if address.embedded else "check NEO4J_URI and that it runs"
        return StoreUnavailableError(f"{what} does not answer at {address.uri}: {cure}.")
    return StoreUnavailableError(f"The connection to {address.uri} failed: {_line(str(error))}")


def _refusal(error: Neo4jError, address: Address, timeout: float | None) -> AllianceGraphError:
    code, message = error.code or "", _line(error.message or str(error))
    terminated = code.endswith("Transaction.Terminated") and timeout is not None
    if isinstance(error, AuthError | Forbidden) or ".Security." in code:
        refusal = _security_refusal(code, message, address)
    elif "TransactionTimedOut" in code or terminated:
        limit = f"its time limit of {timeout:g} s" if timeout is not None else "the server's time limit"
        refusal = QueryError(f"The query ran into {limit}: ask for less, or begin at a named node.")
    elif "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code:
        refusal = QueryError("The query needs more memory than one query may use: ask for less, or add a LIMIT.")
    elif "DatabaseNotFound" in code:
        refusal = StateError(f"There is no database {address.database} at {address.uri}: check NEO4J_DATABASE.")
    elif "DatabaseUnavailable" in code:
        refusal = StoreUnavailableError(f"The database {address.database} at {address.uri} is closed: {message}")
    elif "No space left" in message or "TransactionLogError" in code:
        refusal = StateError(f"The store at {address.uri} can't write, its disk is full: free some space.")
    elif isinstance(error, ClientError):
        refusal = QueryError(message)
    else:
        refusal = QueryError(f"The store could not do it: {message}")
    return refusal


def _security_refusal(code: str, message: str, address: Address) -> AllianceGraphError:
    if "AuthenticationRateLimit" in code:
        return StoreRefusedError(
            f"{address.uri} refuses {address.username} after too many wrong passwords: wait a minute, then try again "
            "with the right one."
        )
    if "CredentialsExpired" in code:
        return StoreRefusedError(
            f"The password of {address.username} at {address.uri} must be changed before it can be used: change it "
            "(ALTER CURRENT USER SET PASSWORD) and set NEO4J_PASSWORD."
        )
    if "Unauthorized" in code or "TokenExpired" in code:
        where = str(address.password_file) if address.password_file else "NEO4J_USERNAME and NEO4J_PASSWORD"
        return StoreRefusedError(f"{address.uri} refuses the user {address.username} or its password: check {where}.")
    return QueryError(f"The store does not allow it: {message}")


def _line(message: str) -> str:
    return " ".join(message.split())


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
