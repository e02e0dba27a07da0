// Every entity with its names, for the search index. The degree counts its facts with other entities.
MATCH (entity:Entity)
RETURN entity.id AS id, labels(entity) AS labels, entity.name AS name, entity.aliases AS aliases,
       entity.pinyin AS pinyin, entity.initials AS initials, entity.document_number AS document_number,
       COUNT { (entity)-[:@facts]-(:Entity) } AS degree
