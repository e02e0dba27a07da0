/* ---
id: shared-units
question:
  zh: 哪些单位同时属于这两个联盟？
  en: Which units belong to both of these alliances?
description:
  zh: 成员单位和牵头单位都算；每行一个单位，列出它在两个联盟中的角色。
  en: Members and leading units both count; one row a unit, with its roles in either alliance.
empty:
  zh: 没有记载同时属于这两个联盟的单位。
  en: No unit is on record as belonging to both alliances.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
  - name: other
    type: entity
    kinds: [Alliance]
    label: {zh: 另一联盟, en: Other alliance}
columns:
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: roles, type: texts, heading: {zh: 在前一联盟的角色, en: Roles in the first}}
  - {name: other_roles, type: texts, heading: {zh: 在后一联盟的角色, en: Roles in the second}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 工业互联网产业联盟, other: 数字中国产业发展联盟}
--- */
MATCH (unit:Entity)-[r:LEADS|MEMBER_OF]->(:Alliance {id: $alliance})
WHERE @counts(r)
WITH unit, r ORDER BY r.id
WITH unit, collect(r) AS here
MATCH (unit)-[r:LEADS|MEMBER_OF]->(:Alliance {id: $other})
WHERE $alliance <> $other AND @counts(r)
WITH unit, here, r ORDER BY r.id
WITH unit, here, collect(r) AS there
WITH unit, here, there, here + there AS facts
RETURN unit.id AS unit_id, unit.name AS unit, @roles(here) AS roles, @roles(there) AS other_roles,
       @evidence(facts) AS evidence, @sources(facts) AS sources,
       CASE WHEN @surest(here) = @surest(there) THEN @surest(here) ELSE 'likely' END AS holds
ORDER BY unit, unit_id
