/* ---
id: people-links
question:
  zh: 这两个人通过哪些单位或活动相连？
  en: Which bodies or events link these two people?
description:
  zh: 每行是两人共同的一个单位或一项活动，以及各自的关系。
  en: Each row is one body or event that both have to do with, and how.
empty:
  zh: 没有记载两人共同的单位或活动。
  en: No body and no event of both is on record.
parameters:
  - name: person
    type: entity
    kinds: [Person]
    label: {zh: 人员, en: Person}
  - name: other
    type: entity
    kinds: [Person]
    label: {zh: 另一人, en: Other person}
columns:
  - {name: via_id, type: entity, heading: {zh: 联系方编号, en: Link id}}
  - {name: via, type: text, heading: {zh: 联系, en: Link}}
  - {name: own_relation, type: text, heading: {zh: 前者的关系, en: Relation of the first}}
  - {name: other_relation, type: text, heading: {zh: 后者的关系, en: Relation of the other}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
example: {person: 徐建华, other: 贾世瑞}
--- */
MATCH (:Person {id: $person})-[r:@facts]->(via:Entity)<-[s:@facts]-(:Person {id: $other})
WHERE $person <> $other AND @counts(r) AND @counts(s)
WITH via, r, s, [r, s] AS facts
RETURN via.id AS via_id, via.name AS via, coalesce(r.title, r.role, toLower(type(r))) AS own_relation,
       coalesce(s.title, s.role, toLower(type(s))) AS other_relation,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY via, via_id, own_relation, other_relation, r.id, s.id
