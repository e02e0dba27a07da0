// The roles that the facts in the list `it` name, each once, sorted; a leading unit without a role is 牵头单位.
COLLECT {
  UNWIND it AS _fact
  WITH coalesce(_fact.role, CASE type(_fact) WHEN 'LEADS' THEN '牵头单位' ELSE '成员单位' END) AS _role
  RETURN DISTINCT _role ORDER BY _role
}
