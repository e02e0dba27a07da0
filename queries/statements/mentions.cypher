// How the documents speak of one entity.
MATCH (document:SourceDocument)-[mention:MENTIONS]->(:Entity {id: $id})
RETURN document.id AS document, mention.name AS name, mention.aliases AS aliases
ORDER BY document, mention.id
