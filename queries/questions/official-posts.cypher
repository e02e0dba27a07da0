/* ---
id: official-posts
question:
  zh: 这个人先后担任过哪些职务？
  en: Which posts has this person held over time?
description:
  zh: 每行是一个职务，按任职日期或最早见于的日期排列；最早、最近见于是资料显示其在任的日期，不等于任期起止。
  en: Each row is one post, in the order of the appointment or of the first day on which a source shows it; first and
    last seen are days on which it was held, not the term.
empty:
  zh: 没有记载此人的职务。
  en: No post of this person is on record.
parameters:
  - name: person
    type: entity
    kinds: [Person]
    label: {zh: 人员, en: Person}
columns:
  - {name: body_id, type: entity, heading: {zh: 单位编号, en: Body id}}
  - {name: body, type: text, heading: {zh: 单位, en: Body}}
  - {name: title, type: text, heading: {zh: 职务, en: Title}}
  - {name: status, type: text, heading: {zh: 状态, en: Status}}
  - {name: valid_from, type: date, heading: {zh: 自, en: From}}
  - {name: valid_until, type: date, heading: {zh: 至, en: Until}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {person: 王志峰}
--- */
MATCH (:Person {id: $person})-[r:HOLDS_POST]->(body:Entity)
WHERE @counts(r)
RETURN body.id AS body_id, body.name AS body, r.title AS title, r.status AS status,
       r.valid_from AS valid_from, r.valid_until AS valid_until,
       r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY coalesce(valid_from, first_seen, valid_until, '9999'), body, title, body_id, r.id
