// The facts of one entity with other entities, in both directions.
MATCH (:Entity {id: $id})-[r:@facts]-(:Entity)
WITH DISTINCT r, startNode(r) AS subject, endNode(r) AS object
RETURN type(r) AS relationship, r {.*, assertions: null} AS properties,
       {id: subject.id, name: subject.name, labels: labels(subject)} AS subject,
       {id: object.id, name: object.name, labels: labels(object)} AS object
ORDER BY relationship, coalesce(r.valid_from, r.observed_on, r.date, '9999'), subject.name, object.name, r.id
