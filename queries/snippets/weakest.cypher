// How sure is what all facts in the list `it` are needed to state: as sure as the weakest of them.
CASE
  WHEN $as_of IS NULL THEN 'stated'
  WHEN all(_fact IN it WHERE @holds(_fact) = 'certain') THEN 'certain'
  ELSE 'likely'
END
