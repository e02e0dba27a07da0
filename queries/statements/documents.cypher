// Every loaded file (pages, which have no text of their own, are left out), with its number of statements and lines.
MATCH (document:SourceDocument)
WHERE document.genre <> 'page'
RETURN document.id AS id, document.title AS title, document.genre AS genre, document.date AS date,
       document.issuer AS issuer, document.document_number AS document_number, document.source_url AS source_url,
       document.state AS state, coalesce(document.statements, 0) AS statements,
       document.lines_total AS total, document.lines_stated AS stated, document.lines_ignored AS ignored,
       document.lines_unread AS unread
ORDER BY id
