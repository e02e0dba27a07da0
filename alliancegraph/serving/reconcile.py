"""The W3C reconciliation API 0.2: names become entities, by the project's own search."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from alliancegraph.serving.body import Parameters, in_address, number, one, parameters, read_body
from alliancegraph.serving.extending import Extender, properties_of
from alliancegraph.serving.markup import link, tag
from alliancegraph.serving.page import Page, definitions, language_of
from alliancegraph.serving.publisher import Publisher
from alliancegraph.serving.replies import here, reply, sentence
from graph.errors import QueryError
from graph.publication.address import local
from graph.text import BASE, match_key
from queries.index import Match
from queries.profile import profile
from queries.search import entity_iri

MOST_QUERIES = 200
MOST_RESULTS = 50
CERTAIN = frozenset({"name", "alias"})
WEIGHT_OF_PROPERTIES = 0.3
JSON = "application/json"


async def service(request: Request) -> Response:
    """``/reconcile``: the manifest, a batch of queries, or a request for more data."""
    found = in_address(request)
    if request.method == "POST":
        sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await read_body(request)
        if sort == "application/x-www-form-urlencoded":
            found = {**found, **parameters(body)}
        else:
            return sentence("Send the parameters as application/x-www-form-urlencoded.", 415)
    return await run_in_threadpool(_serve, request, found)


def _serve(request: Request, found: Parameters) -> Response:
    publisher: Publisher = request.app.state.publisher
    language = language_of(request)
    queries, extend = one(found, "queries"), one(found, "extend")
    if queries is not None:
        batch = _object(queries, "queries")
        if len(batch) > MOST_QUERIES:
            raise QueryError(f"A batch has at most {MOST_QUERIES} queries; this one has {len(batch)}.")
        reconciler = Reconciler(publisher, language)
        return JSONResponse({key: {"result": reconciler.candidates(query)} for key, query in batch.items()})
    if extend is not None:
        return JSONResponse(Extender(publisher, language).extend(_object(extend, "extend")))
    return reply(request, json.dumps(manifest(publisher, here(request), language), ensure_ascii=False, indent=1), JSON)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"The parameter «{name}» is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise QueryError(f"The parameter «{name}» must be a JSON object.")
    return found


def manifest(publisher: Publisher, where: str, language: str) -> dict[str, Any]:
    """What the service is and where its parts are."""
    at = f"{where}/reconcile"

    def part(name: str) -> dict[str, str]:
        return {"service_url": where, "service_path": f"/reconcile/suggest/{name}"}

    kinds = publisher.vocabulary.entity_kinds
    return {
        "versions": ["0.2"],
        "name": "产业技术创新战略联盟知识图谱" if language == "zh" else "Alliance Graph",
        "identifierSpace": f"{BASE}id/",
        "schemaSpace": publisher.vocabulary.namespace,
        "documentation": f"{where}/",
        "defaultTypes": [{"id": kind.name, "name": kind.label(language)} for kind in kinds],
        "view": {"url": f"{where}/id/{{{{id}}}}"},
        "preview": {"url": f"{at}/preview?id={{{{id}}}}", "width": 430, "height": 300},
        "suggest": {name: part(name) for name in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": where, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES // 4,
    }


class Reconciler:
    """Finds the candidates for names."""

    def __init__(self, publisher: Publisher, language: str) -> None:
        self._publisher = publisher
        self._language = language
        self._index = publisher.index.current()

    def candidates(self, query: Any) -> list[dict[str, Any]]:
        """The result of one query of a batch; raises QueryError when it is none."""
        if not isinstance(query, dict) or not isinstance(query.get("query"), str):
            raise QueryError('A query is a JSON object with a text as "query".')
        limit = query.get("limit", 5)
        if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= 10_000:
            raise QueryError('The "limit" of a query is a number from 1 on.')
        kinds = kinds_of(self._publisher, query.get("type"))
        wanted = _conditions(query.get("properties"))
        matches = self._index.nearest(query["query"], kinds, min(limit, MOST_RESULTS))
        certain = [match for match in matches if match.reason in CERTAIN]
        best = [match for match in certain if match.reason == certain[0].reason]
        found = [self._candidate(match, len(best) == 1 and match is best[0], wanted) for match in matches]
        return sorted(found, key=lambda each: -each["score"])

    def _candidate(self, match: Match, only: bool, wanted: Sequence[tuple[str, list[str]]]) -> dict[str, Any]:
        named, score = match.named, match.score
        features: list[dict[str, Any]] = [{"id": "name_match", "value": match.score}]
        if wanted:
            row = Extender(self._publisher, self._language).row(named.id, [pid for pid, _ in wanted])
            agreeing = sum(_agrees(row[pid], values) for pid, values in wanted)
            share = agreeing / len(wanted)
            features.append({"id": "property_match", "value": share})
            score = score * (1 - WEIGHT_OF_PROPERTIES) + share * WEIGHT_OF_PROPERTIES
            only = only and agreeing == len(wanted)
        return {
            **described(self._publisher, match, self._language),
            "type": [kind_entry(self._publisher, named.kind, self._language)],
            "score": round(100 * score, 1),
            "features": features,
            "match": only,
        }


def described(publisher: Publisher, match: Match, language: str) -> dict[str, Any]:
    """Id, name and a line that tells namesakes apart."""
    named = match.named
    kind = publisher.vocabulary.label("Official" if named.official else named.kind, language)
    return {
        "id": f"{named.kind.lower()}/{named.id}",
        "name": named.name,
        "description": " · ".join([kind, *named.aliases[:3]]),
    }


def kind_entry(publisher: Publisher, kind: str, language: str) -> dict[str, str]:
    """A kind of entity as an entry of a type list."""
    return {"id": kind, "name": publisher.vocabulary.label(kind, language)}


def kinds_of(publisher: Publisher, wanted: Any) -> list[str]:
    """The kinds that a query's ``type`` names (by name or IRI); raises QueryError for an unknown one."""
    if wanted is None or wanted == []:
        return []
    given = wanted if isinstance(wanted, list) else [wanted]
    known = {kind.name: kind for kind in publisher.vocabulary.kinds.values() if not kind.structural}
    found = []
    for each in given:
        name = str(each.get("id") if isinstance(each, dict) else each).removeprefix(publisher.vocabulary.namespace)
        if name not in known:
            raise QueryError(f"There is no type «{name[:100]}»; types are {', '.join(known)}.")
        found.append(name)
    return found


