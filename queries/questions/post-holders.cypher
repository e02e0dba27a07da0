/* ---
id: post-holders
question:
  zh: 谁在这个单位担任这一职务？
  en: Who holds or held this post at this body?
description:
  zh: 每行是一人的一个职务；加 as-of 可问某一天的情况。
  en: Each row is one post of one person; as-of asks for one day.
empty:
  zh: 没有记载任此职务的人员。
  en: Nobody is on record in this post.
parameters:
  - name: body
    type: entity
    kinds: [Organization, Alliance]
    label: {zh: 单位, en: Body}
  - name: title
    type: text
    default: 副秘书长
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
example: {body: 产业技术创新战略联盟协同发展网}
--- */
MATCH (person:Person)-[r:HOLDS_POST]->(:Entity {id: $body})
WHERE r.title = $title AND @counts(r)
WITH person, r, [r] AS facts
RETURN person.id AS person_id, person.name AS person, r.title AS title, r.valid_from AS valid_from,
       r.valid_until AS valid_until, r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY person, person_id, valid_from, title
