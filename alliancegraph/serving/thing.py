"""The page of anything that is no entity, as its triples: relations, sources, passages, concepts, values, graphs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from starlette.responses import Response

from alliancegraph.serving.markup import Child, link, table, tag
from alliancegraph.serving.page import Page, definitions
from graph.publication.address import Thing, local
from graph.publication.turtle import NAMESPACES
from graph.text import BASE
from ontology import Vocabulary

Term = NamedNode | BlankNode | Literal | Triple

MOST_ROWS = 500
LABELS = tuple(
    NamedNode(NAMESPACES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("dcterms", "title"), ("rdfs", "label"), ("oa", "exact"))
)
"""What a thing may be called by, the best first."""


class ThingPage:
    """Turns triples about a thing into a page of one language."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self._page = page
        self._terms = _labels_of_terms(vocabulary, page.language)
        self._names: dict[str, str] = {}

    def reply(self, thing: Thing, n_triples: bytes, alternates: Mapping[str, str]) -> Response:
        """The page as an answer; ``n_triples`` describe the thing."""
        triples = [quad.triple for quad in parse(n_triples, format=RdfFormat.N_TRIPLES)]
        self._names = self._labels(triples)
        page, title = self._page, self._names.get(thing.iri, thing.key)
        own = [t for t in triples if isinstance(t.subject, NamedNode) and t.subject.value == thing.iri]
        into = [t for t in triples if isinstance(t.object, NamedNode) and t.object.value == thing.iri]
        body: list[Child] = [tag("h1", title), definitions([(page("iri"), tag("code", thing.iri))])]
        if own:
            rows = [[self._term(t.predicate), self._object(t.object)] for t in _sorted(own)]
            body += [tag("h2", page("said")), *self._table([page("property"), page("value")], rows)]
        if into:
            rows = [[self._term(t.subject), self._term(t.predicate)] for t in _sorted(into)]
            body += [tag("h2", page("pointing")), *self._table([page("subject"), page("property")], rows)]
        if not own and not into:
            body += self._parts(triples)
        return page.reply(title, *body, alternates=alternates)

    def _parts(self, triples: Sequence[Triple]) -> list[Child]:
        """One section for each subject: passages of a text, or what stands in a graph."""
        subjects: dict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                subjects[triple.subject.value].append(triple)
        found: list[Child] = []
        for iri in sorted(subjects, key=_place)[:MOST_ROWS]:
            fragment = iri.partition("#")[2] or None
            found.append(tag("h2", link(local(iri), self._names.get(iri, self._short(iri))), id=fragment))
            rows = [[self._term(t.predicate), self._object(t.object)] for t in _sorted(subjects[iri])]
            found.append(table([self._page("property"), self._page("value")], rows))
        return [*found, *self._more(len(subjects))]

    def _table(self, headings: Sequence[str], rows: Sequence[Sequence[Child]]) -> list[Child]:
        return [table(headings, rows[:MOST_ROWS]), *self._more(len(rows))]

    def _more(self, count: int) -> list[Child]:
        return [tag("p", self._page("more", count=MOST_ROWS))] if count > MOST_ROWS else []

    def _labels(self, triples: Iterable[Triple]) -> dict[str, str]:
        """What things are called, in the page's language where they have a name in it."""
        best: dict[str, tuple[tuple[int, bool], str]] = {}
        for triple in triples:
            if triple.predicate in LABELS and isinstance(triple.object, Literal):
                if not isinstance(triple.subject, NamedNode):
                    continue
                rank = LABELS.index(triple.predicate), triple.object.language not in (self._page.language, None)
                known = best.get(triple.subject.value)
                if known is None or rank < known[0]:
                    best[triple.subject.value] = rank, triple.object.value
        return {iri: text if len(text) <= 80 else text[:79] + "…" for iri, (_, text) in best.items()}

    def _object(self, term: Term) -> Child:
        if isinstance(term, Literal):
            return link(term.value, term.value, rel="nofollow") if term.value.startswith("http") else term.value
        return self._term(term)

    def _term(self, term: Term) -> Child:
        if not isinstance(term, NamedNode):
            return str(term)
        return link(
            local(term.value), self._names.get(term.value) or self._terms.get(term.value) or self._short(term.value)
        )

    def _short(self, iri: str) -> str:
        for prefix, namespace in NAMESPACES.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri.removeprefix(BASE)


def _labels_of_terms(vocabulary: Vocabulary, language: str) -> dict[str, str]:
    families = (vocabulary.kinds, vocabulary.predicates, vocabulary.properties, vocabulary.qualifiers)
    more = (vocabulary.attributes, vocabulary.links, vocabulary.relations, vocabulary.schemes)
    return {term.iri: term.label(language) for family in (*families, *more) for term in family.values()}


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(triples, key=lambda t: (str(t.predicate), str(t.subject), str(t.object)))


def _place(iri: str) -> tuple[str, int, str]:
    """Passages in the order of the text."""
    address, _, fragment = iri.partition("#")
    start = fragment.removeprefix("char=").partition(",")[0]
    return address, int(start) if start.isascii() and start.isdigit() else 0, fragment
