"""The formats in which answers are written, with their media types."""

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import RdfFormat

from graph.sparql.tokens import Form

FormatName = Literal["json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdfxml", "nq", "trig"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its short name, the media types that ask for it (the first is the one that answers bear)."""

    name: FormatName
    media: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """The Content-Type of an answer."""
        return f"{self.media[0]}; charset=utf-8" if self.media[0].startswith("text/") else self.media[0]


RESULTS = (
    Format("json", ("application/sparql-results+json", "application/json", "text/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
"""For SELECT and ASK, the preferred one first."""

GRAPHS = (
    Format("ttl", ("text/turtle", "application/x-turtle")),
    Format("jsonld", ("application/ld+json", "application/json")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("nq", ("application/n-quads",)),
    Format("trig", ("application/trig",)),
)
"""For CONSTRUCT and DESCRIBE, the preferred one first."""


def formats_of(form: Form) -> tuple[Format, ...]:
    """The formats in which a query of this form can be answered, the preferred one first."""
    return RESULTS if form in ("SELECT", "ASK") else GRAPHS


def rdf_format(name: str) -> RdfFormat:
    """The library's name of a format of :data:`GRAPHS`."""
    return {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
        "nq": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
    }[name]
