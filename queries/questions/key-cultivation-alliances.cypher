/* ---
id: key-cultivation-alliances
question:
  zh: 这份文件的重点培育名单上有哪些联盟？
  en: Which alliances are on the key-cultivation list of this document?
description:
  zh: 按名单序号排列。
  en: In the order of the list.
empty:
  zh: 该文件没有重点培育名单。
  en: The document has no key-cultivation list.
parameters:
  - name: policy
    type: entity
    kinds: [PolicyDocument]
    default: 国科发体〔2013〕632号
    label: {zh: 文件, en: Policy}
columns:
  - {name: number, type: text, heading: {zh: 名单序号, en: Number in the list}}
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (:PolicyDocument {id: $policy})-[r:DESIGNATES]->(alliance:Alliance)
WHERE r.status = 'key_cultivation' AND @counts(r)
WITH r, alliance, [r] AS facts
RETURN r.number AS number, alliance.id AS alliance_id, alliance.name AS alliance,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY toInteger(number), alliance, alliance_id
