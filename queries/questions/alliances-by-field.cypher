/* ---
id: alliances-by-field
question:
  zh: 哪些联盟属于这个领域？
  en: Which alliances work in this field?
description:
  zh: 领域取资料所用的词；填写其中一部分即可，留空则列出全部。
  en: Fields are the words that the sources use; a part of the word is enough, and an empty field lists all.
empty:
  zh: 没有记载属于该领域的联盟。
  en: No alliance is on record for such a field.
parameters:
  - name: field
    type: text
    default: ""
    label: {zh: 领域, en: Field}
columns:
  - {name: field, type: text, heading: {zh: 领域, en: Field}}
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: founded, type: date, heading: {zh: 成立, en: Founded}}
  - {name: units, type: number, heading: {zh: 单位数, en: Units}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {field: 半导体照明}
--- */
MATCH (alliance:Alliance)-[r:IN_FIELD]->(concept:Concept)
WHERE (toLower(concept.label_zh) CONTAINS toLower($field) OR toLower(concept.label_en) CONTAINS toLower($field)
       OR toLower(concept.notation) CONTAINS toLower($field))
  AND @counts(r)
RETURN coalesce(concept.label_zh, concept.notation) AS field, alliance.id AS alliance_id, alliance.name AS alliance,
       alliance.founded AS founded,
       COUNT { MATCH (unit:Entity)-[fact:LEADS|MEMBER_OF]->(alliance) WHERE @counts(fact) RETURN DISTINCT unit } AS units,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY field, alliance, alliance_id, r.id
