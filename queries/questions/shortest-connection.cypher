/* ---
id: shortest-connection
question:
  zh: 这两个单位（或个人、联盟）之间最短的联系是什么？
  en: What is the shortest connection between these two bodies?
description:
  zh: 每行是联系中的一步，附一句原文及其出处；不经过地点。有几条同样短的联系时，取最确定、依据最多的一条。
  en: Each row is one step of the connection with a sentence that states it and where it stands; it does not pass through
    places. Among equally short connections it is the one that is surest and rests on most sources.
empty:
  zh: 在给定步数之内两者没有联系，或两者本是同一个。
  en: The two are not connected within so many steps, or are one and the same.
parameters:
  - name: start
    type: entity
    label: {zh: 起点, en: From}
  - name: end
    type: entity
    label: {zh: 终点, en: To}
  - name: steps
    type: integer
    default: 4
    minimum: 1
    maximum: 6
    label: {zh: 至多几步, en: Steps at most}
columns:
  - {name: step, type: number, heading: {zh: 步, en: Step}}
  - {name: near_id, type: entity, heading: {zh: 此端编号, en: Near end id}}
  - {name: near, type: text, heading: {zh: 此端, en: Near end}}
  - {name: far_id, type: entity, heading: {zh: 彼端编号, en: Far end id}}
  - {name: far, type: text, heading: {zh: 彼端, en: Far end}}
  - {name: subject_id, type: entity, heading: {zh: 主语编号, en: Subject id}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色或职务, en: Role or title}}
  - {name: sentence, type: text, heading: {zh: 原文, en: Sentence}}
  - {name: document, type: document, heading: {zh: 出处, en: Source}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {start: 清华大学, end: 玉米产业技术创新战略联盟}
--- */
// shortestPath from a node to itself raises, so equal ends are left out before it is asked.
MATCH (one:Entity {id: $start}), (other:Entity {id: $end})
WHERE one <> other
MATCH path = allShortestPaths((one)-[:@facts*..6]-(other))
WHERE all(r IN relationships(path) WHERE @counts(r)) AND none(node IN nodes(path)[1..-1] WHERE node:Place)
WITH path, nodes(path) AS way, relationships(path) AS facts
WHERE length(path) <= $steps
WITH way, facts, reduce(all = '', node IN way | all + ' ' + node.id) AS route,
     reduce(all = '', r IN facts | all + ' ' + r.id) AS names,
     reduce(sure = 1.0, r IN facts | sure * r.confidence) AS confidence,
     reduce(told = 0, r IN facts | told + size(r.sources)) AS told
ORDER BY CASE @weakest(facts) WHEN 'likely' THEN 1 ELSE 0 END, confidence DESC, told DESC, route, names
LIMIT 1
UNWIND range(0, size(facts) - 1) AS at
WITH at + 1 AS step, way[at] AS near, way[at + 1] AS far, facts[at] AS r
CALL (r) {
  UNWIND r.evidence AS id
  MATCH (passage:Passage {id: id})-[:IN]->(document:SourceDocument)
  RETURN passage, document ORDER BY document.id, passage.start LIMIT 1
}
RETURN step, near.id AS near_id, near.name AS near, far.id AS far_id, far.name AS far,
       startNode(r).id AS subject_id, toLower(type(r)) AS relation, coalesce(r.role, r.title) AS role,
       passage.text AS sentence, document.id AS document,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY step
