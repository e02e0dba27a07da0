"""Replies: entity tags and 304, HEAD, redirects on the host that was asked, errors as one sentence."""

import hashlib
import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from graph.errors import AllianceGraphError, QueryError, StoreRefusedError, StoreUnavailableError, UsageError

_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def here(request: Request) -> str:
    """The server's address as the client named it, without a slash at the end; our own when it named none."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("127.0.0.1", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{request.scope.get('scheme', 'http')}://{host}"


def reply(
    request: Request, body: bytes | str, content_type: str, *, headers: Mapping[str, str] | None = None
) -> Response:
    """A 200 with an entity tag, or 304 when the client has just that; HEAD gets the headers alone."""
    data = body.encode() if isinstance(body, str) else body
    tag = '"' + hashlib.sha256(content_type.encode() + b"\n" + data).hexdigest()[:32] + '"'
    also = {**(headers or {}), "ETag": tag, "Cache-Control": "no-cache"}
    if request.method in ("GET", "HEAD") and matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=also)
    if request.method == "HEAD":
        return Response(headers={**also, "Content-Type": content_type, "Content-Length": str(len(data))})
    return Response(data, headers={**also, "Content-Type": content_type})


def matches(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names the tag; weak ones count, as RFC 9110 wants here."""
    if header is None:
        return False
    return header.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in header.split(","))


def redirect(request: Request, path: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A redirect to a path of the host that was asked."""
    where = here(request) + path
    return Response(
        f"{where}\n",
        status_code=status,
        headers={**(headers or {}), "Location": where, "Content-Type": "text/plain; charset=utf-8"},
    )


def sentence(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence for whoever asked, with a status that says what is the matter."""
    return Response(
        f"{text}\n", status_code=status, headers={**(headers or {}), "Content-Type": "text/plain; charset=utf-8"}
    )


def refusal(error: AllianceGraphError) -> Response:
    """What a client is told when we can't: 400 when the question is at fault, 503 when the store is."""
    if isinstance(error, QueryError | UsageError):
        return sentence(str(error), 400)
    if isinstance(error, StoreUnavailableError | StoreRefusedError):
        return sentence("The store does not answer; try again later.", 503, {"Retry-After": "30"})
    return sentence(str(error), 503, {"Retry-After": "30"})