def _conditions(given: Any) -> list[tuple[str, list[str]]]:
    """What a query says of properties: (property, values any of which will do)."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise QueryError('The "properties" of a query are a list.')
    found = []
    for each in given:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise QueryError('A property of a query is a JSON object with "pid" and "v".')
        values = each["v"] if isinstance(each["v"], list) else [each["v"]]
        texts = [str(v.get("id") or v.get("name") or "") if isinstance(v, dict) else str(v) for v in values]
        found.append((each["pid"], texts))
    return found


def _agrees(cells: Sequence[Mapping[str, Any]], values: Sequence[str]) -> bool:
    have = {match_key(str(value)) for cell in cells for value in cell.values()}
    return any(match_key(value) in have for value in values)


def suggest(request: Request) -> Response:
    """``/reconcile/suggest/{entity,property,type}``: what begins with, or is called, what was typed."""
    publisher: Publisher = request.app.state.publisher
    language, what, found = language_of(request), request.path_params["what"], in_address(request)
    prefix, cursor = one(found, "prefix") or "", number(found, "cursor", 0, 10_000)
    if what == "entity":
        kinds = kinds_of(publisher, [kind for kind in found.get("type", ()) if kind])
        matches = publisher.index.current().find(prefix, kinds, cursor + 20)[cursor:]
        listed = [
            described(publisher, match, language) | {"notable": [kind_entry(publisher, match.named.kind, language)]}
            for match in matches
        ]
        return JSONResponse({"result": listed})
    if what == "type":
        entries = [kind_entry(publisher, kind.name, language) for kind in publisher.vocabulary.entity_kinds]
    elif what == "property":
        entries = properties_of(publisher, None, language)
    else:
        return sentence("Suggested are: entity, property, type.", 404)
    key = match_key(prefix)
    return JSONResponse({"result": [e for e in entries if key in match_key(e["id"]) or key in match_key(e["name"])]})


def propose(request: Request) -> Response:
    """``/reconcile/properties``: the properties that entities of a type can be extended with."""
    publisher: Publisher = request.app.state.publisher
    found = in_address(request)
    kind = next(iter(kinds_of(publisher, one(found, "type") or None)), None)
    limit = number(found, "limit", 1000, 100_000)
    listed = properties_of(publisher, kind, language_of(request))[:limit]
    return JSONResponse({**({"type": kind} if kind else {}), "limit": limit, "properties": listed})


def preview(request: Request) -> Response:
    """``/reconcile/preview``: a small page about an entity."""
    publisher: Publisher = request.app.state.publisher
    page = Page(request)
    asked = one(in_address(request), "id") or ""
    named = publisher.index.current().get(asked.rpartition("/")[2])
    if named is None:
        return sentence("Nothing is known by this id.", 404)
    about = profile(publisher.store, named.id)
    pairs = [(page("kind"), publisher.vocabulary.label(named.kind, page.language))]
    pairs += [(page("also"), ", ".join(named.aliases))] if named.aliases else []
    for fact in about.statements[:6]:
        label = publisher.vocabulary.label(fact.predicate, page.language)
        pairs.append((label, fact.object.name if fact.subject.id == about.id else fact.subject.name))
    body = tag("p", link(local(entity_iri(named.kind, named.id)), named.name, target="_blank")), definitions(pairs)
    return reply(request, page.html(named.name, *body), "text/html; charset=utf-8")
