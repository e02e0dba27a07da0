// What changes whenever the names in the graph change.
OPTIONAL MATCH (state:GraphState {id: 'state'})
WITH coalesce(max(state.changes), 0) AS changes
MATCH (entity:Entity)
RETURN changes, count(entity) AS entities
