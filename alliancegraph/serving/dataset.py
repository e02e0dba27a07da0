"""The data set as a whole: the first page, its VoID and DCAT description, dumps, and whether all is well."""

import hashlib
import threading
from pathlib import Path

from pyoxigraph import RdfFormat
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from alliancegraph.serving.page import VARY, Page
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, matches, redirect, reply, sentence
from graph.export import export_rows
from graph.publication.address import local
from graph.publication.dataset import DUMPS, describe_dataset
from graph.publication.negotiation import choose
from graph.publication.turtle import written
from graph.rdf.write import RDF_WRITERS

DESCRIPTIONS: tuple[tuple[str, RdfFormat], ...] = (
    ("text/turtle", RdfFormat.TURTLE),
    ("application/ld+json", RdfFormat.JSON_LD),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
)
EXAMPLES = "SELECT ?s { ?s a ag:Alliance } ORDER BY ?s LIMIT 3"
_WRITING = threading.Lock()


def home(request: Request) -> Response:
    """``/``: what there is, for people; the description of the data set for programs."""
    return _described(request, (("text/html", None), *DESCRIPTIONS))


def void(request: Request) -> Response:
    """``/.well-known/void``: the description of the data set."""
    return _described(request, (*DESCRIPTIONS, ("text/html", None)))


def dataset(request: Request) -> Response:
    """``/dataset``: the IRI of the data set leads to its description."""
    return redirect(request, "/.well-known/void", 303)


def _described(request: Request, offers: tuple[tuple[str, RdfFormat | None], ...]) -> Response:
    publisher: Publisher = request.app.state.publisher
    chosen = choose(request.headers.get("accept"), [(media, (media, format_)) for media, format_ in offers])
    if chosen is None:
        return sentence(f"The description can be had as: {', '.join(media for media, _ in offers)}.", 406, VARY)
    media, format_ = chosen
    if format_ is None:
        return _first_page(request, publisher)
    examples = tuple(row["s"]["value"] for row in publisher.rows(EXAMPLES))
    triples = describe_dataset(publisher.counts(), here(request), examples)
    content_type = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return reply(request, written(triples, format_), content_type, headers=VARY)


def _first_page(request: Request, publisher: Publisher) -> Response:
    page, counts = Page(request), publisher.counts()
    vocabulary = publisher.vocabulary
    figures = [
        (kind.label(page.language), local(kind.iri), counts.classes.get(kind.iri, 0))
        for kind in vocabulary.kinds.values()
        if not kind.structural
    ]
    return page.home(figures)


def dump(request: Request) -> Response:
    """``/dump.{nq,trig,nt,ttl,jsonld,rdf}``: everything, as a file; the union in the formats without graphs."""
    publisher: Publisher = request.app.state.publisher
    suffix = request.path_params["suffix"]
    if suffix not in DUMPS:
        return sentence(f"There are dumps as: {', '.join(DUMPS)}.", 404)
    with _WRITING:
        path = _file(publisher, suffix)
    headers = {"ETag": f'"{path.stem}"', "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    media = DUMPS[suffix][0]
    return FileResponse(path, media_type=media, filename=f"alliancegraph.{suffix}", headers=headers)


def _file(publisher: Publisher, suffix: str) -> Path:
    """The dump of the graph as it is now; written when it is first asked for."""
    state = hashlib.sha256(f"{suffix} {publisher.mark()!r}".encode()).hexdigest()[:32]
    path = publisher.folder / f"{state}.{suffix}"
    if not path.exists():
        for old in publisher.folder.glob(f"*.{suffix}"):
            old.unlink()
        write = RDF_WRITERS["rdfxml" if suffix == "rdf" else suffix]
        write(export_rows(publisher.store, publisher.vocabulary), path, publisher.vocabulary)
    return path


def health(request: Request) -> Response:
    """``/health``: whether the store answers, and what it holds."""
    publisher: Publisher = request.app.state.publisher
    info, mark = publisher.store.info(), publisher.mark()
    return JSONResponse(
        {"status": "ok", "store": {"version": info.version, "edition": info.edition}, "changes": mark.changes},
        headers={"Cache-Control": "no-store"},
    )
