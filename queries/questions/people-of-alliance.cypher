/* ---
id: people-of-alliance
question:
  zh: 谁在这个联盟任职？
  en: Who holds or held a post in this alliance?
description:
  zh: 每行是一人的一个职务，按职务排列。
  en: Each row is one post of one person, by title.
empty:
  zh: 没有记载该联盟的任职人员。
  en: No post in this alliance is on record.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
columns:
  - {name: person_id, type: entity, heading: {zh: 人员编号, en: Person id}}
  - {name: person, type: text, heading: {zh: 人员, en: Person}}
  - {name: title, type: text, heading: {zh: 职务, en: Title}}
  - {name: status, type: text, heading: {zh: 状态, en: Status}}
  - {name: valid_from, type: date, heading: {zh: 自, en: From}}
  - {name: valid_until, type: date, heading: {zh: 至, en: Until}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 太阳能光热产业技术创新战略联盟}
--- */
MATCH (person:Person)-[r:HOLDS_POST]->(:Alliance {id: $alliance})
WHERE @counts(r)
RETURN person.id AS person_id, person.name AS person, r.title AS title, r.status AS status,
       r.valid_from AS valid_from, r.valid_until AS valid_until,
       r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY title, person, person_id, r.id
