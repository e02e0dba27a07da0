/* ---
id: people-with-several-posts
question:
  zh: 哪些人在多个单位任职？
  en: Who holds posts at several bodies?
description:
  zh: 每行是一人；加 as-of 可问某一天的情况。
  en: Each row is one person; as-of asks for one day.
empty:
  zh: 没有记载在这么多单位任职的人。
  en: Nobody is on record with posts at so many bodies.
parameters:
  - name: at_least
    type: integer
    default: 2
    minimum: 1
    maximum: 100
    label: {zh: 至少几个单位, en: Bodies at least}
columns:
  - {name: person_id, type: entity, heading: {zh: 人员编号, en: Person id}}
  - {name: person, type: text, heading: {zh: 人员, en: Person}}
  - {name: bodies, type: texts, heading: {zh: 单位, en: Bodies}}
  - {name: posts, type: number, heading: {zh: 职务数, en: Posts}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (person:Person)-[r:HOLDS_POST]->(body:Entity)
WHERE @counts(r)
WITH person, r, body ORDER BY body.name
WITH person, collect(DISTINCT r) AS facts, collect(DISTINCT body.name) AS bodies, count(DISTINCT body) AS many
WHERE many >= $at_least
RETURN person.id AS person_id, person.name AS person, bodies, size(facts) AS posts,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY posts DESC, person, person_id
