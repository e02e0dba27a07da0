/* ---
id: policy-lineage
question:
  zh: 这份文件依据了哪些文件，又认定了哪些联盟？
  en: Which documents does this policy rest on, and which alliances does it designate?
description:
  zh: 先列引用（至多三层：它引用的文件又引用了什么），再列该文件名单中的联盟，按名单中的序号排列。
  en: First what it cites (up to three steps, what the cited documents cite in turn), then the alliances on its lists in
    the order of the list.
empty:
  zh: 没有记载该文件引用其他文件或认定联盟。
  en: No citation by this document and no alliance on its lists is on record.
parameters:
  - name: policy
    type: entity
    kinds: [PolicyDocument]
    label: {zh: 文件, en: Policy}
columns:
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: step, type: number, heading: {zh: 层次, en: Step}}
  - {name: from_id, type: entity, heading: {zh: 引用方编号, en: By (id)}}
  - {name: from, type: text, heading: {zh: 引用或认定的文件, en: By}}
  - {name: target_id, type: entity, heading: {zh: 对象编号, en: Object id}}
  - {name: target, type: text, heading: {zh: 被引文件或联盟, en: Cited document or alliance}}
  - {name: document_number, type: text, heading: {zh: 文号, en: Document number}}
  - {name: status, type: text, heading: {zh: 类别, en: Status}}
  - {name: number, type: text, heading: {zh: 名单序号, en: Number in the list}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {policy: 国科发体〔2013〕632号}
--- */
MATCH (policy:PolicyDocument {id: $policy})
CALL (policy) {
  MATCH path = (policy)-[cites:CITES*1..3]->(:PolicyDocument)
  WHERE all(r IN cites WHERE @counts(r))
  WITH last(cites) AS fact, min(length(path)) AS step
  RETURN fact, step
  UNION
  MATCH (policy)-[fact:DESIGNATES]->(:Alliance)
  WHERE @counts(fact)
  RETURN fact, 1 AS step
}
WITH fact, step, startNode(fact) AS source, endNode(fact) AS object
RETURN toLower(type(fact)) AS relation, step, source.id AS from_id, source.name AS from,
       object.id AS target_id, object.name AS target, object.document_number AS document_number,
       fact.status AS status, fact.number AS number,
       fact.evidence AS evidence, size(fact.sources) AS sources, @holds(fact) AS holds
ORDER BY relation, step, status, toInteger(number), target, target_id, from_id, fact.id
