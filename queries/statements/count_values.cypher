// How many facts whose object is a value there are of each property.
MATCH (:Entity)-[r]->(:Value|Concept)
RETURN r.property AS property, count(r) AS count
ORDER BY property
