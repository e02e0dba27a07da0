"""From RDF to rows: the exact inverse of :mod:`graph.rdf.outward`, from any of the formats.

What can be computed (short-cuts, rdfs:label, selectors) is not needed and not read; everything else must be known to
the vocabulary, or it is listed and refused. All statements are held in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple

from graph.errors import InputError
from graph.fact import Assertion
from graph.rdf import literals
from graph.rdf.layout import DCTERMS, LABEL, OA, PROV, SKOS, TYPE, Field, Layout, RelationLayout
from graph.rdf.literals import Term
from graph.rdf.names import Names, last_segment
from graph.rdf.sequence import restore
from graph.text import BASE
from ontology import Vocabulary

Row = dict[str, Any]
Node = dict[str, list[Term]]
"""The objects of each predicate of one subject."""

LISTED = 10
"""How many unknown terms an error names."""

SKIPPED = (f"{OA}FragmentSelector", f"{SKOS}Concept", f"{SKOS}ConceptScheme")
"""Nodes that say nothing of their own."""

_OWN = {TYPE.value, LABEL.value}
_CONCEPT = _OWN | {f"{SKOS}inScheme", f"{SKOS}notation", f"{SKOS}prefLabel"}
_PASSAGE = _OWN | {f"{OA}hasSource", f"{OA}hasSelector"}


def to_rows(statements: Iterable[Quad | Triple], vocabulary: Vocabulary) -> list[Row]:
    """The rows that make these statements, in the order of ``export_rows``.

    Raises InputError when a term is unknown to the vocabulary (all of them are listed), a node has no kind, or a value
    is missing or contradicts another.
    """
    nodes: dict[str, dict[str, dict[Term, None]]] = defaultdict(dict)
    for statement in statements:
        if not isinstance(statement.subject, NamedNode):
            raise InputError(f"{statement.subject} is a blank node; every node of an export has an IRI.")
        about = nodes[statement.subject.value]
        about.setdefault(statement.predicate.value, {})[statement.object] = None
    return _Inward(vocabulary, {iri: {p: list(o) for p, o in about.items()} for iri, about in nodes.items()}).rows()


class _Inward:
    """One reading of a whole dataset."""

    def __init__(self, vocabulary: Vocabulary, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self._layout = layout = Layout(vocabulary, Names())
        self._unknown: set[str] = set()
        self._ns = vocabulary.namespace
        self._shortcuts = {term.iri for term in vocabulary.predicates.values()}
        self._entity = _by_predicate(layout.entity.values())
        self._document = _by_predicate(layout.document.values())
        self._passage = _by_predicate(layout.passage.values())
        self._mention = _by_predicate(layout.mention.values())
        self._listing = _by_predicate(layout.listing.values())
        self._relations = {
            name: _by_predicate([*layout.relation.values(), *relation.qualifiers.values()])
            for name, relation in layout.relations.items()
        }
        self._assertions: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        entity_kinds = [kind.iri for kind in vocabulary.kinds.values() if not kind.structural]
        self._readers: dict[str, Callable[[str, Node], Row | None]] = {
            **dict.fromkeys(entity_kinds, self._read_entity),
            **{layout.kinds[name].value: read for name, read in self._records().items()},
            **{relation.cls.value: self._read_relationship for relation in layout.relations.values()},
            f"{self._ns}Mention": self._read_mention,
            f"{self._ns}Listing": self._read_listing,
        }

    def _records(self) -> dict[str, Callable[[str, Node], Row]]:
        return {
            "SourceDocument": self._read_document,
            "Passage": self._read_passage,
            "Concept": self._read_concept,
            "Value": self._read_value,
        }

    def rows(self) -> list[Row]:
        """All rows, sorted as an export has them."""
        self._note_documents()
        readers = [(iri, node, self._reader(iri, node)) for iri, node in self._nodes.items()]
        rows = [row for iri, node, read in readers if read is not None and (row := read(iri, node)) is not None]
        if self._unknown:
            listed = ", ".join(sorted(self._unknown)[:LISTED])
            more = f" and {len(self._unknown) - LISTED} more" if len(self._unknown) > LISTED else ""
            raise InputError(f"The vocabulary does not have these terms in this place: {listed}{more}.")
        return sorted(rows, key=_order)

    def _note_documents(self) -> None:
        """Documents and assertions are needed before the rows that refer to them."""
        found: dict[str, str] = {}
        document, assertion = f"{self._ns}SourceDocument", f"{self._ns}Assertion"
        for iri, node in self._nodes.items():
            types = {term.value for term in node.get(TYPE.value, []) if isinstance(term, NamedNode)}
            if document in types:
                found[iri] = literals.to_text(self._one(iri, node, f"{DCTERMS}identifier"))
            elif assertion in types:
                supported = literals.to_iri(self._one(iri, node, f"{self._ns}supports"))
                self._assertions[supported].append((iri, node))
        self._layout.read_documents(found)

    def _reader(self, iri: str, node: Node) -> Callable[[str, Node], Row | None] | None:
        types = [literals.to_iri(term) for term in node.get(TYPE.value, [])]
        if not types:
            raise InputError(f"{iri} has no rdf:type, so nobody knows what it is.")
        known = [self._readers[type_] for type_ in types if type_ in self._readers]
        strange = [t for t in types if t not in self._readers and t not in SKIPPED and t != f"{self._ns}Assertion"]
        self._unknown.update(strange)
        return known[0] if known else None

    def _one(self, iri: str, node: Node, predicate: str) -> Term:
        values = node.get(predicate, [])
        if len(values) != 1:
            raise InputError(f"{iri} has {len(values)} values of {predicate}; one is wanted.")
        return values[0]

    def _fields(self, iri: str, node: Node, fields: Mapping[str, Field], known: set[str]) -> Row:
        """The keys of a row; predicates in ``known`` are read elsewhere or not at all."""
        row: Row = {}
        notes = {}
        for term in node.get(f"{self._ns}sequence", []):
            note = literals.to_text(term)
            notes[note.partition("=")[0]] = note
        for predicate, values in node.items():
            if predicate in known or predicate == f"{self._ns}sequence":
                continue
            field = fields.get(predicate)
            if field is None:
                self._unknown.add(predicate)
            elif field.many:
                distinct = sorted({field.decode(value) for value in values})
                row[field.key] = restore(notes.pop(field.key), distinct) if field.key in notes else distinct
            else:
                row[field.key] = field.decode(self._one(iri, node, predicate))
        if notes:
            raise InputError(f"{iri} gives the order of {min(notes)}, which it does not have.")
        return row

    def _read_entity(self, iri: str, node: Node) -> Row:
        labels = sorted(self._layout.kind_names.get(literals.to_iri(term), "?") for term in node[TYPE.value])
        row = self._fields(iri, node, self._entity, _OWN | self._shortcuts)
        return {"line": "entity", "iri": iri, "id": last_segment(iri), "labels": labels, "aliases": []} | row

    def _read_concept(self, iri: str, node: Node) -> Row:
        self._unknown.update(node.keys() - _CONCEPT)
        scheme = last_segment(literals.to_iri(self._one(iri, node, f"{SKOS}inScheme")))
        notation = literals.to_text(self._one(iri, node, f"{SKOS}notation"))
        labels = node.get(f"{SKOS}prefLabel", [])
        zh, en = (_labelled(iri, labels, language) for language in ("zh", "en"))
        row = {"scheme": scheme, "notation": notation, "label_zh": zh, "label_en": en}
        return {"line": "concept", "id": f"concept-{scheme}-{notation}"} | row

    def _read_value(self, iri: str, node: Node) -> Row:
        value, datatype = f"{self._ns}value", f"{self._ns}datatype"
        self._unknown.update(node.keys() - _OWN - {value, datatype})
        written = literals.to_text(self._one(iri, node, value))
        kind = literals.to_text(self._one(iri, node, datatype))
        return {"line": "value", "id": last_segment(iri), "value": written, "datatype": kind}

    def _read_document(self, iri: str, node: Node) -> Row:
        return {"line": "document"} | self._fields(iri, node, self._document, _OWN)

    def _read_passage(self, iri: str, node: Node) -> Row:
        return {"line": "passage", "id": iri, "in": [], "from": []} | self._fields(iri, node, self._passage, _PASSAGE)

    def _ends(self, iri: str, node: Node, line: str, other: str) -> tuple[Row, set[str]]:
        """The ends of a mention or listing, and the predicates that say them."""
        document, target = f"{self._ns}document", f"{self._ns}{other}"
        far = self._one(iri, node, target)
        key = last_segment(literals.to_iri(far)) if other == "entity" else self._layout.document_id(far)
        subject = self._layout.document_id(self._one(iri, node, document))
        return {"line": line, "type": line.upper(), "subject": subject, "object": key}, {document, target}

    def _read_mention(self, iri: str, node: Node) -> Row:
        ends, known = self._ends(iri, node, "mentions", "entity")
        return ends | {"id": last_segment(iri)} | self._fields(iri, node, self._mention, _OWN | known)

    def _read_listing(self, iri: str, node: Node) -> Row:
        ends, known = self._ends(iri, node, "lists", "page")
        return ends | self._fields(iri, node, self._listing, _OWN | known)

    def _read_relationship(self, iri: str, node: Node) -> Row:
        parts = iri.removeprefix(f"{BASE}id/").split("/")
        type_ = parts[0].upper()
        layout = self._layout.relations.get(type_)
        if layout is None or len(parts) != 2 or layout.cls not in node[TYPE.value]:
            raise InputError(f"{iri} is no relation of the vocabulary: its IRI and its class do not go together.")
        known = _OWN | {layout.subject.value, layout.object.value}
        row = self._fields(iri, node, self._relations[type_], known)
        subject = last_segment(literals.to_iri(self._one(iri, node, layout.subject.value)))
        target = self._target(self._one(iri, node, layout.object.value), layout, row)
        told = sorted(self._assertion(at, about, type_) for at, about in self._assertions.pop(iri, []))
        ends = {"line": "relationship", "iri": iri, "id": last_segment(iri), "type": type_}
        return ends | {"subject": subject, "object": target, "assertions": told} | row

    def _target(self, term: Term, layout: RelationLayout, row: Row) -> str:
        if layout.target != "Concept":
            return last_segment(literals.to_iri(term))
        prop = self._layout.vocabulary.properties.get(row.get("property", ""))
        if prop is None or prop.scheme is None:
            raise InputError(f"The relation to {term} does not say of which property it gives the value.")
        return f"concept-{prop.scheme}-{self._layout.notation(term)}"

    def _assertion(self, iri: str, node: Node, type_: str) -> str:
        relation, source_date, start = self._layout.relation, f"{self._ns}sourceDate", f"{OA}start"
        plain = {
            "document": f"{self._ns}document",
            "passage": f"{PROV}wasDerivedFrom",
            "source": relation["sources"].predicate.value,
            "rule": relation["rules"].predicate.value,
            "confidence": relation["confidence"].predicate.value,
            "observed": relation["observed_on"].predicate.value,
        }
        found = {key: self._one(iri, node, p) for key, p in plain.items() if key != "observed" or p in node}
        qualifiers = _by_predicate(self._layout.relations[type_].qualifiers.values())
        known = _OWN | {*plain.values(), source_date, start, f"{self._ns}supports"}
        passage = literals.to_iri(found["passage"])
        begins = passage.partition("#char=")[2].partition(",")[0]
        return Assertion(
            document=self._layout.document_id(found["document"]),
            passage=passage,
            start=literals.to_whole(self._one(iri, node, start)) if start in node else int(begins or 0),
            rule=literals.to_text(found["rule"]),
            confidence=literals.to_decimal(found["confidence"]),
            qualifiers=dict(sorted(self._fields(iri, node, qualifiers, known).items())),
            source=self._layout.document_id(found["source"]),
            observed=literals.to_text(found["observed"]) if "observed" in found else None,
            source_date=literals.to_text(self._one(iri, node, source_date)) if source_date in node else None,
        ).as_json()


def _by_predicate(fields: Iterable[Field]) -> dict[str, Field]:
    return {field.predicate.value: field for field in fields}


def _labelled(iri: str, labels: list[Term], language: str) -> str:
    """The label in one language; an escaped one (see :mod:`graph.rdf.literals`) has lost its tag and serves both."""
    tagged = [term for term in labels if getattr(term, "language", None) == language]
    found = tagged or [term for term in labels if getattr(term, "language", None) is None]
    if len(found) != 1:
        raise InputError(f"{iri} has {len(found)} labels in {language}; one is wanted.")
    return literals.to_text(found[0])


def _order(row: Row) -> tuple[int, str, str]:
    """The place of a row in an export: kinds of line, then relationship types, then ids."""
    lines = ("entity", "concept", "value", "document", "passage")
    if row["line"] in lines:
        return lines.index(row["line"]), "", row["id"]
    type_ = row["line"].upper() if row["line"] in ("lists", "mentions") else row["type"]
    return len(lines), type_, row["id"] if "id" in row else f"{row['subject']}|{row['object']}"
