/* ---
id: best-connected-units
question:
  zh: 哪些单位联系最广？
  en: Which units are best connected?
description:
  zh: 按单位参加或牵头的联盟数排列，数目相同时按与其有直接关系的其他实体数排列；成员名单不全，名次只说明现有资料。
  en: Units by the number of alliances they belong to or lead, then by the number of other entities they are directly
    related to. Many member lists are partial, so a rank speaks of the loaded sources only.
empty:
  zh: 没有记载任何单位参加或牵头联盟。
  en: No unit is on record as belonging to or leading an alliance.
parameters:
  - name: top
    type: integer
    default: 20
    minimum: 1
    maximum: 500
    label: {zh: 列出多少个, en: How many}
columns:
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: alliances, type: number, heading: {zh: 联盟数, en: Alliances}}
  - {name: led, type: number, heading: {zh: 其中牵头, en: Of these led}}
  - {name: neighbours, type: number, heading: {zh: 直接关系数, en: Directly related}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (unit:Organization)-[r:LEADS|MEMBER_OF]->(alliance:Alliance)
WHERE @counts(r)
WITH unit, collect(r) AS facts, count(DISTINCT alliance) AS alliances,
     count(DISTINCT CASE type(r) WHEN 'LEADS' THEN alliance END) AS led
WITH unit, facts, alliances, led,
     COUNT { MATCH (unit)-[r:@facts]-(near:Entity) WHERE @counts(r) RETURN DISTINCT near } AS neighbours
ORDER BY alliances DESC, neighbours DESC, unit.name, unit.id
LIMIT $top
RETURN unit.id AS unit_id, unit.name AS unit, alliances, led, neighbours,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY alliances DESC, neighbours DESC, unit, unit_id
