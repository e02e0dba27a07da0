// How many entities there are of each label.
MATCH (entity:Entity)
UNWIND labels(entity) AS label
WITH label WHERE label <> 'Entity'
RETURN label, count(*) AS count
ORDER BY label
