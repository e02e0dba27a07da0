/* ---
id: alliance-names
question:
  zh: 这个联盟有哪些名称、简称和别名？
  en: What are the names, short names and aliases of this alliance?
description:
  zh: 每行是一种写法；依据是使用该写法的事实原文。
  en: Each row is one form, with the passages of facts in which it stands.
empty:
  zh: 没有记载使用该联盟名称的原文。
  en: No passage with a name of this alliance is on record.
parameters:
  - name: alliance
    type: entity
    kinds: [Alliance]
    label: {zh: 联盟, en: Alliance}
columns:
  - {name: form, type: text, heading: {zh: 写法, en: Form}}
  - {name: full, type: text, heading: {zh: 名称类别, en: Sort of name}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {alliance: 玉米产业技术创新战略联盟}
--- */
MATCH (alliance:Alliance {id: $alliance})
UNWIND [alliance.name] + coalesce(alliance.aliases, []) AS form
MATCH (alliance)-[r]-()
WHERE r.evidence IS NOT NULL AND @counts(r)
  AND EXISTS { MATCH (passage:Passage) WHERE passage.id IN r.evidence AND passage.text CONTAINS form }
WITH alliance, form, collect(DISTINCT r) AS facts
RETURN form, CASE WHEN form = alliance.name THEN 'name' ELSE 'alias' END AS full,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @surest(facts) AS holds
ORDER BY full DESC, form
