/* ---
id: unit-alliances
question:
  zh: 这个单位参加或牵头了哪些联盟？
  en: Which alliances does this unit belong to or lead?
description:
  zh: 每行是该单位在一个联盟中的一种角色。
  en: Each row is one role of the unit in one alliance.
empty:
  zh: 没有记载该单位参加或牵头任何联盟。
  en: No alliance that this unit belongs to or leads is on record.
parameters:
  - name: unit
    type: entity
    kinds: [Organization, Alliance]
    label: {zh: 单位, en: Unit}
columns:
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: status, type: text, heading: {zh: 状态, en: Status}}
  - {name: valid_from, type: date, heading: {zh: 自, en: From}}
  - {name: valid_until, type: date, heading: {zh: 至, en: Until}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {unit: 中国农业大学}
--- */
MATCH (:Entity {id: $unit})-[r:LEADS|MEMBER_OF]->(alliance:Alliance)
WHERE @counts(r)
RETURN alliance.id AS alliance_id, alliance.name AS alliance, toLower(type(r)) AS relation,
       r.role AS role, r.status AS status, r.valid_from AS valid_from, r.valid_until AS valid_until,
       r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY alliance, alliance_id, relation, role, r.id
