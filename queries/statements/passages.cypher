// Passages with where they stand; a table row also with the page it was read on.
UNWIND $ids AS id
MATCH (passage:Passage {id: id})-[stands:IN]->(document:SourceDocument)
OPTIONAL MATCH (passage)-[:FROM]->(page:SourceDocument)
RETURN id, document.id AS document, document.title AS title, document.date AS date, document.genre AS genre,
       passage.start AS start, passage.end AS end, passage.text AS text, stands.place AS place,
       coalesce(page.source_url, document.source_url) AS source_url,
       page.id AS page, page.title AS page_title, page.date AS page_date
ORDER BY id, document, page
