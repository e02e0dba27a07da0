/* ---
id: events-of-person
question:
  zh: 这个人主持或出席过哪些活动？
  en: Which events did this person chair or attend?
description:
  zh: 每行是一项活动；代表哪个单位，资料没有单独记载。
  en: Each row is one event; whom the person represented is not recorded apart.
empty:
  zh: 没有记载此人参加的活动。
  en: No event of this person is on record.
parameters:
  - name: person
    type: entity
    kinds: [Person]
    label: {zh: 人员, en: Person}
columns:
  - {name: event_id, type: entity, heading: {zh: 活动编号, en: Event id}}
  - {name: event, type: text, heading: {zh: 活动, en: Event}}
  - {name: event_type, type: text, heading: {zh: 类型, en: Type}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {person: 王志峰}
--- */
MATCH (:Person {id: $person})-[r:CHAIRS|PARTICIPATES_IN|ORGANIZES]->(event:Event)
WHERE @counts(r)
WITH r, event, [r] AS facts
RETURN event.id AS event_id, event.name AS event, event.type AS event_type, event.date AS date,
       toLower(type(r)) AS relation, r.role AS role,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY coalesce(date, '9999'), event, event_id, relation, role
