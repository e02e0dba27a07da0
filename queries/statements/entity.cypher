// One entity.
MATCH (entity:Entity {id: $id})
RETURN labels(entity) AS labels, properties(entity) AS properties
