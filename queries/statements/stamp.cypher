// What changes whenever the names in the graph change.
OPTIONAL MATCH (state:GraphState {id: 'state'})
WITH coalesce(max(state.changes), 0) AS changes
CALL () { MATCH (entity:Entity) RETURN count(entity) AS entities }
RETURN changes, entities
