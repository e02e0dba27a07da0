/* ---
id: lead-unit-source
question:
  zh: 这个联盟由谁牵头，依据哪份文献的哪段原文？
  en: Who leads this alliance, by which document and passage?
description:
  zh: 每行是一段原文；起止是文献中的字符位置。
  en: Each row is one passage; start and end are characters of the document.
empty:
  zh: 没有记载该联盟的牵头单位。
  en: No leading unit of this alliance is on record.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
columns:
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: document, type: document, heading: {zh: 文献, en: Document}}
  - {name: start, type: number, heading: {zh: 起, en: Start}}
  - {name: end, type: number, heading: {zh: 止, en: End}}
  - {name: sentence, type: text, heading: {zh: 原文, en: Sentence}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 玉米产业技术创新战略联盟}
--- */
MATCH (unit:Entity)-[r:LEADS]->(:Alliance {id: $alliance})
WHERE @counts(r)
UNWIND r.evidence AS key
MATCH (passage:Passage {id: key})-[:IN]->(document:SourceDocument)
WITH unit, r, passage, document, [r] AS facts
RETURN unit.id AS unit_id, unit.name AS unit, r.role AS role, document.id AS document,
       passage.start AS start, passage.end AS end, passage.text AS sentence,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY role, unit, unit_id, document, start, end
