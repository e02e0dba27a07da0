"""JSON-LD that reads well: one node a line, short names from an inline context, plain values.

The context is derived from the layout: a property whose values are IRIs, days, decimals or Chinese names says so once,
so that a value is a bare string; any other value of such a property is written out with its type.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.rdf import literals
from graph.rdf.layout import DCTERMS, OA, ORG, PROV, RDF, RDFS, SKOS, TYPE, Field, Layout
from graph.rdf.literals import Term
from graph.rdf.outward import Statement
from graph.text import BASE

Json = dict[str, Any]

_PLAIN = re.compile(r"0|-?[1-9][0-9]{0,14}").fullmatch
_BY_ENCODER = {
    literals.day: {"@type": "xsd:date"},
    literals.decimal: {"@type": "xsd:decimal"},
    literals.address: {"@type": "xsd:anyURI"},
    literals.chinese: {"@language": "zh"},
    literals.text: {},
    literals.whole: {},
    literals.digits: {},
}
_IRI = {"@type": "@id"}
_TERM = {"@type": "@vocab"}


def prefixes(namespace: str) -> dict[str, str]:
    """The prefixes of our exports, by name; ``namespace`` is that of the vocabulary."""
    return {
        "ag": namespace,
        "dcterms": DCTERMS,
        "oa": OA,
        "org": ORG,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "skos": SKOS,
        "xsd": literals.XSD,
    }


class Encoder:
    """Writes statements as JSON-LD under one layout."""

    def __init__(self, layout: Layout) -> None:
        self._namespace = layout.vocabulary.namespace
        self._prefixes = {iri: name for name, iri in prefixes(self._namespace).items()}
        self._coerced = {iri: coercion for iri, coercion in _coercions(layout) if coercion}
        self._short: dict[str, str] = {}

    def context(self) -> Json:
        """The context that stands at the head of the file."""
        names = {name: iri for iri, name in self._prefixes.items()}
        terms = {self._shorten(iri): {"@id": iri, **how} for iri, how in sorted(self._coerced.items())}
        return {"@base": BASE, "@vocab": self._namespace, **dict(sorted(names.items())), **dict(sorted(terms.items()))}

    def nodes(self, statements: Iterable[Statement]) -> Iterator[Json]:
        """The nodes of one row, each with all that the row says of it, in the order in which they come."""
        found: dict[str, Json] = {}
        for subject, predicate, value, _ in statements:
            node = found.setdefault(subject.value, {"@id": _relative(subject.value)})
            key, written = self._pair(predicate, value)
            if key not in node:
                node[key] = written
            elif isinstance(node[key], list):
                node[key].append(written)
            else:
                node[key] = [node[key], written]
        yield from found.values()

    def _pair(self, predicate: NamedNode, value: Term) -> tuple[str, Any]:
        if predicate == TYPE and isinstance(value, NamedNode):
            return "@type", self._shorten(value.value)
        how = self._coerced.get(predicate.value, {})
        return self._shorten(predicate.value), self._written(value, how)

    def _written(self, value: Term, how: Mapping[str, str]) -> Any:
        if isinstance(value, NamedNode):
            if how == _TERM:
                return self._shorten(value.value)
            return _relative(value.value) if how == _IRI else {"@id": _relative(value.value)}
        assert isinstance(value, Literal)
        if value.language is not None:
            return value.value if how.get("@language") == value.language else _tagged(value)
        datatype = value.datatype
        if datatype == literals.STRING:
            return {"@value": value.value} if how else value.value
        if datatype == literals.INTEGER and not how and _PLAIN(value.value):
            return int(value.value)
        short = self._shorten(datatype.value)
        return value.value if how.get("@type") == short else {"@type": short, "@value": value.value}

    def _shorten(self, iri: str) -> str:
        """A name of ours without prefix, another one with it."""
        known = self._short.get(iri)
        if known is None:
            head, mark, local = iri.rpartition("#") if "#" in iri else iri.rpartition("/")
            prefix = self._prefixes.get(head + mark)
            known = iri if prefix is None else local if prefix == "ag" else f"{prefix}:{local}"
            self._short[iri] = known
        return known


def lines(layout: Layout, rows: Iterable[Iterable[Statement]]) -> Iterator[bytes]:
    """The file in pieces: context, then the nodes of each row, one a line."""
    encoder = Encoder(layout)
    yield b'{"@context": ' + _dump(encoder.context()) + b',\n "@graph": ['
    mark = b"\n"
    for statements in rows:
        for node in encoder.nodes(statements):
            yield mark + _dump(node)
            mark = b",\n"
    yield b"\n]}\n"


def _dump(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()


def _tagged(value: Literal) -> Json:
    return {"@language": value.language, "@value": value.value}


def _relative(iri: str) -> str:
    # Titanium, the reader in Apache Jena 5, decodes the percent signs of a relative IRI, but not of a whole one.
    return iri if "%" in iri else iri.removeprefix(BASE)


def _coercions(layout: Layout) -> Iterator[tuple[str, dict[str, str]]]:
    """How the values of each property are written when nothing else is said; later ones of a property win."""
    fields: list[Field] = [
        *(field for group in layout.relations.values() for field in group.qualifiers.values()),
        *(f for group in (layout.passage, layout.mention, layout.listing, layout.document) for f in group.values()),
        *layout.entity.values(),
        *layout.relation.values(),
        *layout.value.values(),
    ]
    for field in fields:
        how = _TERM if field.key in ("kind", "property") else _BY_ENCODER.get(field.encode, _IRI)
        yield field.predicate.value, {} if field.key == "value" else how
    for relation in layout.relations.values():
        for end in (relation.subject, relation.object, relation.shortcut):
            if end is not None:
                yield end.value, _IRI
    for local in ("document", "entity", "page", "supports"):
        yield layout.own(local).value, _IRI
    for iri in (f"{OA}hasSource", f"{OA}hasSelector", f"{DCTERMS}conformsTo", f"{SKOS}inScheme"):
        yield iri, _IRI
    yield f"{RDFS}label", {"@language": "zh"}
    yield layout.own("sourceDate").value, {"@type": "xsd:date"}
