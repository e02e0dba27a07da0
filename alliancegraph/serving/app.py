"""The web application: which address is answered by what, and what becomes of errors."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from alliancegraph.serving import dataset, reconcile, resources, sparql, vocabulary
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, refusal, reply, sentence
from graph.errors import AllianceGraphError
from graph.publication.address import BARE

READ = ["GET", "HEAD"]
BOTH = ["GET", "HEAD", "POST"]
EXPOSED = ("ETag", "Link", "Location", "Content-Location", "X-SPARQL-MaxRows", "X-Truncated")


def openapi(request: Request) -> Response:
    """``/openapi.json``: this interface, described."""
    described = {**_openapi(), "servers": [{"url": here(request)}]}
    return reply(request, json.dumps(described, ensure_ascii=False, indent=1), "application/json")


@cache
def _openapi() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("openapi.yaml").read_text(encoding="utf-8"))
    return found


def routes() -> Sequence[Route]:
    """Every address of the server."""
    things = [Route(f"/{sort}/{{rest:path}}", resources.to_document, methods=READ) for sort in sorted({"id", *BARE})]
    return (
        Route("/", dataset.home, methods=READ),
        *things,
        Route("/doc/{rest:path}", resources.document, methods=READ),
        Route("/ns", vocabulary.namespace, methods=READ),
        Route("/ns.{suffix}", vocabulary.suffixed, methods=READ),
        Route("/ns/{version}", vocabulary.namespace, methods=READ),
        Route("/shapes", vocabulary.shapes, methods=READ),
        Route("/alignments", vocabulary.alignments, methods=READ),
        Route("/dataset", dataset.dataset, methods=READ),
        Route("/.well-known/void", dataset.void, methods=READ),
        Route("/dump.{suffix}", dataset.dump, methods=READ),
        Route("/sparql", sparql.endpoint, methods=BOTH),
        Route("/reconcile", reconcile.service, methods=BOTH),
        Route("/reconcile/suggest/{what}", reconcile.suggest, methods=READ),
        Route("/reconcile/properties", reconcile.propose, methods=READ),
        Route("/reconcile/preview", reconcile.preview, methods=READ),
        Route("/openapi.json", openapi, methods=READ),
        Route("/health", dataset.health, methods=READ),
    )


def application(publisher: Publisher) -> Starlette:
    """The application over a publisher, which stays the caller's to close."""
    everyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=BOTH, allow_headers=["*"], expose_headers=EXPOSED
    )
    app = Starlette(
        routes=routes(),
        middleware=[everyone],
        exception_handlers={AllianceGraphError: _refused, HTTPException: _http},
    )
    app.state.publisher = publisher
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AllianceGraphError)
    return refusal(error)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "Nothing is known by this address." if error.status_code == 404 else f"{error.detail}."
    return sentence(said, error.status_code, error.headers)
