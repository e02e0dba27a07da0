/* ---
id: cited-policies
question:
  zh: 这份文件引用了哪些文件？
  en: Which documents does this policy cite?
description:
  zh: 每行是一份文件。
  en: Each row is one document.
empty:
  zh: 没有记载该文件引用其他文件。
  en: No citation by this document is on record.
parameters:
  - name: policy
    type: entity
    kinds: [PolicyDocument]
    default: 国科发体〔2013〕632号
    label: {zh: 文件, en: Policy}
columns:
  - {name: policy_id, type: entity, heading: {zh: 文件编号, en: Document id}}
  - {name: policy, type: text, heading: {zh: 文件, en: Document}}
  - {name: document_number, type: text, heading: {zh: 文号, en: Document number}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {policy: 大科发〔2020〕113号}
--- */
MATCH (:PolicyDocument {id: $policy})-[r:CITES]->(policy:PolicyDocument)
WHERE @counts(r)
WITH r, policy, [r] AS facts
RETURN policy.id AS policy_id, policy.name AS policy, policy.document_number AS document_number, policy.date AS date,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY policy, policy_id
