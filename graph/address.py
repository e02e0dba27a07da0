"""Where a Neo4j is and how to enter it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONNECTION_SECONDS = 5.0
RETRY_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Address:
    """The address of one database.

    ``uri`` has a scheme of the Neo4j driver (``bolt://``, ``neo4j://``, with ``+s`` or ``+ssc`` for TLS). ``password``
    None means that the server asks for none. ``embedded`` tells whether it is ours; then ``pid`` is its process,
    ``password_file`` where the password is kept and ``version`` its version.
    """

    uri: str
    username: str
    password: str | None = field(repr=False)
    database: str
    embedded: bool
    pid: int | None = None
    password_file: Path | None = None
    version: str | None = None

    def driver_options(self) -> dict[str, Any]:
        """The options of the Neo4j driver: user and password, and waiting that ends within seconds."""
        return {
            "auth": None if self.password is None else (self.username, self.password),
            "connection_timeout": CONNECTION_SECONDS,
            "connection_acquisition_timeout": CONNECTION_SECONDS + 3,
            "max_transaction_retry_time": RETRY_SECONDS,
            "notifications_min_severity": "OFF",
            "user_agent": "alliancegraph",
        }
