/* ---
id: events-of-month
question:
  zh: 这个月有哪些活动，由谁主持？
  en: Which events were held in this month, and who chaired them?
description:
  zh: 月份也可以是一年或一天。
  en: The month may also be a year or a day.
empty:
  zh: 没有记载这段时间的活动。
  en: No event of that time is on record.
parameters:
  - name: month
    type: date
    default: 2011-08
    label: {zh: 月份, en: Month}
columns:
  - {name: event_id, type: entity, heading: {zh: 活动编号, en: Event id}}
  - {name: event, type: text, heading: {zh: 活动, en: Event}}
  - {name: event_type, type: text, heading: {zh: 类型, en: Type}}
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: chairs, type: texts, heading: {zh: 主持人, en: Chairs}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (event:Event)
WHERE event.date STARTS WITH $month
MATCH (agent:Entity)-[r:ORGANIZES|CHAIRS|PARTICIPATES_IN]->(event)
WHERE @counts(r)
WITH event, r, CASE WHEN r:CHAIRS THEN agent.name END AS chair ORDER BY chair
WITH event, collect(DISTINCT chair) AS chairs, collect(r) AS facts
RETURN event.id AS event_id, event.name AS event, event.type AS event_type, event.date AS date, chairs,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @surest(facts) AS holds
ORDER BY date, event, event_id
