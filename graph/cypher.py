"""Cypher of the writer: small pure builders; relationship types and labels come from the vocabulary alone."""

import re

_IDENTIFIER = re.compile(r"[A-Z][A-Za-z_]*")


def identifier(name: str) -> str:
    """``name`` itself, when it may stand as a label or type without quoting; raises ValueError otherwise."""
    if _IDENTIFIER.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no label or relationship type")
    return name


def read_facts(target: str) -> str:
    """Reads all relationships between the pairs ``$pairs`` of [entity id, id of a node labelled ``target``]."""
    return (
        f"UNWIND $pairs AS pair MATCH (s:Entity {{id: pair[0]}}) MATCH (o:{identifier(target)} {{id: pair[1]}}) "
        "MATCH (s)-[r]->(o) "
        "RETURN pair[0] AS subject, pair[1] AS object, type(r) AS relationship, properties(r) AS properties"
    )


def write_facts(relationship: str, target: str) -> str:
    """Creates or overwrites relationships by id; rows are {id, subject, object, properties}."""
    return (
        "UNWIND $rows AS row "
        f"MATCH (s:Entity {{id: row.subject}}) MATCH (o:{identifier(target)} {{id: row.object}}) "
        f"MERGE (s)-[r:{identifier(relationship)} {{id: row.id}}]->(o) SET r = row.properties"
    )


def delete_facts(relationship: str) -> str:
    """Deletes relationships by id; rows are {id}."""
    return f"UNWIND $rows AS row MATCH ()-[r:{identifier(relationship)} {{id: row.id}}]->() DELETE r"


def scan_facts(relationship: str) -> str:
    """Reads every relationship of a type that rests on one of ``$documents`` (a full scan, for recovery only)."""
    return (
        f"MATCH (s)-[r:{identifier(relationship)}]->(o) WHERE any(d IN r.documents WHERE d IN $documents) "
        "RETURN s.id AS subject, o.id AS object, properties(r) AS properties"
    )


def write_entities(kind: str) -> str:
    """Creates or overwrites entities of a kind; rows are {id, properties} with the id among the properties."""
    return f"UNWIND $rows AS row MERGE (e:Entity {{id: row.id}}) SET e:{identifier(kind)}, e = row.properties"


def write_nodes(label: str) -> str:
    """Creates or overwrites nodes of a label; rows are {id, properties} with the id among the properties."""
    return f"UNWIND $rows AS row MERGE (n:{identifier(label)} {{id: row.id}}) SET n = row.properties"


READ_ENTITIES = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, labels(e) AS labels, properties(e) AS properties"
)

READ_VALUE_FACTS = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]->(v) WHERE r.property IS NOT NULL "
    "RETURN id, type(r) AS relationship, v.id AS object, coalesce(v.value, v.notation) AS value, "
    "properties(r) AS properties"
)

DELETE_ENTITIES = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) DETACH DELETE e"

READ_MENTIONS = (
    "MATCH (d:SourceDocument)-[m:MENTIONS]->(e:Entity) "
    "RETURN d.id AS document, collect([e.id, properties(m)]) AS mentions"
)

WRITE_MENTIONS = (
    "UNWIND $rows AS row MATCH (d:SourceDocument {id: row.document}) MATCH (e:Entity {id: row.entity}) "
    "MERGE (d)-[m:MENTIONS {id: row.id}]->(e) SET m = row.properties"
)

DELETE_MENTIONS = (
    "UNWIND $rows AS row MATCH (:SourceDocument {id: row.document})-[m:MENTIONS {id: row.id}]->"
    "(:Entity {id: row.entity}) DELETE m"
)

READ_PASSAGES = (
    "MATCH (p:Passage)-[:IN]->(d:SourceDocument) WHERE d.id IN $documents RETURN d.id AS document, collect(p.id) AS ids"
)

WRITE_PASSAGES = (
    "UNWIND $rows AS row MATCH (d:SourceDocument {id: row.document}) "
    "MERGE (p:Passage {id: row.id}) SET p.start = row.start, p.end = row.end, p.text = row.text "
    "MERGE (p)-[i:IN]->(d) SET i.place = row.place"
)

# The same text may have been read from two files: what each calls the place stands on IN, one of them on the passage.
_ONE_PLACE = (
    "SET p.place = COLLECT { MATCH (p)-[i:IN]->() WHERE i.place IS NOT NULL "
    "RETURN i.place ORDER BY i.place LIMIT 1 }[0]"
)

WRITE_PASSAGE_PLACES = f"UNWIND $rows AS row MATCH (p:Passage {{id: row.id}}) {_ONE_PLACE}"

WRITE_PASSAGE_PAGES = (
    "UNWIND $rows AS row MATCH (p:Passage {id: row.id}) MATCH (page:SourceDocument {id: row.page}) "
    "MERGE (p)-[:FROM]->(page)"
)

