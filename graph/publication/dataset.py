"""The description of the data set: VoID and DCAT, with counts that are counted and a licence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from graph.publication.turtle import about, name
from graph.sparql.formats import RESULTS
from graph.text import BASE

DATASET = NamedNode(f"{BASE}dataset")
"""The IRI of the data set."""
STATIC = Path(__file__).with_name("dataset.ttl")
"""What is said of it in any case."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DUMPS: Mapping[str, tuple[str, str]] = {
    "nq": ("application/n-quads", "N-Quads"),
    "trig": ("application/trig", "TriG"),
    "nt": ("application/n-triples", "N-Triples"),
    "ttl": ("text/turtle", "Turtle"),
    "jsonld": ("application/ld+json", "JSON-LD"),
    "rdf": ("application/rdf+xml", "RDF_XML"),
}
"""Suffix of a dump → its media type and the last step of its IRI among W3C's formats."""

COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "objects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "entities": f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ?c FILTER(STRSTARTS(STR(?s), "{BASE}id/")) }}',
    "documents": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ag:SourceDocument }",
    "classes": "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { ?s a ?key } GROUP BY ?key",
    "properties": "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key",
}
"""How each figure of the description is counted: the query. Those with ``?key`` give one number for each key."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What :data:`COUNTS` counted. ``classes`` and ``properties`` are numbers by IRI."""

    triples: int
    subjects: int
    objects: int
    entities: int
    documents: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]


def describe_dataset(counts: Counts, here: str, examples: tuple[str, ...]) -> Iterator[Triple]:
    """The description as triples. ``here`` is the server's own address, ``https://…`` without a slash at the end.

    ``examples`` are IRIs of a few things in the data.
    """
    for quad in parse(STATIC.read_bytes(), format=RdfFormat.TURTLE):
        yield quad.triple
    yield from about(
        DATASET,
        ("void:sparqlEndpoint", NamedNode(f"{here}/sparql")),
        ("void:uriLookupEndpoint", NamedNode(f"{here}/reconcile")),
        ("void:triples", counts.triples),
        ("void:distinctSubjects", counts.subjects),
        ("void:distinctObjects", counts.objects),
        ("void:entities", counts.entities),
        ("void:documents", counts.documents),
        ("void:classes", len(counts.classes)),
        ("void:properties", len(counts.properties)),
        *(("void:exampleResource", NamedNode(iri)) for iri in examples),
    )
    yield from _partitions(counts)
    yield from _distributions(here)


def _partitions(counts: Counts) -> Iterator[Triple]:
    """One part of the data set for each class and each property. They have IRIs: no blank node stands anywhere."""
    for number, (iri, count) in enumerate(sorted(counts.classes.items()), 1):
        part = NamedNode(f"{DATASET.value}#class-{number}")
        yield from about(DATASET, ("void:classPartition", part))
        yield from about(part, ("void:class", NamedNode(iri)), ("void:entities", count))
    for number, (iri, count) in enumerate(sorted(counts.properties.items()), 1):
        part = NamedNode(f"{DATASET.value}#property-{number}")
        yield from about(DATASET, ("void:propertyPartition", part))
        yield from about(part, ("void:property", NamedNode(iri)), ("void:triples", count))


def _distributions(here: str) -> Iterator[Triple]:
    for suffix, (media, form) in DUMPS.items():
        dump, file = NamedNode(f"{DATASET.value}#dump-{suffix}"), NamedNode(f"{here}/dump.{suffix}")
        yield from about(
            DATASET,
            ("dcat:distribution", dump),
            ("void:dataDump", file),
            ("void:feature", name(f"formats:{form}")),
        )
        yield from about(
            dump,
            ("a", name("dcat:Distribution")),
            ("dcat:downloadURL", file),
            ("dcat:mediaType", NamedNode(f"https://www.iana.org/assignments/media-types/{media}")),
            ("dcterms:license", NamedNode(LICENCE)),
        )
    service = NamedNode(f"{here}/sparql")
    yield from about(
        service,
        ("a", name("dcat:DataService")),
        ("dcat:endpointURL", service),
        ("dcat:servesDataset", DATASET),
        ("dcterms:conformsTo", NamedNode("http://www.w3.org/TR/sparql11-protocol/")),
    )


def describe_service(here: str) -> Iterator[Triple]:
    """The SPARQL 1.1 service description of the endpoint: what it understands, answers and offers."""
    service = NamedNode(f"{here}/sparql")
    forms = {"json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV"}
    forms["tsv"] = "SPARQL_Results_TSV"
    graph = NamedNode(f"{service.value}#default")
    yield from about(
        service,
        ("a", name("sd:Service")),
        ("sd:endpoint", service),
        ("sd:supportedLanguage", name("sd:SPARQL11Query")),
        ("sd:feature", name("sd:UnionDefaultGraph")),
        *(("sd:resultFormat", name(f"formats:{forms[each.name]}")) for each in RESULTS),
        *(("sd:resultFormat", name(f"formats:{form}")) for _, form in DUMPS.values()),
        ("sd:defaultDataset", DATASET),
    )
    yield from about(DATASET, ("a", name("sd:Dataset")), ("sd:defaultGraph", graph))
    yield from about(graph, ("a", name("sd:Graph")))
