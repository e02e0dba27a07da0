"""What holds on a day: the Cypher expression against the contract's words, on many facts at once."""

from itertools import product

import pytest

from graph.dates import compare
from graph.store import Store
from queries.cypher import expand

DATES = [None, "2011", "2011-08", "2011-08-23", "2013-02", "2015"]
DAYS = ["2010", "2011", "2011-08", "2011-08-22", "2011-08-23", "2012-12-31", "2013", "2015-06-01", "2020"]


def holds(fact: dict[str, str | None], day: str) -> str | None:
    since, until = fact["valid_from"], fact["valid_until"]
    first, last = fact["observed_on"], fact["last_observed_on"]
    if until is not None and compare(until, day) <= 0:
        return None
    if since is not None and compare(since, day) <= 0:
        return "certain"
    if first is not None and last is not None:
        if compare(first, day) <= 0 <= compare(last, day):
            return "certain"
        if compare(last, day) < 0:
            return "likely"
    return None


@pytest.mark.store
def test_the_expression_says_what_the_contract_says(store: Store) -> None:
    periods = [(first, last) for first, last in product(DATES, DATES) if (first is None) == (last is None)]
    periods = [(a, b) for a, b in periods if a is None or b is None or compare(a, b) <= 0]
    names = ("valid_from", "valid_until", "observed_on", "last_observed_on")
    facts = [dict(zip(names, (s, u, *p), strict=True)) for s, u, p in product(DATES, DATES, periods)]
    text = expand(
        "UNWIND range(0, size($facts) - 1) AS i WITH i, $facts[i] AS fact RETURN @holds(fact) AS holds ORDER BY i"
    )
    for day in DAYS:
        told = [row["holds"] for row in store.read(text, facts=facts, as_of=day)]
        assert told == [holds(fact, day) for fact in facts], day
    assert {row["holds"] for row in store.read(text, facts=facts, as_of=None)} == {"stated"}
