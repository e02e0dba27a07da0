"""Fuzzing the extractor: thousands of damaged documents, none of which may crash it, hang it or make it claim too much.

Run as ``python -m bench.fuzz [--count 10000] [--seed 1] [--jobs N]``. A fault is printed with the command that shows
it again; ``--only NUMBER`` reads one mutant, ``--save FILE`` writes its bytes.

What is asked of every mutant: it is read, or refused with an InputError; it takes no more than two seconds of processor
time; the evidence of each statement and value lies in the text, is no longer than 300 characters and holds a form of
its subject or object; each character that leaves ink is in exactly one line of the ledger.
"""

import argparse
import itertools
import os
import signal
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType

from bench.mutants import mutant
from graph.door import LONGEST_PASSAGE
from graph.errors import InputError
from graph.model import Entity, Reading
from loaders.extract import extract
from loaders.facts.drafts import match_key
from loaders.fold import fold, is_blank
from loaders.genres import segment
from loaders.source import document_from_bytes

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "tests" / "loaders" / "samples", ROOT / "data" / "samples", ROOT.parent / "shared" / "corpus")
SECONDS = 2.0
"""Processor time that a document may take."""
GIVE_UP = 15.0
_GENERAL = {"Alliance": ("联盟",), "Organization": ("公司",), "Event": ("会议",)}
"""Words that stand for what an article speaks of; a passage may hold one in place of a name."""

_TAIL = 3
"""So many last characters of a name are a general word too (协作网, 研究所)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: its number, the processor seconds it took, and what is wrong with the answer."""

    number: int
    seconds: float
    faults: tuple[str, ...] = ()
    refused: bool = False


class Hang(BaseException):
    """A document took so long that it was given up."""


