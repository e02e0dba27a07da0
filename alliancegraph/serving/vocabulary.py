"""The vocabulary at its namespace: ``/ns``, ``/ns/{version}``, the SHACL shapes and the alignments."""

import functools
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import Response

import ontology
from alliancegraph.serving.page import HTML, VARY, alternate_links
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, reply, sentence
from graph.publication.negotiation import choose
from graph.publication.turtle import NAMESPACES
from graph.text import BASE
from ontology.documentation import page

FORMS: tuple[tuple[str, tuple[str, ...], RdfFormat | None], ...] = (
    ("ttl", ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE),
    ("html", ("text/html", "application/xhtml+xml"), None),
    ("jsonld", ("application/ld+json", "application/json"), RdfFormat.JSON_LD),
    ("nt", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES),
    ("rdf", ("application/rdf+xml", "application/xml", "text/xml"), RdfFormat.RDF_XML),
)
_ROOM = Path(ontology.__file__).parent


def namespace(request: Request) -> Response:
    """``/ns`` and ``/ns/{version}``: the vocabulary with its schemes; a version that we no longer have is not found."""
    publisher: Publisher = request.app.state.publisher
    version = request.path_params.get("version")
    name, _, suffix = (
        (version or "").rpartition(".") if (version or "").endswith(_endings()) else (version or "", "", "")
    )
    if name and name != publisher.vocabulary.version:
        return sentence(
            f"The vocabulary is at version {publisher.vocabulary.version}; it is at {here(request)}/ns.", 404
        )
    return _given(request, [_ROOM / "alliance.ttl", *sorted((_ROOM / "schemes").glob("*.ttl"))], suffix)


def suffixed(request: Request) -> Response:
    """``/ns.{suffix}``: the vocabulary in one format."""
    return _given(
        request, [_ROOM / "alliance.ttl", *sorted((_ROOM / "schemes").glob("*.ttl"))], request.path_params["suffix"]
    )


def shapes(request: Request) -> Response:
    """``/shapes``: the SHACL shapes."""
    return _given(request, sorted((_ROOM / "shapes").glob("*.ttl")), "", people=False)


def alignments(request: Request) -> Response:
    """``/alignments``: how our terms stand to those of other vocabularies."""
    return _given(request, [_ROOM / "alignments.ttl"], "", people=False)


def _endings() -> tuple[str, ...]:
    return tuple(f".{suffix}" for suffix, _, _ in FORMS)


def _given(request: Request, files: list[Path], suffix: str, *, people: bool = True) -> Response:
    """The files' triples, or for people the page of the vocabulary, as suffix or client say."""
    forms = [form for form in FORMS if people or form[2] is not None]
    named = [form for form in forms if form[0] == suffix]
    if suffix and not named:
        return sentence(f"There are the suffixes {', '.join(form[0] for form in forms)}.", 404)
    accept = request.headers.get("accept")
    form = named[0] if named else choose(accept, [(media, form) for form in forms for media in form[1]])
    if form is None:
        return sentence(f"The vocabulary can be had as: {', '.join(each[1][0] for each in forms)}.", 406, VARY)
    _, media, format_ = form
    if format_ is None:
        publisher: Publisher = request.app.state.publisher
        others = {each[1][0]: f"/ns.{each[0]}" for each in forms if each[2] is not None}
        return reply(request, page(publisher.vocabulary), HTML, headers=VARY | {"Link": alternate_links(others)})
    body = _written(tuple(files), format_)
    content_type = f"{media[0]}; charset=utf-8" if media[0].startswith("text/") else media[0]
    return reply(request, body, content_type, headers=VARY)


@functools.cache
def _written(files: tuple[Path, ...], format_: RdfFormat) -> bytes:
    """The files' triples in a format. Kept, since blank nodes get other names each time and the bytes would differ."""
    quads = (quad for file in files for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE))
    triples = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=format_, prefixes=dict(NAMESPACES)) or b""
