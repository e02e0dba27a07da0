"""How facts of each relationship type behave, read from the vocabulary."""

from graph.fact import ENDS, STARTS, Shape
from ontology import Vocabulary


def fact_shapes(vocabulary: Vocabulary) -> dict[str, Shape]:
    """The shape of every relationship type: what tells facts apart, whether they begin and end, and symmetry."""
    shapes: dict[str, Shape] = {}
    for predicate in vocabulary.predicates.values():
        statuses = vocabulary.allowed_values(predicate.name, "status") if "status" in predicate.qualifiers else None
        lasting = bool((statuses or frozenset()) & (STARTS | ENDS))
        shapes[predicate.relationship] = Shape(
            predicate.identity, lasting or predicate.name == "leads", predicate.symmetric
        )
    for value in vocabulary.properties.values():
        shapes[value.relationship] = Shape(("property",), lasting=False)
    return shapes


def fact_targets(vocabulary: Vocabulary) -> dict[str, str]:
    """The label by which the object of every relationship type is found: Entity, Concept or Value."""
    targets = dict.fromkeys((p.relationship for p in vocabulary.predicates.values()), "Entity")
    for value in vocabulary.properties.values():
        targets[value.relationship] = "Value" if value.scheme is None else "Concept"
    return targets


def fixed_concepts(vocabulary: Vocabulary) -> frozenset[str]:
    """The ids of the concepts that the vocabulary itself defines; they stay when no fact points at them."""
    return frozenset(
        f"concept-{scheme.name}-{notation}" for scheme in vocabulary.schemes.values() for notation in scheme.concepts
    )
