/* ---
id: fact-evidence
question:
  zh: 关于这两者的关系，有哪些证据？
  en: What is the evidence of what links these two?
description:
  zh: 每行是一段原文，附起止字符、规则和置信度。
  en: Each row is one passage, with its characters and the confidence of the fact.
empty:
  zh: 没有记载这两者之间的关系。
  en: No relation between the two is on record.
parameters:
  - name: subject
    type: entity
    kinds: [Alliance, Organization, Person, PolicyDocument, Event, Award, Project, Standard, Place]
    label: {zh: 主语, en: Subject}
  - name: object
    type: entity
    kinds: [Alliance, Organization, Person, PolicyDocument, Event, Award, Project, Standard, Place]
    label: {zh: 宾语, en: Object}
columns:
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色, en: Role}}
  - {name: document, type: document, heading: {zh: 文献, en: Document}}
  - {name: start, type: number, heading: {zh: 起, en: Start}}
  - {name: end, type: number, heading: {zh: 止, en: End}}
  - {name: sentence, type: text, heading: {zh: 原文, en: Sentence}}
  - {name: confidence, type: number, heading: {zh: 置信度, en: Confidence}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {subject: 中国农业大学, object: 玉米产业技术创新战略联盟}
--- */
MATCH (:Entity {id: $subject})-[r:@facts]->(:Entity {id: $object})
WHERE @counts(r)
UNWIND r.evidence AS key
MATCH (passage:Passage {id: key})-[:IN]->(document:SourceDocument)
WITH r, passage, document, [r] AS facts
RETURN toLower(type(r)) AS relation, coalesce(r.role, r.title, r.status) AS role, document.id AS document,
       passage.start AS start, passage.end AS end, passage.text AS sentence, r.confidence AS confidence,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY relation, role, document, start, end, r.id
