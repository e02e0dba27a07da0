// The number of sources on which the facts in the list `it` rest, each counted once.
COUNT { UNWIND it AS _fact UNWIND _fact.sources AS _source RETURN DISTINCT _source }
