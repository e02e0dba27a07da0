// Whether the fact `it` (a relationship) holds on the day $as_of, as contracts/graph.md defines it: 'certain', 'likely'
// or null (unknown, or ended). Without a day every fact is 'stated'. Dates are as precise as known, so both sides of
// each comparison are cut to the shorter. An end that lies after the day does not stand in the way of 'likely': on
// that day there was no end yet.
CASE
  WHEN $as_of IS NULL THEN 'stated'
  WHEN left(it.valid_until, size($as_of)) <= left($as_of, coalesce(size(it.valid_until), 0)) THEN null
  WHEN left(it.valid_from, size($as_of)) <= left($as_of, coalesce(size(it.valid_from), 0)) THEN 'certain'
  WHEN left(it.observed_on, size($as_of)) <= left($as_of, coalesce(size(it.observed_on), 0))
   AND left(it.last_observed_on, size($as_of)) >= left($as_of, coalesce(size(it.last_observed_on), 0)) THEN 'certain'
  WHEN left(it.last_observed_on, size($as_of)) < left($as_of, coalesce(size(it.last_observed_on), 0)) THEN 'likely'
END
