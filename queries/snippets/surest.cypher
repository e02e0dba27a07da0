// How sure is what any one of the facts in the list `it` suffices to state: as sure as the surest of them.
CASE
  WHEN $as_of IS NULL THEN 'stated'
  WHEN any(_fact IN it WHERE @holds(_fact) = 'certain') THEN 'certain'
  ELSE 'likely'
END
