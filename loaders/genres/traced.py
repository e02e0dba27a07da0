"""Text that knows where each of its characters stands in the source: the stuff blocks are made of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from loaders.layout import Piece

_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and the pieces that lead from its offsets to source offsets (as in ``Block.pieces``)."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Source offset of the first character; the text must not be empty."""
        return self.pieces[0].source

    @property
    def end(self) -> int:
        """Source offset after the last character; the text must not be empty."""
        last = self.pieces[-1]
        return last.source + last.length

    def source(self, index: int) -> int:
        """The source offset of the character ``index``."""
        piece = self.pieces[_piece_at(self.pieces, index)]
        return piece.source + index - piece.block

    def cut(self, start: int, end: int) -> "Traced":
        """The part ``text[start:end]`` with its pieces."""
        if start <= 0 and end >= len(self.text):
            return self
        if start >= end:
            return Traced("", ())
        if len(self.pieces) == 1:
            return Traced(self.text[start:end], (Piece(0, self.pieces[0].source + start, end - start),))
        return self.keep([(start, end)])

    def keep(self, spans: Iterable[tuple[int, int]]) -> "Traced":
        """The parts within the given spans (in order, apart), put together."""
        text: list[str] = []
        kept: list[Piece] = []
        pieces, size = self.pieces, len(self.text)
        number = length = 0
        follows = -1  # the source offset after the last piece kept
        for start, stop in spans:
            at, end = start, min(stop, size)
            if at >= end:
                continue
            text.append(self.text[at:end])
            if not kept:
                number = _piece_at(pieces, at)
            while at < end:
                offset, source, run = pieces[number]
                if offset + run <= at:
                    number += 1
                    continue
                taken = min(end, offset + run) - at
                first = source + at - offset
                if first == follows:
                    piece = kept[-1]
                    kept[-1] = Piece(piece.block, piece.source, piece.length + taken)
                else:
                    kept.append(Piece(length, first, taken))
                length += taken
                at += taken
                follows = first + taken
        return Traced("".join(text), tuple(kept))

    def blank(self, start: int, end: int) -> "Traced":
        """The first blank that stands between two source offsets, or nothing."""
        number = max(bisect_right(self.pieces, start, key=itemgetter(1)) - 1, 0)
        for offset, source, length in islice(self.pieces, number, None):
            if source >= end:
                break
            shift = offset - source
            found = _BLANK.search(self.text, max(start, source) + shift, min(end, source + length) + shift)
            if found:
                return Traced(found[0], (Piece(0, found.start() - shift, 1),))
        return Traced("", ())

    def strip(self, blanks: str | None = None) -> "Traced":
        """Without the blanks (or the given characters) at both ends."""
        text = self.text
        bare = text.strip(blanks)
        if len(bare) == len(text):
            return self
        start = len(text) - len(text.lstrip(blanks)) if bare else len(text)
        return self.cut(start, start + len(bare))


def traced(folded: str, start: int, end: int) -> Traced:
    """The source characters from ``start`` to ``end``."""
    return Traced(folded[start:end], (Piece(0, start, end - start),) if end > start else ())


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts in a row, nothing between them."""
    filled = [part for part in parts if part.text]
    if len(filled) == 1:
        return filled[0]
    kept: list[Piece] = []
    length, follows = 0, -1
    for part in filled:
        for _, source, run in part.pieces:
            if source == follows:
                piece = kept[-1]
                kept[-1] = Piece(piece.block, piece.source, piece.length + run)
            else:
                kept.append(Piece(length, source, run))
            length += run
            follows = source + run
    return Traced("".join(part.text for part in filled), tuple(kept))


def _piece_at(pieces: Sequence[Piece], index: int) -> int:
    """Which piece holds the character ``index``."""
    if len(pieces) == 1:
        return 0
    return bisect_right(pieces, index, key=itemgetter(0)) - 1
