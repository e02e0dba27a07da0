/* ---
id: government-agreements
question:
  zh: 哪些政府单位与联盟或单位签过协议？
  en: Which government bodies signed agreements, and with whom?
description:
  zh: 政府单位指类型记为 government 的单位，或名称以政府、委员会、厅、局结尾的单位。
  en: Government bodies are those classified so, and those whose name ends like that of one in Chinese.
empty:
  zh: 没有记载政府单位签署的协议。
  en: No agreement of a government body is on record.
columns:
  - {name: government_id, type: entity, heading: {zh: 政府单位编号, en: Government body id}}
  - {name: government, type: text, heading: {zh: 政府单位, en: Government body}}
  - {name: unit_id, type: entity, heading: {zh: 单位编号, en: Unit id}}
  - {name: unit, type: text, heading: {zh: 单位, en: Unit}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (government:Organization)-[r:SIGNS_WITH]-(unit:Entity)
WHERE @counts(r) AND (government.organization_kind = 'government' OR government.name =~ '.*(政府|委员会|厅|局)')
WITH government, unit, r, [r] AS facts
RETURN government.id AS government_id, government.name AS government, unit.id AS unit_id, unit.name AS unit,
       r.date AS date, @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY coalesce(date, '9999'), government, government_id, unit, unit_id
