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
        return self.keep([(start, end)])

    def keep(self, spans: Iterable[tuple[int, int]]) -> "Traced":
        """The parts within the given spans (in order, apart), put together."""
        text: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for start, end in spans:
            text.append(self.text[start:end])
            for piece in self.pieces:
                first, last = max(start, piece.block), min(end, piece.block + piece.length)
                if first < last:
                    pieces.append(Piece(at, piece.source + first - piece.block, last - first))
                    at += last - first
        return Traced("".join(text), _merged(pieces))

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
        start = len(self.text) - len(self.text.lstrip(blanks))
        return self.cut(start, max(start, len(self.text.rstrip(blanks))))


def traced(folded: str, start: int, end: int) -> Traced:
    """The source characters from ``start`` to ``end``."""
    return Traced(folded[start:end], (Piece(0, start, end - start),) if end > start else ())


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts in a row, nothing between them."""
    text: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        text.append(part.text)
        pieces.extend(Piece(at + piece.block, piece.source, piece.length) for piece in part.pieces)
        at += len(part.text)
    return Traced("".join(text), _merged(pieces))


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours in block and source made one."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.block + last.length == piece.block and last.source + last.length == piece.source:
            merged[-1] = Piece(last.block, last.source, last.length + piece.length)
        else:
            merged.append(piece)
    return tuple(merged)
