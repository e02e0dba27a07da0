/* ---
id: alliance-standards
question:
  zh: 联盟编制了哪些标准？
  en: Which standards did alliances develop?
description:
  zh: 留空则列出全部；可填联盟名称的一部分。
  en: Empty lists all; a part of the name of the alliance is enough.
empty:
  zh: 没有记载由联盟编制的标准。
  en: No standard of an alliance is on record.
parameters:
  - name: name
    type: text
    default: ""
    label: {zh: 联盟名称, en: Name of the alliance}
columns:
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: standard_id, type: entity, heading: {zh: 标准编号, en: Standard id}}
  - {name: standard, type: text, heading: {zh: 标准, en: Standard}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (alliance:Alliance)-[r:DEVELOPS]->(standard:Standard)
WHERE alliance.name CONTAINS $name AND @counts(r)
WITH alliance, r, standard, [r] AS facts
RETURN alliance.id AS alliance_id, alliance.name AS alliance, standard.id AS standard_id, standard.name AS standard,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY alliance, alliance_id, standard, standard_id
