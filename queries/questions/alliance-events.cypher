/* ---
id: alliance-events
question:
  zh: 这个联盟举办、参加或涉及哪些活动？
  en: Which events did this alliance hold or take part in, or which concern it?
description:
  zh: 每行是一项活动与该联盟的一种关系；地点取自资料记载。
  en: Each row is one relation of an event to the alliance, with the places where it was held.
empty:
  zh: 没有记载与该联盟有关的活动。
  en: No event of this alliance is on record.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
columns:
  - {name: event_id, type: entity, heading: {zh: 活动编号, en: Event id}}
  - {name: event, type: text, heading: {zh: 活动, en: Event}}
  - {name: event_type, type: text, heading: {zh: 类型, en: Type}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: date_end, type: date, heading: {zh: 结束日期, en: Last day}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: places, type: texts, heading: {zh: 地点, en: Places}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 玉米产业技术创新战略联盟}
--- */
MATCH (:Alliance {id: $alliance})-[r:ORGANIZES|PARTICIPATES_IN|CONCERNS]-(event:Event)
WHERE @counts(r)
OPTIONAL MATCH (event)-[held:HELD_AT]->(place:Place)
WHERE @counts(held)
WITH event, r, held, place ORDER BY place.name, place.id
WITH event, r, collect(held) AS holding, collect(DISTINCT place.name) AS places
WITH event, r, places, [r] + holding AS facts
RETURN event.id AS event_id, event.name AS event, event.type AS event_type, event.date AS date,
       event.date_end AS date_end, toLower(type(r)) AS relation, r.role AS role, places,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY coalesce(date, '9999'), event, event_id, relation, role, r.id
