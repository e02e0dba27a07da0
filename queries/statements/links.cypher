// The facts among some entities.
UNWIND $ids AS id
MATCH (subject:Entity {id: id})-[r:@facts]->(object:Entity)
WHERE object.id IN $ids AND r.confidence >= $min_confidence
RETURN r.id AS id, type(r) AS relationship, subject.id AS subject, object.id AS object, r.role AS role,
       r.title AS title, r.status AS status, r.number AS number, r.date AS date, r.valid_from AS valid_from,
       r.valid_until AS valid_until, r.observed_on AS observed_on, r.last_observed_on AS last_observed_on,
       r.confidence AS confidence, size(r.sources) AS sources
ORDER BY relationship, subject, object, id
