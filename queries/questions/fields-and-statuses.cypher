/* ---
id: fields-and-statuses
question:
  zh: 各产业领域有多少试点和重点培育联盟？
  en: How many pilots and key-cultivation alliances are there in each field?
description:
  zh: 领域取资料所用的词。
  en: Fields are the words that the sources use.
empty:
  zh: 没有记载各领域的联盟。
  en: No alliance is on record with a field and a status.
columns:
  - {name: field, type: text, heading: {zh: 领域, en: Field}}
  - {name: status, type: text, heading: {zh: 类别, en: Status}}
  - {name: alliances, type: number, heading: {zh: 联盟数, en: Alliances}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (field:Concept)<-[r:IN_FIELD]-(alliance:Alliance)-[s:HAS_STATUS]->(status:Concept)
WHERE @counts(r) AND @counts(s)
WITH field.notation AS field, status.notation AS status, count(DISTINCT alliance) AS alliances,
     collect(DISTINCT r) + collect(DISTINCT s) AS facts
RETURN field, status, alliances, @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY alliances DESC, field, status