DELETE_PASSAGES = (
    "UNWIND $rows AS row MATCH (p:Passage {id: row.id})-[i:IN]->(:SourceDocument {id: row.document}) DELETE i "
    f"WITH DISTINCT p {_ONE_PLACE} "
    "WITH p WHERE NOT EXISTS { (p)-[:IN]->() } DETACH DELETE p"
)

READ_DOCUMENTS = (
    "MATCH (d:SourceDocument) WHERE d.genre <> 'page' "
    "RETURN d.id AS id, d.sha256 AS sha256, d.path AS path, d.state AS state, d.genre AS genre, "
    "d.statements AS statements, d.lines_total AS total, d.lines_stated AS stated, d.lines_ignored AS ignored, "
    "d.lines_unread AS unread ORDER BY id"
)

READ_READINGS = (
    "MATCH (d:SourceDocument) WHERE d.id IN $documents RETURN d.id AS id, d.text AS text, d.reading AS reading"
)

SET_STATES = "UNWIND $rows AS row MATCH (d:SourceDocument {id: row.id}) SET d.state = row.state"

DELETE_DOCUMENTS = "UNWIND $rows AS row MATCH (d:SourceDocument {id: row.id}) DETACH DELETE d"

READ_LISTINGS = (
    "MATCH (d:SourceDocument)-[l:LISTS]->(page:SourceDocument) "
    "WHERE d.id IN $documents OR page.id IN $pages "
    "RETURN d.id AS document, page.id AS page, properties(l) AS properties"
)

WRITE_LISTINGS = (
    "UNWIND $rows AS row MATCH (d:SourceDocument {id: row.document}) MATCH (page:SourceDocument {id: row.page}) "
    "MERGE (d)-[l:LISTS]->(page) SET l = row.properties"
)

DELETE_LISTINGS = (
    "UNWIND $rows AS row MATCH (:SourceDocument {id: row.document})-[l:LISTS]->(:SourceDocument {id: row.page}) "
    "DELETE l"
)

DELETE_ORPHANED_VALUES = (
    "UNWIND $rows AS row MATCH (v) WHERE (v:Value OR v:Concept) AND v.id = row.id AND NOT EXISTS { (v)--() } DELETE v"
)

BUMP_CHANGES = "MERGE (s:GraphState {id: 'state'}) SET s.changes = coalesce(s.changes, 0) + 1"

MARK_OFFICIALS = (
    "MATCH (p:Person) "
    "WITH p, EXISTS { MATCH (p)-[:HOLDS_POST]->(:Organization)-[:PART_OF*0..4]->(:Organization)"
    "-[:CLASSIFIED_AS]->(:Concept {scheme: 'organization_kind', notation: 'government'}) } AS official "
    "WHERE official <> p:Official "
    "FOREACH (_ IN CASE WHEN official THEN [1] ELSE [] END | SET p:Official) "
    "FOREACH (_ IN CASE WHEN official THEN [] ELSE [1] END | REMOVE p:Official)"
)

READ_ORPHANED_ENTITIES = (
    "MATCH (e:Entity) WHERE NOT EXISTS { (:SourceDocument)-[:MENTIONS]->(e) } RETURN e.id AS id ORDER BY id"
)

SWEEP_VALUES = "MATCH (v) WHERE (v:Value OR v:Concept) AND NOT v.id IN $fixed AND NOT EXISTS { (v)--() } DELETE v"

SWEEP_PASSAGES = "MATCH (p:Passage) WHERE NOT EXISTS { (p)-[:IN]->() } DETACH DELETE p"

SWEEP_PAGES = (
    "MATCH (d:SourceDocument {genre: 'page'}) WHERE NOT EXISTS { (:SourceDocument)-[:LISTS]->(d) } DETACH DELETE d"
)

EXPORT_NODES = (
    "MATCH (n:$label) WHERE n.id > $after "
    "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id LIMIT $limit"
)

EXPORT_PASSAGES = (
    "MATCH (p:Passage) WHERE p.id > $after WITH p ORDER BY p.id LIMIT $limit "
    "RETURN p.id AS id, properties(p) AS properties, "
    "COLLECT { MATCH (p)-[:IN]->(d) RETURN d.id ORDER BY d.id } AS documents, "
    "COLLECT { MATCH (p)-[:FROM]->(d) RETURN d.id ORDER BY d.id } AS pages ORDER BY id"
)


def export_relationships(relationship: str) -> str:
    """Reads the relationships of a type in pages; the row's id is the relationship's, or made of its ends."""
    return (
        f"MATCH (s)-[r:{identifier(relationship)}]->(o) "
        "WITH s, r, o, coalesce(r.id, s.id + '|' + o.id) AS id WHERE id > $after "
        "RETURN id, s.id AS subject, o.id AS object, properties(r) AS properties ORDER BY id LIMIT $limit"
    )
