"""The coverage of one document: its lines by what became of them, what was not read, and the remarks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Reading, Remark


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: offsets, its text on one line, and the page or cell where the file has any."""

    start: int
    end: int
    text: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of a document.

    ``lines`` are the ledger's totals (total = stated + ignored + unread), ``stated`` and ``ignored`` count its lines
    by the rule that read or ignored them, ``unread`` are the lines with neither, ``remarks`` each with its passage.
    """

    document: str
    genre: str
    lines: Mapping[str, int]
    stated: Mapping[str, int]
    ignored: Mapping[str, int]
    unread: tuple[Passage, ...]
    remarks: tuple[tuple[Remark, Passage], ...]

    def as_json(self) -> dict[str, Any]:
        """The coverage as the command line prints it."""
        return {
            "document": self.document,
            "kind": self.genre,
            "lines": dict(self.lines),
            "stated": dict(self.stated),
            "ignored": dict(self.ignored),
            "unread": [_passage(each) for each in self.unread],
            "remarks": [
                {"kind": remark.kind, "words": remark.words, "detail": remark.detail, **_passage(passage)}
                for remark, passage in self.remarks
            ],
        }


def coverage_of(reading: Reading) -> Coverage:
    """The coverage of a reading, also of one that was kept in the graph."""
    lines = reading.ledger.lines
    return Coverage(
        reading.document.name,
        reading.document.genre,
        reading.ledger.totals,
        _by_rule(line.rule for line in lines if line.state == "stated"),
        _by_rule(line.rule for line in lines if line.state == "ignored"),
        tuple(_at(reading, line.start, line.end) for line in lines if line.state == "unread"),
        tuple((remark, _at(reading, remark.start, remark.end)) for remark in reading.remarks),
    )


def _by_rule(rules: Iterable[str | None]) -> dict[str, int]:
    """Counts by rule, the most frequent first."""
    return dict(sorted(Counter(rule or "" for rule in rules).items(), key=lambda pair: (-pair[1], pair[0])))


def _at(reading: Reading, start: int, end: int) -> Passage:
    text = " ".join(reading.document.text[start:end].split())
    return Passage(start, end, text, reading.document.place(start, end))


def _passage(passage: Passage) -> dict[str, Any]:
    return {"start": passage.start, "end": passage.end, "place": passage.place, "text": passage.text}
