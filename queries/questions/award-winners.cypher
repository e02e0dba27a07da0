/* ---
id: award-winners
question:
  zh: 谁获得了这个奖项？
  en: Who received this award?
description:
  zh: 每行是一个获奖单位、联盟或个人。
  en: Each row is one unit, alliance or person.
empty:
  zh: 没有记载获奖者。
  en: No winner is on record.
parameters:
  - name: award
    type: entity
    kinds: [Award]
    label: {zh: 奖项, en: Award}
columns:
  - {name: winner_id, type: entity, heading: {zh: 获奖者编号, en: Winner id}}
  - {name: winner, type: text, heading: {zh: 获奖者, en: Winner}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {award: 12家联盟“年度卓越产业技术创新战略联盟”称号}
--- */
MATCH (winner:Entity)-[r:RECEIVES]->(:Award {id: $award})
WHERE @counts(r)
WITH winner, r, [r] AS facts
RETURN winner.id AS winner_id, winner.name AS winner, r.date AS date,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY winner, winner_id, date
