"""Data extension: what is known of entities, property by property, as cells of a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from alliancegraph.serving.publisher import Publisher
from graph.errors import QueryError
from ontology.terms import Term
from queries.profile import End, Profile, ValueEntry, profile

MOST_IDS = 1000
INVERSE = "^"
"""Before a predicate: the other ends of facts whose object the entity is, as in SPARQL's paths."""
NAMES = ("name", "aliases", "iri")

Cell = dict[str, Any]


def properties_of(publisher: Publisher, kind: str | None, language: str) -> list[dict[str, str]]:
    """The properties that entities of a kind (None: of any) may have, as ``{"id", "name"}``."""
    vocabulary = publisher.vocabulary

    def fits(kinds: frozenset[str]) -> bool:
        return kind is None or any(vocabulary.is_a(kind, each) for each in kinds)

    def entry(name: str, term: Term, arrow: str = "") -> dict[str, str]:
        return {"id": name, "name": arrow + term.label(language)}

    found = [{"id": name, "name": "IRI" if name == "iri" else vocabulary.label(name, language)} for name in NAMES]
    for name in ("type", "date", "date_end", "document_number"):
        if fits(vocabulary.attributes[name].subjects):
            found.append(entry(name, vocabulary.attributes[name]))
    found += [entry(name, term) for name, term in vocabulary.properties.items() if fits(term.subjects)]
    found += [entry(name, term) for name, term in vocabulary.predicates.items() if fits(term.subjects)]
    found += [entry(INVERSE + name, term, "← ") for name, term in vocabulary.predicates.items() if fits(term.objects)]
    return found


class Extender:
    """Answers requests for data extension."""

    def __init__(self, publisher: Publisher, language: str) -> None:
        self._publisher = publisher
        self._language = language
        self._known = {entry["id"]: entry["name"] for entry in properties_of(publisher, None, language)}

    def extend(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to ``{"ids": […], "properties": [{"id": …}]}``; an unknown id has empty cells.

        Raises QueryError when the request is none or names an unknown property.
        """
        ids, asked = request.get("ids"), request.get("properties")
        if not isinstance(ids, list) or not isinstance(asked, list) or not all(isinstance(each, str) for each in ids):
            raise QueryError('Data extension takes {"ids": ["…"], "properties": [{"id": "…"}]}.')
        if len(ids) > MOST_IDS:
            raise QueryError(f"At most {MOST_IDS} ids are extended at a time; these are {len(ids)}.")
        names = [each.get("id") if isinstance(each, dict) else each for each in asked]
        columns = [self._checked(name) for name in names]
        index = self._publisher.index.current()
        rows: dict[str, dict[str, list[Cell]]] = {}
        for each in ids:
            key = each.rpartition("/")[2]
            rows[each] = self.row(key, columns) if index.get(key) else {name: [] for name in columns}
        return {"meta": [{"id": name, "name": self._known[name]} for name in columns], "rows": rows}

    def row(self, key: str, columns: Sequence[str]) -> dict[str, list[Cell]]:
        """The cells of one entity; raises QueryError for an unknown property."""
        about = profile(self._publisher.store, key)
        return {name: self._cells(about, self._checked(name)) for name in columns}

    def _checked(self, name: Any) -> str:
        if not isinstance(name, str) or name not in self._known:
            raise QueryError(f"There is no property «{str(name)[:100]}»; properties are {', '.join(self._known)}.")
        return name

    def _cells(self, about: Profile, name: str) -> list[Cell]:
        if name == "name":
            return [{"str": about.name}]
        if name == "iri":
            return [{"str": about.iri}]
        if name == "aliases":
            return [{"str": each.form} for each in about.names if each.form != about.name]
        if name in about.attributes:
            return [_typed(about.attributes[name], "date" if name.startswith("date") else "text")]
        values = [value for value in about.values if value.property == name]
        if values:
            winning = [value for value in values if value.wins] or values
            return _distinct([_typed(self._shown(value), value.datatype) for value in winning])
        inverse = name.startswith(INVERSE)
        ends = [
            fact.subject if inverse else fact.object
            for fact in about.statements
            if fact.predicate == name.removeprefix(INVERSE)
            and (fact.object if inverse else fact.subject).id == about.id
        ]
        return _distinct([_entity(end) for end in ends])

    def _shown(self, value: ValueEntry) -> str:
        return (value.label_zh if self._language == "zh" else value.label_en) or value.value


def _entity(end: End) -> Cell:
    return {"id": f"{end.kind.lower()}/{end.id}", "name": end.name}


def _typed(value: str, datatype: str) -> Cell:
    if datatype == "integer" and value.isascii() and value.removeprefix("-").isdigit():
        return {"int": int(value)}
    return {"date": value} if datatype == "date" else {"str": value}


def _distinct(cells: Sequence[Cell]) -> list[Cell]:
    return list({tuple(cell.items()): cell for cell in cells}.values())
