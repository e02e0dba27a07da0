// How many facts there are of each relationship type.
MATCH (:Entity)-[r:@facts]->(:Entity)
RETURN type(r) AS relationship, count(r) AS count
ORDER BY relationship
