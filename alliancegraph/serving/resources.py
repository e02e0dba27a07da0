"""Things and the documents about them: 303 from the one to the other, content negotiation, old keys, withdrawn ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from alliancegraph.serving.entity import EntityPage
from alliancegraph.serving.page import VARY, Page, alternate_links
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, redirect, reply, sentence
from alliancegraph.serving.thing import ThingPage
from graph.publication.address import Thing, thing
from graph.publication.jsonld import compact
from graph.publication.negotiation import choose
from queries.profile import profile


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a document: the suffix of its address, its media types, and the format of the engine (None: HTML)."""

    suffix: str
    media: tuple[str, ...]
    format: str | None


FORMS = (
    Form("ttl", ("text/turtle", "application/x-turtle"), "ttl"),
    Form("html", ("text/html", "application/xhtml+xml"), None),
    Form("jsonld", ("application/ld+json", "application/json"), "jsonld"),
    Form("nt", ("application/n-triples", "text/plain"), "nt"),
    Form("rdf", ("application/rdf+xml", "application/xml", "text/xml"), "rdfxml"),
)
"""The forms of every document, the server's favourite first."""


def raw_path(request: Request) -> str:
    """The path as the client sent it, percent-encoded."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.decode("ascii", "replace").partition("?")[0]


def to_document(request: Request) -> Response:
    """``/id/…``, ``/source/…``, ``/text/…``, ``/scheme/…``, ``/graph/…``: 303 to the document about it."""
    publisher: Publisher = request.app.state.publisher
    path = raw_path(request).removeprefix("/").removeprefix("id/")
    asked = thing(path, publisher.sorts)
    if asked is None:
        return _unknown(request)
    moved = _moved(request, publisher, asked, "/id/{sort}/{key}")
    return moved or redirect(request, asked.doc_path, 303, {"Vary": "Accept"})


def document(request: Request) -> Response:
    """``/doc/…``: the document about a thing, in the form that the suffix or the client says."""
    publisher: Publisher = request.app.state.publisher
    path = raw_path(request).removeprefix("/doc/")
    stem, dot, suffix = path.rpartition(".")
    named = next((form for form in FORMS if dot and form.suffix == suffix), None)
    asked = thing(stem if named else path, publisher.sorts)
    if asked is None:
        return _unknown(request)
    ending = f".{named.suffix}" if named else ""
    moved = _moved(request, publisher, asked, "/doc/{sort}/{key}" + ending)
    if moved is not None:
        return moved
    offers = [(media, form) for form in FORMS for media in form.media]
    form = named or choose(request.headers.get("accept"), offers)
    if form is None:
        listed = "\n".join(f"{here(request)}{asked.doc_path}.{each.suffix}  {each.media[0]}" for each in FORMS)
        return sentence(f"The document can be had as:\n{listed}", 406, VARY)
    return _written(request, publisher, asked, form)


def alternates(asked: Thing) -> dict[str, str]:
    """The addresses of the document for programs, by media type."""
    return {form.media[0]: f"{asked.doc_path}.{form.suffix}" for form in FORMS if form.format}


def _written(request: Request, publisher: Publisher, asked: Thing, form: Form) -> Response:
    others = alternates(asked)
    if form.format is None and asked.sort in publisher.kinds:
        return EntityPage(Page(request), publisher.vocabulary).reply(profile(publisher.store, asked.key), others)
    answer = publisher.describe(asked, form.format if form.format not in (None, "jsonld") else "nt")
    if form.format is None:
        return ThingPage(Page(request), publisher.vocabulary).reply(asked, answer.body, others)
    headers = {**VARY, "Link": f'{alternate_links(others)}, <{asked.iri}>; rel="describes"'}
    headers["Content-Location"] = f"{asked.doc_path}.{form.suffix}"
    if answer.truncated:
        headers["X-Truncated"] = "true"
    body = compact(answer.body, publisher.vocabulary) if form.format == "jsonld" else answer.body
    media = form.media[0]
    return reply(request, body, f"{media}; charset=utf-8" if media.startswith("text/") else media, headers=headers)


def _moved(request: Request, publisher: Publisher, asked: Thing, pattern: str) -> Response | None:
    """None when the graph speaks of the thing; else 301 to what it has become, 410 when withdrawn, 404 when unknown."""
    if publisher.knows(asked):
        return None
    if asked.sort in publisher.kinds:
        keys = publisher.keys()
        now = keys.forwarded.get(asked.key)
        if now is not None and keys.given.get(now) == publisher.kinds[asked.sort]:
            return redirect(request, pattern.format(sort=asked.sort, key=now), 301)
        if keys.given.get(asked.key) == publisher.kinds[asked.sort]:
            return _gone(request)
    return _unknown(request)


def _gone(request: Request) -> Response:
    return sentence(Page(request)("gone"), 410)


def _unknown(request: Request, headers: Mapping[str, str] | None = None) -> Response:
    return sentence("Nothing is known by this address.", 404, headers)
