/* ---
id: designated-award-winners
question:
  zh: 哪些获奖联盟同时列入试点名单？
  en: Which alliances that received an award are designated as pilots?
description:
  zh: 每行是一个联盟的一个奖项和一份认定文件。
  en: Each row is one award of one alliance with one document that designates it.
empty:
  zh: 没有记载既获奖又列入名单的联盟。
  en: No alliance is on record that has both.
parameters:
  - name: status
    type: text
    default: pilot
    label: {zh: 类别（pilot 或 key_cultivation）, en: Status (pilot or key_cultivation)}
columns:
  - {name: alliance_id, type: entity, heading: {zh: 联盟编号, en: Alliance id}}
  - {name: alliance, type: text, heading: {zh: 联盟, en: Alliance}}
  - {name: award_id, type: entity, heading: {zh: 奖项编号, en: Award id}}
  - {name: award, type: text, heading: {zh: 奖项, en: Award}}
  - {name: policy_id, type: entity, heading: {zh: 文件编号, en: Document id}}
  - {name: policy, type: text, heading: {zh: 文件, en: Document}}
  - {name: evidence, type: evidence, heading: {zh: 依据, en: Evidence}}
  - {name: sources, type: sources, heading: {zh: 来源数, en: Sources}}
--- */
MATCH (award:Award)<-[won:RECEIVES]-(alliance:Alliance)<-[r:DESIGNATES]-(policy:PolicyDocument)
WHERE r.status = $status AND @counts(r) AND @counts(won)
WITH award, alliance, policy, won, r, [r, won] AS facts
RETURN alliance.id AS alliance_id, alliance.name AS alliance, award.id AS award_id, award.name AS award,
       policy.id AS policy_id, policy.name AS policy,
       @evidence(facts) AS evidence, @sources(facts) AS sources, @weakest(facts) AS holds
ORDER BY alliance, alliance_id, award, award_id, policy, policy_id, won.id
