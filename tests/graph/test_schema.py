"""The schema: its text follows from the vocabulary, and a store gets it once."""

import shutil
from pathlib import Path

import pytest

import ontology
from graph.errors import QueryError
from graph.schema import concept_rows, constraints, ensure_schema, indexes
from graph.store import Store
from ontology import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_constraints_are_text(vocabulary: Vocabulary) -> None:
    texts = {rule.name: rule.cypher for rule in constraints(vocabulary)}
    unique = "REQUIRE x.id IS UNIQUE"
    assert texts["entity_id"] == f"CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (x:Entity) {unique}"
    assert texts["source_document_id"].endswith(f"FOR (x:SourceDocument) {unique}")
    assert texts["member_of_id"].endswith(f"FOR ()-[x:MEMBER_OF]-() {unique}")
    nodes = {"entity_id", "source_document_id", "passage_id", "concept_id", "value_id"}
    assert set(texts) == nodes | {f"{name.lower()}_id" for name in vocabulary.relationships}


def test_indexes_are_text() -> None:
    texts = {rule.name: rule.cypher for rule in indexes()}
    assert texts["entity_pinyin"] == "CREATE TEXT INDEX entity_pinyin IF NOT EXISTS FOR (n:Entity) ON (n.pinyin)"
    assert "ON EACH [n.name, n.aliases]" in texts["entity_names"]
    assert "'cjk'" in texts["entity_names"]


def test_concept_rows(vocabulary: Vocabulary) -> None:
    rows = {row["id"]: row for row in concept_rows(vocabulary)}
    assert rows["concept-status-pilot"] == {
        "id": "concept-status-pilot",
        "scheme": "status",
        "notation": "pilot",
        "label_zh": "试点",
        "label_en": "pilot",
    }
    assert len(rows) == sum(len(scheme.concepts) for scheme in vocabulary.schemes.values())


def test_a_new_predicate_gets_its_constraint(tmp_path: Path) -> None:
    source = Path(ontology.__file__).parent
    shutil.copytree(source / "schemes", tmp_path / "schemes")
    text = (source / "alliance.ttl").read_text(encoding="utf-8")
    (tmp_path / "alliance.ttl").write_text(
        text
        + 'ag:owns a owl:ObjectProperty ; ag:usedAs "predicate" ; rdfs:domain ag:Organization ; '
        + "rdfs:range ag:Organization ; ag:relation ag:Affiliation ; "
        + 'rdfs:label "持股"@zh , "owns"@en ; skos:definition "持有股份。"@zh , "Owns stock of."@en .',
        encoding="utf-8",
    )
    assert "owns_id" in {rule.name for rule in constraints(load_vocabulary(tmp_path))}


def state(store: Store) -> tuple[object, ...]:
    return (
        store.read("SHOW CONSTRAINTS YIELD id, name, type, labelsOrTypes, properties RETURN * ORDER BY name"),
        store.read("SHOW INDEXES YIELD id, name, type, state, labelsOrTypes, properties RETURN * ORDER BY name"),
        store.read("MATCH (c:Concept) RETURN elementId(c) AS at, properties(c) AS properties ORDER BY at"),
    )


@pytest.mark.store
def test_a_store_gets_its_schema_once(empty_store: Store, vocabulary: Vocabulary) -> None:
    ensure_schema(empty_store, vocabulary)
    before = state(empty_store)
    names = {
        row["name"] for row in empty_store.read("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    }
    assert names >= {rule.name for rule in (*constraints(vocabulary), *indexes())}
    assert empty_store.read("MATCH (c:Concept) RETURN count(c) AS n") == [{"n": len(concept_rows(vocabulary))}]
    ensure_schema(empty_store)
    assert state(empty_store) == before


@pytest.mark.store
def test_what_is_lost_or_stale_comes_back(empty_store: Store, vocabulary: Vocabulary) -> None:
    ensure_schema(empty_store, vocabulary)
    empty_store.write("DROP INDEX entity_names")
    empty_store.write("MATCH (c:Concept {id: 'concept-batch-1'}) SET c.label_zh = '旧', c.extra = 1")
    empty_store.write("MATCH (c:Concept {id: 'concept-batch-2'}) DELETE c")
    ensure_schema(empty_store, vocabulary)
    found = empty_store.read("MATCH (c:Concept {scheme: 'batch'}) RETURN properties(c) AS properties ORDER BY c.id")
    assert [row["properties"] for row in found] == [r for r in concept_rows(vocabulary) if r["scheme"] == "batch"]
    empty_store.write(
        "CREATE (:Entity {id: 'a', name: '海水淡化产业联盟', aliases: ['淡化联盟'], pinyin: '', initials: ''})"
    )
    empty_store.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    for words in ("海水淡化", "淡化联盟"):
        hits = empty_store.read(
            "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node RETURN node.id AS id", words=words
        )
        assert hits == [{"id": "a"}]


@pytest.mark.store
def test_ids_are_unique(empty_store: Store, vocabulary: Vocabulary) -> None:
    ensure_schema(empty_store, vocabulary)
    make = "CREATE (:Entity {id: $a})-[:LEADS {id: 'r'}]->(:Entity {id: $b})"
    empty_store.write(make, a="1", b="2")
    with pytest.raises(QueryError):
        empty_store.write(make, a="3", b="4")
    with pytest.raises(QueryError):
        empty_store.write("CREATE (:Entity {id: '1'})")
