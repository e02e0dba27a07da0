"""Random requests to `serve`: how many, how fast, and with which answers. None may be a 500.

    python -m bench.serving http://127.0.0.1:8700 10000

Requests are made by a seed, so that a failure can be repeated: real addresses, addresses with something broken in
them, random bytes, odd headers, broken queries and broken JSON.
"""

import http.client
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

Sender = Callable[["Made"], int]

PATHS = (
    *("/", "/id/", "/doc/", "/ns", "/ns/", "/ns.", "/shapes", "/alignments", "/.well-known/void", "/dataset"),
    *("/sparql", "/reconcile", "/reconcile/suggest/entity", "/reconcile/suggest/", "/reconcile/properties"),
    *("/reconcile/preview", "/openapi.json", "/health", "/text/", "/source/", "/scheme/status/", "/graph/derived"),
    *("/id/alliance/", "/doc/alliance/", "/doc/person/", "/doc/scheme/field/", "/dump.", "/doc/graph/source/"),
)
PIECES = (
    *(
        "a",
        "盐",
        "%",
        "%00",
        "%ff",
        "%2F",
        "..",
        "/",
        "//",
        ".ttl",
        ".html",
        ".jsonld",
        "?",
        "#",
        "'",
        '"',
        "<",
        ">",
        "{",
    ),
    *(
        "}",
        "\\",
        "|",
        "^",
        "`",
        " ",
        "+",
        ";",
        ",",
        "=",
        "&",
        "%E8%81%94",
        "pilot",
        "0" * 40,
        "x" * 400,
        "\u0000",
        "\U0002070e",
    ),
)
ACCEPTS = (
    *("", "*/*", "text/html", "text/turtle", "application/ld+json;q=0.5", "image/png", "a/b;q=", ";;;", "text/*;q=1.5"),
    *("*/*;q=0", "application/rdf+xml, */*;q=0.1", "application/n-triples", "\xff", "text/html;level=1;q=0.3", ",,,"),
)
QUERIES = (
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "ASK { ?s a ag:Alliance }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3",
    "DESCRIBE <https://w3id.org/alliancegraph/scheme/status/pilot>",
    "SELECT ?s FROM <https://w3id.org/alliancegraph/graph/derived> { ?s a ?c } LIMIT 2",
    "INSERT DATA { <a:a> <a:b> 1 }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT (STRLEN(?x) AS ?y) { BIND('盐' AS ?x) } ORDER BY ?y",
)
BODIES = (
    {"q0": {"query": "盐业", "type": "Alliance", "limit": 3}},
    {"q0": {"query": "", "type": ["Person", "Alliance"], "properties": [{"pid": "field", "v": "盐业"}]}},
    {"ids": ["alliance/salt", "nothing"], "properties": [{"id": "founded"}, {"id": "^leads"}]},
    {"q0": {"query": 1}},
    {"q0": {"query": "x", "limit": -1}},
    {"q0": {"query": "x", "properties": [{"pid": None, "v": {}}]}},
    ["nothing"],
    None,
)
FORM = "application/x-www-form-urlencoded"
METHODS = (*("GET",) * 9, *("POST",) * 4, "HEAD", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
ASKING = ("/sparql", "/reconcile")
"""Where most requests with parameters or a body go: elsewhere nobody reads them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A request: method, target (path with its query string), headers and body."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def requests(seed: int, keys: Sequence[str] = ()) -> Iterator[Made]:
    """Requests without end; ``keys`` are paths that the server knows."""
    luck = random.Random(seed)
    while True:
        yield _one(luck, keys)


def _one(luck: random.Random, keys: Sequence[str]) -> Made:
    path = luck.choice(keys) if keys and luck.random() < 0.4 else luck.choice(PATHS)
    path += "".join(luck.choice(PIECES) for _ in range(luck.choice((0, 0, 0, 0, 0, 1, 2, 5))))
    headers = {"Accept": luck.choice(ACCEPTS)} if luck.random() < 0.7 else {}
    for name, values in (
        ("Accept-Language", ("zh", "en;q=", "*", "xx-\xff")),
        ("If-None-Match", ("*", '"x"', 'W/"', ",")),
        ("Host", ("data.example", "[::1", "a b", "x:99999", "盐", "")),
        (
            "Content-Type",
            ("application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "x"),
        ),
        ("Origin", ("https://a.example", "null", "\x80")),
    ):
        if luck.random() < 0.25:
            headers[name] = luck.choice(values)
    query = _mutated(luck, luck.choice(QUERIES))
    text = json.dumps(luck.choice(BODIES), ensure_ascii=luck.random() < 0.5)
    text = text if luck.random() < 0.6 else _mutated(luck, text)
    given = {"query": query, "queries": text, "extend": text, "prefix": query[:3], "lang": "zh", "type": "Alliance"}
    given |= {
        "cursor": luck.choice(("1", "-1", "x", "9" * 30)),
        "default-graph-uri": luck.choice(PIECES),
        "update": query,
    }
    chosen = luck.sample(sorted(given), luck.choice((0, 1, 1, 1, 2, 3)))
    encoded = "&".join(f"{name}={_encoded(luck, given[name])}" for name in chosen)
    method = luck.choice(METHODS)
    if chosen and luck.random() < (0.9 if method == "POST" else 0.4):
        path = luck.choice(ASKING)
    if method in ("POST", "PUT", "PATCH"):
        body = encoded.encode() if luck.random() < 0.6 else query.encode("utf-8", "replace")
        body = body if luck.random() < 0.9 else luck.randbytes(60)
        return Made(method, _target(path), headers, body)
    return Made(method, _target(path + ("?" + encoded if encoded else "")), headers)


def _mutated(luck: random.Random, text: str) -> str:
    for _ in range(luck.choice((0, 0, 1, 3))):
        at = luck.randrange(len(text) + 1)
        text = text[:at] + luck.choice((*PIECES, "")) + text[at + luck.randrange(3) :]
    return text


def _encoded(luck: random.Random, text: str) -> str:

    return quote(text.encode("utf-8", "replace")) if luck.random() < 0.9 else text


def _target(text: str) -> str:
    """The target as bytes that HTTP can carry: no blanks, no control characters, UTF-8 percent-encoded."""
    return "".join(c if " " < c < "\x7f" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def main(address: str, count: int) -> None:
    """Sends the requests one after the other and prints how often each status came, and the pace."""
    host = urlsplit(address).netloc
    statuses: Counter[int] = Counter()
    slowest = (0.0, "")
    began = time.monotonic()
    for number, made in zip(range(count), requests(1, _keys(host)), strict=False):
        connection = http.client.HTTPConnection(host, timeout=60)
        started = time.monotonic()
        try:
            connection.putrequest(made.method, made.target, skip_host="Host" in made.headers, skip_accept_encoding=True)
            for name, value in made.headers.items():
                connection.putheader(name, value.encode("utf-8"))
            connection.putheader("Content-Length", str(len(made.body)))
            connection.endheaders(made.body)
            response = connection.getresponse()
            response.read()
            statuses[response.status] += 1
            if response.status >= 500:
                print(number, made)
        except (http.client.HTTPException, ConnectionError) as error:
            statuses[-1] += 1
            print(number, type(error).__name__, made)
        finally:
            connection.close()
        slowest = max(slowest, (time.monotonic() - started, f"{made.method} {made.target[:100]}"))
    seconds = time.monotonic() - began
    print(f"{count} requests in {seconds:.0f} s; by status: {dict(sorted(statuses.items()))}")
    print(f"slowest: {slowest[0]:.2f} s {slowest[1]}")


def _keys(host: str) -> list[str]:

    text = "SELECT DISTINCT ?s { ?s a ?c } ORDER BY SHA1(STR(?s)) LIMIT 200"
    connection = http.client.HTTPConnection(host, timeout=300)
    connection.request("GET", f"/sparql?query={quote(text)}&format=json")
    rows = json.loads(connection.getresponse().read())["results"]["bindings"]
    return [row["s"]["value"].replace("https://w3id.org/alliancegraph", "").partition("#")[0] for row in rows]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
