/* ---
id: membership-changes
question:
  zh: 这一年哪些成员加入或退出了联盟或协作网？
  en: Who joined or left an alliance or network in this year?
description:
  zh: 每行是一次加入或退出；年份可细到月、日。
  en: Each row is one joining or leaving; the year may be a month or a day.
empty:
  zh: 没有记载这一年的加入或退出。
  en: No joining or leaving of that year is on record.
parameters:
  - name: year
    type: date
    default: "2023"
    label: {zh: 年份, en: Year}
columns:
  - {name: date, type: date, heading: {zh: 日期, en: Date}}
  - {name: change, type: text, heading: {zh: 变动, en: Change}}
  - {name: member_id, type: entity, heading: {zh: 成员编号, en: Member id}}
  - {name: member, type: text, heading: {zh: 成员, en: Member}}
  - {name: body_id, type: entity, heading: {zh: 单位编号, en: Body id}}
  - {name: body, type: text, heading: {zh: 单位, en: Body}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (member:Entity)-[r:MEMBER_OF]->(body:Entity)
WHERE @counts(r)
UNWIND [{change: 'joined', date: r.valid_from}, {change: 'revoked', date: r.valid_until}] AS turn
WITH member, r, body, turn, [r] AS facts
WHERE turn.date STARTS WITH $year
RETURN turn.date AS date, turn.change AS change, member.id AS member_id, member.name AS member,
       body.id AS body_id, body.name AS body,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @holds(r) AS holds
ORDER BY date, change, member, member_id, body, body_id, r.id
