"""The model: what one document says, before anything is known of other documents.

A reader turns bytes into a :class:`Document`; an extractor turns it into a :class:`Reading`: entities as this one
document speaks of them, statements and values with the span each was read from, and a ledger that accounts for every
line. All offsets are Unicode code points of ``Document.text``, end exclusive (RFC 5147). Objects are frozen; a
reading refers to its entities by their index, so it can be written down as plain JSON and read back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LineState = Literal["stated", "ignored", "unread"]
LineKind = Literal["sentence", "row", "item"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document's text and the place of the file it was read from.

    ``label`` says it as people do: ``page 3``, ``page 3, table 1, row 4``, ``Sheet1!B4``, ``table 2, row 4, cell 1``.
    """

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its exact text and what it says of itself.

    ``name`` is the document's name in the graph (the file's stem, ``table/alliances`` for a fact table). ``sha256``
    is the hex digest of the file's bytes; ``text_sha256`` of the UTF-8 bytes of ``text`` (the first 16 digits are in
    the IRI of every span). ``genre`` is ``notice``, ``briefing``, ``web``, ``text`` or ``table``. ``series`` ties the
    issues of one newsletter. ``path`` is where the file was read, absolute, or None (standard input). ``parts`` are
    the pages and cells of a file that has them (PDF, DOCX, XLSX), in order of the text, without overlap. ``columns``
    pairs headings of a list with the roles that a person gave them. Before its layout is known a document's genre is
    ``text``, or ``list`` when its lines are the rows of a spreadsheet.
    """

    name: str
    text: str
    sha256: str
    text_sha256: str
    genre: str
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    number: str | None = None
    series: str | None = None
    source_url: str | None = None
    path: str | None = None
    parts: tuple[Part, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    def place(self, start: int, end: int) -> str | None:
        """The pages or cells that a span of the text was read from, ``page 3`` or ``A2 to C2``; None without parts."""
        first = bisect_right(self.parts, start, key=lambda part: part.start) - 1
        first += first < 0 or self.parts[first].end <= start
        last = bisect_left(self.parts, end, key=lambda part: part.start) - 1
        if last < first or not self.parts:
            return None
        labels = self.parts[first].label, self.parts[last].label
        return labels[0] if labels[0] == labels[1] else " to ".join(labels)


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as one document speaks of it.

    ``name`` is the fullest form, ``aliases`` the other forms met. ``defined`` are those aliases that the text itself
    introduces as a short name (简称): only they tie entities between documents. ``type``, ``date`` and ``date_end``
    belong to events, ``number`` (文号) and ``date`` to policy documents. ``ties`` are further keys that make two
    mentions of a person one (``page-…`` of the page a table row was read on).
    """

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    type: str | None = None
    date: str | None = None
    date_end: str | None = None
    number: str | None = None
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A public page that table rows were read on: an address with its label, date and kind of site."""

    url: str
    title: str | None = None
    date: str | None = None
    site_kind: str | None = None
    is_copy: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object: one fact of one document with its evidence.

    ``subject`` and ``object`` index ``Reading.entities``; ``qualifiers`` are the vocabulary's (role, title, status,
    number, date). ``start``/``end`` is the supporting passage; ``page`` the address of the page a table row rests
    on. ``confidence`` is 0 to 1.
    """

    subject: int
    predicate: str
    object: int
    qualifiers: Mapping[str, str]
    start: int
    end: int
    rule: str
    confidence: float
    page: str | None = None


@dataclass(frozen=True, slots=True)
class ValueStatement:
    """A fact whose object is a value: ``property`` is the vocabulary's name (founded, field, status, …).

    ``datatype`` is ``date``, ``integer``, ``text`` or ``concept`` (then ``value`` is the notation in the property's
    scheme). ``date`` is the day to which the fact applies, where the source gives one.
    """

    subject: int
    property: str
    value: str
    datatype: str
    start: int
    end: int
    rule: str
    confidence: float
    date: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Where an entity that occurs in no statement is named."""

    entity: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the ledger: a sentence, table row or list item, and what became of it.

    ``rule`` names the rule that ignored it, or the first rule that read it; for an unread line it is None or the
    reason in one word.
    """

    start: int
    end: int
    kind: LineKind
    state: LineState
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every line of a document, in order; the totals always balance because they are counted from the lines."""

    lines: tuple[Line, ...] = ()

    def count(self, state: LineState) -> int:
        """How many lines are in ``state``."""
        return sum(line.state == state for line in self.lines)

    @property
    def totals(self) -> dict[str, int]:
        """``total``, ``stated``, ``ignored`` and ``unread``, as the command line reports them."""
        states: tuple[LineState, ...] = ("stated", "ignored", "unread")
        return {"total": len(self.lines), **{state: self.count(state) for state in states}}


RemarkKind = Literal["trigger_without_fact", "count_differs", "unknown_unit", "unknown_post"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader should look at: a place where something was expected and not read.

    ``kind``: a sentence with a trigger word and no fact; a list whose length is not the number announced (等17家); an
    unknown word where a unit or a post was expected. ``words`` are the words in question, ``detail`` a number or rule
    id that explains it (``17 announced, 15 read``).
    """

    start: int
    end: int
    kind: RemarkKind
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document."""

    document: Document
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    values: tuple[ValueStatement, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    pages: tuple[Page, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    remarks: tuple[Remark, ...] = ()
