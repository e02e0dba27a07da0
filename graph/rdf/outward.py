"""From rows to RDF: each row becomes the statements that say all of it, with the named graphs they stand in.

A row becomes a list of (subject, predicate, object, graphs). In the union every statement stands once; in a dataset
it stands in the graph of each document that states it, or in ``graph/derived`` when it was chosen or computed.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple

from graph.errors import InputError
from graph.fact import short_hash
from graph.rdf import literals
from graph.rdf.layout import DCTERMS, LABEL, OA, PROV, RDF, RELATION, SKOS, TYPE, Field, Layout, RelationLayout
from graph.rdf.literals import Term
from graph.rdf.names import DERIVED, Names, listing_iri, quoted
from graph.rdf.sequence import sequence
from graph.text import BASE
from ontology import Vocabulary

Graphs = tuple[NamedNode, ...]
Statement = tuple[NamedNode, NamedNode, Term, Graphs]
"""Subject, predicate, object, and the named graphs in which it stands."""

Row = Mapping[str, Any]
IN_DERIVED: Graphs = (DERIVED,)


class Outward:
    """Turns the rows of one export into statements; rows come in the order of ``export_rows``.

    It remembers the IRIs of entities and documents, which later rows name by key only, and the short-cuts of the
    relationship type at hand, so that two relationships between the same ends give one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.names = Names()
        self.layout = layout = Layout(vocabulary, self.names)
        self._writers: dict[str, Callable[[Row], list[Statement]]] = {
            "entity": self._entity,
            "concept": self._concept,
            "value": self._value,
            "document": self._document,
            "passage": self._passage,
            "relationship": self._relationship,
            "lists": self._listing,
            "mentions": self._mention,
        }
        own = layout.own
        self._sequence, self._document_end, self._supports = own("sequence"), own("document"), own("supports")
        self._source_date, self._datatype = own("sourceDate"), own("datatype")
        self._has_source, self._has_selector = NamedNode(f"{OA}hasSource"), NamedNode(f"{OA}hasSelector")
        self._selector, self._fragment = NamedNode(f"{OA}FragmentSelector"), NamedNode(f"{RDF}value")
        self._conforms = NamedNode(f"{DCTERMS}conformsTo")
        self._rfc = NamedNode("http://tools.ietf.org/rfc/rfc5147")
        self._concept_class, self._skos_concept = own("Concept"), NamedNode(f"{SKOS}Concept")
        self._in_scheme, self._notation = NamedNode(f"{SKOS}inScheme"), NamedNode(f"{SKOS}notation")
        self._pref = NamedNode(f"{SKOS}prefLabel")
        self._assertion, self._mention_class, self._listing_class = own("Assertion"), own("Mention"), own("Listing")
        self._derived_from, self._start = NamedNode(f"{PROV}wasDerivedFrom"), NamedNode(f"{OA}start")
        self._shortcuts: set[tuple[str, str]] = set()
        self._of_type = ""
        self._typed: tuple[str, set[str]] = ("", set())

    def statements(self, row: Row) -> list[Statement]:
        """All that a row says; raises InputError when it has a key or a line that RDF has no property for."""
        try:
            return self._writers[row["line"]](row)
        except KeyError as error:
            raise InputError(f"The row {row.get('iri') or row.get('id')!r} has no or an unknown {error}.") from error

    def secondary(self, row: Row) -> list[Statement]:
        """What the graph of a document says again of things described elsewhere: the kinds of its entities."""
        if row["line"] != "mentions":
            return []
        if self._typed[0] != row["subject"]:
            self._typed = row["subject"], set()
        if row["object"] in self._typed[1]:
            return []
        self._typed[1].add(row["object"])
        graphs = (self.names.graph(row["subject"]),)
        return [(self.names.entity(row["object"]), TYPE, self.layout.kinds[row["kind"]], graphs)]

    def _fields(
        self, node: NamedNode, row: Row, fields: Mapping[str, Field], graphs: Graphs, skip: frozenset[str]
    ) -> list[Statement]:
        """The statements for all keys of a row but those in ``skip``."""
        found: list[Statement] = []
        for key in sorted(row.keys() - skip):
            field, value = fields[key], row[key]
            if field.many:
                found += self._list(node, field, value, graphs)
            else:
                found.append((node, field.predicate, field.encode(value), graphs))
        return found

    def _list(
        self, node: NamedNode, field: Field, values: Sequence[Any], graphs: Graphs, support: "_Support | None" = None
    ) -> list[Statement]:
        distinct = values if len(values) < 2 else sorted(set(values))
        encode, predicate, key = field.encode, field.predicate, field.key
        found: list[Statement] = [
            (node, predicate, encode(value), graphs if support is None else support.of(key, value))
            for value in distinct
        ]
        if len(values) > 1 and (note := sequence(key, values, distinct)) is not None:
            found.append((node, self._sequence, literals.text(note), graphs if support is None else IN_DERIVED))
        return found

    def _entity(self, row: Row) -> list[Statement]:
        node = self.names.note_entity(row)
        found: list[Statement] = [(node, TYPE, self.layout.kinds[kind], IN_DERIVED) for kind in row["labels"]]
        found += self._fields(node, row, self.layout.entity, IN_DERIVED, _OF_ENTITY)
        found.append((node, LABEL, literals.chinese(row["name"]), IN_DERIVED))
        return found

    def _concept(self, row: Row) -> list[Statement]:
        scheme, notation = row["scheme"], row["notation"]
        if row["id"] != f"concept-{scheme}-{notation}" or len(row) != len(_OF_CONCEPT):
            raise InputError(f"The concept {row['id']!r} is not named after its scheme and notation.")
        node = self.layout.concept(scheme, notation)
        return [
            (node, TYPE, self._concept_class, IN_DERIVED),
            *self._coded(node, scheme, notation, row["label_zh"], row["label_en"]),
        ]

    def _coded(self, node: NamedNode, scheme: str, notation: str, zh: str, en: str) -> list[Statement]:
        return [
            (node, TYPE, self._skos_concept, IN_DERIVED),
            (node, self._in_scheme, NamedNode(f"{BASE}scheme/{quoted(scheme)}"), IN_DERIVED),
            (node, self._notation, literals.text(notation), IN_DERIVED),
            (node, self._pref, literals.chinese(zh), IN_DERIVED),
            (node, self._pref, literals.english(en), IN_DERIVED),
        ]

    def _value(self, row: Row) -> list[Statement]:
        node, datatype = NamedNode(f"{BASE}id/value/{quoted(row['id'])}"), row["datatype"]
        field = self.layout.value[datatype]
        return [
            (node, TYPE, self.layout.kinds["Value"], IN_DERIVED),
            (node, field.predicate, field.encode(row["value"]), IN_DERIVED),
            (node, self._datatype, literals.text(datatype), IN_DERIVED),
        ]

    def _document(self, row: Row) -> list[Statement]:
        node = self.names.note_document(row)
        graphs = (self.names.graph(row["id"]),) if row.get("sha256") else IN_DERIVED
        found: list[Statement] = [(node, TYPE, self.layout.kinds["SourceDocument"], graphs)]
        return found + self._fields(node, row, self.layout.document, graphs, _OF_DOCUMENT)

    def _passage(self, row: Row) -> list[Statement]:
        iri = row["id"]
        node, documents = NamedNode(iri), [self.names.document(name) for name in row["in"]]
        graphs = tuple(self.names.graph(name) for name in row["in"]) or IN_DERIVED
        found: list[Statement] = [(node, TYPE, self.layout.kinds["Passage"], graphs)]
        found += self._fields(node, row, self.layout.passage, graphs, _OF_PASSAGE)
        found += [(node, self._has_source, document, graphs) for document in documents]
        selector = NamedNode(iri.replace("/text/", "/selector/", 1))
        return [
            *found,
            (node, self._has_selector, selector, graphs),
            (selector, TYPE, self._selector, graphs),
            (selector, self._conforms, self._rfc, graphs),
            (selector, self._fragment, literals.text(iri.partition("#")[2]), graphs),
        ]

    def _listing(self, row: Row) -> list[Statement]:
        node, graphs = NamedNode(listing_iri(row["subject"], row["object"])), (self.names.graph(row["subject"]),)
        return [
            (node, TYPE, self._listing_class, graphs),
            (node, self._document_end, self.names.document(row["subject"]), graphs),
            (node, self.layout.own("page"), self.names.document(row["object"]), graphs),
            *self._fields(node, row, self.layout.listing, graphs, _OF_LISTING),
        ]

    def _mention(self, row: Row) -> list[Statement]:
        # A mention without a type of event keeps the relationship's name under this key.
        skip = _OF_UNTYPED if row["type"] == "MENTIONS" else _OF_MENTION
        node, graphs = NamedNode(f"{BASE}id/mentions/{quoted(row['id'])}"), (self.names.graph(row["subject"]),)
        return [
            (node, TYPE, self._mention_class, graphs),
            (node, self._document_end, self.names.document(row["subject"]), graphs),
            (node, self.layout.own("entity"), self.names.entity(row["object"]), graphs),
            *self._fields(node, row, self.layout.mention, graphs, skip),
        ]

    def _relationship(self, row: Row) -> list[Statement]:
        type_ = row["type"]
        layout = self.layout.relations[type_]
        if type_ != self._of_type:
            self._of_type = type_
            self._shortcuts.clear()
        node, subject = NamedNode(row["iri"]), self.names.entity(row["subject"])
        target = self._target(row, layout)
        graphs = tuple(self.names.graph(name) for name in row["documents"])
        told = [json.loads(line) for line in row["assertions"]]
        support = _Support(told, self.names.graphs) if len(graphs) != 1 else None
        found: list[Statement] = [
            (node, TYPE, layout.cls, graphs),
            (node, layout.subject, subject, graphs),
            (node, layout.object, target, graphs),
        ]
        for key in sorted(row.keys() - _OF_RELATIONSHIP):
            value = row[key]
            if key in _CHOSEN:
                field = self.layout.relation[key]
                found.append((node, field.predicate, field.encode(value), IN_DERIVED))
            elif key in layout.qualifiers:
                field = layout.qualifiers[key]
                where = graphs if support is None else support.of(key, value)
                found.append((node, field.predicate, field.encode(value), where))
            else:
                found += self._list(node, self.layout.relation[key], value, graphs, support)
        if layout.shortcut is not None and "valid_until" not in row:
            ends = row["subject"], row["object"]
            if ends not in self._shortcuts:
                self._shortcuts.add(ends)
                found.append((subject, layout.shortcut, target, IN_DERIVED))
        for line, assertion in zip(row["assertions"], told, strict=True):
            found += self._assert(node, row, layout, line, assertion)
        return found

    def _target(self, row: Row, layout: RelationLayout) -> NamedNode:
        if layout.target == "Entity":
            return self.names.entity(row["object"])
        if layout.target == "Value":
            return NamedNode(f"{BASE}id/value/{quoted(row['object'])}")
        scheme = self.layout.vocabulary.properties[row["property"]].scheme or ""
        return self.layout.concept(scheme, row["object"].removeprefix(f"concept-{scheme}-"))

    def _assert(
        self, node: NamedNode, row: Row, layout: RelationLayout, line: str, told: dict[str, Any]
    ) -> list[Statement]:
        """What one passage adds to a fact, as a node of its own in the graph of its document."""
        graphs = (self.names.graph(told["document"]),)
        at = NamedNode(f"{BASE}id/assertion/{short_hash([row['id'], line], 16)}")
        relation = self.layout.relation
        found: list[Statement] = [
            (at, TYPE, self._assertion, graphs),
            (at, self._supports, node, graphs),
            (at, self._document_end, self.names.document(told["document"]), graphs),
            (at, self._derived_from, NamedNode(told["passage"]), graphs),
            (at, relation["sources"].predicate, self.names.document(told["source"]), graphs),
            (at, relation["rules"].predicate, literals.text(told["rule"]), graphs),
            (at, relation["confidence"].predicate, literals.decimal(told["confidence"]), graphs),
        ]
        if told["observed"] is not None:
            found.append((at, relation["observed_on"].predicate, literals.day(told["observed"]), graphs))
        if told["source_date"] is not None:
            found.append((at, self._source_date, literals.day(told["source_date"]), graphs))
        if not told["passage"].partition("#char=")[2].startswith(f"{told['start']},"):
            found.append((at, self._start, literals.whole(told["start"]), graphs))
        for key, value in told["qualifiers"].items():
            field = layout.qualifiers[key]
            found.append((at, field.predicate, field.encode(value), graphs))
        return found


