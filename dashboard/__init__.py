"""The dashboard: search, profiles, sources, networks and questions for people who write no Cypher."""
