"""What a failure of the Neo4j driver means for the user: one sentence, and the right kind of error."""

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.address import Address
from graph.errors import AllianceGraphError, QueryError, StateError, StoreRefusedError, StoreUnavailableError


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
