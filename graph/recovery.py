"""Recovery: what a killed process left half-written is found by the state of its documents and taken out whole."""

from collections.abc import Mapping

from graph import cypher
from graph.document_facts import DocumentFacts
from graph.fact import Ends
from graph.shapes import fact_targets, fixed_concepts
from graph.state import GraphState
from graph.store import Store
from ontology import Vocabulary


def traces(store: Store, state: GraphState, vocabulary: Vocabulary) -> dict[str, DocumentFacts]:
    """Whatever stands in the graph of documents that are not ``loaded``; when there are any, a full scan."""
    broken = sorted(name for name, document in state.documents.items() if document.state != "loaded")
    if not broken:
        return {}
    touched: dict[str, set[Ends]] = {name: set() for name in broken}
    for relationship in sorted(fact_targets(vocabulary)):
        for row in store.read(cypher.scan_facts(relationship), documents=broken):
            for name in set(row["properties"]["documents"]) & set(broken):
                touched[name].add(Ends(relationship, row["subject"], row["object"]))
    return {
        name: DocumentFacts(
            document=name,
            mentions=tuple(m for m in state.mentions if m.document == name),
            passages=(),
            pages=(),
            values={},
            assertions=dict.fromkeys(touched[name], ()),
        )
        for name in broken
    }


def orphaned_entities(store: Store) -> frozenset[str]:
    """Entities of which no document speaks; only a killed process leaves them."""
    return frozenset(row["id"] for row in store.read(cypher.READ_ORPHANED_ENTITIES))


def sweep(store: Store, vocabulary: Vocabulary) -> None:
    """Deletes values, concepts, passages and pages that nothing points at any more."""
    store.write(cypher.SWEEP_VALUES, fixed=sorted(fixed_concepts(vocabulary)))
    store.write(cypher.SWEEP_PASSAGES)
    store.write(cypher.SWEEP_PAGES)


def under_way(state: GraphState) -> Mapping[str, str]:
    """The documents that were on their way in (``loading``) or out (``retracting``) when a process died."""
    return {name: d.state for name, d in state.documents.items() if d.state != "loaded"}
