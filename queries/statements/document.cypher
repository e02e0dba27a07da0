// One source document with its text.
MATCH (document:SourceDocument {id: $id})
RETURN document.id AS id, document.title AS title, document.genre AS genre, document.date AS date,
       document.issuer AS issuer, document.document_number AS document_number, document.source_url AS source_url,
       document.state AS state, document.sha256 AS sha256, coalesce(document.text, '') AS text
