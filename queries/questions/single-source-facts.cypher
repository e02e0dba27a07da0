/* ---
id: single-source-facts
question:
  zh: 关于这个实体，哪些事实只有一个来源？
  en: Which facts about this entity rest on one source only?
description:
  zh: 列出只有一个来源的关系（两个方向），置信度低的在前，便于核对。
  en: Relations in either direction with a single source, least sure first, as a list to check.
empty:
  zh: 该实体没有只凭一个来源的关系。
  en: No relation of this entity rests on a single source.
parameters:
  - name: entity
    type: entity
    label: {zh: 实体, en: Entity}
columns:
  - {name: subject_id, type: entity, heading: {zh: 主语编号, en: Subject id}}
  - {name: subject, type: text, heading: {zh: 主语, en: Subject}}
  - {name: relation, type: text, heading: {zh: 关系, en: Relation}}
  - {name: role, type: text, heading: {zh: 角色或职务, en: Role or title}}
  - {name: object_id, type: entity, heading: {zh: 宾语编号, en: Object id}}
  - {name: object, type: text, heading: {zh: 宾语, en: Object}}
  - {name: confidence, type: number, heading: {zh: 置信度, en: Confidence}}
  - {name: document, type: document, heading: {zh: 来源, en: Source}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {entity: 半导体照明产业技术创新战略联盟}
--- */
MATCH (:Entity {id: $entity})-[r:@facts]-(:Entity)
WHERE size(r.sources) = 1 AND @counts(r)
WITH DISTINCT r, startNode(r) AS from, endNode(r) AS to
RETURN from.id AS subject_id, from.name AS subject, toLower(type(r)) AS relation, coalesce(r.role, r.title) AS role,
       to.id AS object_id, to.name AS object, r.confidence AS confidence, r.sources[0] AS document,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY confidence, relation, subject, object, subject_id, object_id, role, r.id
