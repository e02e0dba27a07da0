"""The prefixes that every query may use without declaring them."""

from types import MappingProxyType

from graph.text import BASE

PREFIXES = MappingProxyType(
    {
        "ag": f"{BASE}ns#",
        "scheme": f"{BASE}scheme/",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix → namespace. One for each vocabulary in use; ``id:alliance/…`` has no prefix, its slash needs escaping."""
