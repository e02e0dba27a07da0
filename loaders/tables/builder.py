"""Collects what the rows of one table state, with evidence, and closes it as a reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.errors import InputError
from graph.model import Document, EntityMention, Ledger, Line, Page, Reading, Statement, ValueStatement
from graph.text import page_id
from loaders.tables.formats import Formats
from loaders.tables.merge import Draft, merge_drafts
from loaders.tables.names import Names
from loaders.tables.record import Fields, Item, Record, Table
from ontology import Vocabulary, VocabularyViolation


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known before a table is read: formats, vocabulary, the folder's names and its pages by address."""

    formats: Formats
    vocabulary: Vocabulary
    names: Names
    pages: Mapping[str, Page]


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in a row: the number of its draft, and where it is named."""

    draft: int
    item: Item


@dataclass(slots=True)
class RowReader:
    """One row being read: its fields, and the ways to state something of it.

    Every statement's passage is the row; in a row that is too long, the smallest run of cells that holds both ends, or
    if that is too long as well, the cell or entry of one end.
    """

    builder: "ReadingBuilder"
    fields: Fields
    page: str | None
    confidence: float
    rules: list[str] = field(default_factory=list)

    @property
    def record(self) -> Record:
        """The row."""
        return self.fields.record

    def mention(self, kind: str, item: Item, column: str, draft: Draft | None = None) -> Mention:
        """An entity named by ``item``; ``draft`` says more of it than its kind and name."""
        found = self.builder.surroundings.names.kind_of(self.record, column, item, kind)
        drafts = self.builder.drafts
        drafts.append(replace(draft, kind=found) if draft else Draft(found, item.text))
        return Mention(len(drafts) - 1, item)

    def person(self, item: Item, *ties: str) -> Mention:
        """A person, held together with others of the name by the page and by ``ties``."""
        page = [page_id(self.page)] if self.page else []
        return self.mention("Person", item, "person", Draft("Person", item.text, ties=frozenset([*page, *ties])))

    def kind(self, mention: Mention) -> str:
        """The kind of the entity mentioned."""
        return self.builder.drafts[mention.draft].kind

    def state(
        self, subject: Mention, predicate: str, object_: Mention, rule: str | None = None, **qualifiers: str | None
    ) -> None:
        """States a fact; qualifiers that are None are left out, and so is a date where the predicate takes none."""
        known = self.builder.surroundings.vocabulary.predicates[predicate].qualifiers
        given = {k: v for k, v in qualifiers.items() if v is not None and (k != "date" or k in known)}
        start, end = self._passage(subject.item, object_.item)
        try:
            self.builder.surroundings.vocabulary.check_statement(
                predicate, self.kind(subject), self.kind(object_), given
            )
        except VocabularyViolation as error:
            raise InputError(f"{self.record.table}.csv, line {self.record.line}: {error}") from error
        self.builder.statements.append(
            Statement(
                subject=subject.draft,
                predicate=predicate,
                object=object_.draft,
                qualifiers=given,
                start=start,
                end=end,
                rule=self._rule(rule or predicate),
                confidence=self.confidence,
                page=self.page,
            )
        )

    def value(self, subject: Mention, property_: str, item: Item | None, date: str | None) -> None:
        """States the value that a cell holds, nothing where it is empty; ``date`` is the day to which it applies."""
        if item is None:
            return
        vocabulary = self.builder.surroundings.vocabulary
        if property_ not in vocabulary.properties:
            raise InputError(
                f"{self.record.table}.csv, line {self.record.line}: the vocabulary has no property {property_} to keep "
                f"{item.text!r} in; empty the cell or add the property to ontology/alliance.ttl."
            )
        datatype = vocabulary.properties[property_].datatype
        value = str(int(item.text)) if datatype == "integer" else item.text
        try:
            vocabulary.check_value(property_, self.kind(subject), value, datatype)
        except VocabularyViolation as error:
            raise InputError(f"{self.record.table}.csv, line {self.record.line}: {error}") from error
        named = self.builder.drafts[subject.draft].name == subject.item.text
        start, end = self._passage(subject.item, item, alone=subject.item if named else item)
        rule = self._rule(property_)
        self.builder.values.append(
            ValueStatement(
                subject.draft, property_, value, datatype, start, end, rule, self.confidence, date=date, page=self.page
            )
        )

    def only_named(self, mention: Mention, rule: str) -> None:
        """Notes an entity of which the row states nothing more than that it is there."""
        start, end = self._passage(mention.item, mention.item)
        self.builder.mentions.append(EntityMention(mention.draft, start, end))
        self._rule(rule)

    def describes_page(self) -> None:
        """Notes that the row describes its page, and nothing else."""
        self._rule("page")

    def _rule(self, name: str) -> str:
        rule = f"table.{self.record.table}.{name}"
        self.rules.append(rule)
        return rule

    def _passage(self, left: Item, right: Item, alone: Item | None = None) -> tuple[int, int]:
        """The row, else the cells from ``left`` to ``right``, else ``alone`` (by default the later of the two)."""
        longest = self.builder.surroundings.formats.longest_span
        if self.record.end - self.record.start <= longest:
            return self.record.start, self.record.end
        start, end = min(left.start, right.start), max(left.end, right.end)
        if end - start <= longest:
            return start, end
        last = alone or max(left, right, key=lambda item: item.start)
        return last.start, last.end


@dataclass(slots=True)
class ReadingBuilder:
    """What has been read of one table so far; indexes are those of drafts until :meth:`close`."""

    table: Table
    surroundings: Surroundings
    drafts: list[Draft] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    values: list[ValueStatement] = field(default_factory=list)
    mentions: list[EntityMention] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def open(self, record: Record) -> RowReader:
        """Begins a row: takes its page out."""
        fields = Fields(record)
        url = fields.text("source_url")
        told = Page(url or "", title=fields.text("source_title"), date=fields.text("source_date"))
        if url:
            self.pages.setdefault(url, self.surroundings.pages.get(url, told))
        site_kind = self.pages[url].site_kind if url else None
        return RowReader(self, fields, url, self.surroundings.formats.confidence_of(site_kind))

    def finish(self, row: RowReader) -> None:
        """Ends a row: nothing may be left of it, and the ledger takes it."""
        row.fields.close()
        record = row.record
        rule = row.rules[0] if row.rules else None
        self.lines.append(Line(record.start, record.end, "row", "stated" if rule else "unread", rule))

    def close(self, document: Document) -> Reading:
        """The reading, with mentions of one entity brought together."""
        entities, owner = merge_drafts(self.drafts)
        header = Line(*self.table.header, "row", "ignored", "table.header")
        return Reading(
            document=document,
            entities=entities,
            statements=tuple(_moved(s, owner) for s in self.statements),
            values=tuple(_moved_value(v, owner) for v in self.values),
            mentions=tuple(EntityMention(owner[m.entity], m.start, m.end) for m in self.mentions),
            pages=tuple(self.pages.values()),
            ledger=Ledger((header, *self.lines)),
        )


def _moved(statement: Statement, owner: list[int]) -> Statement:
    return replace(statement, subject=owner[statement.subject], object=owner[statement.object])


def _moved_value(value: ValueStatement, owner: list[int]) -> ValueStatement:
    return replace(value, subject=owner[value.subject])
