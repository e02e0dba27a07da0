/* ---
id: designated-alliances
question:
  zh: 这份文件把哪些联盟认定为试点，各自的责任主体单位是谁？
  en: Which alliances does this document designate as pilots, and who leads each?
description:
  zh: 按名单序号排列；责任主体单位取自名单的同一行。
  en: In the order of the list; the leading unit is the one that the same line of the list names.
empty:
  zh: 没有记载该文件认定此类联盟。
  en: No alliance with this status is on the lists of the document.
parameters:
  - name: policy
    type: entity
    kinds: [PolicyDocument]
    default: 国科发体〔2013〕632号
    label: {zh: 文件, en: Policy}
  - name: status
    type: text
    default: pilot
    label: {zh: 类别（pilot 或 key_cultivation）, en: Status (pilot or key_cultivation)}
columns:
  - {name: number, type: text, heading: {zh: 名单序号, en: Number in the list}}
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (:PolicyDocument {id: $policy})-[r:DESIGNATES]->(alliance:Alliance)
WHERE r.status = $status AND @counts(r)
OPTIONAL MATCH (unit:Entity)-[lead:LEADS]->(alliance)
WHERE any(passage IN lead.evidence WHERE passage IN r.evidence) AND @counts(lead)
WITH r, alliance, unit, lead, CASE WHEN lead IS NULL THEN [r] ELSE [r, lead] END AS facts
RETURN r.number AS number, alliance.id AS alliance_id, alliance.name AS alliance,
       unit.id AS unit_id, unit.name AS unit, lead.role AS role,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY toInteger(number), alliance, alliance_id, unit, unit_id, role
