"""The page: a block as it is read for facts, and spans and printed words of the source for its offsets."""

import re
from dataclasses import dataclass

from graph.door import LONGEST_PASSAGE
from graph.model import Document
from loaders.facts.drafts import match_key
from loaders.layout import Block
from loaders.mentions.encode import Encoded
from loaders.mentions.read import BlockReading
from loaders.sentences import sentences

_BREAK = re.compile(r"\s*[\n\r]\s*")
_CLAUSE = re.compile(r"[，。；：、！？\t]")


@dataclass(frozen=True, slots=True)
class Page:
    """A block with its reading and the document it stands in."""

    document: Document
    index: int
    block: Block
    reading: BlockReading

    @property
    def encoded(self) -> Encoded:
        """The block's text as rules read it."""
        return self.reading.encoded

    def printed(self, start: int, end: int) -> str:
        """The words between two offsets of the block's text as the source prints them, line breaks closed up."""
        first, last = self.block.span(start, end)
        raw = _BREAK.sub("", self.document.text[first:last])
        if match_key(raw) == match_key(self.block.text[start:end]):
            return raw
        text = self.document.text
        return "".join(text[self.block.source(at)] for at in range(start, end))

    def sentences(self) -> list[tuple[int, int]]:
        """The block's sentences as offsets of the code; a row or another line is one sentence."""
        encoded = self.encoded
        if self.block.role not in {"paragraph", "item"}:
            return [(0, len(encoded.code))] if encoded.code else []
        return sentences(encoded.code)

    def evidence(self, sentence: tuple[int, int], *spans: tuple[int, int]) -> tuple[int, int]:
        """The source span that supports a fact: its sentence, or the clauses around the first span when that is long.

        ``sentence`` is in offsets of the code, ``spans`` (what the fact was read from: subject, object, whole match)
        in offsets of the block's text. The result is never longer than 300 characters.
        """
        encoded = self.encoded
        start, end = encoded.span(*sentence)
        first, last = self.block.span(start, end)
        if last - first <= LONGEST_PASSAGE or not spans:
            return first, min(last, first + LONGEST_PASSAGE)
        tight = [min(s for s, _ in spans), max(e for _, e in spans)]
        for low, high in (tuple(tight), *spans):
            found = self._clauses(start, end, low, high)
            if found[1] - found[0] <= LONGEST_PASSAGE:
                return found
        first, last = self.block.span(*spans[0])
        return first, min(last, first + LONGEST_PASSAGE)

    def _clauses(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """The source span of the clauses of ``start``–``end`` that hold ``low``–``high``, widened while it fits."""
        text = self.block.text
        cuts = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end)), end]
        left = max((cut for cut in cuts if cut <= low), default=start)
        right = min((cut for cut in cuts if cut >= high), default=end)
        return self.block.span(left, right)
