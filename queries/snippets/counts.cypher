// Whether the fact `it` is sure enough for $min_confidence and holds, certainly or likely, on the day $as_of.
it.confidence >= $min_confidence AND @holds(it) IS NOT NULL
