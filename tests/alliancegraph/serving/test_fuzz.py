"""Random requests: none may make the server stumble. `bench.serving` sends ten thousand over the wire."""

from collections import Counter
from itertools import islice

import pytest
from starlette.testclient import TestClient

from bench.serving import requests

pytestmark = pytest.mark.store

KEYS = ("/id/alliance/salt", "/doc/alliance/salt", "/doc/person/lin.html", "/doc/scheme/field/%E7%9B%90%E4%B8%9A.ttl")


def test_no_request_makes_it_stumble(client: TestClient) -> None:
    statuses: Counter[int] = Counter()
    for made in islice(requests(7, KEYS), 400):
        headers = {name: value.encode() for name, value in made.headers.items()}
        found = client.request(made.method, f"http://data.example{made.target}", headers=headers, content=made.body)
        assert found.status_code < 500, made
        statuses[found.status_code] += 1
    assert {200, 303, 304, 400, 404, 405, 406, 415} <= set(statuses)
