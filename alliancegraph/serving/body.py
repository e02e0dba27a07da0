"""What comes in a request: parameters of the address and of forms, with their limits."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from graph.errors import QueryError

LARGEST = 4_000_000
"""Bytes of a request's body."""

Parameters = Mapping[str, Sequence[str]]


def parameters(raw: bytes) -> Parameters:
    """The parameters of a query string or form; raises QueryError when they are no UTF-8 or too many."""
    try:
        return parse_qs(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise QueryError("The parameters can't be read: they must be percent-encoded UTF-8, at most 1,000.") from error


def in_address(request: Request) -> Parameters:
    """The parameters of the address."""
    return parameters(request.scope.get("query_string", b""))


def one(found: Parameters, name: str) -> str | None:
    """The value of a parameter that may be given once; raises QueryError when it is given more often."""
    values = found.get(name, ())
    if len(values) > 1:
        raise QueryError(f"The parameter «{name}» is given {len(values)} times; give it once.")
    return values[0] if values else None


def number(found: Parameters, name: str, default: int, most: int) -> int:
    """A parameter that is a number from 0 to ``most``; raises QueryError otherwise."""
    text = one(found, name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > most:
        raise QueryError(f"The parameter «{name}» is «{text[:20]}»; it must be a number from 0 to {most}.")
    return int(text)


async def read_body(request: Request) -> bytes:
    """The body; raises QueryError when it is too large or the client breaks off."""
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > LARGEST:
                raise QueryError(f"The request has more than {LARGEST // 1_000_000} MB; send less.")
    except ClientDisconnect as error:
        raise QueryError("The request broke off.") from error
    return bytes(data)
