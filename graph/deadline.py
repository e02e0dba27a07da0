"""Reading under a deadline that the client keeps by itself.

Neo4j ends most queries at the time limit they are sent with, but not all: it does not look at the clock inside an
expression such as ``reduce``. So the client waits only a little longer than the limit and then drops the connection.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from neo4j import READ_ACCESS, AsyncGraphDatabase, Query, ResultSummary
from neo4j.exceptions import DriverError, Neo4jError

from graph.address import Address
from graph.errors import QueryError
from graph.failure import failure

GRACE = 4.0
"""Seconds: Neo4j looks for overdue transactions every two."""

FETCH = 1000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first rows of a result: values as the driver gives them, and whether there were more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """At most ``rows`` rows in at most ``seconds`` seconds."""

    rows: int
    seconds: float


def read_excerpt(
    address: Address,
    cypher: str,
    parameters: Mapping[str, Any],
    limits: Limits,
    check: Callable[[ResultSummary], None],
) -> Excerpt:
    """The first rows of a query, on a connection of its own that may only read.

    ``check`` is given the summary of the plan before anything runs and raises when it dislikes it. The rest of the
    result is never fetched. Raises QueryError when the deadline passes, and what :func:`graph.failure.failure` says.
    """
    work = _read(address, cypher, dict(parameters), limits, check)
    # In a thread of its own: the caller's may already run an event loop (a notebook's does).
    with ThreadPoolExecutor(1) as pool:
        try:
            return pool.submit(asyncio.run, _within(work, limits.seconds + GRACE)).result()
        except TimeoutError as error:
            raise QueryError(
                f"The query ran into its time limit of {limits.seconds:g} s: ask for less, or begin at a named node."
            ) from error
        except (Neo4jError, DriverError, OSError) as error:
            raise failure(error, address, limits.seconds) from error


async def _within(work: Any, seconds: float) -> Excerpt:
    async with asyncio.timeout(seconds):
        found: Excerpt = await work
        return found


async def _read(
    address: Address, cypher: str, parameters: dict[str, Any], limits: Limits, check: Callable[[ResultSummary], None]
) -> Excerpt:
    async with (
        AsyncGraphDatabase.driver(address.uri, **address.driver_options()) as driver,
        driver.session(
            database=address.database, default_access_mode=READ_ACCESS, fetch_size=min(limits.rows + 1, FETCH)
        ) as session,
    ):
        plan = await session.run(Query("EXPLAIN " + cypher, timeout=limits.seconds), parameters)
        check(await plan.consume())
        result = await session.run(Query(cypher, timeout=limits.seconds), parameters)
        rows = [tuple(record.values()) for record in await result.fetch(limits.rows + 1)]
        columns = tuple(result.keys())
        await result.consume()
    return Excerpt(columns, tuple(rows[: limits.rows]), len(rows) > limits.rows)
