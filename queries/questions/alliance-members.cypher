/* ---
id: alliance-members
question:
  zh: 这个联盟有哪些成员单位，由谁牵头？
  en: Which units belong to this alliance, and which unit leads it?
description:
  zh: 每行是一个单位（或联盟）在该联盟中的一种角色；牵头单位排在最前。
  en: Each row is one role of a unit (or an alliance) in the alliance; leading units come first.
empty:
  zh: 没有记载该联盟的成员单位或牵头单位。
  en: No member and no leading unit of this alliance is on record.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
columns:
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: status, type: text, heading: {zh: 状态, en: Status}}
  - {name: valid_from, type: date, heading: {zh: 自, en: From}}
  - {name: valid_until, type: date, heading: {zh: 至, en: Until}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 玉米产业技术创新战略联盟}
--- */
MATCH (unit:Entity)-[r:LEADS|MEMBER_OF]->(:Alliance {id: $alliance})
WHERE @counts(r)
RETURN unit.id AS unit_id, unit.name AS unit, toLower(type(r)) AS relation, r.role AS role, r.status AS status,
       r.valid_from AS valid_from, r.valid_until AS valid_until,
       r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY relation, role, unit, unit_id, r.id
