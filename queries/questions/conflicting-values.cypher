/* ---
id: conflicting-values
question:
  zh: 哪些取值在不同来源中不一致？
  en: On which values do the sources disagree?
description:
  zh: 同一实体同一属性有两个以上取值时逐个列出；日期只差精细程度的（2009 与 2009-10-20）不算矛盾，可以有多个取值的领域也不算。
  en: Every value of a property for which an entity has several. Dates that differ in precision only (2009 and
    2009-10-20) are no conflict, nor are fields, of which there may be many.
empty:
  zh: 没有互相矛盾的取值。
  en: No values contradict each other.
parameters:
  - name: property
    type: text
    default: ""
    label: {zh: 属性（留空为全部）, en: Property (empty for all)}
columns:
  - {name: entity_id, type: entity, heading: {zh: 实体编号, en: Entity id}}
  - {name: entity, type: text, heading: {zh: 实体, en: Entity}}
  - {name: property, type: text, heading: {zh: 属性, en: Property}}
  - {name: value, type: text, heading: {zh: 取值, en: Value}}
  - {name: first_seen, type: date, heading: {zh: 最早见于, en: First seen}}
  - {name: last_seen, type: date, heading: {zh: 最近见于, en: Last seen}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (entity:Entity)-[r:HAS_VALUE|HAS_STATUS|IN_BATCH|CLASSIFIED_AS]->(object:Value|Concept)
WHERE ($property = '' OR r.property = $property) AND @counts(r)
WITH entity, r.property AS property, r, coalesce(object.value, object.notation) AS value, object.datatype AS datatype
ORDER BY value, r.id
WITH entity, property, collect({r: r, value: value, date: datatype = 'date'}) AS told
WHERE any(one IN told WHERE any(other IN told WHERE one.value <> other.value AND NOT
  (coalesce(one.date, false) AND (one.value STARTS WITH other.value OR other.value STARTS WITH one.value))))
UNWIND told AS each
WITH entity, property, each.value AS value, each.r AS r
RETURN entity.id AS entity_id, entity.name AS entity, property, value,
       r.observed_on AS first_seen, r.last_observed_on AS last_seen,
       r.evidence AS evidence, size(r.sources) AS sources, @holds(r) AS holds
ORDER BY entity, entity_id, property, value, r.id
