"""The page of an entity: its names, and its facts with the passages they were read from."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from starlette.responses import Response

from alliancegraph.serving.markup import Child, link, table, tag
from alliancegraph.serving.page import Page, definitions
from graph.publication.address import local
from ontology import Vocabulary
from queries.profile import End, Profile, StatementEntry, Support, ValueEntry
from queries.search import entity_iri

MOST_QUOTES = 3
"""Passages shown with a fact; the others are behind the link to it."""


class EntityPage:
    """Turns a profile into a page of one language."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self._page = page
        self._vocabulary = vocabulary

    def reply(self, profile: Profile, alternates: Mapping[str, str]) -> Response:
        """The page as an answer."""
        page = self._page
        return page.reply(
            profile.name,
            tag("h1", profile.name),
            definitions(self._head(profile)),
            tag("h2", page("facts")) if profile.statements else None,
            self._statements(profile) if profile.statements else None,
            tag("h2", page("values")) if profile.values else None,
            self._values(profile) if profile.values else None,
            tag("p", page("no_facts")) if not profile.statements and not profile.values else None,
            alternates=alternates,
        )

    def _head(self, profile: Profile) -> list[tuple[str, Child | list[Child]]]:
        page = self._page
        others = [name.form for name in profile.names if name.form != profile.name]
        pairs: list[tuple[str, Child | list[Child]]] = [
            (page("kind"), self._label("Official" if profile.official else profile.kind)),
            (page("iri"), tag("code", profile.iri)),
        ]
        if others:
            pairs.append((page("also"), "、".join(others) if page.language == "zh" else ", ".join(others)))
        for name, value in profile.attributes.items():
            pairs.append((self._label(name), self._coded(name, value)))
        return pairs

    def _label(self, name: str) -> str:
        return self._vocabulary.label(name, self._page.language)

    def _coded(self, attribute: str, value: str) -> str:
        term = self._vocabulary.attributes.get(attribute)
        if term is None or term.scheme is None:
            return value
        return self._vocabulary.concept(term.scheme, value).label(self._page.language)

    def _qualifier(self, predicate: str, name: str, value: str) -> str:
        scheme = self._vocabulary.coded.get((predicate, name))
        if scheme is not None and value in self._vocabulary.schemes[scheme].concepts:
            value = self._vocabulary.concept(scheme, value).label(self._page.language)
        return f"{self._label(name)}: {value}"

    def _statements(self, profile: Profile) -> Element:
        page = self._page
        headings = [page(key) for key in ("subject", "predicate", "object", "qualifiers", "period", "sources")]
        order = {name: at for at, name in enumerate(self._vocabulary.predicates)}
        facts = sorted(
            profile.statements, key=lambda fact: (order.get(fact.predicate, 0), fact.object.id != profile.id)
        )
        return table(headings, (self._statement(fact, profile.id) for fact in facts))

    def _statement(self, fact: StatementEntry, own: str) -> list[Child | list[Child]]:
        qualifiers = "; ".join(self._qualifier(fact.predicate, *pair) for pair in fact.qualifiers.items())
        address = f"/id/{fact.predicate}/{fact.id}"
        return [
            self._end(fact.subject, own),
            link(address, self._label(fact.predicate)),
            self._end(fact.object, own),
            qualifiers,
            self._period(fact.period),
            self._support(fact.support, address),
        ]

    def _end(self, end: End, own: str) -> Child:
        return tag("strong", end.name) if end.id == own else link(local(entity_iri(end.kind, end.id)), end.name)

    def _values(self, profile: Profile) -> Element:
        headings = [self._page(key) for key in ("property", "value", "period", "sources")]
        return table(headings, (self._value(value) for value in profile.values))

    def _value(self, value: ValueEntry) -> list[Child | list[Child]]:
        label = (value.label_zh if self._page.language == "zh" else value.label_en) or value.value
        relationship = self._vocabulary.properties[value.property].relationship.lower()
        address = f"/id/{relationship}/{value.id}"
        return [
            link(address, self._label(value.property)),
            tag("strong", label) if value.wins else label,
            self._period(value.period),
            self._support(value.support, address),
        ]

    def _period(self, period: Mapping[str, str]) -> str:
        page = self._page
        told = [page("since", day=period["valid_from"])] if "valid_from" in period else []
        told += [page("until", day=period["valid_until"])] if "valid_until" in period else []
        seen = list(dict.fromkeys(period[key] for key in ("observed_on", "last_observed_on") if key in period))
        return "; ".join([*told, *([page("seen", day=" – ".join(seen))] if seen else [])])

    def _support(self, support: Support, address: str) -> list[Child]:
        found: list[Child] = []
        for passage in support.evidence[:MOST_QUOTES]:
            title = passage.title or passage.document
            cited = link(local(passage.id), f"{title} {passage.start}–{passage.end}")
            outside = link(passage.source_url, self._page("page"), rel="nofollow") if passage.source_url else None
            found.append(
                tag("blockquote", passage.text, " ", tag("cite", "— ", cited, " " if outside else None, outside))
            )
        if len(support.evidence) > MOST_QUOTES:
            found.append(link(address, f"+{len(support.evidence) - MOST_QUOTES}"))
        found.append(tag("small", f"{self._page('confidence')} {support.confidence:.2f}"))
        return found
