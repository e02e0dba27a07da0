// The number of facts of one entity with other entities.
MATCH (entity:Entity {id: $id})
RETURN COUNT { (entity)-[:@facts]-(:Entity) } AS degree
