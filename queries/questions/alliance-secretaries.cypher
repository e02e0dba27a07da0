/* ---
id: alliance-secretaries
question:
  zh: 这个联盟历任秘书长是谁？
  en: Who were the secretaries-general of this alliance, in order?
description:
  zh: 按任职日期或最早见于的日期排列。
  en: In the order of the appointment or of the first day on which a source shows it.
empty:
  zh: 没有记载任此职务的人员。
  en: Nobody is on record in this post.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
  - name: title
    type: text
    default: 秘书长
    label: {zh: 职务, en: Title}
columns:
  - {name: person_id, type: entity, heading: {zh: 人员编号, en: Person id}}
  - {name: person, type: text, heading: {zh: 人员, en: Person}}
  - {name: title, type: text, heading: {zh: 职务, en: Title}}
  - {name: valid_from, type: date, heading: {zh: 自, en: From}}
  - {name: valid_until, type: date, heading: {zh: 至, en: Until}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 核桃产业技术创新战略联盟}
--- */
MATCH (person:Person)-[r:HOLDS_POST]->(:Entity {id: $alliance})
WHERE r.title = $title AND @counts(r)
WITH person, r, [r] AS facts
RETURN person.id AS person_id, person.name AS person, r.title AS title, r.valid_from AS valid_from,
       r.valid_until AS valid_until, r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY coalesce(valid_from, first_seen, '9999'), person, person_id, title
