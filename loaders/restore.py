"""Restoring: the rows of an export go back into a store, as if their documents were read again.

A document's row holds its whole reading, from which everything else follows: facts, passages, names. So the rows are
not written as they stand. They are compared with what the readings make under the same keys, and refused where they
say anything else (a file that was cut, or changed by hand); then the readings are loaded like any other, so that they
merge with what the store has, and can be replaced and withdrawn. Keys that the home's registry does not know yet are
taken over from the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.document_facts import DocumentFacts, resolve
from graph.door import check_reading
from graph.entity import Mentioned, entity_properties
from graph.errors import InputError
from graph.fact import Assertion, Ends, fold_facts
from graph.model import Reading
from graph.report import Report
from graph.serial import reading_from_json
from graph.settings import Settings
from graph.shapes import fact_shapes
from graph.store import Store
from graph.text import BASE
from graph.writer import document_row
from loaders.identity import Cluster, cluster
from loaders.parting import as_loaded
from loaders.pipeline import Progress, load_whole
from loaders.registry import load_registry, save_registry
from ontology import Vocabulary, load_vocabulary

Row = Mapping[str, Any]


def restore(store: Store, settings: Settings, rows: Iterable[Row], *, progress: Progress | None = None) -> Report:
    """Loads the documents of an export; those that the store has already are ``unchanged``.

    Raises InputError when the rows are not what their documents state, and VocabularyError when these state what the
    vocabulary does not have; the store is then as it was.
    """
    vocabulary = load_vocabulary()
    by_line: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_line[row["line"]].append(row)
    readings = dict(_readings(by_line["document"]))
    for reading in readings.values():
        check_reading(reading, vocabulary)
    mentions = [_mention(row) for row in by_line["mentions"]]
    _compare(by_line, readings, mentions, vocabulary)

    def adopt() -> None:
        _adopt(mentions, settings)

    return load_whole(store, settings, readings, before=adopt, progress=progress)


def _readings(rows: Iterable[Row]) -> Iterator[tuple[str, Reading]]:
    for row in rows:
        if row.get("genre") != "page":
            if "reading" not in row or "text" not in row:
                raise InputError(f"The document {row['id']!r} comes without its text and reading; export it again.")
            yield row["id"], reading_from_json(row["reading"], row["text"])


def _mention(row: Row) -> Mentioned:
    # The rows of an export give a mention's type of event the place of the relationship's type.
    plain = {key: value for key, value in row.items() if key not in ("line", "subject", "object")}
    if plain["type"] == "MENTIONS":
        del plain["type"]
    return Mentioned.from_properties(row["subject"], row["object"], plain)


def _compare(
    by_line: Mapping[str, Sequence[Row]],
    readings: Mapping[str, Reading],
    mentions: Sequence[Mentioned],
    vocabulary: Vocabulary,
) -> None:
    """Raises InputError unless the rows are those that the readings make under the keys of the mentions."""
    keys = {mention.id: mention.entity for mention in mentions}
    of_document: dict[str, list[Mentioned]] = defaultdict(list)
    of_entity: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in mentions:
        of_document[mention.document].append(mention)
        of_entity[mention.entity].append(mention)
    facts = []
    for name, reading in sorted(readings.items()):
        try:
            facts.append(resolve(as_loaded(reading, of_document[name]), keys, vocabulary))
        except KeyError as error:
            raise InputError(f"The file lacks the mention {error} of the document {name!r}; it was cut.") from error
    _same("document", _documents(readings), [row for row in by_line["document"] if row.get("genre") != "page"])
    _same("mention", [_mention_row(m) for each in facts for m in each.mentions], by_line["mentions"])
    _same("relationship", list(_relationships(facts, vocabulary)), by_line["relationship"])
    _same("passage", list(_passages(facts)), [_bare(row) for row in by_line["passage"]])
    made = [{"id": key, **entity_properties(told)} for key, told in of_entity.items()]
    given = {row["id"]: row for row in by_line["entity"]}
    # Values that won are on the entity too; they follow from the relationships, which have been compared.
    _same("entity", made, [{k: given[row["id"]].get(k) for k in row} for row in made if row["id"] in given])
    if len(given) != len(made):
        raise InputError(
            f"The file has {len(given)} entities where its documents speak of {len(made)}; it was changed."
        )


def _documents(readings: Mapping[str, Reading]) -> list[Row]:
    return [{"line": "document", **document_row(reading, "loaded")["properties"]} for reading in readings.values()]


def _mention_row(mention: Mentioned) -> Row:
    ends = {"type": "MENTIONS", "subject": mention.document, "object": mention.entity}
    return {"line": "mentions", **ends, **mention.properties()}


def _relationships(facts: Sequence[DocumentFacts], vocabulary: Vocabulary) -> Iterator[Row]:
    told: dict[Ends, list[Assertion]] = defaultdict(list)
    for each in facts:
        for ends, assertions in each.assertions.items():
            told[ends] += assertions
    shapes = fact_shapes(vocabulary)
    for ends, all_told in told.items():
        for fact in fold_facts(ends, shapes[ends.relationship], all_told):
            iri = f"{BASE}id/{ends.relationship.lower()}/{fact.id}"
            named = {"iri": iri, "id": fact.id, "type": ends.relationship}
            yield {"line": "relationship", **named, "subject": ends.subject, "object": ends.object, **fact.properties}


def _passages(facts: Sequence[DocumentFacts]) -> Iterator[Row]:
    found: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {}
    for each in facts:
        for p in each.passages:
            row = {"line": "passage", "id": p.id, "start": p.start, "end": p.end, "text": p.text}
            _, held, pages = found.setdefault(p.id, (row, set(), set()))
            held.add(each.document)
            pages.update([p.page] if p.page else [])
    for row, held, pages in found.values():
        yield row | {"in": sorted(held), "from": sorted(pages)}


def _bare(row: Row) -> Row:
    """A passage without its place, which several files may call differently."""
    return {key: value for key, value in row.items() if key != "place"}


def _same(what: str, made: Sequence[Row], given: Sequence[Row]) -> None:
    """Raises InputError unless both have the same rows; names the first one that differs."""
    wanted, found = {row["id"]: row for row in made}, {row["id"]: row for row in given}
    for key in sorted(wanted.keys() | found.keys()):
        one, other = wanted.get(key), found.get(key)
        if one != other:
            why = "lacks" if other is None else "adds" if one is None else "changes"
            raise InputError(
                f"The file {why} the {what} {key}, so it is not what its documents state (cut, limited by --scope, or "
                "changed by hand); nothing was loaded: import a whole export."
            )


def _adopt(mentions: Sequence[Mentioned], settings: Settings) -> None:
    """Gives entities that the registry does not know the keys they have in the file, as far as these are free."""
    registry = load_registry(settings.registry_file)
    keys = {mention.id: mention.entity for mention in mentions}

    def mint(group: Cluster) -> str:
        return registry.adopt(group, [keys[mention] for mention in group.mentions])

    cluster(mentions, mint, former=registry.former)
    save_registry(registry, settings.registry_file)