@cache
def sources() -> tuple[str, ...]:
    """The texts to damage, in a fixed order."""
    return tuple(path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt")))


def read(data: bytes, number: int) -> Outcome:
    """What becomes of a document's bytes.

    Raises:
        Hang: when it takes too long; and whatever the extractor raises, InputError aside.
    """
    _warm()
    begin = time.process_time()
    previous = signal.signal(signal.SIGVTALRM, _hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVE_UP)
    try:
        reading = extract(document_from_bytes(data, f"mutant-{number}"))
    except InputError:
        return Outcome(number, time.process_time() - begin, refused=True)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    seconds = time.process_time() - begin
    slow = (f"slow: {seconds:.1f} s for {len(reading.document.text)} characters",) if seconds > SECONDS else ()
    return Outcome(number, seconds, (*slow, *dict.fromkeys([*wrong_evidence(reading), *wrong_ledger(reading)])))


@cache
def _warm() -> None:
    """Rules and words are read before any time is taken."""
    extract(document_from_bytes("甲联盟召开会议。".encode(), "warm"))


def _hang(_: int, __: FrameType | None) -> None:
    raise Hang


def wrong_evidence(reading: Reading) -> Iterator[str]:
    """What is wrong with the passages that statements, values and mentions rest on."""
    passages = Passages(reading)
    for statement in reading.statements:
        ends = [reading.entities[statement.subject], reading.entities[statement.object]]
        yield from passages.wrong(statement.start, statement.end, ends, f"{statement.rule} {statement.predicate}")
    for value in reading.values:
        ends = [reading.entities[value.subject]]
        yield from passages.wrong(value.start, value.end, ends, f"{value.rule} {value.property}")
    for mention in reading.mentions:
        yield from passages.wrong(mention.start, mention.end, [reading.entities[mention.entity]], "mention")


class Passages:
    """The passages of a document: as they are printed, and as the layout puts them together without markup."""

    def __init__(self, reading: Reading) -> None:
        """The blocks in which passages are looked up."""
        self._text = reading.document.text
        self._blocks = segment(reading.document).blocks
        self._starts = [block.source(0) for block in self._blocks]

    def wrong(self, start: int, end: int, entities: Sequence[Entity], what: str) -> Iterator[str]:
        """What is wrong with a passage that speaks of one of some entities."""
        if not 0 <= start < end <= len(self._text):
            yield f"{what}: the span {start}-{end} is not in the text"
        elif end - start > LONGEST_PASSAGE:
            yield f"{what}: the span {start}-{end} is longer than {LONGEST_PASSAGE} characters"
        elif not any(self._names(start, end, entity) for entity in entities):
            names = " / ".join(entity.name[:40] for entity in entities)
            yield f"{what}: no form of {names} in {self._text[start:end][:120]!r}"

    def _names(self, start: int, end: int, entity: Entity) -> bool:
        """Whether a passage names an entity by a form or a general word (联盟), widths, blanks and marks aside."""
        forms = {_key(form) for form in (entity.name, *entity.aliases, entity.number or entity.name)}
        forms |= {_key(form) for form in _GENERAL.get(entity.kind, ())}
        forms |= {form[-_TAIL:] for form in forms if len(form) > _TAIL}
        if any(form in self._text[start:end] for form in (entity.name, *entity.aliases)):
            return True
        told, put = _key(self._text[start:end]), _key(self._put(start, end))
        # a passage that is cut short, or that leaves out the tail which several names share, holds a part of a form
        return any(form in told or form in put or form.startswith((told, put)) for form in forms)

    def _put(self, start: int, end: int) -> str:
        """A passage as the layout puts it together."""
        found = []
        for block in self._blocks[max(bisect_right(self._starts, start) - 1, 0) :]:
            if block.source(0) >= end:
                break
            found += [char for at, char in enumerate(block.text) if start <= block.source(at) < end]
        return "".join(found)


def _key(text: str) -> str:
    return match_key(fold(text))


def wrong_ledger(reading: Reading) -> Iterator[str]:
    """What is wrong with the ledger: characters in no line or in two, totals that don't balance."""
    text, lines = reading.document.text, reading.ledger.lines
    for before, line in itertools.pairwise(lines):
        if before.end > line.start:
            yield f"ledger: lines {before.start}-{before.end} and {line.start}-{line.end} overlap"
    ends, starts = [0, *(line.end for line in lines)], [*(line.start for line in lines), len(text)]
    for start, end in zip(ends, starts, strict=True):
        if lost := "".join(char for char in text[start:end] if not is_blank(char)):
            yield f"ledger: {lost[:20]!r} after {start} is in no line"
    totals = reading.ledger.totals
    if totals["total"] != totals["stated"] + totals["ignored"] + totals["unread"] or totals["total"] != len(lines):
        yield f"ledger: the totals {totals} don't balance"


def one(seed: int, number: int) -> Outcome:
    """What becomes of one mutant; raises as :func:`read`."""
    return read(mutant(sources(), seed, number), number)


def run(seed: int, numbers: Sequence[int], jobs: int) -> Iterator[Outcome]:
    """What becomes of many mutants, in order, over so many processes; what one raises is its fault."""
    with ProcessPoolExecutor(jobs) as pool:
        for number, future in [(number, pool.submit(one, seed, number)) for number in numbers]:
            error = future.exception()
            yield Outcome(number, GIVE_UP, (_told(error),)) if error else future.result()


def _told(error: BaseException) -> str:
    """An error of another process with the line it comes from."""
    lines = [line.strip() for line in str(error.__cause__).splitlines() if line.lstrip().startswith("File ")]
    return f"{type(error).__name__}: {error} {lines[-1] if lines else ''}"


def main() -> int:
    """Read mutants as the command line says; 1 when one of them shows a fault."""
    parser = argparse.ArgumentParser(description="Damaged documents by the thousand.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", type=int, help="read this mutant only")
    parser.add_argument("--save", type=Path, help="write the bytes of the one mutant here")
    given = parser.parse_args()
    if given.only is not None and given.save:
        given.save.write_bytes(mutant(sources(), given.seed, given.only))
    numbers = range(given.count) if given.only is None else [given.only]
    begin = time.monotonic()
    outcomes: list[Outcome] = []
    for outcome in run(given.seed, numbers, given.jobs):
        outcomes.append(outcome)
        for fault in outcome.faults:
            sys.stdout.write(f"--seed {given.seed} --only {outcome.number}: {fault}\n")
            sys.stdout.flush()
    _report(outcomes, len(sources()), time.monotonic() - begin)
    return 1 if any(outcome.faults for outcome in outcomes) else 0


def _report(outcomes: Sequence[Outcome], texts: int, seconds: float) -> None:
    slowest = sorted(outcomes, key=lambda outcome: -outcome.seconds)[:5]
    kinds = Counter(fault.split(":")[0] for outcome in outcomes for fault in outcome.faults)
    refused = sum(outcome.refused for outcome in outcomes)
    bad = sum(bool(outcome.faults) for outcome in outcomes)
    sys.stdout.write(
        f"{len(outcomes)} mutants of {texts} texts in {seconds:.0f} s: {bad} with faults, {refused} refused\n"
    )
    sys.stdout.write("slowest: " + ", ".join(f"{o.number} ({o.seconds:.2f} s)" for o in slowest) + "\n")
    for kind, count in kinds.most_common():
        sys.stdout.write(f"  {count:5d}  {kind}\n")


if __name__ == "__main__":
    sys.exit(main())
