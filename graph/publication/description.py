"""What is told about a thing: the queries that make the document behind its IRI."""

from graph.publication.address import Thing
from graph.text import BASE

_HIDDEN = "FILTER(?p NOT IN (ag:reading, ag:text, ag:path))"
"""What the dumps hold and no page shows: whole texts, our own notes on them, and where a file lay."""
_LABELS = "{ %s ?s ?p ?o FILTER(?p IN (skos:prefLabel, rdfs:label, dcterms:title)) }"

_HASHED = {"text": "oa:hasSelector", "selector": "rdf:value"}
"""Sorts whose things stand behind a ``#`` of one address, with a property that only they have."""


def _beginning(thing: Thing) -> str:
    return f'FILTER(STRSTARTS(STR(?s), "{thing.iri}#"))'


def describing(thing: Thing) -> str:
    """The CONSTRUCT query for the document about ``thing``.

    It holds the triples about the thing, those that point at it, the relations it takes part in with all their
    triples, and the labels of its neighbours. A text is described by its passages, a graph by what stands in it.
    """
    iri = f"<{thing.iri}>"
    if thing.sort == "graph":
        return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri} {{ ?s ?p ?o }} }}"
    if thing.sort in _HASHED:
        return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s {_HASHED[thing.sort]} ?any . {_beginning(thing)} ?s ?p ?o }}"
    relations = f'FILTER(STRSTARTS(STR(?s), "{BASE}id/"))' if thing.sort != "source" else "FILTER(false)"
    parts = [
        f"{{ BIND({iri} AS ?s) ?s ?p ?o {_HIDDEN} }}",
        f"{{ BIND({iri} AS ?o) ?s ?p ?o }}",
        f"{{ ?s ?end {iri} ; ag:confidence ?sure . {relations} ?s ?p ?o }}",
        _LABELS % f"{iri} ?link ?s .",
        _LABELS % f"?relation ?end {iri} ; ag:confidence ?sure ; ?other ?s .",
    ]
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {' UNION '.join(parts)} }}"


def known(thing: Thing) -> str:
    """The ASK query whether the data speaks of ``thing`` at all."""
    if thing.sort == "graph":
        return f"ASK {{ GRAPH <{thing.iri}> {{ ?s ?p ?o }} }}"
    if thing.sort in _HASHED:
        return f"ASK {{ ?s {_HASHED[thing.sort]} ?any . {_beginning(thing)} }}"
    return f"ASK {{ <{thing.iri}> ?p ?o }}"
