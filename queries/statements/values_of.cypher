// The facts of one entity whose object is a value.
MATCH (:Entity {id: $id})-[r]->(value:Value|Concept)
RETURN type(r) AS relationship, r {.*, assertions: null} AS properties,
       coalesce(value.value, value.notation) AS value, coalesce(value.datatype, 'concept') AS datatype,
       value.scheme AS scheme, value.label_zh AS label_zh, value.label_en AS label_en
ORDER BY r.property, value, r.id
