"""The writer: takes the contributions of documents into the graph and out of it, in batches, idempotently.

Every relationship is folded anew from the assertions that remain, so what a document adds is exactly what its
withdrawal takes away. While a document is on its way in or out its ``state`` says so; a later call finishes what a
killed process left (see :mod:`graph.recovery`). Writes are MERGE by id with sorted keys, so a repeated batch changes
nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph import cypher
from graph.batch import ROWS
from graph.difference import (
    EntityDifference,
    FactDifference,
    ValueFact,
    compare_entities,
    compare_facts,
    winning_values,
)
from graph.document_facts import DocumentFacts
from graph.entity import Mentioned
from graph.fact import Assertion, Ends
from graph.model import Reading
from graph.pages import page_rows
from graph.queue import WriteQueue
from graph.report import Changes
from graph.serial import reading_to_json
from graph.shapes import fact_shapes, fact_targets, fixed_concepts
from graph.store import Store
from ontology import Vocabulary


@dataclass(frozen=True, slots=True)
class Plan:
    """What one call takes out and puts in.

    ``withdraw`` are the old contributions of documents that go or change, ``enter`` the new ones with their readings;
    a document may stand in both. ``mentions`` are all mentions of the graph as they will be,
    ``suspects`` entities that a killed process may have left without any. ``known`` are the entities between which
    relationships may stand already; None means any (after a killed process).
    """

    withdraw: Mapping[str, DocumentFacts]
    enter: Mapping[str, tuple[Reading, DocumentFacts]]
    mentions: Sequence[Mentioned] = field(default=())
    suspects: frozenset[str] = frozenset()
    known: frozenset[str] | None = None

    @property
    def leaving(self) -> list[str]:
        """The documents that will be gone."""
        return sorted(set(self.withdraw) - set(self.enter))


class Writer:
    """Applies plans to one store under one vocabulary."""

    def __init__(self, store: Store, vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._shapes = fact_shapes(vocabulary)
        self._targets = fact_targets(vocabulary)
        self._fixed = fixed_concepts(vocabulary)

    def apply(self, plan: Plan, progress: Callable[[int, int], None] | None = None) -> Changes:
        """Writes the plan and returns what changed; raises StoreUnavailableError when the store goes away.

        ``progress`` is told how many of the rows are written, and how many there are.
        """
        if not plan.withdraw and not plan.enter and not plan.suspects:
            return Changes()
        report = progress or (lambda done, rows: None)
        with WriteQueue(self._store) as queue:
            self._announce(queue, plan)
            self._write_passages(queue, plan)
            facts = self._facts(plan)
            entities = self._entities(plan, facts)
            total = len(facts.write) + len(facts.delete) + len(entities.write) + len(entities.delete)
            report(0, total)
            self._write_nodes(queue, plan, entities)
            self._write_mentions(queue, plan)
            self._write_facts(queue, facts)
            queue.flush()
            report(total - len(entities.delete), total)
            self._remove_leftovers(queue, plan, facts, entities)
        report(total, total)
        return Changes(
            entities_added=entities.added,
            entities_removed=len(entities.delete),
            entities_changed=entities.changed,
            statements_added=facts.added,
            statements_removed=len(facts.delete),
            statements_changed=facts.changed,
            evidence_added=facts.evidence_added,
            evidence_removed=facts.evidence_removed,
        )

    def _announce(self, queue: WriteQueue, plan: Plan) -> None:
        """Says which documents are on their way, before anything of them is touched."""
        queue.rows(cypher.SET_STATES, [{"id": name, "state": "retracting"} for name in plan.leaving])
        rows = [document_row(reading, "loading") for _, (reading, _) in sorted(plan.enter.items())]
        queue.rows(cypher.write_nodes("SourceDocument"), rows)

    def _facts(self, plan: Plan) -> FactDifference:
        leaving = set(plan.withdraw)
        asserted: dict[Ends, list[Assertion]] = defaultdict(list)
        for _, facts in plan.enter.values():
            for ends, told in facts.assertions.items():
                asserted[ends].extend(told)
        touched = {*asserted, *(ends for facts in plan.withdraw.values() for ends in facts.assertions)}
        before = self._read_facts(touched, plan)
        for ends, rows in before.items():
            kept = {line for row in rows for line in row["assertions"]}
            stored = (Assertion.from_json(line) for line in sorted(kept))
            asserted[ends].extend(a for a in stored if a.document not in leaving and a.document not in plan.enter)
        return compare_facts(touched, before, asserted, self._shapes)

    def _read_facts(self, touched: set[Ends], plan: Plan) -> dict[Ends, list[dict[str, Any]]]:
        """The relationships that stand between the touched pairs, of the touched types."""
        pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for ends in touched:
            target = self._targets[ends.relationship]
            if plan.known is None or (ends.subject in plan.known and (target != "Entity" or ends.object in plan.known)):
                pairs[target].add((ends.subject, ends.object))
        found: dict[Ends, list[dict[str, Any]]] = defaultdict(list)
        for target, wanted in sorted(pairs.items()):
            listed = [list(pair) for pair in sorted(wanted)]
            for at in range(0, len(listed), ROWS):
                for row in self._store.read(cypher.read_facts(target), pairs=listed[at : at + ROWS]):
                    ends = Ends(row["relationship"], row["subject"], row["object"])
                    if ends in touched:
                        found[ends].append(row["properties"])
        return found

    def _entities(self, plan: Plan, facts: FactDifference) -> EntityDifference:
        valued = {ends.subject for ends in facts.ends if self._targets[ends.relationship] != "Entity"}
        contributions = [*plan.withdraw.values(), *(new for _, new in plan.enter.values())]
        keys = {m.entity for part in contributions for m in part.mentions} | valued | plan.suspects
        about: dict[str, list[Mentioned]] = defaultdict(list)
        for mention in plan.mentions:
            if mention.entity in keys:
                about[mention.entity].append(mention)
        before: dict[str, tuple[frozenset[str], Mapping[str, Any]]] = {}
        stored: dict[str, list[ValueFact]] = defaultdict(list)
        ids = sorted(keys)
        for at in range(0, len(ids), ROWS):
            part = ids[at : at + ROWS]
            for row in self._store.read(cypher.READ_ENTITIES, ids=part):
                before[row["id"]] = (frozenset(row["labels"]), row["properties"])
            for row in self._store.read(cypher.READ_VALUE_FACTS, ids=part):
                stored[row["id"]].append(ValueFact(row["relationship"], row["object"], row["value"], row["properties"]))
        nodes = {node.id: node for _, new in plan.enter.values() for node in new.values.values()}
        return compare_entities(ids, before, about, winning_values(stored, facts, nodes, self._vocabulary))

    def _write_nodes(self, queue: WriteQueue, plan: Plan, entities: EntityDifference) -> None:
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for key in sorted(entities.write):
            kind, properties = entities.write[key]
            by_kind[kind].append({"id": key, "properties": properties})
        for kind, rows in sorted(by_kind.items()):
            queue.rows(cypher.write_entities(kind), rows)
        nodes = {node.id: node for _, facts in plan.enter.values() for node in facts.values.values()}
        for label in ("Concept", "Value"):
            rows = [
                {"id": node.id, "properties": {"id": node.id, **node.properties}}
                for node in sorted(nodes.values(), key=lambda n: n.id)
                if label in node.labels
            ]
            queue.rows(cypher.write_nodes(label), rows)

    def _write_mentions(self, queue: WriteQueue, plan: Plan) -> None:
        old = {m.id: m for facts in plan.withdraw.values() for m in facts.mentions}
        new = {m.id: m for _, facts in plan.enter.values() for m in facts.mentions}
        gone = [m for key, m in sorted(old.items()) if key not in new or new[key].entity != m.entity]
        queue.rows(cypher.DELETE_MENTIONS, [_ends_of(m) for m in gone])
        queue.rows(
            cypher.WRITE_MENTIONS,
            [{**_ends_of(m), "properties": m.properties()} for key, m in sorted(new.items()) if old.get(key) != m],
        )

    def _write_passages(self, queue: WriteQueue, plan: Plan) -> None:
        self._write_pages(queue, plan)
        rows = [
            {"document": name, "id": p.id, "start": p.start, "end": p.end, "text": p.text}
            | {"page": p.page, "place": p.place}
            for name, (_, facts) in sorted(plan.enter.items())
            for p in sorted(facts.passages, key=lambda p: p.start)
        ]
        queue.rows(cypher.WRITE_PASSAGES, rows)
        queue.rows(cypher.WRITE_PASSAGE_PAGES, [row for row in rows if row["page"]])
        placed = [row for row in rows if row["place"] or row["document"] in plan.withdraw]
        queue.rows(cypher.WRITE_PASSAGE_PLACES, placed)

    def _write_pages(self, queue: WriteQueue, plan: Plan) -> None:
        listed = {name: facts.pages for name, (_, facts) in plan.enter.items()}
        rows = page_rows(self._store, sorted({*plan.enter, *plan.withdraw}), listed)
        queue.rows(cypher.write_nodes("SourceDocument"), rows.nodes)
        queue.rows(cypher.WRITE_LISTINGS, rows.listings)
        queue.rows(cypher.DELETE_LISTINGS, rows.gone)
        queue.rows(cypher.DELETE_DOCUMENTS, rows.orphans)

    def _write_facts(self, queue: WriteQueue, facts: FactDifference) -> None:
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for key in sorted(facts.write):
            fact = facts.write[key]
            by_type[fact.ends.relationship].append(
                {
                    "id": fact.id,
                    "subject": fact.ends.subject,
                    "object": fact.ends.object,
                    "properties": {"id": fact.id, **fact.properties},
                }
            )
        for relationship, rows in sorted(by_type.items()):
            queue.rows(cypher.write_facts(relationship, self._targets[relationship]), rows)

    def _remove_leftovers(
        self, queue: WriteQueue, plan: Plan, facts: FactDifference, entities: EntityDifference
    ) -> None:
        for relationship in sorted({ends.relationship for ends in facts.delete.values()}):
            rows = [{"id": key} for key, ends in sorted(facts.delete.items()) if ends.relationship == relationship]
            queue.rows(cypher.delete_facts(relationship), rows)
        queue.rows(cypher.DELETE_ENTITIES, [{"id": key} for key in sorted(entities.delete)])
        documents = sorted(plan.withdraw)
        kept = {(name, p.id) for name, (_, new) in plan.enter.items() for p in new.passages}
        held = self._store.read(cypher.READ_PASSAGES, documents=documents) if documents else []
        queue.rows(
            cypher.DELETE_PASSAGES,
            [
                {"document": row["document"], "id": key}
                for row in held
                for key in sorted(row["ids"])
                if (row["document"], key) not in kept
            ],
        )
        values = {ends.object for ends in facts.delete.values() if self._targets[ends.relationship] != "Entity"}
        queue.rows(cypher.DELETE_ORPHANED_VALUES, [{"id": v} for v in sorted(values) if v not in self._fixed])
        queue.write(cypher.MARK_OFFICIALS)
        queue.rows(cypher.DELETE_DOCUMENTS, [{"id": name} for name in plan.leaving])
        queue.rows(cypher.SET_STATES, [{"id": name, "state": "loaded"} for name in sorted(plan.enter)])
        queue.write(cypher.BUMP_CHANGES)


def document_row(reading: Reading, state: str) -> dict[str, Any]:
    """The row of a source document: what it says of itself, its text, its reading and the totals of its ledger."""
    document = reading.document
    row = {
        "id": document.name,
        "title": document.title or document.name,
        "genre": document.genre,
        "date": document.date,
        "issuer": document.issuer,
        "document_number": document.number,
        "series": document.series,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "text": document.text,
        "source_url": document.source_url,
        "path": document.path,
        "state": state,
        "statements": len(reading.statements) + len(reading.values),
        "reading": reading_to_json(reading),
        **{f"lines_{name}": count for name, count in reading.ledger.totals.items()},
    }
    return {"id": document.name, "properties": {key: value for key, value in row.items() if value is not None}}


def _ends_of(mention: Mentioned) -> dict[str, str]:
    return {"id": mention.id, "document": mention.document, "entity": mention.entity}