class _Support:
    """Which documents bring each piece of a fact that several documents state."""

    def __init__(self, told: Sequence[Mapping[str, Any]], graphs: Mapping[str, NamedNode]) -> None:
        found: dict[tuple[str, str], dict[NamedNode, None]] = {}
        for assertion in told:
            graph = graphs[assertion["document"]]
            pieces = [
                ("evidence", assertion["passage"]),
                ("sources", assertion["source"]),
                ("rules", assertion["rule"]),
                ("documents", assertion["document"]),
                *assertion["qualifiers"].items(),
            ]
            for piece in pieces:
                found.setdefault(piece, {})[graph] = None
        self._graphs = {piece: tuple(where) for piece, where in found.items()}

    def of(self, key: str, value: str) -> Graphs:
        """The graphs of the documents that state ``value`` of ``key``; a value that none states was chosen."""
        return self._graphs.get((key, value), IN_DERIVED)


_ENDS = frozenset({"line", "type", "subject", "object"})
_OF_ENTITY = frozenset({"line", "iri", "id", "labels"})
_OF_CONCEPT = frozenset({"line", "id", "scheme", "notation", "label_zh", "label_en"})
_OF_DOCUMENT = frozenset({"line"})
_OF_PASSAGE = frozenset({"line", "id"})
_OF_LISTING = _ENDS
_OF_MENTION = frozenset({"line", "id", "subject", "object"})
_OF_UNTYPED = _OF_MENTION | {"type"}
_OF_RELATIONSHIP = _ENDS | {"iri", "id", "assertions"}
_CHOSEN = frozenset(RELATION)


def to_statements(rows: Iterable[Row], vocabulary: Vocabulary) -> Iterator[Statement]:
    """The statements of all rows, each once, with the named graphs they stand in."""
    write = Outward(vocabulary).statements
    for row in rows:
        yield from write(row)


def to_triples(rows: Iterable[Row], vocabulary: Vocabulary) -> Iterator[Triple]:
    """The union of all named graphs, each triple once."""
    write = Outward(vocabulary).statements
    for row in rows:
        for subject, predicate, value, _ in write(row):
            yield Triple(subject, predicate, value)


def to_quads(rows: Iterable[Row], vocabulary: Vocabulary) -> Iterator[Quad]:
    """The dataset: what each document states in its graph, what was chosen or computed in ``graph/derived``.

    ``rows`` are those of ``graph.export.export_rows``, in their order. Memory grows with the entities, documents and
    pairs of related entities, by some hundred bytes each; rows and quads stream. Raises InputError when a row has a
    key that the vocabulary has no property for.
    """
    outward = Outward(vocabulary)
    for row in rows:
        for subject, predicate, value, graphs in (*outward.statements(row), *outward.secondary(row)):
            for graph in graphs:
                yield Quad(subject, predicate, value, graph)
