"""The schema of the store: constraints, indexes and fixed concepts, derived from the vocabulary alone.

The builders are pure and give Cypher text; :func:`ensure_schema` compares them with what the store has and runs what
is missing, so it can be called before every load.
"""

from dataclasses import dataclass

from graph.cypher import identifier
from graph.errors import StateError
from graph.store import Store
from ontology import Vocabulary, load_vocabulary
from ontology.terms import snake

SEARCHED = ("name", "pinyin", "initials")
"""Properties of entities with a TEXT index, for CONTAINS and STARTS WITH."""

FULL_TEXT = "entity_names"
"""The full-text index over name and aliases; its analyser cuts Chinese into pairs of characters."""

INDEX_SECONDS = 300
"""How long to wait for new indexes to be filled."""

SHOW_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name RETURN name"
SHOW_INDEXES = "SHOW INDEXES YIELD name, state RETURN name, state"
AWAIT_INDEXES = "CALL db.awaitIndexes($seconds)"
READ_CONCEPTS = "MATCH (c:Concept) WHERE c.id IN $ids RETURN properties(c) AS concept"
WRITE_CONCEPTS = "UNWIND $rows AS row MERGE (c:Concept {id: row.id}) SET c = row"


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint or index: its name in the store and the statement that makes it, harmless when it is there."""

    name: str
    cypher: str


def constraints(vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """A unique ``id`` for Entity (all kinds of entities are one), every structural kind and every relationship type."""
    labels = ("Entity", *(kind.name for kind in vocabulary.kinds.values() if kind.structural))
    patterns = [(f"{snake(label)}_id", f"(x:{identifier(label)})") for label in labels]
    patterns += [(f"{name.lower()}_id", f"()-[x:{identifier(name)}]-()") for name in vocabulary.relationships]
    return tuple(
        Rule(name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {pattern} REQUIRE x.id IS UNIQUE")
        for name, pattern in patterns
    )


def indexes() -> tuple[Rule, ...]:
    """TEXT indexes for exact parts of names and pinyin, and the full-text index for words in names."""
    texts = tuple(
        Rule(f"entity_{key}", f"CREATE TEXT INDEX entity_{key} IF NOT EXISTS FOR (n:Entity) ON (n.{key})")
        for key in SEARCHED
    )
    full_text = (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return (*texts, Rule(FULL_TEXT, full_text))


def concept_rows(vocabulary: Vocabulary) -> list[dict[str, str]]:
    """The concepts that the vocabulary defines, as properties of their nodes, by id."""
    concepts = [c for scheme in vocabulary.schemes.values() for c in scheme.concepts.values()]
    return [
        {"id": c.id, "scheme": c.scheme, "notation": c.notation, "label_zh": c.label_zh, "label_en": c.label_en}
        for c in sorted(concepts, key=lambda c: c.id)
    ]


def ensure_schema(store: Store, vocabulary: Vocabulary | None = None) -> None:
    """Makes the constraints, indexes and concept nodes that the store lacks; a second call changes nothing.

    Concepts whose labels have changed in the vocabulary are rewritten. ``vocabulary`` is the shipped one by default.
    Raises :class:`StateError` when an index can't be filled, and what :class:`Store` raises.
    """
    vocabulary = load_vocabulary() if vocabulary is None else vocabulary
    present = {row["name"] for row in (*store.read(SHOW_CONSTRAINTS), *store.read(SHOW_INDEXES))}
    missing = [rule for rule in (*constraints(vocabulary), *indexes()) if rule.name not in present]
    for rule in missing:
        store.write(rule.cypher)
    if missing:
        store.read(AWAIT_INDEXES, seconds=INDEX_SECONDS)
    failed = [row["name"] for row in store.read(SHOW_INDEXES) if row["state"] == "FAILED"]
    if failed:
        raise StateError(f"The index {min(failed)} of the store failed: drop it in Neo4j and load again.")
    wanted = concept_rows(vocabulary)
    found = store.read(READ_CONCEPTS, ids=[row["id"] for row in wanted])
    stored = {row["concept"]["id"]: row["concept"] for row in found}
    store.write_rows(WRITE_CONCEPTS, [row for row in wanted if stored.get(row["id"]) != row])
