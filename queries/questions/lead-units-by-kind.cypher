/* ---
id: lead-units-by-kind
question:
  zh: 这份名单的责任主体单位中，各类单位有多少？
  en: How many leading units of this list are there of each kind?
description:
  zh: 单位类型未记载的归为 unknown。
  en: Units whose kind is not on record count as unknown.
empty:
  zh: 没有记载该名单的责任主体单位。
  en: No leading unit of this list is on record.
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
  - {name: kind, type: text, heading: {zh: 类型, en: Kind}}
  - {name: units, type: number, heading: {zh: 单位数, en: Units}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (:PolicyDocument {id: $policy})-[r:DESIGNATES]->(alliance:Alliance)<-[lead:LEADS]-(unit:Entity)
WHERE r.status = $status AND any(passage IN lead.evidence WHERE passage IN r.evidence) AND @counts(r) AND @counts(lead)
OPTIONAL MATCH (unit)-[sort:CLASSIFIED_AS]->(concept:Concept)
WHERE @counts(sort)
WITH coalesce(concept.notation, 'unknown') AS kind, collect(DISTINCT unit) AS units,
     collect(DISTINCT r) + collect(DISTINCT lead) + collect(DISTINCT sort) AS facts
RETURN kind, size(units) AS units, @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY units DESC, kind
