"""The SPARQL 1.1 protocol: GET, POST as a form and POST as it is; read only."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import RdfFormat
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from alliancegraph.serving.body import Parameters, in_address, one, parameters, read_body
from alliancegraph.serving.page import Page
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, reply, sentence
from graph.errors import QueryError
from graph.publication.dataset import describe_service
from graph.publication.negotiation import choose
from graph.publication.turtle import written
from graph.sparql.endpoint import Limits
from graph.sparql.formats import Format
from graph.sparql.tokens import Dataset

LIMITS = Limits(rows=100_000, seconds=30.0)
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
DESCRIPTIONS: Sequence[tuple[str, RdfFormat]] = (
    ("text/turtle", RdfFormat.TURTLE),
    ("application/ld+json", RdfFormat.JSON_LD),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
)


class NotAcceptable(Exception):
    """The client accepts none of the formats on offer."""

    def __init__(self, media: Sequence[str]) -> None:
        super().__init__(", ".join(media))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the dataset and the format that the protocol gave beside it."""

    text: str
    dataset: Dataset | None
    format: str | None


def asked(found: Parameters, text: str | None = None) -> Asked | None:
    """What the parameters ask (``text`` is a query sent by itself); None when they ask nothing.

    Raises QueryError for an update and for parameters that contradict each other.
    """
    if "update" in found:
        raise QueryError("This endpoint only reads: send a query, not an update.")
    query = one(found, "query")
    if query is not None and text is not None:
        raise QueryError("The query is given twice, in the address and in the body; give it once.")
    query = text if query is None else query
    if query is None:
        return None
    default, named = tuple(found.get("default-graph-uri", ())), tuple(found.get("named-graph-uri", ()))
    return Asked(query, Dataset(default, named) if default or named else None, one(found, "format"))


async def endpoint(request: Request) -> Response:
    """``/sparql``."""
    publisher: Publisher = request.app.state.publisher
    found = in_address(request)
    if request.method != "POST":
        question = asked(found)
        if question is None:
            return await run_in_threadpool(_describe, request)
        return await run_in_threadpool(_answer, request, publisher, question)
    sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sort not in (FORM, DIRECT, UPDATE):
        return sentence(f"Send the query as {FORM} or as {DIRECT}.", 415, {"Accept-Post": f"{FORM}, {DIRECT}"})
    body = await read_body(request)
    if sort == UPDATE:
        raise QueryError("This endpoint only reads: send a query, not an update.")
    if sort == FORM:
        sent = parameters(body)
        question = asked({name: [*found.get(name, ()), *sent.get(name, ())] for name in {*found, *sent}})
    else:
        try:
            question = asked(found, body.decode())
        except UnicodeDecodeError as error:
            raise QueryError("The query is no UTF-8.") from error
    if question is None:
        raise QueryError("The parameter «query» is missing.")
    return await run_in_threadpool(_answer, request, publisher, question)


def _answer(request: Request, publisher: Publisher, question: Asked) -> Response:
    accept = request.headers.get("accept")

    def fit(formats: tuple[Format, ...]) -> Format:
        if question.format is not None:
            named = [each for each in formats if question.format in (each.name, *each.media)]
            if not named:
                raise QueryError(f"There is no format «{question.format}» for this form of query.")
            return named[0]
        best = choose(accept, [(media, each) for each in formats for media in each.media])
        if best is None:
            raise NotAcceptable([each.media[0] for each in formats])
        return best

    try:
        answer, format_ = publisher.endpoint.ask(question.text, LIMITS, fit, question.dataset)
    except NotAcceptable as error:
        return sentence(f"The answer can be had as: {error}.", 406, {"Vary": "Accept"})
    headers = {"Vary": "Accept"} | ({"X-SPARQL-MaxRows": str(LIMITS.rows)} if answer.truncated else {})
    return reply(request, answer.body, format_.content_type, headers=headers)


def _describe(request: Request) -> Response:
    """Without a query: the service description, or a form for people."""
    offers: list[tuple[str, RdfFormat | None]] = [*DESCRIPTIONS, ("text/html", None)]
    accept = request.headers.get("accept")
    chosen = choose(accept, [(media, (media, format_)) for media, format_ in offers])
    vary = {"Vary": "Accept, Accept-Language"}
    if chosen is None:
        return sentence(f"The description can be had as: {', '.join(media for media, _ in offers)}.", 406, vary)
    media, format_ = chosen
    if format_ is None:
        return Page(request).query_form()
    return reply(request, written(describe_service(here(request)), format_), media, headers=vary)
