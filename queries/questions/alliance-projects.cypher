/* ---
id: alliance-projects
question:
  zh: 哪些项目由联盟承担？
  en: Which projects do alliances carry out?
description:
  zh: 留空则列出全部；可填联盟名称的一部分。
  en: Empty lists all; a part of the name of the alliance is enough.
empty:
  zh: 没有记载由联盟承担的项目。
  en: No project of an alliance is on record.
parameters:
  - name: name
    type: text
    default: ""
    label: {zh: 联盟名称, en: Name of the alliance}
columns:
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: project_id, type: entity, heading: {zh: 项目编号, en: Project id}}
  - {name: project, type: text, heading: {zh: 项目, en: Project}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (alliance:Alliance)-[r:UNDERTAKES]->(project:Project)
WHERE alliance.name CONTAINS $name AND @counts(r)
WITH alliance, r, project, [r] AS facts
RETURN alliance.id AS alliance_id, alliance.name AS alliance, project.id AS project_id, project.name AS project,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY alliance, alliance_id, project, project_id
