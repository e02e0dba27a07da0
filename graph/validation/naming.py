"""How a node is named in a message: by its label; a relation by its class and the names of its ends."""

from collections.abc import Sequence

from graph.validation.triples import TYPE, Triples
from graph.validation.words import is_literal, literal, shown

AG = "https://w3id.org/alliancegraph/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABELS = tuple(
    f"<{iri}>"
    for iri in (
        f"{SKOS}prefLabel",
        "http://www.w3.org/2000/01/rdf-schema#label",
        f"{AG}name",
        "http://purl.org/dc/terms/title",
        f"{SKOS}notation",
        f"{AG}value",
    )
)
ENDS = tuple(
    (tuple(f"<{iri}>" for iri in subjects), tuple(f"<{iri}>" for iri in objects))
    for subjects, objects in [
        (
            (f"{AG}subject", "http://www.w3.org/ns/org#member", "http://www.w3.org/ns/prov#agent"),
            (f"{AG}object", "http://www.w3.org/ns/org#organization"),
        )
    ]
)
EXCERPT = 40


def name_of(data: Triples, node: str, language: str) -> str:
    """The node's label in ``language``, else any label; a relation as «class: one end → other end»; else the IRI."""
    label = label_of(data, node, language)
    if label:
        return label
    (subjects, objects) = ENDS[0]
    ends = [_first(data, node, predicates) for predicates in (subjects, objects)]
    if any(ends):
        named = [label_of(data, end, language) or shown(end) if end else "?" for end in ends]
        return " ".join(part for part in (_class_name(data, node, language), " → ".join(named)) if part)
    texts = [word for word in data.values(node, "<http://www.w3.org/ns/oa#exact>") if is_literal(word)]
    if texts:
        text = literal(texts[0])[0]
        return f"«{text if len(text) <= EXCERPT else text[: EXCERPT - 1] + '…'}»"
    return shown(node)


def label_of(data: Triples, node: str, language: str) -> str | None:
    """The node's label in ``language``, else without language, else any; None when it has none."""
    for predicate in LABELS:
        texts = [literal(word) for word in data.values(node, predicate) if is_literal(word)]
        for wanted in (language, ""):
            for text, _, tag in texts:
                if tag == wanted and text:
                    return text
        if texts:
            return texts[0][0]
    return None


def _first(data: Triples, node: str, predicates: Sequence[str]) -> str | None:
    return next((value for p in predicates if (value := data.value(node, p))), None)


def _class_name(data: Triples, node: str, language: str) -> str:
    """The label of the narrowest class of ours, if the data holds the vocabulary; else its local name."""
    types = [type_ for type_ in data.values(node, TYPE) if type_.startswith(f"<{AG}") and type_ != f"<{AG}Relation>"]
    return (label_of(data, types[0], language) or shown(types[0]).removeprefix(AG)) if types else ""
