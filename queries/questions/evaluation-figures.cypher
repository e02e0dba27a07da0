/* ---
id: evaluation-figures
question:
  zh: 各轮评估的范围和结果是多少？
  en: What were the scope and the results of the evaluation rounds?
description:
  zh: 每行是一轮评估的一项数字；可填项目名称的一部分。
  en: Each row is one figure of one round; a part of the name of the round is enough.
empty:
  zh: 没有记载评估的数字。
  en: No figure of an evaluation is on record.
parameters:
  - name: name
    type: text
    default: ""
    label: {zh: 评估名称, en: Name of the round}
columns:
  - {name: project_id, type: entity, heading: {zh: 项目编号, en: Project id}}
  - {name: project, type: text, heading: {zh: 项目, en: Project}}
  - {name: property, type: text, heading: {zh: 指标, en: Figure}}
  - {name: value, type: text, heading: {zh: 数值, en: Value}}
  - {name: as_told, type: date, heading: {zh: 数据日期, en: As told on}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (project:Project)-[r:HAS_VALUE]->(value:Value)
WHERE project.name CONTAINS $name AND @counts(r)
WITH project, r, value, [r] AS facts
RETURN project.id AS project_id, project.name AS project, r.property AS property, value.value AS value,
       r.date AS as_told, @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY project, project_id, property, value, r.id
