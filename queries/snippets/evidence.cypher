// The ids of all passages on which the facts in the list `it` rest, each once, sorted.
COLLECT { UNWIND it AS _fact UNWIND _fact.evidence AS _passage RETURN DISTINCT _passage ORDER BY _passage }
