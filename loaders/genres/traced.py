"""Text that knows where each of its characters stands in the source: the stuff blocks are made of."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.layout import Piece


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
        at = bisect_right(self.pieces, index, key=lambda piece: piece.block) - 1
        return self.pieces[at].source + index - self.pieces[at].block

    def cut(self, start: int, end: int) -> "Traced":
        """The part ``text[start:end]`` with its pieces."""
        if start <= 0 and end >= len(self.text):
            return self
        if len(self.pieces) == 1 and start < end:
            return Traced(self.text[start:end], (Piece(0, self.pieces[0].source + start, end - start),))
        return self.keep([(start, end)])

    def keep(self, spans: Iterable[tuple[int, int]]) -> "Traced":
        """The parts within the given spans (in order, apart), put together."""
        text: list[str] = []
        runs: list[tuple[int, int]] = []  # source offset and length of each run taken over
        for start, end in spans:
            text.append(self.text[start:end])
            for piece in self.pieces:
                first = start if start > piece.block else piece.block
                last = min(end, piece.block + piece.length)
                if first >= last:
                    continue
                source = piece.source + first - piece.block
                if runs and runs[-1][0] + runs[-1][1] == source:
                    runs[-1] = (runs[-1][0], runs[-1][1] + last - first)
                else:
                    runs.append((source, last - first))
        return Traced("".join(text), _pieces(runs))

    def within(self, start: int, end: int) -> "Traced":
        """The part that stands between two source offsets."""
        spans = []
        for piece in self.pieces:
            first, last = max(start, piece.source), min(end, piece.source + piece.length)
            if first < last:
                spans.append((piece.block + first - piece.source, piece.block + last - piece.source))
        return self.keep(spans)

    def first_blank(self) -> "Traced":
        """The first blank in the text, or nothing."""
        at = next((i for i, character in enumerate(self.text) if character.isspace()), None)
        return Traced("", ()) if at is None else self.cut(at, at + 1)

    def strip(self, blanks: str | None = None) -> "Traced":
        """Without the blanks (or the given characters) at both ends."""
        text = self.text
        start = len(text) - len(text.lstrip(blanks))
        return self.cut(start, max(start, len(text.rstrip(blanks))))


def traced(folded: str, start: int, end: int) -> Traced:
    """The source characters from ``start`` to ``end``."""
    return Traced(folded[start:end], (Piece(0, start, end - start),) if end > start else ())


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts in a row, nothing between them."""
    filled = [part for part in parts if part.text]
    if len(filled) == 1:
        return filled[0]
    runs: list[tuple[int, int]] = []
    for part in filled:
        for piece in part.pieces:
            if runs and runs[-1][0] + runs[-1][1] == piece.source:
                runs[-1] = (runs[-1][0], runs[-1][1] + piece.length)
            else:
                runs.append((piece.source, piece.length))
    return Traced("".join(part.text for part in filled), _pieces(runs))


def _pieces(runs: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Runs of the source one after the other as pieces of a block."""
    pieces: list[Piece] = []
    at = 0
    for source, length in runs:
        pieces.append(Piece(at, source, length))
        at += length
    return tuple(pieces)
