"""Questions to the graph: named questions as files, search, profiles, neighbourhoods, passages and counts.

Everything here only reads. Cypher stands in files: ``questions/`` (one named question each, with a header),
``statements/`` (what the modules ask) and ``snippets/`` (expressions that several of them share).
"""
