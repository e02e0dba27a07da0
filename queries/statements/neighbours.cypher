// The neighbours of one entity, best connected first, and how many there are.
MATCH (:Entity {id: $id})-[r:@facts]-(near:Entity)
WHERE near.id <> $id AND r.confidence >= $min_confidence
WITH DISTINCT near
WITH near, COUNT { (near)-[:@facts]-(:Entity) } AS degree
ORDER BY degree DESC, near.name, near.id
WITH collect({id: near.id, name: near.name, labels: labels(near), degree: degree}) AS found
RETURN size(found) AS total, found[0..$limit] AS nodes
